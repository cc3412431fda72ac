# SPDX-License-Identifier: GPL-3.0-or-later
"""A vault is made whole or not at all, opens with its two ways in, and gives everything back."""

import os
import random
import stat
import subprocess
import sys
import time

import pytest

from journal.clock import Clock
from journal.errors import (
    DiskFull,
    FolderReadOnly,
    MistypedRecoveryCode,
    VaultExists,
    VaultMissing,
    WrongPassphrase,
    WrongRecoveryCode,
)
from journal.store import durable
from journal.vault import keys
from journal.vault.vault import Vault, is_vault
from tests.conftest import CHEAP, PASSPHRASE, FixedClock
from tests.helpers.kept import WORDING, draft, keep


def files(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_a_new_vault_has_its_four_files_and_opens_again(tmp_path, clock):
    made, code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    made.close()
    assert sorted(files(tmp_path / "record")) == ["keys.a", "keys.b", "record.db", "reserve"]
    assert [each.name for each in tmp_path.iterdir()] == ["record"]
    with Vault.open(tmp_path / "record", PASSPHRASE) as opened:
        assert opened.record_number == made.record_number
        assert opened.folder == tmp_path / "record"
        assert not opened.practice
        assert opened.confirm_code(code)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_folder_and_files_are_the_owners_only(vault):
    draft(vault, "", account="words")
    assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700
    assert {each.name: stat.S_IMODE(each.stat().st_mode) for each in vault.folder.iterdir()} == dict.fromkeys(
        ["keys.a", "keys.b", "record.db", "record.db-wal", "reserve"], 0o600
    )


def test_the_reserve_takes_eight_mebibytes_that_cannot_be_packed(vault):
    import zlib

    content = (vault.folder / "reserve").read_bytes()
    assert len(content) == 8 * 2**20
    assert len(zlib.compress(content[: 2**20])) > 2**20


def test_the_code_opens_it_however_it_is_typed(tmp_path):
    made, code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    made.close()
    with Vault.open_with_code(tmp_path / "record", code.lower().replace("-", " ")) as opened:
        assert opened.record_number == made.record_number


def test_another_records_code_and_a_mistyped_one_are_told_apart(tmp_path, vault):
    other, code = Vault.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)
    other.close()
    assert vault.confirm_code(code) is False
    with pytest.raises(MistypedRecoveryCode):
        vault.confirm_code(code[:-1] + ("0" if code[-1] != "0" else "1"))
    vault.close()
    with pytest.raises(WrongRecoveryCode):
        Vault.open_with_code(vault.folder, code)
    with pytest.raises(MistypedRecoveryCode):
        Vault.open_with_code(vault.folder, "no code")


@pytest.mark.parametrize(
    "wrong", ["", " ", PASSPHRASE.upper(), PASSPHRASE[:-1], PASSPHRASE + "x", "\0", "\ud83d", "x" * 100_000]
)
def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(vault, wrong):
    keep(vault, "", account="words")
    vault.close()
    before = files(vault.folder)
    with pytest.raises(WrongPassphrase):
        Vault.open(vault.folder, wrong)
    assert files(vault.folder) == before


@pytest.mark.parametrize("passphrase", ["\ud83d half", "a\0b", "שלום עולם", "🕯 " * 50, "é", "x" * 100_000])
def test_any_passphrase_opens_what_it_locked(tmp_path, passphrase):
    Vault.create(tmp_path / "record", passphrase, cost=CHEAP)[0].close()
    Vault.open(tmp_path / "record", passphrase).close()


def test_a_changed_passphrase_is_the_only_one_and_the_code_stays(tmp_path):
    made, code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    entry = keep(made, "", account="words")
    made.change_passphrase("another one")
    made.change_passphrase("a third one")
    assert made.entries.get(entry.id) == entry
    made.close()
    for old in (PASSPHRASE, "another one"):
        with pytest.raises(WrongPassphrase):
            Vault.open(made.folder, old)
    with Vault.open(made.folder, "a third one") as opened:
        assert opened.entries.get(entry.id) == entry
        assert opened.confirm_code(code)
    Vault.open_with_code(made.folder, code).close()
    assert (made.folder / "keys.a").read_bytes() == (made.folder / "keys.b").read_bytes()


