# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies on the desk when a step is opened."""

from journal.guide.steps import OFFICERS, WORDS
from journal.vault.vault import Vault
from journal.words import Words
from tests.helpers.rooms import draft_of
from ui.desk import CLOSE, Standing, called, lay, shortened, summary


def test_a_new_incident_is_on_the_desk_before_it_is_in_the_record(vault: Vault, words: Words) -> None:
    desk = lay(vault, words, {"guide": "own_account", "incident": ""})
    assert desk.step is not None
    assert desk.step.id == "why"
    assert not desk.stored
    assert vault.incidents.all() == []
    assert desk.belonging.ensure(vault) == desk.belonging.ensure(vault)
    assert len(vault.incidents.all()) == 1


def test_coming_back_opens_what_was_written_on_last(vault: Vault, words: Words) -> None:
    incident = vault.incidents.start("own_account").id
    draft_of(vault, incident, "order", {"parts": [{"id": "a", "text": "x"}]})
    last = draft_of(vault, incident, "account", {"account": "x"})
    desk = lay(vault, words, {"incident": incident})
    assert desk.draft is not None
    assert desk.stored
    assert desk.draft.id in {last.id, *(draft.id for draft in desk.drafts)}
    assert desk.standing("account") is Standing.WRITTEN
    assert desk.standing("body") is Standing.OPEN


def test_a_draft_that_is_gone_and_a_step_that_is_gone_are_no_matter(vault: Vault, words: Words) -> None:
    incident = vault.incidents.start("own_account").id
    desk = lay(vault, words, {"incident": incident, "draft": "0" * 32, "step": "was_once"})
    assert desk.step is desk.steps[0]


def test_after_the_last_step_there_is_no_step(vault: Vault, words: Words) -> None:
    incident = vault.incidents.start("own_account").id
    assert lay(vault, words, {"incident": incident, "step": CLOSE}).step is None


def test_one_more_card_is_a_new_one_and_the_others_stay(vault: Vault, words: Words) -> None:
    incident = vault.incidents.start("own_account").id
    one = draft_of(vault, incident, "officers", {"known_as": "the tall one"})
    desk = lay(vault, words, {"incident": incident, "step": "officers", "fresh": True})
    assert desk.draft is not None
    assert desk.draft.id != one.id
    assert [person.name for person in desk.people] == ["the tall one"]


def test_people_are_called_by_what_the_person_calls_them(words: Words) -> None:
    assert called({"officer_name": "Ames", "known_as": "beard"}, words) == "beard"
    assert called({"officer_name": "Ames"}, words) == "Ames"
    assert called({"officer_look": "tall " * 40}, words) == shortened("tall " * 40)
    assert called({"officer_look": {"instead": "dont_know"}, "known_as": " "}, words) == words("person.unnamed")


def test_a_card_is_known_by_its_first_words(words: Words) -> None:
    assert summary(WORDS, {"quote": {"words": "Stop\nthere"}}, words) == "Stop there"
    assert summary(OFFICERS, {"badge": "12"}, words) == "12"
    assert summary(OFFICERS, {"source": ["saw"]}, words) == words("field.source.saw")
    assert summary(OFFICERS, {}, words) == ""


def test_without_a_word_of_where_it_is_what_was_written_on_last(vault: Vault, words: Words) -> None:
    assert lay(vault, words, {}).belonging.incident == ""
    first, second = (vault.incidents.start("own_account").id for _ in range(2))
    assert lay(vault, words, {}).belonging.incident == second
    draft_of(vault, first, "order", {"parts": [{"id": "a", "text": "x"}]})
    desk = lay(vault, words, {})
    assert (desk.belonging.incident, desk.step and desk.step.id) == (first, "order")


def test_first_words_end_with_a_whole_word_unless_they_are_endless() -> None:
    assert shortened("one word after another " * 4) == "one word after another one word after another one word…"
    assert shortened("x" * 80) == "x" * 59 + "…"
    assert shortened("x" * 60) == "x" * 60
