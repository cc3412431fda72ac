# SPDX-License-Identifier: GPL-3.0-or-later
"""A sealed file gives back every byte, from any place, or says that it is damaged: never other bytes."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.errors import DiskFull, EvidenceDamaged, EvidenceMissing
from journal.record.evidence import Role, Sealed
from journal.store import durable
from journal.vault.sealed_file import CHUNK, SealedReader, SealedWriter, length_on_disk, padded

HEADER = 16
EDGES = sorted(
    {0, 1, 2, 15, 16, 17, 4095, 4096, 4097}
    | {times * CHUNK + more for times in (1, 2, 3, 15, 16, 17, 33) for more in (-1, 0, 1)}
    | {size + more for start in (5000, 70_000, 300_000, 1_300_000) for size in [padded(start)] for more in (-1, 0, 1)}
)


def seal(path: Path, content: bytes, pieces: int = 10**9) -> Sealed:
    name, key = os.urandom(16).hex(), os.urandom(32)
    writer = SealedWriter(path, name, key)
    for start in range(0, len(content), pieces):
        writer.write(content[start : start + pieces])
    writer.finish()
    return Sealed(name, Role.ORIGINAL, key, len(content), hashlib.sha256(content).digest())


def read(path: Path, sealed: Sealed) -> bytes:
    with SealedReader(path, sealed) as reader:
        return reader.read()


def content_of(size: int) -> bytes:
    return (os.urandom(min(size, 1000)) * (size // 1000 + 1))[:size]


@pytest.mark.parametrize("size", EDGES)
def test_content_of_any_size_comes_back(tmp_path, size):
    content = content_of(size)
    sealed = seal(tmp_path / "object", content)
    assert read(tmp_path / "object", sealed) == content
    assert (tmp_path / "object").stat().st_size == length_on_disk(size)


@given(size=st.sampled_from(EDGES), piece=st.integers(1, 3 * CHUNK).filter(lambda piece: piece > 50))
def test_it_does_not_matter_in_what_pieces_it_came(tmp_path_factory, size, piece):
    path = tmp_path_factory.mktemp("sealed") / "object"
    content = content_of(size)
    assert read(path, seal(path, content, piece)) == content


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    path = tmp_path_factory.mktemp("large") / "object"
    content = os.urandom(20 * CHUNK + 123)
    return path, seal(path, content), content


@given(offset=st.integers(0, 21 * CHUNK), length=st.integers(0, 21 * CHUNK))
def test_reading_from_any_place_is_slicing(large, offset, length):
    path, sealed, content = large
    with SealedReader(path, sealed) as reader:
        assert reader.read_at(offset, length) == content[offset : offset + length]


@given(jumps=st.lists(st.tuples(st.integers(0, 21 * CHUNK), st.integers(0, 100_000)), max_size=6))
def test_it_is_read_like_any_file(large, jumps):
    path, sealed, content = large
    with SealedReader(path, sealed) as reader:
        assert reader.readable()
        assert reader.seekable()
        for place, length in jumps:
            assert reader.seek(place) == place
            assert reader.read(length) == content[place : place + length]
        assert reader.seek(-10, os.SEEK_END) == len(content) - 10
        assert reader.seek(4, os.SEEK_CUR) == reader.tell() == len(content) - 6
        assert reader.read() == content[-6:]


def test_it_tells_neither_its_size_nor_its_day(tmp_path):
    """What lies in the folder: a mode for the owner alone, one time for all, and few sizes."""
    seal(tmp_path / "object", b"x")
    seen = (tmp_path / "object").stat()
    assert (seen.st_mtime, seen.st_mode & 0o777) == (0, 0o600)
    assert length_on_disk(0) == length_on_disk(1) == length_on_disk(4096)
    assert len({length_on_disk(size) for size in range(10**6, 2 * 10**6, 997)}) < 40


@given(st.integers(0, 2**40))
def test_filling_up_costs_little(size):
    assert size <= padded(size) <= max(4096, size * 1.0625 + 1)
    assert padded(padded(size)) == padded(size)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Two chunks."""
    path = tmp_path_factory.mktemp("small") / "object"
    return path, seal(path, b"evidence" * 8300)


def damaged(path: Path, sealed: Sealed, content: bytes) -> bool:
    path.write_bytes(content)
    try:
        with SealedReader(path, sealed) as reader:
            for first in range(0, reader.count, 16):
                reader.chunks(first, min(16, reader.count - first))
    except EvidenceDamaged:
        return True
    return False


def test_the_search_for_damage_finds_none_where_there_is_none(small, tmp_path):
    path, sealed = small
    assert not damaged(tmp_path / "copy", sealed, path.read_bytes())


