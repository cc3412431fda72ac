# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing a copy back: beside first, checked and compared, then by renaming; what was here stays."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journal.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    KeyFileDamaged,
    MistypedRecoveryCode,
    TargetFull,
    TargetUnwritable,
    VaultInUse,
    VaultMissing,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryCode,
)
from journal.handover import backup, outside, restore
from journal.handover.comparing import Compared, Relation
from journal.handover.restore import Kind, Stage
from journal.record.checked import DamageKind
from journal.record.evidence import Role
from journal.store import connection, copying
from journal.vault import recovery_code
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.backups import NOW, back_up, bring_back, files, fill
from tests.helpers.damage import database_key, flip
from tests.helpers.files import bring_in
from tests.helpers.kept import draft, keep

OLD = sorted((Path(__file__).parents[2] / "data" / "vaults").iterdir())
ASIDE = "record-before-2026-11-26"


@pytest.fixture
def stick(tmp_path):
    return tmp_path / "stick"


@pytest.fixture
def target(tmp_path):
    """Where the record of these tests is, and where it is brought back to."""
    return tmp_path / "record"


def beside(target):
    return sorted(path.name for path in target.parent.iterdir() if path.name not in ("stick", target.name))


def test_on_a_machine_that_never_had_it_everything_comes_back(vault, stick, tmp_path, clock):
    fill(vault)
    made = back_up(vault, stick)
    there = tmp_path / "new home" / "record"
    work = bring_back(made.folder, there)
    assert (work.entries, work.files, work.head) == (made.entries, made.files, made.head)
    assert (work.is_whole, work.damages, work.listed) == (True, (), True)
    assert work.compared == Compared(Relation.NOTHING_HERE)
    assert work.kept == list(vault.entries.all())[-1].kept
    assert not there.exists()
    assert work.put_in_place(NOW) is None
    with Vault.open(there, PASSPHRASE, clock=clock) as back:
        assert list(back.entries.all()) == list(vault.entries.all())
        for each in back.evidence.all():
            assert back.objects.read(each.sealed(Role.ORIGINAL)) == vault.objects.read(each.sealed(Role.ORIGINAL))
    assert [path.name for path in there.parent.iterdir()] == ["record"]
    assert not (there / "put-in-place").exists()


def test_the_recovery_code_brings_it_back(tmp_path, stick):
    vault, code = Vault.create(tmp_path / "coded", PASSPHRASE, cost=CHEAP)
    with vault:
        fill(vault)
        made = back_up(vault, stick)
    bring_back(made.folder, tmp_path / "record", passphrase="", code=code).put_in_place(NOW)
    Vault.open_with_code(tmp_path / "record", code).close()


def test_what_was_typed_is_tried_before_anything_is_written(vault, stick, tmp_path):
    made = back_up(vault, stick)
    other = recovery_code.printed(recovery_code.make())
    for given, trouble in (
        ({"passphrase": "wrong"}, WrongPassphrase),
        ({"passphrase": ""}, WrongPassphrase),
        ({"code": other}, WrongRecoveryCode),
        ({"code": "not a code"}, MistypedRecoveryCode),
    ):
        with pytest.raises(trouble):
            restore.begin(made.folder, tmp_path / "new" / "record", **given)
    assert not (tmp_path / "new").exists()


def test_the_source_is_only_read(vault, stick, target):
    fill(vault)
    made = back_up(vault, stick)
    vault.close()
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in stick.rglob("*")}
    bring_back(made.folder, target).put_in_place(NOW)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in stick.rglob("*")} == before


@pytest.mark.ordinary_user
def test_a_write_protected_folder_is_enough(vault, stick, target):
    fill(vault)
    made = back_up(vault, stick)
    vault.close()
    for path in (*made.folder.rglob("*"), made.folder):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        bring_back(made.folder, target).put_in_place(NOW)
    finally:
        for path in (made.folder, *made.folder.rglob("*")):
            path.chmod(0o700)
    Vault.open(target, PASSPHRASE).close()


def test_a_write_protected_stick_is_enough(vault, tmp_path, target):
    place = tmp_path / "stick"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=700", "none", str(place)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("only root on Linux can mount; as an ordinary user: test_a_write_protected_folder_is_enough")
    try:
        fill(vault)
        made = back_up(vault, place)
        vault.close()
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        bring_back(made.folder, target).put_in_place(NOW)
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
    with Vault.open(target, PASSPHRASE) as back:
        assert back.entries.head() == (made.entries, made.head)


