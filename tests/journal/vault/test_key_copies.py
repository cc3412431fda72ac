# SPDX-License-Identifier: GPL-3.0-or-later
"""Which copy of the key file counts, and that only good keys are ever written."""

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from journal.errors import DiskFull, DiskUnreachable, KeyFileDamaged, VaultTooNew
from journal.store import durable
from journal.vault import key_copies
from journal.vault.keys import KeyFile, SlotKind, wrap
from tests.conftest import CHEAP


@pytest.fixture
def file():
    slot = wrap(bytes(32), bytes(16), SlotKind.PASSPHRASE, b"s", cost=CHEAP)
    return KeyFile(bytes(16), 1, (slot,))


def test_two_good_copies_are_whole(tmp_path, file):
    key_copies.write(tmp_path, file)
    assert key_copies.read(tmp_path) == key_copies.KeyCopies((file,), whole=True)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["keys.a", "keys.b"]


@pytest.mark.parametrize("name", key_copies.NAMES)
@pytest.mark.parametrize("spoil", ["missing", "empty", "damaged", "folder", "huge"])
def test_one_good_copy_is_enough_and_the_other_can_be_mended(tmp_path, file, name, spoil):
    key_copies.write(tmp_path, file)
    other = tmp_path / name
    other.unlink()
    if spoil == "folder":
        other.mkdir()
    elif spoil != "missing":
        other.write_bytes({"empty": b"", "damaged": b"x" + file.pack()[1:], "huge": bytes(10**6)}[spoil])
    assert key_copies.read(tmp_path) == key_copies.KeyCopies((file,), whole=False)
    key_copies.mend(tmp_path, file)
    if spoil == "folder":
        assert other.is_dir()  # a folder is nobody's key, and not ours to remove
    else:
        assert key_copies.read(tmp_path).whole


def test_reading_never_writes(tmp_path, file):
    key_copies.write(tmp_path, file)
    (tmp_path / "keys.b").write_bytes(b"damaged")
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    key_copies.read(tmp_path)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_of_two_good_copies_the_newer_comes_first(tmp_path, file):
    newer = replace(file, generation=2)
    (tmp_path / "keys.a").write_bytes(file.pack())
    (tmp_path / "keys.b").write_bytes(newer.pack())
    assert key_copies.read(tmp_path) == key_copies.KeyCopies((newer, file), whole=False)


def test_without_a_good_copy_it_is_damaged(tmp_path, file):
    with pytest.raises(KeyFileDamaged):
        key_copies.read(tmp_path)
    for name in key_copies.NAMES:
        (tmp_path / name).write_bytes(file.pack()[:-1])
    with pytest.raises(KeyFileDamaged):
        key_copies.read(tmp_path)


def test_where_nothing_answers_they_are_not_called_damaged(tmp_path, file, monkeypatch):
    with pytest.raises(DiskUnreachable):
        key_copies.read(tmp_path / "stick")
    key_copies.write(tmp_path, file)
    real = Path.open

    def failing(names):
        def call(path, *rest, **more):
            if path.name in names:
                raise OSError(errno.EIO, "no")
            return real(path, *rest, **more)

        return call

    monkeypatch.setattr(Path, "open", failing(key_copies.NAMES))
    with pytest.raises(DiskUnreachable):
        key_copies.read(tmp_path)
    monkeypatch.setattr(Path, "open", failing(["keys.b"]))
    assert key_copies.read(tmp_path) == key_copies.KeyCopies((file,), whole=False)


def test_one_copy_of_a_newer_program_is_enough_to_stop(tmp_path, file, monkeypatch):
    key_copies.write(tmp_path, file)
    monkeypatch.setattr("journal.vault.keys.VERSION", 2)
    newer = file.pack()
    monkeypatch.undo()
    (tmp_path / "keys.b").write_bytes(newer)
    with pytest.raises(VaultTooNew):
        key_copies.read(tmp_path)


def test_when_the_second_copy_cannot_be_written_the_first_one_is_whole(tmp_path, file, monkeypatch):
    key_copies.write(tmp_path, file)
    newer, write = replace(file, generation=2), durable.write

    def full(path, data):
        if path.name == "keys.b":
            raise DiskFull
        write(path, data)

    monkeypatch.setattr(durable, "write", full)
    with pytest.raises(DiskFull):
        key_copies.write(tmp_path, newer)
    assert key_copies.read(tmp_path).files == (newer, file)
    key_copies.mend(tmp_path, newer)  # the disk does not let us: no matter
    assert key_copies.read(tmp_path).files == (newer, file)
