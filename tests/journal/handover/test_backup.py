# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of the whole record: a vault itself, checked before it counts, and the last good one is never lost."""

import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from journal.errors import (
    CopyDamaged,
    TargetFull,
    TargetGone,
    TargetUnwritable,
    WrongPassphrase,
)
from journal.handover import backup, backup_folder, listing, outside
from journal.handover.backup import Backup, Stage
from journal.record.evidence import Role
from journal.store import copying
from journal.store.connection import Database
from journal.vault import erase, key_copies
from journal.vault.keys import SlotKind
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.backups import NOW, back_up, files, fill, planned
from tests.helpers.files import bring_in, in_objects, original
from tests.helpers.kept import WORDING, draft, keep


@pytest.fixture
def stick(tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    return place


def opened(made, clock=None):
    return Vault.open(made.folder, PASSPHRASE, clock=clock)


def test_a_backup_is_a_whole_vault_that_opens_with_the_passphrase_alone(vault, stick, clock):
    fill(vault)
    made = back_up(vault, stick)
    assert made.folder == stick / f"own-words-{vault.record_number}"
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "keys.a",
        "keys.b",
        "manifest.json",
        "objects",
        "record.db",
    ]
    with opened(made, clock) as copy:
        assert copy.entries.head() == vault.entries.head() == (made.entries, made.head)
        assert list(copy.entries.all()) == list(vault.entries.all())
        assert [each.answers for each in copy.drafts.of_incident(copy.incidents.page(1)[0].id)] == [
            {"account": "still being written"}
        ]
        for each in copy.evidence.all():
            assert copy.objects.read(each.sealed(Role.ORIGINAL)) == vault.objects.read(each.sealed(Role.ORIGINAL))
    assert made.files == 2
    assert made.unread == ()


def test_it_opens_with_the_recovery_code_too(tmp_path, stick):
    vault, code = Vault.create(tmp_path / "coded", PASSPHRASE, cost=CHEAP)
    with vault:
        fill(vault)
        made = back_up(vault, stick)
    Vault.open_with_code(made.folder, code).close()


def test_an_empty_record_can_be_backed_up(vault, stick):
    assert back_up(vault, stick).entries == 0


def test_the_last_one_is_remembered_inside_the_record(vault, stick):
    made = back_up(vault, stick)
    assert backup.last(vault.settings.all()) == made
    assert backup.last({}) is None
    assert Backup.from_plain({"made": "yesterday"}) is None


def test_only_the_database_is_copied_again_when_no_file_is_new(vault, stick):
    fill(vault)
    _, first = planned(vault, stick)
    assert first.copied == sum(path.stat().st_size for path in (first.folder / "objects").iterdir())
    keep(vault, "", account="one more")
    times = {path.name: path.stat().st_ino for path in (first.folder / "objects").iterdir()}
    made, second = planned(vault, stick)
    assert second.copied == 0
    assert {path.name: path.stat().st_ino for path in (made.folder / "objects").iterdir()} == times
    bring_in(vault, b"new" * 50_000)
    _, third = planned(vault, stick)
    assert 0 < third.copied < 200_000
    assert sorted(path.name for path in (made.folder / "objects").iterdir()) == in_objects(vault)


def test_what_is_saved_while_it_runs_is_saved_and_the_copy_is_of_the_moment_it_began(vault, stick, clock):
    fill(vault)
    before = vault.entries.head()
    plan = backup.plan(vault, stick, NOW)
    kept = keep(vault, "", account="meanwhile")
    assert plan.copy_database()
    words = draft(vault, "", account="typed meanwhile")
    assert plan.settle()
    made = plan.finish()
    assert (made.entries, made.head) == before
    with opened(made, clock) as copy:
        assert copy.entries.get(kept.id) is None
    assert vault.entries.get(kept.id) == kept
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE, clock=clock) as again:
        assert again.entries.get(kept.id) == kept
        assert again.drafts.get(words.id) == words


def test_an_erasing_while_the_database_is_copied_makes_it_begin_again(vault, stick):
    fill(vault)
    plan = backup.plan(vault, stick, NOW)
    assert plan.copy_database()
    erase.erase_incident(vault, vault.incidents.page(1)[0].id, WORDING)
    assert not plan.settle()
    back_up(vault, stick)