def test_it_says_how_many_entries_older_the_copy_is(vault, stick, target):
    fill(vault)
    made = back_up(vault, stick)
    for number in range(12):
        keep(vault, "", account=f"later {number}")
    draft(vault, "", account="still being written here")
    vault.close()
    work = bring_back(made.folder, target)
    assert work.compared == Compared(Relation.OLDER, here_only=12, drafts_here_only=1)
    work.let_go()


def test_it_says_the_same_newer_parted_and_other(vault, stick, target, tmp_path):
    fill(vault, files=0)
    made = back_up(vault, stick)
    vault.close()
    shutil.copytree(target, tmp_path / "old")

    def compared():
        work = bring_back(made.folder, target)
        work.let_go()
        return work.compared

    assert compared() == Compared(Relation.SAME)
    with Vault.open(made.folder, PASSPHRASE) as copy:
        keep(copy, "", account="there")
    assert compared() == Compared(Relation.NEWER, copy_only=1)
    with Vault.open(target, PASSPHRASE) as here:
        keep(here, "", account="here")
        keep(here, "", account="and here")
    assert compared() == Compared(Relation.PARTED, here_only=2, copy_only=1)
    (target / "record.db").write_bytes(bytes(8192))
    assert compared() == Compared(Relation.UNKNOWN)
    shutil.rmtree(target)
    Vault.create(target, PASSPHRASE, cost=CHEAP)[0].close()
    before = files(target)
    assert compared() == Compared(Relation.OTHER)
    assert files(target) == before


def test_what_is_here_stays_beside_byte_for_byte(vault, stick, target):
    fill(vault)
    made = back_up(vault, stick)
    keep(vault, "", account="later")
    vault.close()
    before = files(target)
    work = bring_back(made.folder, target)
    assert files(target) == before, "nothing changes before it is asked for"
    aside = work.put_in_place(NOW)
    assert aside == target.parent / ASIDE
    assert files(aside) == before
    assert beside(target) == [ASIDE]
    with Vault.open(target, PASSPHRASE) as back:
        assert back.entries.head() == (made.entries, made.head)
    again = bring_back(made.folder, target).put_in_place(NOW)
    assert again.name == f"{ASIDE}-2"
    assert files(aside) == before


def test_letting_go_leaves_nothing(vault, stick, target):
    made = back_up(vault, stick)
    vault.close()
    before = files(target)
    work = bring_back(made.folder, target)
    assert len(beside(target)) == 1
    work.let_go()
    work.let_go()
    assert beside(target) == []
    assert files(target) == before


@pytest.mark.parametrize("stage", list(Stage))
def test_it_can_be_stopped_and_nothing_is_left(vault, stick, target, stage):
    fill(vault)
    made = back_up(vault, stick)
    vault.close()
    said = []

    def progress(where, done, total):
        assert 0 <= done <= total
        said.append(where)

    given = {"passphrase": PASSPHRASE, "progress": progress, "stopped": lambda: stage in said}
    assert restore.begin(made.folder, target, **given) is None
    assert stage in said
    assert beside(target) == []


def test_what_a_killed_one_left_beside_goes_with_the_next(vault, stick, target):
    made = back_up(vault, stick)
    vault.close()
    left = target.with_name(f".{target.name}-0123abcd.new")
    left.mkdir()
    (left / "record.db").write_bytes(b"half")
    bring_back(made.folder, target).put_in_place(NOW)
    assert beside(target) == [ASIDE]


def test_a_record_that_is_open_here_is_said_to_be_before_anything_is_copied(vault, stick, target, monkeypatch):
    made = back_up(vault, stick)
    vault.close()

    def in_use(path):
        assert path == target / "record.db"
        raise VaultInUse

    monkeypatch.setattr(copying, "check_free", in_use)  # by another process: tests/journal/store/test_copying.py
    with pytest.raises(VaultInUse):
        restore.begin(made.folder, target, passphrase=PASSPHRASE)
    assert beside(target) == []


def test_what_the_log_of_a_killed_program_holds_counts_and_nothing_here_changes(vault, stick, target, tmp_path):
    fill(vault)
    made = back_up(vault, stick)
    keep(vault, "", account="only in the log")
    shutil.copytree(vault.folder, tmp_path / "killed")
    vault.close()
    shutil.rmtree(target)
    (tmp_path / "killed").rename(target)
    assert (target / "record.db-wal").stat().st_size > 0
    before = files(target)
    work = bring_back(made.folder, target)
    assert work.compared == Compared(Relation.OLDER, here_only=1)
    assert files(target) == before
    assert files(work.put_in_place(NOW)) == before
    assert not (target / "here").exists()


def test_without_room_nothing_is_copied(vault, stick, tmp_path, monkeypatch):
    fill(vault)
    made = back_up(vault, stick)
    monkeypatch.setattr(outside.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 10_000))
    with pytest.raises(TargetFull):
        restore.begin(made.folder, tmp_path / "new", passphrase=PASSPHRASE)
    assert not (tmp_path / "new").exists()


