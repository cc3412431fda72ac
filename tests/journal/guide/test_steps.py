# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of questions: ids are for ever, conditions stand on something, free words come before any list."""

from pathlib import Path

import pytest

from journal.guide.acts import ACTS
from journal.guide.route import route
from journal.guide.step import Answered, Field, Guide, Kind, Step
from journal.guide.steps import GUIDES, OWN_ACCOUNT, TOLD_ONCE
from journal.record.incident import HAPPENED, TITLE
from journal.record.pointers import EVENT_TIMES

KEPT_IDS = Path(__file__).parents[2] / "data" / "guide_ids.txt"
_STEPS = {step.id: step for guide in GUIDES.values() for step in guide.steps}
_OPTIONAL_LISTS = (Kind.CHOICE, Kind.CHOICES)


def ids_now() -> set[str]:
    """Every id an answer can be kept under now, with the kind of its answer."""
    found = set()
    for guide in (*GUIDES.values(), ACTS):
        for step in guide.steps:
            found.add(f"{guide.id}/{step.id}")
            for field in step.fields:
                found.add(f"{step.id}/{field.id} {field.kind}")
                found.update(f"{step.id}/{field.id}/{option}" for option in field.options)
    return found


def test_no_id_ever_goes_away_and_each_new_one_is_written_down() -> None:
    lines = KEPT_IDS.read_text(encoding="utf-8").splitlines()
    kept = {line for line in lines if line and not line.startswith("#")}
    assert kept - ids_now() == set(), "an id went away: what people kept under it could not be said back"
    assert ids_now() - kept == set(), f"write the new ids into {KEPT_IDS.name}; from then on they are for ever"


def test_an_id_stands_once_in_its_guide_and_in_its_step() -> None:
    for guide in GUIDES.values():
        assert len({step.id for step in guide.steps}) == len(guide.steps)
    for step in _STEPS.values():
        assert len({field.id for field in step.fields}) == len(step.fields)
        for field in step.fields:
            assert len(set(field.options)) == len(field.options)


def test_a_field_that_stands_in_two_steps_has_one_kind() -> None:
    kinds: dict[str, Kind] = {}
    for field in _fields():
        assert kinds.setdefault(field.id, field.kind) is field.kind


def test_a_step_in_two_guides_is_one_step() -> None:
    for guide in GUIDES.values():
        for step in guide.steps:
            assert step is _STEPS[step.id]


@pytest.mark.parametrize("step", _STEPS.values(), ids=list(_STEPS))
def test_every_condition_asks_for_options_of_a_question_before_it(step: Step) -> None:
    asked: dict[str, Field] = {}
    for field in step.fields:
        if field.when is not None:
            _stands_on(field.when, asked)
        asked[field.id] = field
        if field.notice_when is not None:
            _stands_on(field.notice_when, asked)


@pytest.mark.parametrize("guide", GUIDES.values(), ids=list(GUIDES))
def test_a_step_hangs_only_on_steps_before_it(guide: Guide) -> None:
    before: list[str] = []
    for step in guide.steps:
        assert step.when is None or step.when.step in before
        before.append(step.id)


def test_conditions_can_be_read_when_they_are_printed() -> None:
    conditions = [field.when for field in _fields() if field.when is not None]
    assert conditions
    for condition in conditions:
        printed = repr(condition)
        assert condition.field in printed
        assert all(option in printed for option in condition.options)
        assert " at 0x" not in printed


@pytest.mark.parametrize("name", ["setting", "account", "words", "body", "officers", "others", "day"])
def test_free_words_about_what_was_lived_come_before_any_list_of_options(name: str) -> None:
    kinds = [field.kind for field in _STEPS[name].fields]
    free = min(kinds.index(kind) for kind in (Kind.LONG_TEXT, Kind.QUOTE) if kind in kinds)
    lists = [kinds.index(kind) for kind in _OPTIONAL_LISTS if kind in kinds]
    assert all(free < place for place in lists)


def test_the_free_account_comes_before_anything_that_asks_for_details() -> None:
    order = [step.id for step in OWN_ACCOUNT.steps]
    for details in ("order", "words", "body", "officers", "others"):
        assert order.index("account") < order.index(details)
    for ground in ("truth", "why", "safe", "before_writing", "setting"):
        assert order.index(ground) < order.index("account")


def test_the_account_is_told_once() -> None:
    assert not OWN_ACCOUNT.step(TOLD_ONCE).repeats
    assert [step.id for step in OWN_ACCOUNT.steps].count(TOLD_ONCE) == 1


def test_being_unsure_is_the_first_choice_or_stands_beside_yes_and_no() -> None:
    for field in _fields():
        if field.kind is Kind.CHOICES and "none" in field.options:
            assert field.options[0] == "none"
        if set(field.options) >= {"yes", "no"}:
            assert "not_sure" in field.options


def test_the_two_answers_that_name_an_incident_are_asked() -> None:
    names = {field.id for field in _fields()}
    assert {TITLE, HAPPENED} <= names


def test_the_times_of_events_are_moments_that_are_asked() -> None:
    moments = {field.id for field in _fields() if field.kind is Kind.MOMENT}
    assert set(EVENT_TIMES) <= moments
    assert HAPPENED in EVENT_TIMES


def test_nobody_is_asked_about_immigration_or_about_being_to_blame() -> None:
    for field in _fields():
        assert not any(word in field.id for word in ("status", "immigra", "citizen", "fault", "drunk", "resist"))


def test_a_step_or_field_that_is_not_there_is_a_bug() -> None:
    with pytest.raises(KeyError):
        OWN_ACCOUNT.step("nothing")
    with pytest.raises(KeyError):
        OWN_ACCOUNT.step("why").field("nothing")


def test_no_answer_is_needed_to_see_every_step() -> None:
    for guide in GUIDES.values():
        assert route(guide, {}) == guide.steps


def _fields() -> list[Field]:
    return [field for step in _STEPS.values() for field in step.fields]


def _stands_on(condition: Answered, asked: dict[str, Field]) -> None:
    assert condition.step == ""
    assert condition.field in asked
    assert condition.options <= set(asked[condition.field].options)
