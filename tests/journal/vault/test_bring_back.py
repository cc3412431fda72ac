# SPDX-License-Identifier: GPL-3.0-or-later
"""A damaged file comes back from a copy, and nothing but the right one ever does."""

import os
import shutil

import pytest

from journal.errors import FolderReadOnly
from journal.record.evidence import Role
from journal.vault import checking
from journal.vault.bring_back import bring_back
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.damage import database_key, flip
from tests.helpers.files import bring_in, original


@pytest.fixture
def kept(vault, tmp_path):
    """A record with a file, its copy made earlier, and the file then damaged here."""
    (tmp_path / "letter.txt").write_bytes(b"a letter " * 20_000)
    added = bring_in(vault, tmp_path / "letter.txt")
    stick = tmp_path / "stick" / "own-words-7K4Q"
    shutil.copytree(vault.folder, stick)
    sealed = added.evidence.sealed(Role.ORIGINAL)
    flip(vault.folder / "objects" / sealed.id, 70_000)
    return vault, added, sealed, stick


@pytest.mark.parametrize("chosen", ["copy", "its files", "the stick"])
def test_it_comes_back_from_wherever_the_copy_was_pointed_at(kept, chosen):
    vault, added, sealed, stick = kept
    where = {"copy": stick, "its files": stick / "objects", "the stick": stick.parent}[chosen]
    assert bring_back(vault.folder, sealed, where)
    assert original(vault, added) == b"a letter " * 20_000
    assert [path.name for path in (vault.folder / "objects").iterdir()] == [sealed.id]
    vault.close()
    assert checking.check(vault.folder, database_key(vault.folder)).damages == ()


def test_it_comes_back_where_it_is_gone(kept):
    vault, added, sealed, stick = kept
    shutil.rmtree(vault.folder / "objects")
    assert bring_back(vault.folder, sealed, stick)
    assert original(vault, added) == b"a letter " * 20_000


@pytest.mark.parametrize("what", ["damaged", "another", "cut", "none", "linked", "own"])
def test_what_is_not_the_right_one_never_takes_its_place(kept, what, tmp_path):
    vault, _added, sealed, stick = kept
    there = stick / "objects" / sealed.id
    if what == "damaged":
        flip(there, 30)
    elif what == "another":
        there.write_bytes(os.urandom(there.stat().st_size))
    elif what == "cut":
        there.write_bytes(there.read_bytes()[:-1])
    elif what == "linked":
        shutil.move(there, tmp_path / "elsewhere")
        there.symlink_to(tmp_path / "elsewhere")
    elif what == "none":
        there.unlink()
    before = (vault.folder / "objects" / sealed.id).read_bytes()
    assert not bring_back(vault.folder, sealed, vault.folder if what == "own" else stick)
    assert (vault.folder / "objects" / sealed.id).read_bytes() == before
    assert [path.name for path in (vault.folder / "objects").iterdir()] == [sealed.id]


@pytest.mark.ordinary_user
def test_where_nothing_may_be_written_it_says_so(kept):
    vault, _added, sealed, stick = kept
    objects = vault.folder / "objects"
    objects.chmod(0o500)
    try:
        with pytest.raises(FolderReadOnly):
            bring_back(vault.folder, sealed, stick)
    finally:
        objects.chmod(0o700)


def test_the_copy_is_only_read(kept):
    vault, _added, sealed, stick = kept
    before = {path: path.read_bytes() for path in stick.rglob("*") if path.is_file()}
    assert bring_back(vault.folder, sealed, stick)
    assert {path: path.read_bytes() for path in stick.rglob("*") if path.is_file()} == before
    Vault.open(stick, PASSPHRASE).close()
