# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of a record names what is damaged, reads all the rest, and calls nothing damaged that is whole."""

import random
import shutil

import pytest

from journal.errors import DatabaseMissing
from journal.record.checked import DamageKind
from journal.record.evidence import Role
from journal.store.connection import PAGE_BYTES
from journal.vault import checking
from journal.vault.checking import OpenRecordCheck
from journal.vault.erase import erase_entry
from journal.vault.vault import DATABASE, Vault
from tests.conftest import PASSPHRASE
from tests.helpers.damage import change, damage, damage_body, database_key, flip, flip_page
from tests.helpers.files import bring_in
from tests.helpers.kept import WORDING, draft, keep

LONG = "what happened " * 1500


@pytest.fixture
def folder(vault, tmp_path):
    """A closed record: an incident of eight long entries, a draft, and two files."""
    incident = vault.incidents.start("own_account").id
    for number in range(8):
        keep(vault, incident, account=f"{number} {LONG}")
    for number in range(2):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(f"letter {number} ".encode() * 30_000)
        bring_in(vault, path, incident)
    draft(vault, incident, account=LONG)
    vault.close()
    return vault.folder


def check(folder, **how):
    return checking.check(folder, database_key(folder), **how)


def found(folder):
    return [(each.kind, each.label) for each in check(folder).damages]


def objects(folder):
    return sorted((folder / "objects").iterdir())


