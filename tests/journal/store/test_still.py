# SPDX-License-Identifier: GPL-3.0-or-later
"""A database is read to its last readable row, and the one that wrote it is not in the way."""

import subprocess
import sys

import pytest
import sqlcipher3

from journal.errors import DatabaseMissing
from journal.store.connection import connect_still
from journal.store.still import Still, Stopped
from journal.vault.vault import DATABASE, Vault
from tests.conftest import PASSPHRASE
from tests.helpers.damage import damage, damage_body, database_key
from tests.helpers.kept import draft, keep

LONG = "what happened " * 1500
BODY = "SELECT answers FROM entry_bodies WHERE seq = {}"
OTHER = """
import sys
from pathlib import Path
from journal.errors import VaultInUse
from journal.store import connection
from journal.vault.vault import Vault
connection.BUSY_SECONDS = 0.05
try:
    Vault.open(Path(sys.argv[1]), sys.argv[2])
except VaultInUse:
    sys.exit(7)
"""


def never():
    return False


@pytest.fixture
def folder(vault):
    """A closed record of eight long entries and two drafts."""
    for number in range(8):
        keep(vault, "", account=f"{number} {LONG}")
    for number in range(2):
        draft(vault, "", account=f"{number} {LONG}")
    vault.close()
    return vault.folder


def still(folder):
    return Still(folder / DATABASE, database_key(folder), never)


def test_a_whole_one_is_read_whole(folder):
    found = still(folder)
    assert found.structure_is_whole()
    assert found.pages_are_whole()
    assert [place.seq for place in found.places()] == list(range(1, found.length() + 1)) == list(range(1, 9))
    assert all(place.entry and place.link for place in found.places())
    assert list(found.drafts()) == [True, True]
    assert list(found.objects()) == []


def test_what_stands_beside_a_bad_page_is_read(folder):
    damage_body(folder, 3)
    found = still(folder)
    places = list(found.places())
    assert [place.seq for place in places] == list(range(1, 9))
    assert [place.seq for place in places if place.entry is None] == [3]
    assert (places[2].step, places[2].kept, bool(places[2].link)) == ("account", places[1].entry.kept, True)
    assert not found.structure_is_whole()
    assert not found.pages_are_whole()


def test_one_connection_alone_would_call_the_rest_bad_too(folder):
    """Why each fault is followed by a new one; if this ever fails, ``Still`` may be simpler."""
    damage_body(folder, 3)
    opened = connect_still(folder / DATABASE, database_key(folder))
    assert opened.execute(BODY.format(1)).fetchone()
    bad = 0
    for seq in range(3, 9):
        try:
            opened.execute(BODY.format(seq)).fetchone()
        except sqlcipher3.DatabaseError:
            bad += 1
    opened.close()
    assert bad > 1, "only one of them is"


def test_a_draft_that_cannot_be_read_is_counted_alone(folder):
    damage(folder, "SELECT answers FROM draft_bodies WHERE number = 1")
    assert list(still(folder).drafts()) == [False, True]
    assert all(place.entry for place in still(folder).places())


@pytest.mark.parametrize("after", [0, 1, 5])
def test_it_stops_when_it_is_told_to_in_the_middle_of_a_question_too(folder, monkeypatch, after):
    monkeypatch.setattr("journal.store.still._OFTEN", 1)
    asked = []
    found = Still(folder / DATABASE, database_key(folder), lambda: asked.append(1) or len(asked) > after)
    with pytest.raises(Stopped):
        found.structure_is_whole()
    assert len(asked) == after + 1


def test_what_is_open_and_being_written_can_be_read_and_stays_locked(vault):
    """Closing the second connection must not let go of the first one's lock, which POSIX would do for any other."""
    keep(vault, "", account=LONG)
    key = vault.lay_still()
    found = Still(vault.folder / DATABASE, key, never)
    assert found.length() == 1
    for number in range(50):
        keep(vault, "", account=f"{number} {LONG}")
    assert found.length() == 1, "it lies still"
    assert found.structure_is_whole()
    assert len(list(found.places())) == 1
    command = [sys.executable, "-c", OTHER, str(vault.folder), PASSPHRASE]
    assert subprocess.run(command, check=False).returncode == 7
    assert vault.go_on()
    keep(vault, "", account="and on")
    assert (vault.entries.check().length, vault.entries.check().broken) == (52, None)
    log = vault.folder / f"{DATABASE}-wal"
    before = log.stat().st_size
    for number in range(50):
        keep(vault, "", account=f"{number} {LONG}")
    assert log.stat().st_size <= before, "what is in the log is put in its place again, and the log used again"
    assert Still(vault.folder / DATABASE, key, never).length() > 52


def test_a_log_that_is_emptied_meanwhile_is_told(vault):
    keep(vault, "", account=LONG)
    vault.lay_still()
    vault.erasing.wipe_log()
    assert not vault.go_on()


def test_nothing_is_made_where_nothing_is(tmp_path):
    with pytest.raises(DatabaseMissing):
        connect_still(tmp_path / DATABASE, bytes(32))
    assert list(tmp_path.iterdir()) == []


def test_it_never_writes(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    opened = connect_still(folder / DATABASE, database_key(folder))
    with pytest.raises(sqlcipher3.OperationalError):
        opened.execute("DELETE FROM settings")
    opened.close()
    list(still(folder).places())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_another_key_opens_nothing(folder):
    found = Still(folder / DATABASE, bytes(32), never)
    assert not found.structure_is_whole()
    assert (found.length(), list(found.places()), list(found.drafts())) == (0, [], [])
    assert Vault.open(folder, PASSPHRASE).close() is None


def test_two_who_read_at_once_are_not_told_that_it_lay_still_when_it_did_not(vault: Vault) -> None:
    vault.lay_still()
    before = (vault.folder / "record.db").read_bytes()
    vault.incidents.start("own_account")
    vault.lay_still()
    assert (vault.folder / "record.db").read_bytes() == before, "the second one moves nothing under the first"
    assert vault.go_on()
    vault.incidents.start("own_account")
    assert (vault.folder / "record.db").read_bytes() == before, "and the first one to go moves nothing under the other"
    vault._database.empty_log()
    assert not vault.go_on()
    vault.lay_still()
    assert vault.go_on()


def test_one_that_was_closed_meanwhile_did_not_lie_still(vault: Vault) -> None:
    vault.lay_still()
    vault.close()
    assert not vault.go_on()
