# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is answered, the way through a guide ends and shows no step twice."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.guide.route import after, before, open_fields, route
from journal.guide.step import Answered, Field, Guide, Kind, Part, Step
from journal.guide.steps import GUIDES
from tests.helpers.answers import answer, answers


def _steps() -> list[Step]:
    return list({step.id: step for guide in GUIDES.values() for step in guide.steps}.values())


@st.composite
def made_guides(draw: st.DrawFn) -> Guide:
    """A guide of up to eight steps, each of which may hang on any field of any step, itself included."""
    names = [f"s{i}" for i in range(draw(st.integers(0, 8)))]
    condition = st.builds(
        Answered,
        field=st.just("q"),
        options=st.frozensets(st.sampled_from("abc"), min_size=1),
        step=st.sampled_from(["", *names]),
    )
    question = Field("q", Kind.CHOICE, ("a", "b", "c"))
    steps = [Step(name, Part.CASE, (question,), when=draw(st.none() | condition)) for name in names]
    return Guide("made", 1, tuple(steps))


def _walk(steps: tuple[Step, ...]) -> list[str]:
    """The ids met by going on from the first step until there is no next one; stops by itself after too many."""
    met: list[str] = []
    here = steps[0] if steps else None
    while here is not None and len(met) <= len(steps):
        met.append(here.id)
        here = after(steps, here.id)
    return met


@given(made_guides(), st.data())
def test_every_way_through_a_guide_ends_and_shows_no_step_twice(guide: Guide, data: st.DataObject) -> None:
    one = st.fixed_dictionaries({}, optional={"q": st.sampled_from(["a", "b", "c"]) | st.lists(st.sampled_from("abc"))})
    given_answers = {step.id: data.draw(one) for step in guide.steps}
    steps = route(guide, given_answers)
    met = _walk(steps)
    assert met == [step.id for step in steps]
    assert len(set(met)) == len(met)
    assert [step for step in guide.steps if step in steps] == list(steps)


@given(st.sampled_from(list(GUIDES.values())), st.data())
def test_every_way_through_the_real_guides_ends_and_shows_no_step_twice(guide: Guide, data: st.DataObject) -> None:
    given_answers = {step.id: data.draw(answers(step)) for step in guide.steps}
    steps = route(guide, given_answers)
    assert _walk(steps) == [step.id for step in steps]
    assert len(set(_walk(steps))) == len(steps)


@given(made_guides())
def test_going_back_undoes_going_on(guide: Guide) -> None:
    steps = guide.steps
    for step in steps:
        following = after(steps, step.id)
        assert following is None or before(steps, following.id) == step
    if steps:
        assert before(steps, steps[0].id) is None
        assert after(steps, steps[-1].id) is None


def test_a_step_that_left_the_route_leads_to_the_first() -> None:
    guide = GUIDES["own_account"]
    assert after(guide.steps, "gone") == guide.steps[0]
    assert before(guide.steps, "gone") is None
    assert after((), "gone") is None


def test_a_condition_on_another_step_is_read_from_that_step() -> None:
    asks = Step("asks", Part.CASE, (Field("q", Kind.CHOICE, ("a", "b")),))
    hangs = Step("hangs", Part.CASE, when=Answered("q", frozenset("a"), "asks"))
    guide = Guide("made", 1, (asks, hangs))
    assert route(guide, {"asks": {"q": "a"}}) == (asks, hangs)
    assert route(guide, {"asks": {"q": "b"}}) == (asks,)
    assert route(guide, {"hangs": {"q": "a"}}) == (asks,)
    assert route(guide, {}) == (asks,)


@pytest.mark.parametrize("step", _steps(), ids=lambda step: step.id)
@given(data=st.data())
def test_a_field_stands_open_exactly_when_its_condition_holds(step: Step, data: st.DataObject) -> None:
    given_answers = data.draw(answers(step))
    opened = open_fields(step, given_answers)
    for field in step.fields:
        assert (field in opened) == _holds(field.when, given_answers)
    assert [field for field in step.fields if field in opened] == list(opened)


@pytest.mark.parametrize("step", _steps(), ids=lambda step: step.id)
def test_every_field_can_be_reached_by_some_answers(step: Step) -> None:
    for field in step.fields:
        if field.when is not None:
            for option in field.when.options:
                asked = step.field(field.when.field)
                value = [option] if asked.kind is Kind.CHOICES else option
                assert field in open_fields(step, {asked.id: value})


@given(st.data())
def test_an_answer_that_stands_in_for_another_opens_nothing(data: st.DataObject) -> None:
    field = Field("q", Kind.CHOICE, ("dont_know",))
    condition = Answered("q", frozenset(["dont_know"]))
    given_answer = data.draw(answer(field))
    assert condition.holds({"q": given_answer}) == (given_answer == "dont_know")


def _holds(condition: Answered | None, given_answers: Mapping[str, Any]) -> bool:
    """The meaning of a condition, said a second way."""
    if condition is None:
        return True
    given_answer = given_answers.get(condition.field)
    chosen = given_answer if isinstance(given_answer, list) else [given_answer]
    return any(option in condition.options for option in chosen if isinstance(option, str))