def test_when_the_change_cannot_be_written_the_old_passphrase_stays(vault, monkeypatch):
    def full(path, data):
        raise DiskFull

    with monkeypatch.context() as patch, pytest.raises(DiskFull):
        patch.setattr(durable, "write", full)
        vault.change_passphrase("another one")
    vault.close()
    Vault.open(vault.folder, PASSPHRASE).close()


def test_a_new_recovery_code_opens_and_the_old_one_does_not(tmp_path):
    made, old = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    new = made.new_recovery_code()
    assert made.confirm_code(new)
    assert not made.confirm_code(old)
    made.close()
    with pytest.raises(WrongRecoveryCode):
        Vault.open_with_code(made.folder, old)
    Vault.open_with_code(made.folder, new).close()
    Vault.open(made.folder, PASSPHRASE).close()
    assert (made.folder / "keys.a").read_bytes() == (made.folder / "keys.b").read_bytes()


def test_when_a_new_code_cannot_be_written_the_old_one_stays(tmp_path, monkeypatch):
    def full(path, data):
        raise DiskFull

    made, code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    with monkeypatch.context() as patch, pytest.raises(DiskFull):
        patch.setattr(durable, "write", full)
        made.new_recovery_code()
    made.close()
    Vault.open_with_code(made.folder, code).close()


@pytest.mark.parametrize("empty", ["", "  \n"])
def test_an_empty_passphrase_is_never_set(tmp_path, vault, empty):
    with pytest.raises(ValueError, match="empty"):
        Vault.create(tmp_path / "other", empty, cost=CHEAP)
    assert not (tmp_path / "other").exists()
    with pytest.raises(ValueError, match="empty"):
        vault.change_passphrase(empty)


def test_nothing_is_made_where_something_is(tmp_path):
    (tmp_path / "record").mkdir()
    (tmp_path / "record" / "letter.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for place in ("record", "file"):
        with pytest.raises(VaultExists):
            Vault.create(tmp_path / place, PASSPHRASE, cost=CHEAP)
    assert files(tmp_path / "record") == {"letter.txt": b"mine"}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "record"]


def test_an_empty_folder_and_a_missing_parent_are_good_places(tmp_path):
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "empty", tmp_path / "a" / "b" / "record"):
        Vault.create(place, PASSPHRASE, cost=CHEAP)[0].close()
        Vault.open(place, PASSPHRASE).close()


@pytest.mark.parametrize("at", ["keys.a", "keys.b", "reserve"])
@pytest.mark.parametrize("trouble", [DiskFull, FolderReadOnly, KeyboardInterrupt])
def test_when_it_cannot_be_made_nothing_is_left(tmp_path, monkeypatch, at, trouble):
    write = durable.write

    def refuse(path, data):
        if path.name == at:
            raise trouble
        write(path, data)

    monkeypatch.setattr(durable, "write", refuse)
    with pytest.raises(trouble):
        Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["with space", "a?mode=ro&b", "50%20 #1", "é\u202e שלום 🕯", "'quotes\"", "-x", "a;b"])
def test_a_folder_may_have_any_name(tmp_path, name):
    if sys.platform == "win32" and set(name) & set('?"'):
        pytest.skip("Windows has no such names")
    vault, _ = Vault.create(tmp_path / name, PASSPHRASE, cost=CHEAP)
    keep(vault, "", account="words")
    vault.close()
    assert [each.name for each in tmp_path.iterdir()] == [name]
    Vault.open(tmp_path / name, PASSPHRASE).close()


@pytest.mark.parametrize("part", ["keys.a", "keys.b", "record.db"])
def test_a_part_of_a_vault_is_a_vault_and_nothing_else_is(tmp_path, part):
    folder = tmp_path / "record"
    assert not is_vault(folder)
    folder.mkdir()
    (folder / "letter.txt").touch()
    assert not is_vault(folder)
    (folder / part).touch()
    assert is_vault(folder)