@pytest.mark.parametrize("stage", list(Stage))
def test_it_can_be_stopped_at_any_stage_and_goes_on_from_there(vault, stick, stage):
    fill(vault, entries=20)
    said = []

    def progress(where, done, total):
        said.append(where)

    plan = backup.plan(vault, stick, NOW)
    done = plan.copy_database(progress, lambda: stage is Stage.DATABASE)
    assert plan.settle()
    assert done == (stage is not Stage.DATABASE)
    if done:
        assert plan.finish(progress, lambda: stage in said) is None
    again, second = planned(vault, stick)
    assert opened(again).entries.head() == (again.entries, again.head)
    if stage is Stage.CHECK:
        assert second.copied == 0, "the files were there by then"


def test_the_last_good_one_stays_good_until_the_new_one_is_checked(vault, stick):
    fill(vault)
    first = back_up(vault, stick)
    before = files(first.folder)
    keep(vault, "", account="one more")
    plan = backup.plan(vault, stick, NOW)
    assert plan.copy_database()
    assert plan.settle()
    said = []
    assert plan.finish(lambda where, *_: said.append(where), lambda: Stage.CHECK in said) is None
    after = files(first.folder)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {"record.db.new"}


def test_a_damaged_file_there_is_found_and_copied_anew(vault, stick):
    fill(vault)
    made = back_up(vault, stick)
    path = next((made.folder / "objects").iterdir())
    good = path.read_bytes()
    path.write_bytes(good[:5000] + bytes([good[5000] ^ 1]) + good[5001:])
    _, plan = planned(vault, stick)
    assert plan.copied == len(good)
    assert path.read_bytes() == good


def test_a_stick_that_gives_back_something_else_is_named_and_nothing_counts(vault, stick, monkeypatch):
    fill(vault)
    first = back_up(vault, stick)
    bring_in(vault, b"new" * 50_000)
    before = files(first.folder)
    copy_file = outside.copy_file

    def worn_out(source, target, watch):
        told = copy_file(source, target, watch)
        with target.open("r+b") as file:
            file.seek(6000)
            file.write(b"worn")
        return told

    monkeypatch.setattr(outside, "copy_file", worn_out)
    plan = backup.plan(vault, stick, NOW)
    assert plan.copy_database()
    assert plan.settle()
    with pytest.raises(CopyDamaged):
        plan.finish()
    after = files(first.folder)
    assert {name: after[name] for name in before} == before


def test_a_database_that_comes_back_otherwise_is_named_and_the_old_one_stays(vault, stick):
    fill(vault)
    first = back_up(vault, stick)
    before = (first.folder / "record.db").read_bytes()
    plan = backup.plan(vault, stick, NOW)
    assert plan.copy_database()
    assert plan.settle()
    with (first.folder / "record.db.new").open("r+b") as file:
        file.seek(4096 * 3 + 100)
        file.write(b"worn")
    with pytest.raises(CopyDamaged):
        plan.finish()
    assert (first.folder / "record.db").read_bytes() == before


def test_what_is_damaged_in_the_record_itself_is_named_and_the_rest_is_copied(vault, stick):
    fill(vault)
    bad = vault.evidence.all()[0]
    path = vault.folder / "objects" / bad.sealed(Role.ORIGINAL).id
    path.write_bytes(bytes(path.stat().st_size))
    made = back_up(vault, stick)
    assert made.unread == (bad.label,)
    with opened(made) as copy:
        good = copy.evidence.all()[1]
        assert copy.objects.read(good.sealed(Role.ORIGINAL)) == b"\x01" * 70_000


def test_a_good_copy_of_a_file_that_is_damaged_here_by_now_is_left_as_it_is(vault, stick):
    fill(vault)
    back_up(vault, stick)
    bad = vault.evidence.all()[0]
    (vault.folder / "objects" / bad.sealed(Role.ORIGINAL).id).unlink()
    made = back_up(vault, stick)
    assert made.unread == ()
    with opened(made) as copy:
        assert copy.objects.read(bad.sealed(Role.ORIGINAL)) == b"\x00" * 70_000


def test_a_new_passphrase_goes_with_the_next_one_and_the_old_copy_kept_the_old(vault, stick, tmp_path):
    fill(vault)
    made = back_up(vault, stick)
    shutil.copytree(made.folder, tmp_path / "older")
    vault.change_passphrase("a new one, quite other")
    back_up(vault, stick)
    with pytest.raises(WrongPassphrase):
        opened(made)
    Vault.open(made.folder, "a new one, quite other").close()
    Vault.open(tmp_path / "older", PASSPHRASE).close()


