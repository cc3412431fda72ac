# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong with a folder, a disk and a computer: each by its own name, nothing changed, nothing lost."""

import contextlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from journal.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    DiskFull,
    DiskFullButSaved,
    FolderReadOnly,
    KeyFileDamaged,
    NotEnoughMemory,
    VaultInUse,
    VaultTooNew,
    WrongPassphrase,
)
from journal.store import connection, durable
from journal.store.migrations import MIGRATIONS
from journal.vault import keys
from journal.vault import vault as door
from journal.vault.keys import KeyCost, KeyFile
from journal.vault.vault import Vault, is_vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.kept import WORDING, draft, keep, searchable

NEWEST = MIGRATIONS[-1].VERSION


@pytest.fixture
def made(tmp_path, clock):
    """A closed vault with something in it, and its code."""
    vault, code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    incident = vault.incidents.start("own_account").id
    entry = keep(vault, incident, account="what happened " * 500)
    writing = draft(vault, incident, account="still writing")
    vault.close()
    return SimpleNamespace(folder=vault.folder, code=code, entry=entry, writing=writing)


def files(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def opens(made):
    with Vault.open(made.folder, PASSPHRASE) as vault:
        assert vault.entries.get(made.entry.id) == made.entry
        assert vault.drafts.get(made.writing.id) == made.writing
        assert vault.entries.check().broken is None


def reads(made):
    """Whether all of it is there; what is there is never something else."""
    with Vault.open(made.folder, PASSPHRASE) as vault:
        entry, writing = vault.entries.get(made.entry.id), vault.drafts.get(made.writing.id)
        assert entry == made.entry or (entry.lost and not entry.answers)
        assert writing == made.writing or (writing.lost and not writing.answers)
        if entry.lost or writing.lost:
            return False
        return vault.entries.check().broken is None


def refused(made, *kinds):
    """Both ways in say the same, and nothing is changed by trying."""
    before = files(made.folder)
    for open_it in (
        lambda: Vault.open(made.folder, PASSPHRASE),
        lambda: Vault.open_with_code(made.folder, made.code),
    ):
        with pytest.raises(kinds) as caught:
            open_it()
        assert caught.type in kinds
    assert files(made.folder) == before


# Keys


@pytest.mark.parametrize("name", ["keys.a", "keys.b"])
def test_one_copy_of_the_keys_damaged_at_any_byte_still_opens_and_is_mended(made, name):
    path = made.folder / name
    good = path.read_bytes()
    for at in range(0 if name == "keys.a" else 3, len(good), 1 if name == "keys.a" else 29):
        path.write_bytes(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :])
        Vault.open(made.folder, PASSPHRASE).close()
        assert path.read_bytes() == good
    opens(made)


@pytest.mark.parametrize("spoil", ["missing", "empty", "short"])
def test_one_copy_of_the_keys_gone_still_opens_and_is_laid_beside_again(made, spoil):
    path = made.folder / "keys.b"
    good = path.read_bytes()
    path.unlink() if spoil == "missing" else path.write_bytes(good[:100] if spoil == "short" else b"")
    Vault.open_with_code(made.folder, made.code).close()
    assert path.read_bytes() == good


def test_a_damaged_copy_is_not_touched_by_a_wrong_passphrase(made):
    (made.folder / "keys.b").write_bytes(b"damaged")
    before = files(made.folder)
    with pytest.raises(WrongPassphrase):
        Vault.open(made.folder, "wrong")
    assert files(made.folder) == before


def test_a_damaged_copy_is_not_touched_when_the_database_does_not_open(made):
    (made.folder / "keys.b").write_bytes(b"damaged")
    (made.folder / "record.db").write_bytes(bytes(8192))
    refused(made, DatabaseDamaged)


@pytest.mark.parametrize("spoil", ["damaged", "missing", "empty"])
def test_without_a_good_copy_of_the_keys_it_says_so_whatever_the_passphrase(made, spoil):
    for name in ("keys.a", "keys.b"):
        path = made.folder / name
        good = path.read_bytes()
        path.unlink() if spoil == "missing" else path.write_bytes(b"" if spoil == "empty" else b"X" + good[1:])
    refused(made, KeyFileDamaged)
    with pytest.raises(KeyFileDamaged):
        Vault.open(made.folder, "wrong")


