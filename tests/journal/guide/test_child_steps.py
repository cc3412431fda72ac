# SPDX-License-Identifier: GPL-3.0-or-later
"""The child sheet asks an adult what they heard and saw: nothing that could be read out to a child, nothing it must."""

import re

import pytest

from journal.guide.child_steps import FULL_NAME, HOW, SAID, is_sheet
from journal.guide.route import route
from journal.guide.step import Field, Kind, Part, Step
from journal.guide.steps import CHILD_SHEET, GUIDES, LATER, OWN_ACCOUNT
from journal.record.incident import CHILD_CALLED, CHILD_SHEET_GUIDE, TITLE, Incident, title_answer
from journal.words import Words
from tests.helpers.spoken_keys import ROOT, texts_of

WORDS = Words()
EN = texts_of(ROOT / "resources" / "text" / "en" / "child.toml")
OWN = [step for step in CHILD_SHEET.steps if step is not LATER]
LISTS = (Kind.CHOICE, Kind.CHOICES)
FREE = (Kind.LINE, Kind.LONG_TEXT, Kind.QUOTE)
# What a change would mean, or what was done to a child, is never the program's to say.
MEANING = re.compile(
    r"\b(trauma\w*|regress\w*|symptom\w*|abus\w*|disturb\w*|damag\w*|harm\w*|upset\w*|scared|afraid|why)\b",
    re.IGNORECASE,
)


def test_all_of_it_is_printed_on_the_childs_own_pages_and_nothing_else_is() -> None:
    assert {step.part for step in OWN} == {Part.CHILD}
    others = [step for guide in GUIDES.values() for step in guide.steps if step not in OWN]
    assert all(step.part is not Part.CHILD for step in others)


def test_it_shares_no_page_with_the_account_but_the_one_for_later_thoughts() -> None:
    assert [step for step in CHILD_SHEET.steps if step in OWN_ACCOUNT.steps] == [LATER]


def test_every_page_stands_open_without_an_answer_and_in_any_order() -> None:
    assert route(CHILD_SHEET, {}) == CHILD_SHEET.steps
    assert all(step.when is None for step in CHILD_SHEET.steps)


@pytest.mark.parametrize("step", [step for step in OWN if step.fields], ids=lambda step: step.id)
def test_a_list_to_choose_from_never_comes_before_a_box_for_own_words(step: Step) -> None:
    kinds = [field.kind for field in step.fields]
    free = min(kinds.index(kind) for kind in FREE if kind in kinds)
    assert all(free < place for place, kind in enumerate(kinds) if kind in LISTS)


def test_what_went_on_before_and_what_an_adult_said_first_stand_open_beside_the_words() -> None:
    shown = [field.id for field in SAID.fields[: SAID.open_at_first]]
    assert shown == ["child_words", "child_said_when", "child_before", "adult_first", "child_asked"]


def test_no_card_of_it_is_a_person_that_an_account_could_name() -> None:
    assert not any(step.names_person for step in OWN)
    assert not any(field.kind is Kind.PERSON for field in _fields())


def test_a_child_is_called_by_two_letters_and_the_full_name_waits_behind_more() -> None:
    who = CHILD_SHEET.step("child_who")
    assert who.fields[0].id == CHILD_CALLED
    assert "two letters" in WORDS(f"field.{CHILD_CALLED}.help").lower()
    assert who.open_at_first is not None
    assert FULL_NAME in [field.id for field in who.fields[who.open_at_first :]]


def test_a_sheet_is_called_what_the_child_is_called_and_an_account_by_its_title(clock) -> None:
    assert title_answer(CHILD_SHEET.id) == CHILD_CALLED
    assert title_answer(OWN_ACCOUNT.id) == TITLE
    assert is_sheet(Incident("a", CHILD_SHEET_GUIDE, clock.now()))
    assert not is_sheet(Incident("a", OWN_ACCOUNT.id, clock.now()))


def test_that_asking_helping_and_recording_are_best_left_is_said_once() -> None:
    told = " ".join(EN[f"{HOW.id}.{name}.text"] for name in HOW.told)
    for word in ("ask about it", "help with the words", "record", "never types here"):
        assert told.count(word) == 1
    elsewhere = " ".join(text for key, text in EN.items() if not key.startswith(f"{HOW.id}."))
    assert not re.search(r"\b(record|coach|no need to ask|do not ask|don't ask)\b", elsewhere)


def test_no_word_of_it_says_what_a_change_means() -> None:
    assert [f"{key}: {found.group()}" for key, text in EN.items() for found in MEANING.finditer(text)] == []


def test_no_question_could_be_read_out_to_a_child() -> None:
    """It names the child, or what it asks only the adult knows: what they heard, what was said by adults, their own."""
    for_the_adult = {
        "about_account", "purpose", "writer_name", "child_before", "adult_first", "said_where", "said_known",
        "said_told_by", "change_when", "who_noticed", "adult_next",
    }  # fmt: skip
    asked = {field.id: WORDS(f"field.{field.id}.label") for field in _fields()}
    assert [text for name, text in asked.items() if "child" not in text and name not in for_the_adult] == []


def test_a_question_that_other_guides_ask_too_has_the_same_options_there() -> None:
    elsewhere = {field.id: field for step in OWN_ACCOUNT.steps for field in step.fields}
    shared = [field for field in _fields() if field.id in elsewhere]
    assert {field.id for field in shared} == {"purpose", "writer_name", "who_noticed"}
    for field in shared:
        assert (field.kind, field.options) == (elsewhere[field.id].kind, elsewhere[field.id].options)


def _fields() -> list[Field]:
    return [field for step in OWN for field in step.fields]
