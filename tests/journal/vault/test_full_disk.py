# SPDX-License-Identifier: GPL-3.0-or-later
"""A real small disk, full after any number of pages: what was acknowledged is there afterwards, the rest says so."""

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass, field, replace

import pytest

from journal.errors import DiskFull, DiskFullButSaved, NoRoomForFile, WrongPassphrase
from journal.record.evidence import Role
from journal.vault import checking
from journal.vault.erase import erase_incident
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.damage import database_key
from tests.helpers.files import bring_in, in_objects
from tests.helpers.kept import WORDING, draft, keep

NEW = "a quite different passphrase"
LONG = "what happened " * 400
PAGE = 4096


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=700", "none", str(place)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("a small disk can be mounted by root on Linux; the same fault by page count: test_connection.py")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def vault_there(small_disk, clock):
    made, _code = Vault.create(small_disk / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    yield made
    made.close()


def fill(disk, but=0):
    """Leave not a byte, or so many pages."""
    with contextlib.suppress(OSError), (disk / "filler").open("ab", buffering=0) as file:
        while True:
            file.write(bytes(PAGE))
    if but:
        os.truncate(disk / "filler", (disk / "filler").stat().st_size - but * PAGE)


def test_a_passphrase_that_could_not_be_changed_is_the_old_one(small_disk, vault_there, clock):
    before = {name: (vault_there.folder / name).read_bytes() for name in ("keys.a", "keys.b")}
    fill(small_disk)
    with pytest.raises(DiskFull):
        vault_there.ways.change_passphrase(NEW)
    assert {name: (vault_there.folder / name).read_bytes() for name in ("keys.a", "keys.b")} == before
    assert not list(vault_there.folder.glob("*.new"))
    vault_there.close()
    with pytest.raises(WrongPassphrase):
        Vault.open(vault_there.folder, NEW, clock=clock)
    Vault.open(vault_there.folder, PASSPHRASE, clock=clock).close()


def test_a_recovery_code_that_could_not_be_changed_is_the_old_one(small_disk, clock):
    vault, code = Vault.create(small_disk / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    fill(small_disk)
    with pytest.raises(DiskFull):
        vault.ways.new_recovery_code()
    assert vault.confirm_code(code)
    vault.close()
    Vault.open_with_code(vault.folder, code, clock=clock).close()


def test_a_file_does_not_come_in_and_the_reserve_is_not_touched(small_disk, vault_there, tmp_path):
    (tmp_path / "letter.txt").write_bytes(b"a letter " * 20_000)
    fill(small_disk)
    with pytest.raises(NoRoomForFile):
        bring_in(vault_there, tmp_path / "letter.txt")
    assert in_objects(vault_there) == []
    assert (vault_there.folder / "reserve").exists()


def test_what_is_to_be_erased_is_erased_with_room_from_the_reserve(small_disk, vault_there, clock):
    incident = vault_there.incidents.start("own_account").id
    entry = keep(vault_there, incident, account=LONG * 20)
    fill(small_disk)
    with pytest.raises(DiskFullButSaved):
        erase_incident(vault_there, incident, WORDING)
    assert vault_there.entries.get(entry.id) is None
    assert vault_there.entries.check().broken is None
    vault_there.close()
    with Vault.open(vault_there.folder, PASSPHRASE, clock=clock) as opened:
        assert opened.entries.get(entry.id) is None
        assert opened.entries.check().broken is None


def test_a_check_that_has_no_room_to_begin_leaves_the_record_as_it_works(small_disk, vault_there, clock):
    writing = draft(vault_there, "", account=LONG * 20)
    fill(small_disk)
    looking = checking.OpenRecordCheck(vault_there)
    with contextlib.suppress(DiskFull):
        looking.begin()
        looking.settle()
    (small_disk / "filler").unlink()
    longer = replace(writing, answers={"account": LONG * 30})
    vault_there.drafts.save(longer)
    log = vault_there.folder / "record.db-wal"
    for _ in range(60):
        vault_there.drafts.save(longer)
    assert log.stat().st_size < 8 * 2**20, "the log is put in its place again"
    assert vault_there.drafts.get(writing.id).answers == longer.answers


@dataclass
class Promises:
    """What was acknowledged, and is therefore to be there."""

    drafts: dict = field(default_factory=dict)
    entries: dict = field(default_factory=dict)
    files: list = field(default_factory=list)
    passphrase: str = PASSPHRASE
    told: list = field(default_factory=list)

    def keeps(self, task):
        """Do it; whether it is there now."""
        try:
            task()
        except DiskFullButSaved:
            self.told.append("saved")
        except DiskFull:
            self.told.append("full")
            return False
        return True


def live(vault, disk, letter, pages):
    """A short life in which the disk is full after so many pages, and again before each thing that is done."""
    made = Promises()
    writing = draft(vault, "", account="begun")
    incident = vault.incidents.start("own_account").id
    fill(disk, pages)
    for number in range(6):
        words = {"account": f"{number} {LONG * (1 + number)}"}
        if made.keeps(lambda words=words: vault.drafts.save(replace(writing, answers=words))):
            made.drafts[writing.id] = words
        other = vault.drafts.new(incident, "own_account", "account", "", words)
        if made.keeps(lambda other=other: vault.entries.keep(other, WORDING, LONG)):
            made.entries[other.id] = words
        if number == 2 and made.keeps(lambda: made.files.append(bring_in(vault, letter, incident))):
            pass
        if number == 4 and made.keeps(lambda: vault.ways.change_passphrase(NEW)):
            made.passphrase = NEW
        fill(disk, pages)
    return made


def is_kept(vault, made):
    for name, answers in made.drafts.items():
        assert vault.drafts.get(name).answers == answers
    for name, answers in made.entries.items():
        assert vault.entries.get(name).answers == answers
    for added in made.files:
        assert vault.objects.read(added.evidence.sealed(Role.ORIGINAL)) == b"a letter " * 3000
    assert vault.entries.check().broken is None


@pytest.mark.parametrize(
    "pages", [0, 1, 2, 3, 5, 8, 13, 40, *(pytest.param(each, marks=pytest.mark.long) for each in range(14, 80, 3))]
)
def test_full_after_any_number_of_pages_nothing_that_was_acknowledged_is_lost(small_disk, clock, tmp_path, pages):
    (tmp_path / "letter.txt").write_bytes(b"a letter " * 3000)
    vault, _code = Vault.create(small_disk / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    made = live(vault, small_disk, tmp_path / "letter.txt", pages)
    is_kept(vault, made)
    vault.close()
    with Vault.open(vault.folder, made.passphrase, clock=clock) as opened:  # still full
        is_kept(opened, made)
    (small_disk / "filler").unlink()
    with Vault.open(vault.folder, made.passphrase, clock=clock) as opened:
        is_kept(opened, made)
        keep(opened, "", account="and on")
    assert checking.check(vault.folder, database_key(vault.folder, made.passphrase)).damages == ()
    assert made.told, "the disk was full at some time"