def test_erased_files_go_from_the_place_with_the_next_one_and_nothing_else_does(vault, stick):
    fill(vault)
    made = back_up(vault, stick)
    objects = made.folder / "objects"
    stranger, other = objects / ("ab" * 16), objects / "letter.txt"
    stranger.write_bytes(b"not ours")
    other.write_bytes(b"not ours")
    gone = vault.evidence.all()[0]
    erase.erase_entry(vault, gone.entry, WORDING)
    back_up(vault, stick)
    assert not (objects / gone.sealed(Role.ORIGINAL).id).exists()
    assert stranger.read_bytes() == other.read_bytes() == b"not ours"


def test_a_list_that_somebody_else_wrote_takes_nothing_away(vault, stick):
    fill(vault)
    made = back_up(vault, stick)
    stranger = made.folder / "objects" / ("ab" * 16)
    stranger.write_bytes(b"not ours")
    listed = listing.read(made.folder)
    forged = replace(listed, objects={**listed.objects, "ab" * 16: listing.Item(8, bytes(32))})
    (made.folder / "manifest.json").write_bytes(forged.pack(bytes(32)))
    again = back_up(vault, stick)
    assert again.folder == made.folder
    assert stranger.exists()


@pytest.mark.parametrize("what", ["letter", "other record", "link", "file"])
def test_what_is_not_a_backup_of_this_record_is_never_written_to(vault, stick, tmp_path, what):
    fill(vault, files=0)
    there = stick / backup_folder.name_of(vault.record_number)
    if what == "letter":
        there.mkdir()
        (there / "letter.txt").write_text("mine")
    elif what == "other record":
        Vault.create(there, PASSPHRASE, cost=CHEAP)[0].close()
    elif what == "link":
        (tmp_path / "elsewhere").mkdir()
        there.symlink_to(tmp_path / "elsewhere")
    else:
        there.write_text("mine")
    before = files(stick)
    made = back_up(vault, stick)
    assert made.folder == stick / backup_folder.name_of(vault.record_number, 2)
    after = files(stick)
    assert {name: after[name] for name in before} == before
    assert not (tmp_path / "elsewhere").exists() or not list((tmp_path / "elsewhere").iterdir())
    assert back_up(vault, stick).folder == made.folder, "and the next one finds its own again"


def test_a_backup_in_which_someone_wrote_is_left_alone(vault, stick):
    fill(vault)
    made = back_up(vault, stick)
    with opened(made) as copy:
        only_there = keep(copy, "", account="written on the stick")
    again = back_up(vault, stick)
    assert again.folder != made.folder
    with opened(made) as copy:
        assert copy.entries.get(only_there.id).answers == {"account": "written on the stick"}


def test_a_backup_in_which_someone_left_a_draft_is_left_alone(vault, stick):
    made = back_up(vault, stick)
    with opened(made) as copy:
        draft(copy, "", account="begun on the stick")
    assert back_up(vault, stick).folder != made.folder


def test_a_backup_that_was_only_opened_is_used_again(vault, stick):
    fill(vault)
    made = back_up(vault, stick)
    opened(made).close()
    keep(vault, "", account="one more")
    again = back_up(vault, stick)
    assert again.folder == made.folder
    assert again.entries == made.entries + 1


def test_a_stop_between_the_last_two_steps_is_gone_on_from(vault, stick, monkeypatch):
    fill(vault)
    first = back_up(vault, stick)
    keep(vault, "", account="one more")
    plan = backup.plan(vault, stick, NOW)
    assert plan.copy_database()
    assert plan.settle()

    class Cut(Exception):
        pass

    def cut(folder):
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(backup, "put_in_place", cut)
        with pytest.raises(Cut):
            plan.finish()
    assert copying.standing(first.folder / "record.db", plan.ours.key).links[-1] == first.head, "the old one is good"
    for each in vault.drafts.of_incident(vault.incidents.page(1)[0].id):
        vault.drafts.remove(each.id)  # so that the old one alone would look as if someone had written in it
    again = back_up(vault, stick)
    assert again.folder == first.folder
    assert again.entries == first.entries + 1


def test_a_log_of_the_old_database_never_meets_the_new_one(vault, stick):
    """It would be played into it. Someone may have written there: that folder is left alone."""
    made = back_up(vault, stick)
    (made.folder / "record.db-wal").write_bytes(b"x" * 5000)
    assert back_up(vault, stick).folder != made.folder