def test_a_damaged_file_is_named_and_the_rest_comes_back(vault, stick, tmp_path):
    fill(vault)
    made = back_up(vault, stick)
    bad, good = vault.evidence.all()
    path = made.folder / "objects" / bad.sealed(Role.ORIGINAL).id
    path.write_bytes(bytes(path.stat().st_size))
    work = bring_back(made.folder, tmp_path / "new")
    assert [(each.kind, each.label) for each in work.damages] == [(DamageKind.FILE, bad.label)]
    assert not work.is_whole
    work.put_in_place(NOW)
    with Vault.open(tmp_path / "new", PASSPHRASE) as back:
        assert back.objects.read(good.sealed(Role.ORIGINAL)) == b"\x01" * 70_000


@pytest.mark.parametrize("how", ["missing", "short", "link", "folder"])
def test_a_missing_file_is_named_and_no_link_is_followed(vault, stick, tmp_path, how):
    fill(vault)
    made = back_up(vault, stick)
    bad = vault.evidence.all()[0]
    path = made.folder / "objects" / bad.sealed(Role.ORIGINAL).id
    good = path.read_bytes()
    path.unlink()
    if how == "short":
        path.write_bytes(good[:-1])
    elif how == "link":
        (tmp_path / "elsewhere").write_bytes(good)
        path.symlink_to(tmp_path / "elsewhere")
    elif how == "folder":
        path.mkdir()
    assert restore.look(made.folder).kind is Kind.PARTS_MISSING
    work = bring_back(made.folder, tmp_path / "new")
    assert [(each.kind, each.label) for each in work.damages] == [(DamageKind.FILE_GONE, bad.label)]


def test_one_damaged_copy_of_the_keys_is_named_and_opens_all_the_same(vault, stick, tmp_path):
    made = back_up(vault, stick)
    (made.folder / "keys.a").write_bytes(b"damaged")
    work = bring_back(made.folder, tmp_path / "new")
    assert [each.kind for each in work.damages] == [DamageKind.KEYS]
    assert work.is_whole


def test_an_older_database_in_a_newer_copy_is_named(vault, stick, tmp_path):
    fill(vault, files=0)
    made = back_up(vault, stick)
    old = (made.folder / "record.db").read_bytes()
    keep(vault, "", account="later")
    back_up(vault, stick)
    (made.folder / "record.db").write_bytes(old)
    work = bring_back(made.folder, tmp_path / "new")
    assert [each.kind for each in work.damages] == [DamageKind.OLDER]


def _stopped_at_the_last_step(vault, stick, monkeypatch):
    """A copy, then another that was stopped when its list was there and its database had not its lasting name yet."""

    class Cut(Exception):
        pass

    def cut(_folder):
        raise Cut

    made = back_up(vault, stick)
    keep(vault, "", account="later")
    bring_in(vault, b"and a file", name="later.txt")
    with monkeypatch.context() as patch:
        patch.setattr(backup, "put_in_place", cut)
        with pytest.raises(Cut):
            back_up(vault, stick)
    return made


def test_a_copy_stopped_at_its_last_step_comes_back_as_the_one_its_list_tells_of(vault, stick, target, monkeypatch):
    fill(vault)
    made = _stopped_at_the_last_step(vault, stick, monkeypatch)
    entries, head = vault.entries.head()
    vault.close()
    shutil.copytree(made.folder, stick.with_name("opened by hand"))
    with Vault.open(stick.with_name("opened by hand"), PASSPHRASE) as old:
        keep(old, "", account="there")
        log = (old.folder / "record.db-wal").read_bytes()
    (made.folder / "record.db-wal").write_bytes(log)  # of the one before: the program that wrote in it was killed
    before = files(made.folder)
    work = bring_back(made.folder, target)
    assert (work.damages, work.entries, work.files, work.listed) == ((), entries, 3, True)
    assert entries == made.entries + 2
    work.put_in_place(NOW)
    assert files(made.folder) == before, "the source is only read"
    with Vault.open(target, PASSPHRASE) as back:
        assert back.entries.head() == (entries, head)


@pytest.mark.parametrize("how", ["changed", "cut off", "no list"])
def test_a_database_that_no_list_tells_of_is_not_taken_for_the_new_one(vault, stick, target, monkeypatch, how):
    fill(vault)
    made = _stopped_at_the_last_step(vault, stick, monkeypatch)
    vault.close()
    fresh = made.folder / "record.db.new"
    if how == "changed":
        flip(fresh, 5000)
    elif how == "cut off":
        fresh.write_bytes(fresh.read_bytes()[:-4096])
    else:
        (made.folder / "manifest.json").unlink()
    work = bring_back(made.folder, target)
    assert work.entries == made.entries
    assert [each.kind for each in work.damages] == ([] if how == "no list" else [DamageKind.OLDER])