@settings(max_examples=300)
@given(data=st.data())
def test_any_flipped_bit_is_found(small, tmp_path_factory, data):
    path, sealed = small
    content = bytearray(path.read_bytes())
    edges = st.sampled_from(
        [*range(HEADER), HEADER + CHUNK, HEADER + CHUNK + 15, HEADER + CHUNK + 16, len(content) - 1]
    )
    at = data.draw(st.integers(0, len(content) - 1) | edges)
    content[at] ^= 1 << data.draw(st.integers(0, 7))
    assert damaged(tmp_path_factory.mktemp("flip") / "copy", sealed, bytes(content))


def test_every_bit_of_the_first_bytes_counts(small, tmp_path):
    path, sealed = small
    whole = path.read_bytes()
    for at in range(HEADER + 4):
        for bit in range(8):
            content = bytearray(whole)
            content[at] ^= 1 << bit
            assert damaged(tmp_path / "copy", sealed, bytes(content)), (at, bit)


@given(length=st.integers(0, 70_000))
def test_a_file_cut_off_anywhere_or_grown_is_found(small, tmp_path_factory, length):
    path, sealed = small
    whole = path.read_bytes()
    place = tmp_path_factory.mktemp("cut") / "copy"
    assert damaged(place, sealed, whole[:length])
    assert damaged(place, sealed, whole + whole[:1])


def test_a_file_cut_off_at_a_chunk_is_found_even_if_the_record_believes_its_size(tmp_path):
    path = tmp_path / "object"
    sealed = seal(path, os.urandom(2 * CHUNK))
    short = Sealed(sealed.id, sealed.role, sealed.key, CHUNK, sealed.digest)
    assert damaged(tmp_path / "copy", short, path.read_bytes()[: length_on_disk(CHUNK)])


def test_chunks_that_changed_places_are_found(tmp_path):
    path = tmp_path / "object"
    sealed = seal(path, os.urandom(4 * CHUNK))
    content, step = path.read_bytes(), CHUNK + 16
    first, second = content[HEADER : HEADER + step], content[HEADER + step : HEADER + 2 * step]
    assert damaged(tmp_path / "copy", sealed, content[:HEADER] + second + first + content[HEADER + 2 * step :])


def test_one_object_in_the_place_of_another_is_found(tmp_path):
    """Even where both had the same key."""
    one = seal(tmp_path / "one", b"a" * 5000)
    writer = SealedWriter(tmp_path / "two", os.urandom(16).hex(), one.key)
    writer.write(b"b" * 5000)
    writer.finish()
    assert damaged(tmp_path / "copy", one, (tmp_path / "two").read_bytes())


def test_what_is_given_out_before_the_damage_is_right_and_nothing_after(tmp_path):
    path, content = tmp_path / "object", os.urandom(40 * CHUNK)
    sealed = seal(path, content)
    bad = bytearray(path.read_bytes())
    bad[HEADER + 30 * (CHUNK + 16)] ^= 1
    path.write_bytes(bad)
    with SealedReader(path, sealed) as reader:
        assert reader.read_at(0, 30 * CHUNK) == content[: 30 * CHUNK]
        assert reader.read_at(31 * CHUNK, CHUNK) == content[31 * CHUNK : 32 * CHUNK]
        with pytest.raises(EvidenceDamaged):
            reader.read_at(30 * CHUNK, 1)


def test_a_file_that_is_not_there_is_missing_not_damaged(tmp_path):
    sealed = seal(tmp_path / "object", b"x")
    (tmp_path / "object").unlink()
    with pytest.raises(EvidenceMissing):
        SealedReader(tmp_path / "object", sealed)


def test_an_existing_file_is_never_written_over(tmp_path):
    seal(tmp_path / "object", b"x")
    with pytest.raises(FileExistsError):
        SealedWriter(tmp_path / "object", os.urandom(16).hex(), os.urandom(32))


def test_a_disk_that_fills_up_is_told_apart_and_what_was_written_can_be_taken_away(tmp_path, monkeypatch):
    real = os.write

    def full(descriptor, data):
        if len(data) > 1000:
            raise OSError(28, "No space left on device")
        return real(descriptor, data)

    writer = SealedWriter(tmp_path / "object", os.urandom(16).hex(), os.urandom(32))
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(DiskFull):
        writer.write(bytes(3 * CHUNK))
    writer.discard()
    writer.discard()
    assert list(tmp_path.iterdir()) == []


def test_it_is_on_the_disk_when_it_is_finished(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(durable, "sync", synced.append)
    seal(tmp_path / "object", b"x")
    assert len(synced) == 1


def test_memory_stays_the_same_whatever_the_size(tmp_path):
    import tracemalloc

    block = bytes(1024 * 1024)
    tracemalloc.start()
    writer = SealedWriter(tmp_path / "object", os.urandom(16).hex(), os.urandom(32))
    for _ in range(64):
        writer.write(block)
    writer.finish()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * 1024 * 1024
    shutil.rmtree(tmp_path)
