# SPDX-License-Identifier: GPL-3.0-or-later
"""A long step opens with a few questions; the rest is one press away, and stands open where it was answered."""

import pytest
from pytestqt.qtbot import QtBot

from journal.guide.steps import GUIDES, OWN_ACCOUNT
from journal.words import Words
from ui.fields.step_form import StepForm


def _form(qtbot: QtBot, step: str, answers: dict[str, object]) -> StepForm:
    form = StepForm(OWN_ACCOUNT.step(step), Words(), answers)
    qtbot.addWidget(form)
    return form


def _standing(form: StepForm) -> list[str]:
    return [name for name, block in form.blocks.items() if not block.isHidden()]


def test_a_long_step_opens_with_its_first_questions(qtbot: QtBot) -> None:
    form = _form(qtbot, "officers", {})
    assert _standing(form) == ["officer_look", "known_as", "officer_name", "badge", "car"]


def test_the_others_come_and_go_with_one_button(qtbot: QtBot) -> None:
    form = _form(qtbot, "day", {})
    assert form.more is not None
    form.more.click()
    assert "sleep" in _standing(form)
    form.more.click()
    assert _standing(form) == ["day_when", "day_text"]


def test_folding_away_keeps_what_was_answered(qtbot: QtBot) -> None:
    form = _form(qtbot, "day", {"sleep": "Two hours."})
    assert "sleep" in _standing(form)
    assert form.more is not None
    form.more.click()
    assert form.answers() == {"sleep": "Two hours."}


def test_coming_back_to_a_folded_question_opens_it(qtbot: QtBot) -> None:
    form = _form(qtbot, "officers", {})
    form.go_to("rank", 0)
    assert "rank" in _standing(form)


@pytest.mark.parametrize("step", [step for guide in GUIDES.values() for step in guide.steps], ids=lambda step: step.id)
def test_no_step_opens_as_a_form(step: object) -> None:
    opened = step.open_at_first if step.open_at_first is not None else sum(field.when is None for field in step.fields)
    assert opened <= 5
