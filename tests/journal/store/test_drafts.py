# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafts come back as they were typed, whatever was typed, and a save is one commit."""

from dataclasses import replace

import pytest
import sqlcipher3
from hypothesis import given

from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.kept import HARD_TEXTS, WORDING, any_answers, draft


@pytest.fixture
def incident(vault):
    return vault.incidents.start("own_account").id


def again(vault, clock):
    """The same vault after closing and opening it."""
    vault.close()
    return Vault.open(vault.folder, PASSPHRASE, clock=clock)


def test_a_new_draft_is_in_memory_only(vault, incident, clock):
    made = vault.drafts.new(incident, "own_account", "account", answers={"account": "a"})
    assert len(bytes.fromhex(made.id)) == 16
    assert (made.begun, made.changed, made.adds_to) == (clock.now(), clock.now(), "")
    assert vault.drafts.of_incident(incident) == []
    assert vault.drafts.latest() is None


@given(any_answers())
def test_any_answers_go_in_and_come_out_equal(vault, answers):
    made = vault.drafts.save(vault.drafts.new("", "own_account", "why", answers=answers))
    assert made.answers == answers
    assert vault.drafts.get(made.id) == made


def test_hard_texts_survive_closing_letter_for_letter(vault, incident, clock):
    made = [draft(vault, incident, account=text) for text in HARD_TEXTS]
    with again(vault, clock) as opened:
        assert opened.drafts.of_incident(incident) == made
        assert [each.answers["account"] for each in opened.drafts.of_incident(incident)] == list(HARD_TEXTS)


def test_a_save_replaces_the_one_before_and_says_when(vault, incident, clock):
    made = draft(vault, incident, account="first")
    clock.pass_time(seconds=3)
    saved = vault.drafts.save(replace(made, answers={"account": "second"}))
    assert (saved.begun, saved.changed) == (made.begun, clock.now())
    assert vault.drafts.of_incident(incident) == [saved]


def test_the_place_is_saved_in_the_same_commit(vault, incident, clock):
    place = {"page": "guide", "step": "account", "cursor": 17}
    made = vault.drafts.new(incident, "own_account", "account")
    vault.drafts.save(made, place=place)
    assert vault.settings.get("place") == place
    unknown = replace(made, id="x", incident="no such incident")
    with pytest.raises(sqlcipher3.IntegrityError):
        vault.drafts.save(unknown, place={"page": "home"})
    assert vault.settings.get("place") == place


def test_drafts_of_an_incident_stand_in_the_order_they_were_begun(vault, incident):
    first, second = draft(vault, incident, "words"), draft(vault, incident, "words")
    vault.drafts.save(first)
    whole = draft(vault, "", "why")
    assert [each.id for each in vault.drafts.of_incident(incident)] == [first.id, second.id]
    assert vault.drafts.of_incident("") == [whole]


def test_the_latest_is_the_one_saved_last_whatever_the_clock_says(vault, incident, clock):
    first, second = draft(vault, incident), draft(vault, incident)
    clock.jump(days=-3)
    assert vault.drafts.latest() == second
    saved = vault.drafts.save(first)
    assert vault.drafts.latest() == saved


def test_a_removed_draft_is_gone_with_its_words_and_twice_is_no_matter(vault, incident):
    made = draft(vault, incident, account="unusual")
    assert vault.search.find("unusual")
    vault.drafts.remove(made.id)
    vault.drafts.remove(made.id)
    assert vault.drafts.get(made.id) is None
    assert vault.search.find("unusual") == []


def test_an_addition_knows_what_it_adds_to(vault, incident):
    made = draft(vault, incident, account="a")
    kept = vault.entries.keep(made, WORDING)
    addition = draft(vault, incident, "later", kept.id, addition="b")
    assert vault.drafts.get(addition.id).adds_to == kept.id


def test_a_late_save_of_what_was_kept_changes_nothing(vault, incident):
    """The last save may still be on its way when the person presses Keep."""
    made = draft(vault, incident, account="a")
    vault.entries.keep(made, WORDING, "a")
    vault.drafts.save(made, "a", {"page": "home"})
    assert vault.drafts.of_incident(incident) == []
    assert vault.settings.get("place") == {"page": "home"}
    with pytest.raises(ValueError, match="kept already"):
        vault.drafts.save(replace(made, answers={"account": "other"}))