def test_a_power_cut_between_the_two_copies_of_a_new_passphrase_locks_nobody_out(made):
    old = (made.folder / "keys.b").read_bytes()
    with Vault.open(made.folder, PASSPHRASE) as vault:
        vault.change_passphrase("a new one")
    new = (made.folder / "keys.a").read_bytes()
    (made.folder / "keys.b").write_bytes(old)
    Vault.open(made.folder, PASSPHRASE).close()
    assert (made.folder / "keys.a").read_bytes() == new, "the older copy never replaces the newer one"
    Vault.open(made.folder, "a new one").close()
    assert (made.folder / "keys.b").read_bytes() == new
    with pytest.raises(WrongPassphrase):
        Vault.open(made.folder, PASSPHRASE)


def test_keys_of_another_vault_open_no_database(made, tmp_path):
    Vault.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)[0].close()
    for name in ("keys.a", "keys.b"):
        shutil.copy(tmp_path / "other" / name, made.folder / name)
    with pytest.raises(DatabaseDamaged):
        Vault.open(made.folder, PASSPHRASE)


def test_when_the_other_copy_cannot_be_mended_it_opens_all_the_same(made, monkeypatch):
    (made.folder / "keys.b").write_bytes(b"damaged")

    def full(path, data):
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(durable, "write", full)
        opens(made)
    assert (made.folder / "keys.b").read_bytes() == b"damaged"
    opens(made)
    assert (made.folder / "keys.b").read_bytes() == (made.folder / "keys.a").read_bytes()


# The database


@pytest.mark.parametrize("spoil", ["missing", "empty", "folder"])
def test_a_missing_or_empty_database_is_said_to_be_missing_and_none_is_made(made, spoil):
    path = made.folder / "record.db"
    path.write_bytes(b"") if spoil == "empty" else path.unlink()
    if spoil == "folder":
        path.mkdir()
    refused(made, DatabaseMissing)


def test_a_damaged_database_is_told_apart_from_a_wrong_passphrase(made):
    path = made.folder / "record.db"
    good = path.read_bytes()
    for at in (0, 15, 16, 100, 2000, 4095):
        path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        refused(made, DatabaseDamaged)
        with pytest.raises(WrongPassphrase):
            Vault.open(made.folder, "wrong")


@pytest.mark.parametrize("size", [1, 100, 4095, 4096, 8192, 40_960])
def test_a_database_that_was_cut_off_is_damaged_and_never_filled_anew(made, size):
    path = made.folder / "record.db"
    path.write_bytes(path.read_bytes()[:size])
    refused(made, DatabaseDamaged)


@pytest.mark.parametrize("content", [bytes(16384), b"SQLite format 3\0" + bytes(16384), b"x" * 5000])
def test_something_else_in_its_place_is_damage(made, content):
    (made.folder / "record.db").write_bytes(content)
    refused(made, DatabaseDamaged)