def test_where_there_is_none_it_is_missing_and_none_is_made(tmp_path):
    for open_it in (Vault.open, lambda folder, _: Vault.open_with_code(folder, "00000-" * 6 + "00X8Q-QFVCZ")):
        with pytest.raises(VaultMissing):
            open_it(tmp_path / "record", PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_the_same_chance_and_clock_make_the_same_record(tmp_path):
    """The practice record is the same every time."""
    told, codes = [], set()
    for name in ("one", "two"):
        chance = random.Random(2026)
        made, code = Vault.create(
            tmp_path / name, PASSPHRASE, cost=CHEAP, clock=FixedClock(), random_bytes=chance.randbytes, practice=True
        )
        incident = made.incidents.start("own_account")
        keep(made, incident.id, account="words")
        made.entries.skip(incident.id, "words", WORDING)
        told.append(made.contents())
        codes.add(code)
        made.close()
        with Vault.open(made.folder, PASSPHRASE) as opened:
            assert opened.practice
            assert opened.contents() == told[-1]
    assert told[0] == told[1]
    assert told[0].practice
    assert len(codes) == 2, "keys and codes never come from a chance that can be repeated"


def test_contents_hold_what_was_kept_and_count_what_is_being_written(vault):
    one, two, three = (vault.incidents.start("own_account").id for _ in range(3))
    whole = keep(vault, "", "why", purpose=["lawyer"])
    first, second = keep(vault, one, account="a", title="One"), keep(vault, two, account="b")
    draft(vault, one, account="c")
    draft(vault, three, account="d")
    everything = vault.contents()
    assert [each.id for each in everything.incidents] == [one, two, three]
    assert everything.entries == (whole, first, second)
    assert everything.drafts == {one: 1, three: 1}
    assert everything.head == second.link
    assert everything.record_number == vault.record_number
    chosen = vault.contents([two])
    assert [each.id for each in chosen.incidents] == [two]
    assert chosen.entries == (whole, second)
    assert (chosen.drafts, chosen.head) == ({}, second.link)


def test_closing_overwrites_the_key_and_twice_is_no_matter(vault):
    vault.close()
    vault.close()
    assert vault._master == bytes(32)
    assert not (vault.folder / "record.db-wal").exists()


def test_without_a_clock_it_takes_the_computers(tmp_path):
    made, _ = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    with made:
        before = Clock().now()
        assert abs(made.incidents.start("own_account").begun.utc - before.utc).total_seconds() < 5


def test_another_thread_may_not_use_it(vault):
    """One thread owns the database: a mistake here must be loud."""
    import threading

    import sqlcipher3

    caught = []

    def use():
        try:
            vault.drafts.latest()
        except sqlcipher3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_the_packages_by_themselves_load_nothing_heavy():
    code = (
        "import sys, journal.vault, journal.store, journal.vault.recovery_code\n"
        "sys.exit(bool({'cryptography', 'sqlcipher3', 'diceware', 'zxcvbn'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_vault_does_not_load_what_only_a_new_passphrase_needs():
    code = "import sys, journal.vault.vault\nsys.exit(bool({'diceware', 'zxcvbn', 'PySide6'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_real_unlock_is_slow_on_purpose_and_not_slower_than_it_must_be(tmp_path):
    """The only one at the full cost: 256 MiB, three passes, four lanes."""
    made, code = Vault.create(tmp_path / "record", PASSPHRASE)
    made.close()
    file = keys.KeyFile.unpack((made.folder / "keys.a").read_bytes())
    assert file.slots[0].cost == keys.STANDARD
    with pytest.raises(WrongPassphrase):
        Vault.open(made.folder, PASSPHRASE + "x")
    begun = time.perf_counter()
    Vault.open(made.folder, PASSPHRASE).close()
    took = time.perf_counter() - begun
    assert took > 0.1
    begun = time.perf_counter()
    Vault.open_with_code(made.folder, code).close()
    assert time.perf_counter() - begun < took, "the code needs no slow derivation"


def test_no_process_is_started_and_no_environment_is_needed(tmp_path, monkeypatch):
    """A folder and a passphrase are all it takes on a new computer."""
    Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)[0].close()
    (tmp_path / "record").rename(tmp_path / "moved elsewhere")
    for name in list(os.environ):
        monkeypatch.delenv(name)
    Vault.open(tmp_path / "moved elsewhere", PASSPHRASE).close()
