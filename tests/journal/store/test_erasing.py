# SPDX-License-Identifier: GPL-3.0-or-later
"""What is erased is gone, words and salt, from every page of the file; the chain can still be checked."""

import itertools
import shutil

import pytest
import sqlcipher3

from journal.errors import DiskFullButSaved
from journal.record import chain
from journal.record.acts import ERASED_COUNT, ERASED_NUMBERS
from journal.record.entry import Entry
from journal.store.upgrade import keep_copy
from journal.vault import keys
from journal.vault.erase import erase_entry, erase_incident
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.decrypted import decrypted
from tests.helpers.files import bring_in, in_objects
from tests.helpers.kept import WORDING, draft, keep

CANARY = "xylophonecanary"


@pytest.fixture
def incident(vault):
    return vault.incidents.start("own_account").id


def key_of(vault):
    return bytes(keys.database_key(vault._master, vault.ways.vault_id))


def dumped(path, key):
    """Every value of every table, the search index's own tables included."""
    connection = sqlcipher3.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = []
    for [table] in tables:
        for row in connection.execute(f'SELECT * FROM "{table}"'):
            found += [value.encode() if isinstance(value, str) else value for value in row]
    connection.close()
    return tables, [value for value in found if isinstance(value, bytes)]


def fill(vault, incident):
    """Something of everything; gives what was kept."""
    kept = [keep(vault, incident, account=f"first {CANARY} {n} " * 40, title=f"title {CANARY}") for n in range(12)]
    kept.append(keep(vault, incident, step="later", adds_to=kept[0].id, addition=f"later {CANARY}"))
    kept.append(keep(vault, incident, step="words", speaker={"card": kept[1].id, "name": CANARY}))
    kept.append(vault.entries.withdraw(kept[2], WORDING, {"reason_withdrawn": CANARY}))
    draft(vault, incident, account=f"draft {CANARY}")
    draft(vault, "", step="later", adds_to=kept[0].id, addition=f"draft {CANARY}")
    kept.append(bring_in(vault, CANARY.encode() * 20, incident, f"{CANARY}.txt").entry)
    vault.settings.set("place", {"page": "incident", "arguments": {"incident": incident}})
    vault.search.find(CANARY)
    return kept


def test_no_word_and_no_salt_of_an_erased_incident_is_left_in_any_page_or_row(vault, incident, tmp_path):
    other = keep(vault, vault.incidents.start("own_account").id, account="something else", title="Other")
    kept = fill(vault, incident)
    key, path = key_of(vault), vault.folder / "record.db"
    object_keys = [each.key for evidence in vault.evidence.all() for each in evidence.objects]
    keep_copy(vault._database._connection, key, vault.folder / "record-v1.db")
    vault._database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    secrets = [CANARY.encode(), *(each.salt for each in kept), *object_keys]
    before = decrypted(path, key)
    assert object_keys
    assert all(secret in before for secret in secrets), "the test can see them where they are"
    erase_incident(vault, incident, WORDING)
    assert (vault.folder / "record.db-wal").stat().st_size == 0
    assert [n for n, secret in enumerate(secrets) if secret in decrypted(path, key)] == []
    assert in_objects(vault) == []
    assert not list(vault.folder.glob("record-v*")), "a copy from before an upgrade holds the words too"
    vault.close()
    assert not any(secret in decrypted(path, key) for secret in secrets)
    tables, values = dumped(shutil.copy(path, tmp_path / "copy.db"), key)
    assert ("entry_text_data",) in tables
    assert values
    assert not any(secret in value for secret in secrets for value in values)
    with Vault.open(vault.folder, PASSPHRASE) as opened:
        assert opened.entries.check().broken is None
        assert opened.entries.get(other.id) == other


def test_bare_digests_stay_and_cannot_be_matched_with_the_words(vault, incident):
    kept = [keep(vault, incident, account=f"word {n}") for n in range(3)]
    before = vault._database.rows("SELECT * FROM chain")
    erase_incident(vault, incident, WORDING)
    rows = vault._database.rows("SELECT * FROM chain ORDER BY seq")
    assert rows[:3] == before
    assert vault._database.rows("SELECT seq FROM erased") == [(1,), (2,), (3,)]
    # Whoever guesses the words to the letter still has no salt to try them with.
    left = {value for row in rows for value in row if isinstance(value, bytes)}
    salts = [bytes(16), *(value[:16] for value in left)]
    tries = {chain.commit(entry.content(), salt) for entry, salt in itertools.product(kept, salts)}
    assert not tries & left
    assert chain.commit(kept[0].content(), kept[0].salt) in left, "with it, it is the one"