def test_a_whole_record_is_whole(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    checked = check(folder)
    assert (checked.entries, checked.files, checked.damages, checked.is_whole) == (10, 2, (), True)
    with Vault.open(folder, PASSPHRASE) as vault:
        assert vault.entries.head() == (10, checked.head)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_an_empty_record_is_whole(vault):
    vault.close()
    checked = check(vault.folder)
    assert (checked.entries, checked.files, checked.head, checked.damages) == (0, 0, bytes(32), ())


@pytest.mark.parametrize("seq", [1, 5, 8])
def test_an_entry_that_cannot_be_read_is_named_alone(folder, seq):
    damage_body(folder, seq)
    checked = check(folder)
    [entry] = [each for each in checked.damages if each.kind is DamageKind.ENTRY]
    assert (entry.seq, entry.step, entry.kept is None) == (seq, "account", False)
    assert {each.kind for each in checked.damages} == {DamageKind.ENTRY, DamageKind.DATABASE}
    assert (checked.entries, checked.files, checked.is_whole) == (10, 2, False)


def test_a_page_that_holds_the_heads_of_all_entries_leaves_the_files_and_drafts_readable(folder):
    damage(folder, "SELECT * FROM entries WHERE seq = 3", "SELECT * FROM chain")
    checked = check(folder)
    assert {each.kind for each in checked.damages} == {DamageKind.ENTRY, DamageKind.DATABASE}
    assert (checked.entries, checked.files) == (10, 2)


def test_an_entry_that_was_changed_with_the_key_is_named_alone(folder):
    def task(opened):
        opened.execute("DROP TRIGGER no_update_of_entry_bodies")
        opened.execute(
            "UPDATE entry_bodies SET answers = CAST(replace(CAST(answers AS TEXT), '3 what', '3 When') AS BLOB)"
            " WHERE seq = 4"
        )

    change(folder, task)
    assert found(folder) == [(DamageKind.CHANGED, "4")]


def test_two_entries_that_changed_places_are_named(folder):
    def task(opened):
        opened.execute("DROP TRIGGER no_update_of_chain")
        rows = dict(opened.execute("SELECT seq, commitment FROM chain").fetchall())
        opened.execute("UPDATE chain SET commitment = ? WHERE seq = 2", (rows[3],))
        opened.execute("UPDATE chain SET commitment = ? WHERE seq = 3", (rows[2],))

    change(folder, task)
    assert found(folder) == [(DamageKind.CHANGED, "2"), (DamageKind.CHANGED, "3")]


def test_an_entry_that_was_taken_out_is_named(folder):
    def task(opened):
        for table in ("entries", "entry_bodies"):
            opened.execute(f"DROP TRIGGER no_delete_of_{table}")
        opened.execute("PRAGMA foreign_keys = OFF")
        opened.execute("DELETE FROM entry_bodies WHERE seq = 6")
        opened.execute("DELETE FROM entries WHERE seq = 6")

    change(folder, task)
    assert (DamageKind.ENTRY, "6") in found(folder)


def test_a_page_put_back_as_it_was_before_is_found_by_the_chain(folder):
    """Nothing in SQLCipher sees this one: every page is authentic."""
    old = (folder / DATABASE).read_bytes()
    with Vault.open(folder, PASSPHRASE) as vault:
        keep(vault, "", account="short and last")
    new = (folder / DATABASE).read_bytes()
    pages = [at for at in range(0, len(old), PAGE_BYTES) if old[at : at + PAGE_BYTES] != new[at : at + PAGE_BYTES]]
    kinds = set()
    for at in pages[1:]:
        (folder / DATABASE).write_bytes(new[:at] + old[at : at + PAGE_BYTES] + new[at + PAGE_BYTES :])
        kinds |= {each.kind for each in check(folder).damages}
    assert DamageKind.ENTRY in kinds


@pytest.mark.parametrize("part", [2, 3])
def test_a_database_cut_off_at_the_end_of_a_page_is_damaged(folder, part):
    """SQLCipher's own check says nothing of it."""
    path = folder / DATABASE
    data = path.read_bytes()
    pages = len(data) // PAGE_BYTES
    path.write_bytes(data[: pages * (part - 1) // part * PAGE_BYTES])
    assert DamageKind.DATABASE in [each.kind for each in check(folder).damages]


def test_a_database_that_does_not_open_at_all_is_damaged_and_one_that_is_gone_is_missing(folder):
    flip_page(folder, 1)
    checked = check(folder)
    assert [each.kind for each in checked.damages] == [DamageKind.DATABASE]
    (folder / DATABASE).unlink()
    with pytest.raises(DatabaseMissing):
        checking.check(folder, bytes(32))


def test_a_draft_that_cannot_be_read_is_named(folder):
    damage(folder, "SELECT answers FROM draft_bodies")
    kinds = [each.kind for each in check(folder).damages]
    assert kinds.count(DamageKind.DRAFT) == 1
    assert DamageKind.ENTRY not in kinds


@pytest.mark.parametrize("what", ["flipped", "cut", "longer", "swapped", "gone", "empty"])
def test_a_file_that_is_not_as_it_was_sealed_is_named_alone(folder, what):
    with Vault.open(folder, PASSPHRASE) as vault:
        ids = {each.sealed(Role.ORIGINAL).id: each.label for each in vault.evidence.all()}
    [first, second] = objects(folder)
    data = first.read_bytes()
    if what == "flipped":
        flip(first, len(data) // 2)
    elif what == "swapped":
        shutil.copyfile(second, first)
    elif what == "gone":
        first.unlink()
    else:
        first.write_bytes({"cut": data[:-1], "longer": data + b"x", "empty": b""}[what])
    kind = DamageKind.FILE_GONE if what == "gone" else DamageKind.FILE
    assert found(folder) == [(kind, ids[first.name])]


def test_one_copy_of_the_keys_damaged_is_a_warning(folder):
    flip(folder / "keys.b", 40)
    checked = check(folder)
    assert ([each.kind for each in checked.damages], checked.is_whole) == ([DamageKind.KEYS], True)


def test_a_doubt_of_the_cipher_alone_is_a_warning(folder):
    """In a page that is free: nothing needs what was in it."""
    change(folder, lambda opened: opened.execute("DELETE FROM drafts"))
    key, path = database_key(folder), folder / DATABASE
    good = path.read_bytes()
    for page in range(len(good) // PAGE_BYTES, 1, -1):
        flip_page(folder, page)
        checked = checking.check(folder, key)
        path.write_bytes(good)
        if checked.is_whole:
            assert [each.kind for each in checked.damages] == [DamageKind.PAGES]
            return
    raise AssertionError("no page was free")


def test_an_older_database_among_newer_files_is_told(folder, tmp_path):
    old = (folder / DATABASE).read_bytes()
    (tmp_path / "later.txt").write_bytes(b"a later letter")
    with Vault.open(folder, PASSPHRASE) as vault:
        bring_in(vault, tmp_path / "later.txt")
    (folder / DATABASE).write_bytes(old)
    assert found(folder) == [(DamageKind.OLDER, "")]


def test_what_was_erased_is_not_missed(folder):
    with Vault.open(folder, PASSPHRASE) as vault:
        erase_entry(vault, vault.evidence.all()[0].entry, WORDING)
    checked = check(folder)
    assert (checked.damages, checked.files, checked.entries) == ((), 1, 11)


def test_what_stands_in_the_log_counts(folder, tmp_path):
    """After an end in the middle the last entries stand only there."""
    with Vault.open(folder, PASSPHRASE) as vault:
        keep(vault, "", account="the last words")
        other = tmp_path / "as the power went"
        shutil.copytree(folder, other)
    checked = check(other)
    assert (checked.entries, checked.damages) == (11, ())
    shutil.rmtree(other / "objects")
    (other / f"{DATABASE}-wal").unlink(missing_ok=True)
    assert [each.kind for each in check(other).damages] == [DamageKind.FILE_GONE] * 2


@pytest.mark.ordinary_user
def test_a_folder_that_may_not_be_written_is_checked_all_the_same(folder):
    for path in (*objects(folder), *folder.iterdir(), folder):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        assert check(folder).damages == ()
    finally:
        folder.chmod(0o700)
        (folder / "objects").chmod(0o700)


def test_it_says_how_far_it_is_and_can_be_stopped_anywhere(folder):
    steps = []
    assert check(folder, progress=lambda done, whole: steps.append((done, whole))) is not None
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1][0] == steps[-1][1]
    for wanted in range(len(steps)):
        seen = []
        stopped = check(
            folder,
            progress=lambda *step, seen=seen: seen.append(step),
            stopped=lambda n=wanted, seen=seen: len(seen) > n,
        )
        assert stopped is None or wanted == len(steps) - 1


# While it is open


def run(looking):
    looking.begin()
    assert looking.look_at_database()
    assert looking.settle()
    assert looking.look_at_files()
    return looking.result()


def test_an_open_record_is_checked_while_it_is_written_in(folder, tmp_path):
    (tmp_path / "later.txt").write_bytes(b"a later letter")
    with Vault.open(folder, PASSPHRASE) as vault:
        looking = OpenRecordCheck(vault)
        looking.begin()
        keep(vault, "", account="meanwhile")
        bring_in(vault, tmp_path / "later.txt")
        assert looking.look_at_database()
        erase_entry(vault, vault.evidence.all()[0].entry, WORDING)
        assert not looking.settle(), "an erasing empties the log: what was seen does not count"
        checked = run(looking)
        assert (checked.entries, checked.files, checked.damages) == (13, 2, ())
        looking.begin()
        assert looking.look_at_database()
        assert looking.settle()
        erase_entry(vault, vault.evidence.all()[0].entry, WORDING)
        assert looking.look_at_files()
        assert looking.result().damages == (), "what was erased meanwhile is not damaged"


def test_damage_is_found_on_the_disk_and_not_in_what_was_read_before(folder):
    with Vault.open(folder, PASSPHRASE) as vault:
        assert vault.entries.check().broken is None
        flip_page(folder, (folder / DATABASE).stat().st_size // PAGE_BYTES)
        flip(objects(folder)[0], 5000)
        kinds = [each.kind for each in run(OpenRecordCheck(vault)).damages]
    assert kinds != []
    assert kinds[-1] is DamageKind.FILE


def test_stopping_lets_the_record_go_on(folder):
    with Vault.open(folder, PASSPHRASE) as vault:
        looking = OpenRecordCheck(vault, stopped=lambda: True)
        looking.begin()
        assert not looking.look_at_database()
        assert looking.settle()
        keep(vault, "", account="meanwhile")
        assert vault.entries.check().broken is None


@pytest.mark.long
def test_any_bit_that_is_flipped_is_told_of(folder):
    """500 places of the whole folder, the reserve aside, which is noise."""
    key, rng = database_key(folder), random.Random(5)
    files = [path for path in (*folder.iterdir(), *objects(folder)) if path.is_file() and path.name != "reserve"]
    sizes = [path.stat().st_size for path in files]
    for _ in range(500):
        [path] = rng.choices(files, sizes)
        at = rng.randrange(path.stat().st_size)
        flip(path, at)
        assert checking.check(folder, key).damages, (path.name, at)
        flip(path, at)
    assert checking.check(folder, key).damages == ()
