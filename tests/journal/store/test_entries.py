# SPDX-License-Identifier: GPL-3.0-or-later
"""What was kept comes back as it was kept, and any change to it is found at the right entry."""

from dataclasses import replace

import pytest
import sqlcipher3
from hypothesis import given
from hypothesis import strategies as st

from journal.clock import ClockFlag
from journal.record import chain
from journal.record.entry import EntryKind, Wording
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.kept import HARD_TEXTS, WORDING, any_answers, any_text, draft, keep


@pytest.fixture
def incident(vault):
    return vault.incidents.start("own_account").id


def test_keeping_turns_the_draft_into_an_entry_of_the_same_id(vault, incident, clock):
    made = draft(vault, incident, account="what happened")
    clock.pass_time(minutes=5)
    entry = vault.entries.keep(made, WORDING, "what happened")
    assert vault.drafts.of_incident(incident) == []
    assert vault.entries.get(made.id) == entry
    assert (entry.id, entry.incident, entry.kind, entry.step) == (made.id, incident, EntryKind.WRITTEN, "account")
    assert (entry.begun, entry.kept, entry.answers, entry.wording) == (made.begun, clock.now(), made.answers, WORDING)
    assert (entry.seq, vault.entries.head()) == (1, (1, entry.link))


def test_an_unsaved_draft_can_be_kept(vault, incident):
    made = vault.drafts.new(incident, "own_account", "account", answers={"account": "a"})
    assert vault.entries.keep(made, WORDING).answers == {"account": "a"}


@given(any_answers(), st.dictionaries(any_text(), any_text(), max_size=4))
def test_any_answers_are_kept_equal_and_the_chain_holds(vault, answers, texts):
    made = vault.drafts.new("", "own_account", "why", answers=answers)
    entry = vault.entries.keep(made, Wording("own_account", 1, "en", texts))
    assert entry.answers == answers
    assert entry.wording.texts == texts
    assert vault.entries.get(made.id) == entry
    assert vault.entries.check() == chain.ChainReport(*vault.entries.head(), None)


def test_hard_texts_survive_closing_letter_for_letter(vault, incident, clock):
    kept = [keep(vault, incident, account=text) for text in HARD_TEXTS]
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE, clock=clock) as opened:
        assert opened.entries.of_incident(incident) == kept
        assert [each.answers["account"] for each in opened.entries.all()] == list(HARD_TEXTS)
        assert opened.entries.check().broken is None


def test_keeping_twice_is_keeping_once(vault, incident):
    made = draft(vault, incident, account="a")
    entry = vault.entries.keep(made, WORDING, "a")
    assert vault.entries.keep(made, WORDING, "a") == entry
    assert vault.entries.head()[0] == 1
    with pytest.raises(sqlcipher3.IntegrityError):
        vault.entries.keep(replace(made, answers={"account": "other"}), WORDING)
    assert vault.entries.head()[0] == 1


def test_nothing_is_kept_by_halves(vault, incident):
    made = draft(vault, incident, account="a")
    unknown = replace(made, adds_to="no such entry")
    with pytest.raises(sqlcipher3.IntegrityError):
        vault.entries.keep(unknown, WORDING, "a")
    assert vault.entries.head() == (0, chain.START)
    assert vault.drafts.get(made.id) == made
    assert [hit.is_draft for hit in vault.search.find("a")] == [True]


def test_what_was_skipped_or_seen_is_noted(vault, incident, clock):
    seen = vault.entries.see("", "truth", WORDING)
    skipped = vault.entries.skip(incident, "words", WORDING)
    assert (seen.kind, seen.incident, skipped.kind, skipped.incident) == (
        EntryKind.SEEN,
        "",
        EntryKind.SKIPPED,
        incident,
    )
    assert seen.begun == seen.kept == clock.now()
    assert (seen.answers, seen.seq, skipped.seq) == ({}, 1, 2)
    assert vault.entries.of_incident("") == [seen]
    assert vault.entries.of_incident(incident) == [skipped]