def test_the_chain_holds_over_erased_places_and_over_nothing_else(vault, incident):
    keep(vault, "", account="before")
    keep(vault, incident, account="gone")
    noted = erase_incident(vault, incident, WORDING)
    after = keep(vault, "", account="after")
    assert isinstance(noted, Entry)
    assert (noted.step, noted.incident, noted.answers) == ("erasing", "", {ERASED_NUMBERS: "2", ERASED_COUNT: "1"})
    report = vault.entries.check()
    assert (report.length, report.head, report.broken) == (after.seq, after.link, None)
    for damage, broken in (
        ("UPDATE chain SET commitment = randomblob(32) WHERE seq = 2", 2),
        ("UPDATE chain SET link = randomblob(32) WHERE seq = 2", 2),
        ("DELETE FROM chain WHERE seq = 2", 2),
        ("DELETE FROM entries WHERE seq = 1", 1),
        ("DELETE FROM entry_bodies WHERE seq = 4", 4),
        ("DELETE FROM erased WHERE seq = 2", 2),
    ):
        rows = vault._database
        rows.do("PRAGMA foreign_keys = OFF")
        rows.do("BEGIN")
        for name in rows.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            rows.do(f"DROP TRIGGER {name[0]}")
        rows.do(damage)
        assert vault.entries.check().broken == broken, damage
        rows.do("ROLLBACK")
        rows.do("PRAGMA foreign_keys = ON")
    assert vault.entries.check().broken is None


def test_only_what_is_named_as_erased_can_be_deleted(vault, incident):
    keep(vault, incident, account="a")
    for table in ("entry_bodies", "entries"):
        with pytest.raises(sqlcipher3.IntegrityError):
            vault._database.do(f"DELETE FROM {table} WHERE seq = 1")


def test_everything_of_the_incident_goes_and_nothing_of_another(vault, incident):
    kept = fill(vault, incident)
    other = vault.incidents.start("own_account").id
    stays = keep(vault, other, step="words", speaker={"card": kept[1].id, "name": "him"})
    numbers = [each.seq for each in kept]
    erase_incident(vault, incident, WORDING)
    assert [each.id for each in vault.incidents.all()] == [other]
    assert [each.id for each in vault.entries.all()] == [stays.id]
    assert vault.entries.of_incident(incident) == []
    assert vault.drafts.of_incident(incident) == vault.drafts.of_incident("") == []
    assert vault.search.find(CANARY) == []
    assert vault.evidence.all() == []
    assert vault.settings.get("place") is None
    assert vault.lists.gone({kept[1].id, stays.id}) == {kept[1].id}
    contents = vault.contents()
    assert [each.seq for each in contents.erased] == numbers
    assert contents.withdrawn == ()
    assert contents.entries == (stays,)


def test_one_thing_can_be_erased_alone_and_its_number_is_never_given_again(vault, incident):
    stays = keep(vault, incident, account="a", title="The stop")
    added = bring_in(vault, b"x" * 100, incident, "one.txt")
    addition = keep(vault, incident, step="file", adds_to=added.entry.id, words="a note on it")
    noted = erase_entry(vault, added.entry.id, WORDING)
    assert noted is not None
    assert noted.answers[ERASED_NUMBERS] == f"{added.entry.seq}-{addition.seq}"
    assert vault.entries.of_incident(incident) == [stays]
    assert in_objects(vault) == []
    assert bring_in(vault, b"y", incident, "two.txt").evidence.number == added.evidence.number + 1
    assert vault.incidents.get(incident).title == "The stop"


def test_a_name_that_was_erased_alone_is_no_longer_the_incidents(vault, incident):
    keep(vault, incident, step="setting", title="First")
    second = keep(vault, incident, step="setting", title="Second")
    erase_entry(vault, second.id, WORDING)
    assert vault.incidents.get(incident).title == "First"


def test_an_incident_of_drafts_only_goes_without_a_note(vault, incident):
    draft(vault, incident, account=CANARY)
    assert erase_incident(vault, incident, WORDING) is None
    assert vault.incidents.all() == []
    assert vault.entries.head()[0] == 0


def test_when_it_cannot_be_written_all_is_as_before(vault, incident, monkeypatch):
    kept = fill(vault, incident)

    def stop(*_anything):
        raise RuntimeError

    monkeypatch.setattr(vault.entries, "append", stop)
    with pytest.raises(RuntimeError):
        erase_incident(vault, incident, WORDING)
    assert vault.entries.get(kept[0].id) == kept[0]
    assert len(vault.evidence.all()) == 1
    assert len(in_objects(vault)) == 1
    assert vault.entries.check().broken is None


def test_on_a_full_disk_it_is_done_with_the_room_held_back_and_its_files_go_too(vault, incident, monkeypatch):
    fill(vault, incident)
    real = vault._database.write

    def saved_by_the_reserve(task):
        real(task)
        if in_objects(vault) and not vault.evidence.all():
            monkeypatch.undo()
            raise DiskFullButSaved

    monkeypatch.setattr(vault._database, "write", saved_by_the_reserve)
    with pytest.raises(DiskFullButSaved):
        erase_incident(vault, incident, WORDING)
    assert vault.incidents.all() == []
    assert in_objects(vault) == []