def test_a_place_inside_the_record_is_refused(vault):
    (vault.folder / "copies").mkdir()
    for place in (vault.folder, vault.folder / "copies"):
        plan = backup.plan(vault, place, NOW)
        with pytest.raises(TargetUnwritable):
            plan.copy_database()
        assert plan.settle()


def test_a_place_that_is_gone_is_named(vault, stick):
    fill(vault)
    plan = backup.plan(vault, stick / "nowhere", NOW)
    with pytest.raises(TargetGone):
        plan.copy_database()
    assert plan.settle()
    plan = backup.plan(vault, stick, NOW)
    assert plan.copy_database()
    assert plan.settle()
    shutil.rmtree(stick)
    with pytest.raises(TargetGone):
        plan.finish()
    stick.mkdir()
    back_up(vault, stick)


def test_a_place_without_room_is_named_before_anything_is_written(vault, stick, monkeypatch):
    fill(vault)
    monkeypatch.setattr(outside.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    plan = backup.plan(vault, stick, NOW)
    with pytest.raises(TargetFull):
        plan.copy_database()
    assert plan.settle()
    assert files(stick) == {}


def test_no_word_is_in_the_clear_and_the_list_says_no_number_of_entries(vault, stick):
    keep(vault, "", account="quetzalcanary")
    draft(vault, "", account="quetzalcanary")
    bring_in(vault, b"quetzalcanary" * 1000)
    made = back_up(vault, stick)
    for name, content in files(stick).items():
        assert b"quetzalcanary" not in content, name
        assert b"SQLite format 3" not in content, name
    assert made.head.hex().encode() not in (made.folder / "manifest.json").read_bytes()


def test_what_was_brought_in_a_moment_ago_is_in_it(vault, stick):
    """Its commit went through, and the power before the last renaming."""
    added = bring_in(vault, b"x" * 9000)
    sealed = added.evidence.sealed(Role.ORIGINAL)
    path = vault.folder / "objects" / sealed.id
    path.rename(path.with_name(path.name + ".coming"))
    with opened(back_up(vault, stick)) as copy:
        assert original(copy, added) == b"x" * 9000


def test_the_vaults_thread_does_the_same_few_things_however_long_the_record_is(vault, stick, monkeypatch):
    """It never waits for the place, nor for the copying: what is typed is never held up by either."""
    asked = []
    rows = Database.rows

    def counted(self, sql, values=()):
        asked.append(sql)
        return rows(self, sql, values)

    def on_the_vaults_thread():
        asked.clear()
        with monkeypatch.context() as patch:
            patch.setattr(Database, "rows", counted)
            for name in ("row", "each", "do", "write"):
                patch.setattr(Database, name, None)
            plan = backup.plan(vault, stick / "not even there", NOW)
            plan.settle()
        return list(asked)

    first = on_the_vaults_thread()
    fill(vault, entries=50, files=3)
    assert on_the_vaults_thread() == first
    assert len(first) <= 3
    assert all(sql.startswith(("PRAGMA wal_autocheckpoint", "PRAGMA wal_checkpoint")) for sql in first)


def test_a_copy_is_erased_as_a_whole_as_a_record_is(vault, stick):
    fill(vault)
    made = back_up(vault, stick)
    erase.erase_whole(made.folder)
    assert not made.folder.exists()


def test_the_key_that_this_computer_keeps_opens_no_copy(vault, stick):
    """A copy needs nothing of this computer, and gives nothing to it."""
    vault.ways.add_device_key(bytes(range(32)))
    made = back_up(vault, stick)
    for file in key_copies.read(made.folder).files:
        assert file.slot(SlotKind.DEVICE) is None
        assert file.slot(SlotKind.PASSPHRASE) is not None
        assert file.slot(SlotKind.RECOVERY_CODE) is not None
    assert back_up(vault, stick).folder == made.folder


def test_after_a_copy_is_made_no_second_program_gets_in(vault, stick):
    """A plain reading of the file would give SQLite's lock away when it is closed; SQLite's own does not."""
    back_up(vault, stick)
    code = "import sys; from pathlib import Path; from journal.vault.vault import Vault\n"
    code += "try: Vault.open(Path(sys.argv[1]), sys.argv[2])\n"
    code += "except Exception as error: print(type(error).__name__)"
    command = [sys.executable, "-c", code, str(vault.folder), PASSPHRASE]
    second = subprocess.run(command, capture_output=True, text=True, check=True)
    assert second.stdout.strip() == "VaultInUse"
