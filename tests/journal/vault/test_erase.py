# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole record can be erased: keys first, nothing outside its folder, and a stop in the middle is said plainly."""

import os
import shutil
import sys

import pytest

from journal.errors import BeingErased, VaultMissing
from journal.paths import BEING_ERASED
from journal.store import durable
from journal.vault import erase, key_copies
from journal.vault.erase import erase_whole, is_being_erased
from journal.vault.vault import Vault, is_vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.files import bring_in
from tests.helpers.kept import keep


@pytest.fixture
def closed(vault):
    """A record with something of everything, closed."""
    keep(vault, vault.incidents.start("own_account").id, account="a")
    bring_in(vault, b"x" * 1000)
    vault.close()
    (vault.folder / "record-v1.db").write_bytes(b"old")
    (vault.folder / "keys.a.new").write_bytes(b"left over")
    return vault.folder


def test_nothing_is_left_and_a_new_record_can_be_made_there(closed):
    erase_whole(closed)
    assert not closed.exists()
    assert not is_vault(closed)
    with pytest.raises(VaultMissing):
        Vault.open(closed, PASSPHRASE)
    made, _ = Vault.create(closed, PASSPHRASE, cost=CHEAP)
    made.close()


def test_what_this_program_did_not_make_stays(closed, tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("not ours")
    (closed / "holiday.jpg").write_bytes(b"someone's")
    (closed / "objects" / "notes.txt").write_bytes(b"someone's")
    (closed / "reserve").unlink()
    (closed / "reserve").symlink_to(outside)
    erase_whole(closed)
    assert outside.read_text() == "not ours"
    left = sorted(path.name for path in closed.rglob("*"))
    assert left == ["holiday.jpg", "notes.txt", "objects"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_keys_are_not_overwritten_through_a_link(closed, tmp_path):
    outside, folder = tmp_path / "elsewhere", tmp_path / "others"
    outside.write_bytes(b"not ours")
    folder.mkdir()
    (folder / ("a" * 32)).write_bytes(b"not ours")
    (closed / "keys.a").unlink()
    (closed / "keys.a").symlink_to(outside)
    for path in (closed / "objects").iterdir():
        path.unlink()
    (closed / "objects").rmdir()
    (closed / "objects").symlink_to(folder)
    erase_whole(closed)
    assert outside.read_bytes() == b"not ours"
    assert (folder / ("a" * 32)).exists()


class _Stopped(Exception):
    pass


def test_a_stop_at_any_step_leaves_a_record_that_says_so_or_nothing(closed, tmp_path, monkeypatch):
    """Every change to the folder may be the last one; the next opening says what happened, and it can be finished."""
    whole = tmp_path / "whole"
    shutil.copytree(closed, whole)
    steps = 0
    while True:
        shutil.rmtree(closed, ignore_errors=True)
        shutil.copytree(whole, closed)
        left = steps

        def once(call):
            def instead(*args, **options):
                nonlocal left
                if left == 0:
                    raise _Stopped
                left -= 1
                return call(*args, **options)

            return instead

        with monkeypatch.context() as patch:
            patch.setattr(durable, "write", once(durable.write))
            patch.setattr(erase, "_overwrite", once(erase._overwrite))
            patch.setattr(erase.Path, "unlink", once(erase.Path.unlink))
            patch.setattr(erase.Path, "rmdir", once(erase.Path.rmdir))
            try:
                erase_whole(closed)
            except _Stopped:
                pass
            else:
                break
        if steps < 2:  # before the mark is there
            Vault.open(closed, PASSPHRASE).close()
        elif closed.exists() and any(closed.iterdir()):
            assert is_vault(closed)
            assert is_being_erased(closed)
            with pytest.raises(BeingErased):
                Vault.open(closed, PASSPHRASE)
            erase_whole(closed)
            assert not closed.exists()
        steps += 1
    assert steps > 8


def test_the_keys_go_first_and_their_bytes_are_overwritten_before_they_go(closed, monkeypatch):
    before = (closed / "keys.a").read_bytes()
    seen = []

    def unlink(path, **_options):
        seen.append((path.name, path.read_bytes() if path.exists() else b"", (closed / "record.db").exists()))
        os.unlink(path)  # noqa: PTH108  the one of Path is replaced here

    monkeypatch.setattr(erase.Path, "unlink", unlink)
    monkeypatch.setattr(durable, "write", lambda path, data: path.write_bytes(data))
    erase_whole(closed)
    seen = [each for each in seen if each[0] != f"{BEING_ERASED}.new"]
    for (name, content, database_is_there), expected in zip(seen, key_copies.NAMES, strict=False):
        assert name == expected
        assert database_is_there
        assert len(content) == len(before)
        assert content != before
    assert seen[-1][0] == BEING_ERASED


def test_only_the_right_passphrase_is_taken_for_it(vault):
    assert vault.confirm_passphrase(PASSPHRASE)
    assert not vault.confirm_passphrase("another one")
    assert not vault.confirm_passphrase("")