def test_a_copy_that_was_written_in_since_is_not_called_older(vault, stick, tmp_path):
    made = back_up(vault, stick)
    with Vault.open(made.folder, PASSPHRASE) as copy:
        keep(copy, "", account="there")
    work = bring_back(made.folder, tmp_path / "new")
    assert work.damages == ()
    assert work.entries == 1


def test_a_folder_that_was_copied_by_hand_comes_back_without_a_list(vault, tmp_path):
    """Also from a program that was killed: its newest words are in the log."""
    fill(vault)
    shutil.copytree(vault.folder, tmp_path / "by hand")
    assert (tmp_path / "by hand" / "record.db-wal").stat().st_size > 0
    work = bring_back(tmp_path / "by hand", tmp_path / "new")
    assert (work.entries, work.head) == vault.entries.head()
    assert work.listed is None


def test_what_cannot_be_brought_back_is_told_apart(vault, stick, tmp_path):
    fill(vault)
    made = back_up(vault, stick)

    def spoilt(name, content):
        folder = tmp_path / f"spoilt {len(list(tmp_path.iterdir()))}"
        shutil.copytree(made.folder, folder)
        for each in name:
            (folder / each).unlink()
            if content is not None:
                (folder / each).write_bytes(content)
        return folder

    for folder, kind, trouble in (
        (spoilt(["keys.a", "keys.b"], b"x"), Kind.KEYS_DAMAGED, KeyFileDamaged),
        (spoilt(["keys.a", "keys.b"], None), Kind.KEYS_DAMAGED, KeyFileDamaged),
        (spoilt(["record.db"], None), Kind.NO_DATABASE, DatabaseMissing),
        (spoilt(["record.db"], bytes(16384)), Kind.WHOLE, DatabaseDamaged),
        (tmp_path / "stick", Kind.NOTHING, VaultMissing),
        (tmp_path / "nowhere", Kind.NOTHING, VaultMissing),
    ):
        assert restore.look(folder).kind is kind
        with pytest.raises(trouble):
            restore.begin(folder, tmp_path / "new" / "record", passphrase=PASSPHRASE)
        assert not (tmp_path / "new").exists() or not list((tmp_path / "new").iterdir())


def test_it_is_said_without_a_passphrase_what_lies_there(vault, stick):
    fill(vault)
    made = back_up(vault, stick)
    found = restore.look(made.folder)
    assert (found.kind, found.record, found.made, found.files) == (Kind.WHOLE, vault.record_number, NOW, 2)
    assert found.can_begin
    assert found.size > 140_000


def test_the_stick_may_be_chosen_in_place_of_the_folder_on_it(vault, stick):
    made = back_up(vault, stick)
    (stick / "letters").mkdir()
    assert restore.find(stick) == restore.find(made.folder) == [made.folder]
    assert restore.find(stick / "letters") == []
    assert restore.find(stick / "nowhere") == []


def test_a_record_is_not_brought_back_into_itself(vault, target):
    vault.close()
    for there in (target, target / "inside"):
        with pytest.raises(TargetUnwritable):
            restore.begin(target, there, passphrase=PASSPHRASE)


@pytest.mark.parametrize("old", OLD, ids=lambda folder: folder.name)
def test_a_copy_from_every_program_that_ever_was_is_brought_up_to_date_beside(old, tmp_path):
    shutil.copytree(old, tmp_path / "stick")
    shutil.copytree(old, tmp_path / "record")
    before = files(tmp_path / "stick")
    work = bring_back(tmp_path / "stick", tmp_path / "record")
    assert (work.is_whole, work.compared) == (True, Compared(Relation.SAME))
    assert files(tmp_path / "stick") == before
    assert files(work.put_in_place(NOW)) == before
    with Vault.open(tmp_path / "record", PASSPHRASE) as back:
        assert back.entries.head() == (work.entries, work.head)


def test_a_copy_of_a_newer_program_is_refused_and_nothing_is_left(vault, stick, tmp_path):
    made = back_up(vault, stick)
    key = database_key(made.folder)
    database = connection.connect(made.folder / "record.db", key)
    database.execute("PRAGMA user_version = 999")
    database.close()
    with pytest.raises(VaultTooNew):
        restore.begin(made.folder, tmp_path / "new" / "record", passphrase=PASSPHRASE)
    assert list((tmp_path / "new").iterdir()) == []
