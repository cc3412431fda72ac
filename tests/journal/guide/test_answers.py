# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers survive the way to the record and back, and only what says nothing is left out."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.guide.answers import INSTEAD, instead, is_empty, without_empty
from journal.guide.step import Field, Kind, Part, Step
from journal.guide.steps import GUIDES
from journal.record.chain import canonical
from tests.helpers.answers import answer, answers

_STEPS = list({step.id: step for guide in GUIDES.values() for step in guide.steps}.values())
_FIELDS = {kind: Field("q", kind, ("a", "b") if kind in (Kind.CHOICE, Kind.CHOICES) else ()) for kind in Kind}

NOTHING: list[tuple[Kind, Any]] = [
    (Kind.LINE, ""),
    (Kind.LONG_TEXT, ""),
    (Kind.CHOICE, ""),
    (Kind.CHOICES, []),
    (Kind.MOMENT, None),
    (Kind.MOMENT, {}),
    (Kind.MOMENT, {"precision": ""}),
    (Kind.PERSON, {"card": "", "name": ""}),
    (Kind.PERSON, {}),
    (Kind.QUOTE, {"words": "", "exactness": "", "language": ""}),
    (Kind.QUOTE, None),
    (Kind.ORDER, []),
    (Kind.CONTACT, {"phone": "", "email": "", "other": ""}),
    (Kind.MONEY, {"amount": "", "currency": ""}),
    (Kind.INCIDENT, {}),
    (Kind.INCIDENT, {"incident": "", "name": "The stairs"}),
    (Kind.LINE, None),
]


@pytest.mark.parametrize("step", _STEPS, ids=lambda step: step.id)
@given(data=st.data())
def test_what_was_answered_comes_back_letter_for_letter(step: Step, data: st.DataObject) -> None:
    given_answers = data.draw(answers(step))
    kept = without_empty(step, given_answers)
    assert json.loads(canonical(kept)) == kept
    assert kept == given_answers


@pytest.mark.parametrize("step", _STEPS, ids=lambda step: step.id)
@given(data=st.data())
def test_leaving_out_what_is_empty_a_second_time_changes_nothing(step: Step, data: st.DataObject) -> None:
    kept = without_empty(step, data.draw(answers(step)))
    assert without_empty(step, kept) == kept
    assert list(kept) == [field.id for field in step.fields if field.id in kept]


@pytest.mark.parametrize(("kind", "nothing"), NOTHING)
def test_nothing_is_an_answer_that_leaves_no_trace(kind: Kind, nothing: Any) -> None:
    field = _FIELDS[kind]
    assert is_empty(field, nothing)
    assert without_empty(Step("s", Part.CASE, (field,)), {"q": nothing}) == {}


@pytest.mark.parametrize("kind", Kind)
@given(data=st.data())
def test_whatever_says_something_is_kept(kind: Kind, data: st.DataObject) -> None:
    assert not is_empty(_FIELDS[kind], data.draw(answer(_FIELDS[kind])))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("word", INSTEAD)
def test_not_knowing_is_an_answer_to_every_kind_of_question(kind: Kind, word: str) -> None:
    assert not is_empty(_FIELDS[kind], {"instead": word})
    assert instead({"instead": word}) == word


def test_a_text_of_spaces_is_the_persons_own() -> None:
    assert not is_empty(_FIELDS[Kind.LONG_TEXT], "  ")


def test_an_answer_to_a_question_this_program_does_not_know_is_kept() -> None:
    step = Step("s", Part.CASE, (_FIELDS[Kind.LINE],))
    assert without_empty(step, {"from_a_newer_program": "kept", "q": ""}) == {"from_a_newer_program": "kept"}


@pytest.mark.parametrize("other", ["dont_know", None, 3, [], ["dont_know"], {"instead": "none of ours"}, {}])
def test_only_the_three_answers_stand_in_for_another(other: Any) -> None:
    assert instead(other) == ""
