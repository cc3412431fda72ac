# SPDX-License-Identifier: GPL-3.0-or-later
"""What was stored is read back right behind the writing; a disk that lies is found out in time."""

import hashlib
import os
import threading

import pytest

from journal.errors import DiskUnreachable, EvidenceDamaged
from journal.record.evidence import Role, Sealed
from journal.vault import intake
from journal.vault.intake import Source, prepare
from journal.vault.read_back import ReadBack
from journal.vault.sealed_file import CHUNK, KEY, SealedReader, SealedWriter
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE

NAME = "ab" * 16


@pytest.fixture
def vault(tmp_path):
    made, _code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    with made:
        yield made


@pytest.fixture
def in_small_steps(monkeypatch):
    """As a file of many gibibytes would be followed."""
    monkeypatch.setattr(intake, "_FOLLOW", 3 * CHUNK)


def left(vault):
    return sorted(path.name for path in (vault.folder / "objects").iterdir())


def still_reading():
    return [each.name for each in threading.enumerate() if each.name in ("reading back", "hashing")]


@pytest.mark.parametrize("size", [1, 4096, CHUNK, CHUNK + 1, 16 * CHUNK, 16 * CHUNK + 1, 50 * CHUNK - 7])
def test_its_digest_is_the_one_of_what_was_written_wherever_it_is_followed(tmp_path, size):
    content, key = os.urandom(size), os.urandom(KEY)
    writer = SealedWriter(tmp_path / "object", NAME, key)
    back = ReadBack(tmp_path / "object", Sealed(NAME, Role.ORIGINAL, key, size, b""))
    for start in range(0, size, 100_000):
        writer.write(content[start : start + 100_000])
        back.reach(writer.written)
    writer.finish()
    back.finish()
    assert back.digest() == hashlib.sha256(content).digest()
    assert back.done == size
    assert still_reading() == []


def test_most_of_it_is_read_before_the_last_byte_is_written(tmp_path):
    content, key = os.urandom(40 * CHUNK), os.urandom(KEY)
    writer = SealedWriter(tmp_path / "object", NAME, key)
    back = ReadBack(tmp_path / "object", Sealed(NAME, Role.ORIGINAL, key, len(content), b""))
    writer.write(content[:-1])
    back.reach(writer.written)
    for _ in range(200):
        if back.wait(0.02) or back.done == 39 * CHUNK:
            break
    assert back.done == 39 * CHUNK
    writer.write(content[-1:])
    writer.finish()
    back.finish()
    assert back.digest() == hashlib.sha256(content).digest()


@pytest.mark.parametrize("place", [100, 3 * CHUNK + 200, 20 * CHUNK + 5000])
def test_a_disk_that_gives_back_another_byte_is_found_out(vault, in_small_steps, monkeypatch, place):
    turned = []

    def lying(real):
        def lies(back, *written):
            [path] = (vault.folder / "objects").glob("*.coming")
            if not turned and path.stat().st_size > place:
                with path.open("r+b") as file:
                    file.seek(place)
                    byte = file.read(1)[0]
                    file.seek(place)
                    file.write(bytes([byte ^ 1]))
                turned.append(place)
            real(back, *written)

        return lies

    for name in ("reach", "finish"):
        monkeypatch.setattr(ReadBack, name, lying(getattr(ReadBack, name)))
    with pytest.raises(EvidenceDamaged):
        prepare(Source.from_bytes(os.urandom(21 * CHUNK), "film"), vault.folder)
    assert turned
    assert left(vault) == []
    assert still_reading() == []


@pytest.mark.parametrize("at", [0, 2, 5])
def test_a_disk_that_stops_answering_while_it_is_read_back_is_said(vault, in_small_steps, monkeypatch, at):
    calls, real = [], SealedReader.chunks

    def gone(reader, first, count):
        calls.append(first)
        if len(calls) > at:
            raise DiskUnreachable
        return real(reader, first, count)

    monkeypatch.setattr(SealedReader, "chunks", gone)
    with pytest.raises(DiskUnreachable):
        prepare(Source.from_bytes(os.urandom(100 * CHUNK), "film"), vault.folder)
    assert left(vault) == []
    assert still_reading() == []


def test_a_stop_in_the_middle_leaves_no_thread_and_no_file(vault, in_small_steps):
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > 2

    assert prepare(Source.from_bytes(os.urandom(40 * CHUNK), "film"), vault.folder, cancelled=cancelled) is None
    assert left(vault) == []
    assert still_reading() == []