def test_lists_are_in_their_order(vault, incident):
    other = vault.incidents.start("own_account").id
    days = [keep(vault, place, "day", day_text=str(n)) for n, place in enumerate([incident, other, incident, ""])]
    officer = keep(vault, incident, "officers", known_as="the tall one")
    witness = keep(vault, other, "others", known_as="the neighbour")
    vault.entries.skip(incident, "day", WORDING)
    assert vault.entries.of_step("day", 9) == days[::-1]
    assert vault.entries.of_step("day", 2) == [days[3], days[2]]
    assert vault.entries.of_step("day", 2, after=days[2]) == [days[1], days[0]]
    assert vault.entries.of_step("day", 2, after=days[0]) == []
    assert vault.entries.people({"officers", "others"}) == [officer, witness]
    added = keep(vault, witness.incident, "later", witness.id, addition="She has a camera.")
    assert vault.entries.people({"officers", "others"}) == [officer, witness, added]
    assert vault.entries.people(()) == []
    assert [each.seq for each in vault.entries.all()] == list(range(1, 9))
    assert [each.seq for each in vault.entries.of_incident(incident)] == [1, 3, 5, 7]


def test_additions_are_found_by_what_they_add_to(vault, incident):
    first = keep(vault, incident, account="a")
    one = keep(vault, incident, "later", first.id, addition="b")
    two = keep(vault, incident, "later", first.id, addition="c")
    assert vault.entries.additions_to(first.id) == [one, two]
    assert vault.entries.additions_to(one.id) == []
    assert vault.entries.get(first.id) == first


def test_an_unknown_entry_is_none(vault):
    assert vault.entries.get("none") is None
    assert vault.entries.of_incident("none") == []


def test_a_clock_that_went_back_or_jumped_is_written_beside_the_entry(vault, incident, clock):
    assert keep(vault, incident, account="a").clock_flags == ()
    clock.jump(days=-1)
    odd = keep(vault, incident, account="b")
    assert odd.clock_flags == (str(ClockFlag.WENT_BACK), str(ClockFlag.JUMPED))
    assert vault.entries.get(odd.id) == odd
    clock.jump(days=3)
    assert keep(vault, incident, account="c").clock_flags == (str(ClockFlag.JUMPED),)
    assert vault.entries.check().broken is None


def test_a_clock_that_went_back_while_the_record_was_closed_is_noticed(vault, incident, clock):
    keep(vault, incident, account="a")
    vault.close()
    clock.jump(days=-1)
    clock._first_wall = clock.now().utc  # as a program that was started after the clock was set
    with Vault.open(vault.folder, PASSPHRASE, clock=clock) as opened:
        assert keep(opened, incident, account="b").clock_flags == (str(ClockFlag.WENT_BACK),)


# What follows changes what was kept, as somebody with the key and another program could.

COLUMNS = {
    "chain": ("commitment", "link"),
    "entries": (
        "id", "kind", "guide", "guide_version", "step", "language", "begun", "kept", "clock_flags", "salt",
        "incident", "adds_to",
    ),
    "entry_bodies": ("wording", "answers"),
}  # fmt: skip


@pytest.fixture
def opened_up(vault, incident):
    """Six entries, and a connection on which they can be changed."""
    first = keep(vault, incident, account="what happened", happened={"precision": "about", "date": "2026"})
    keep(vault, incident, "later", first.id, addition="and this é \U0001f56f")
    vault.entries.skip(incident, "words", WORDING)
    vault.entries.see("", "truth", WORDING)
    keep(vault, "", "why", purpose=["lawyer"])
    keep(vault, incident, "day", day_text="slept badly", n=1.5)
    connection = vault._database._connection
    connection.execute("PRAGMA foreign_keys = OFF")
    for [trigger] in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    assert vault.entries.check().broken is None
    return connection