def test_a_flipped_bit_deep_inside_is_found_and_never_read_as_words(made):
    """Every page carries its own check (HMAC): a changed page cannot be read at all."""
    path = made.folder / "record.db"
    good = path.read_bytes()
    damaged = 0
    for page in range(1, len(good) // 4096):
        at = page * 4096 + 1234
        path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        try:
            damaged += not reads(made)
        except DatabaseDamaged:
            damaged += 1
        path.write_bytes(good)
        for extra in made.folder.glob("record.db-*"):
            extra.unlink()
    assert damaged > 5
    opens(made)


def test_the_key_is_overwritten_when_the_database_does_not_open(made, monkeypatch):
    seen = []
    unwrap = keys.unwrap
    monkeypatch.setattr(keys, "unwrap", lambda *given: seen.append(unwrap(*given)) or seen[-1])
    (made.folder / "record.db").write_bytes(bytes(8192))
    with pytest.raises(DatabaseDamaged):
        Vault.open(made.folder, PASSPHRASE)
    assert seen == [bytes(32)]


def test_a_database_of_a_newer_program_is_refused_kindly(made, monkeypatch):
    with monkeypatch.context() as patch:
        later = SimpleNamespace(
            VERSION=NEWEST + 1, apply=lambda connection: connection.execute("CREATE TABLE later (x)")
        )
        patch.setattr(door, "MIGRATIONS", (*MIGRATIONS, later))
        opens(made)
    before = files(made.folder)
    refused(made, VaultTooNew)
    assert f"record-v{NEWEST}.db" in before


def test_keys_of_a_newer_program_are_refused_kindly(made, monkeypatch):
    file = KeyFile.unpack((made.folder / "keys.a").read_bytes())
    with monkeypatch.context() as patch:
        patch.setattr(keys, "VERSION", 2)
        (made.folder / "keys.a").write_bytes(file.pack())
    refused(made, VaultTooNew)


def test_an_older_record_is_copied_before_it_is_upgraded(made, monkeypatch):
    later = SimpleNamespace(VERSION=NEWEST + 1, apply=lambda opened: opened.execute("CREATE TABLE later (x)"))
    monkeypatch.setattr(door, "MIGRATIONS", (*MIGRATIONS, later))
    opens(made)
    opens(made)
    monkeypatch.undo()
    (made.folder / f"record-v{NEWEST}.db").replace(made.folder / "record.db")
    opens(made)


# The computer


HOLD = """
import sys
from pathlib import Path
from journal.vault.vault import Vault, is_vault
vault = Vault.open(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def another_process(folder):
    command = [sys.executable, "-c", HOLD, str(folder), PASSPHRASE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline().strip() == b"open"
        yield process
        process.kill()


def test_a_second_process_is_refused_and_the_first_ones_death_frees_it_at_once(made, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with another_process(made.folder) as first:
        refused(made, VaultInUse)
        first.kill()
        first.wait()
        opens(made)


@pytest.mark.skipif(sys.platform == "win32", reason="written for systems that can limit a process's memory")
def test_too_little_memory_is_not_a_wrong_passphrase(tmp_path):
    Vault.create(tmp_path / "record", PASSPHRASE, cost=KeyCost(512 * 1024, 1, 1))[0].close()
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from journal.errors import NotEnoughMemory\n"
        "from journal.vault.vault import Vault\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))\n"
        "try: Vault.open(Path(sys.argv[1]), sys.argv[2])\n"
        "except NotEnoughMemory: sys.exit(7)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "record"), PASSPHRASE]
    assert subprocess.run(command, check=False).returncode == 7
    Vault.open(tmp_path / "record", PASSPHRASE).close()


def test_the_recovery_code_opens_where_memory_is_short(made, monkeypatch):
    class Short:
        def __init__(self, **_):
            raise MemoryError

    monkeypatch.setattr(keys, "Argon2id", Short)
    with pytest.raises(NotEnoughMemory):
        Vault.open(made.folder, PASSPHRASE)
    Vault.open_with_code(made.folder, made.code).close()


@pytest.mark.ordinary_user
@pytest.mark.parametrize("what", ["folder", "database", "both"])
def test_a_folder_that_may_not_be_written_is_named_and_nothing_changes(made, what):
    paths = {"folder": [made.folder], "database": [made.folder / "record.db"]}
    locked = paths.get(what, [made.folder, made.folder / "record.db"])
    modes = {path: path.stat().st_mode for path in locked}
    for path in locked:
        path.chmod(0o500)
    try:
        refused(made, FolderReadOnly)
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    opens(made)


@pytest.mark.ordinary_user
def test_in_a_folder_that_may_not_be_written_no_vault_is_made(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FolderReadOnly):
            Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
        assert list(tmp_path.iterdir()) == []
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.ordinary_user
def test_keys_that_may_not_be_read_are_not_called_damaged(made):
    for name in ("keys.a", "keys.b"):
        (made.folder / name).chmod(0)
    with pytest.raises(FolderReadOnly):
        Vault.open(made.folder, PASSPHRASE)


@pytest.mark.ordinary_user
def test_a_folder_that_may_not_be_looked_into_is_a_vault_and_named(made):
    made.folder.parent.chmod(0)
    try:
        assert is_vault(made.folder)
        with pytest.raises(FolderReadOnly):
            Vault.open(made.folder, PASSPHRASE)
        with pytest.raises(FolderReadOnly):
            Vault.create(made.folder, PASSPHRASE, cost=CHEAP)
    finally:
        made.folder.parent.chmod(0o700)
    opens(made)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 12 MiB in memory; only root may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m,mode=700", "none", str(place)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("a small disk can be mounted by root on Linux; the same fault by page count: test_connection.py")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_disk_that_is_set_to_read_only_is_named_and_nothing_changes(small_disk):
    vault, code = Vault.create(small_disk / "record", PASSPHRASE, cost=CHEAP)
    vault.close()
    remount = ["mount", "-o", "remount,{}", str(small_disk)]
    subprocess.run([part.format("ro") for part in remount], check=True)
    refused(SimpleNamespace(folder=vault.folder, code=code), FolderReadOnly)
    with pytest.raises(FolderReadOnly):
        Vault.create(small_disk / "other", PASSPHRASE, cost=CHEAP)
    subprocess.run([part.format("rw") for part in remount], check=True)
    Vault.open(vault.folder, PASSPHRASE).close()


def fill(disk):
    """Leave not a byte."""
    with contextlib.suppress(OSError), (disk / "filler").open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_full_disk_still_saves_the_last_words_once_and_says_so(small_disk, clock):
    vault, _ = Vault.create(small_disk / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    writing = draft(vault, "", account="before")
    fill(small_disk)
    longer = replace(writing, answers={"account": "the last words " * 10_000})
    with pytest.raises(DiskFullButSaved):
        vault.drafts.save(longer, searchable(dict(longer.answers)))
    assert vault.drafts.get(writing.id).answers == longer.answers
    assert not (vault.folder / "reserve").exists()
    vault.drafts.save(replace(writing, answers={"account": "one more"}))
    entry = vault.entries.keep(replace(writing, answers={"account": "one more"}), WORDING, "one more")
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE, clock=clock) as opened:
        assert opened.entries.get(entry.id) == entry
        assert opened.entries.check().broken is None
        assert not (vault.folder / "reserve").exists(), "there is no room to spare yet"


def test_when_even_the_reserve_is_used_up_nothing_that_was_saved_is_lost(small_disk, clock):
    vault, _ = Vault.create(small_disk / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    writing, saved, told = draft(vault, "", account=""), "", []
    for n in range(40):
        words = f"{n} " + "x" * 500_000
        fill(small_disk)
        try:
            vault.drafts.save(replace(writing, answers={"account": words}))
        except DiskFull as trouble:
            told.append(type(trouble))
            if not isinstance(trouble, DiskFullButSaved):
                break
        saved = words
    assert told == [DiskFullButSaved, DiskFull]
    assert vault.drafts.get(writing.id).answers == {"account": saved}
    (small_disk / "filler").unlink()
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE, clock=clock) as opened:
        assert opened.drafts.get(writing.id).answers == {"account": saved}


def test_on_a_full_disk_no_vault_is_made_and_nothing_is_left(small_disk):
    (small_disk / "letter").write_bytes(bytes(6 * 2**20))
    with pytest.raises(DiskFull):
        Vault.create(small_disk / "record", PASSPHRASE, cost=CHEAP)
    assert [each.name for each in small_disk.iterdir()] == ["letter"]


def test_on_a_full_disk_a_vault_still_opens(small_disk, clock):
    vault, _ = Vault.create(small_disk / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    entry = keep(vault, "", account="words")
    vault.close()
    fill(small_disk)
    with Vault.open(vault.folder, PASSPHRASE, clock=clock) as opened:
        assert opened.entries.get(entry.id) == entry


def test_a_spent_reserve_is_laid_by_again_when_there_is_room(made):
    (made.folder / "reserve").unlink()
    opens(made)
    assert (made.folder / "reserve").stat().st_size == 8 * 2**20