def changed(value):
    """The same kind of value, and another one."""
    match value:
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:]
        case int():
            return value + 1
        case "written":
            return "skipped"
        case "skipped" | "seen":
            return "written"
        case None:
            return "x"
        case _ if "-12T" in value:  # a time: another day of the same form
            return value.replace("-12T", "-13T")
    return value + "x"


@pytest.mark.parametrize(("table", "column"), [(table, column) for table in COLUMNS for column in COLUMNS[table]])
def test_any_changed_field_is_found_at_its_entry(vault, opened_up, table, column):
    for seq in range(1, 7):
        opened_up.execute("SAVEPOINT before")
        before = opened_up.execute(f"SELECT {column} FROM {table} WHERE seq = ?", (seq,)).fetchone()[0]
        opened_up.execute(f"UPDATE {table} SET {column} = ? WHERE seq = ?", (changed(before), seq))
        assert vault.entries.check().broken == seq
        opened_up.execute("ROLLBACK TO before")
        opened_up.execute("RELEASE before")


@given(data=st.data())
def test_any_changed_byte_of_what_was_written_is_found_at_its_entry(vault, opened_up, data):
    opened_up.execute("SAVEPOINT before")
    table = data.draw(st.sampled_from(["chain", "entry_bodies"]))
    column = data.draw(st.sampled_from(COLUMNS[table]))
    seq = data.draw(st.integers(1, 6))
    [body] = opened_up.execute(f"SELECT {column} FROM {table} WHERE seq = ?", (seq,)).fetchone()
    at, flip = data.draw(st.integers(0, len(body) - 1)), data.draw(st.integers(1, 255))
    spoilt = body[:at] + bytes([body[at] ^ flip]) + body[at + 1 :]
    opened_up.execute(f"UPDATE {table} SET {column} = ? WHERE seq = ?", (spoilt, seq))
    assert vault.entries.check().broken == seq
    opened_up.execute("ROLLBACK TO before")
    opened_up.execute("RELEASE before")


@pytest.mark.parametrize("other", [lambda body: b" " + body, lambda body: body.replace(b'":"', b'": "'), bytes.upper])
def test_other_bytes_are_found_even_when_they_mean_the_same(vault, opened_up, other):
    [body] = opened_up.execute("SELECT answers FROM entry_bodies WHERE seq = 1").fetchone()
    opened_up.execute("UPDATE entry_bodies SET answers = ? WHERE seq = 1", (other(body),))
    assert vault.entries.check().broken == 1


@pytest.mark.parametrize(("column", "same"), [("kept", "2026-11-12T21:40:05.000000+00:00"), ("clock_flags", " ")])
def test_another_way_to_write_a_column_is_found_too(vault, opened_up, column, same):
    opened_up.execute(f"UPDATE entries SET {column} = ? WHERE seq = 4", (same,))
    assert vault.entries.check().broken == 4


@pytest.mark.parametrize("table", ["chain", "entries", "entry_bodies"])
def test_an_entry_that_was_taken_out_is_found(vault, opened_up, table):
    for seq in range(5, 0, -1):
        opened_up.execute(f"DELETE FROM {table} WHERE seq = ?", (seq,))
        assert vault.entries.check().broken == seq


def test_two_entries_that_changed_places_are_found(vault, opened_up):
    for table in COLUMNS:
        opened_up.execute(f"UPDATE {table} SET seq = 99 WHERE seq = 2")
        opened_up.execute(f"UPDATE {table} SET seq = 2 WHERE seq = 5")
        opened_up.execute(f"UPDATE {table} SET seq = 5 WHERE seq = 99")
    assert vault.entries.check().broken == 2


def test_a_tail_that_was_cut_off_shows_only_against_an_older_head(vault, opened_up):
    """We say so (docs/threat-model.md): the chain alone cannot know what is no longer there."""
    older = vault.entries.head()
    for table in ("entry_bodies", "entries", "chain"):
        opened_up.execute(f"DELETE FROM {table} WHERE seq = 6")
    assert vault.entries.check().broken is None
    assert vault.entries.head() != older
