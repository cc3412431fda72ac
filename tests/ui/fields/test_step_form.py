# SPDX-License-Identifier: GPL-3.0-or-later
"""A long step opens with a few questions; the rest is one press away, and stands open where it was answered."""

import pytest
from pytestqt.qtbot import QtBot

from journal.guide.steps import GUIDES, OWN_ACCOUNT
from journal.words import Words
from tests.helpers.rooms import unfold
from ui.fields.step_form import AT_ONCE, StepForm


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


def test_a_long_card_is_made_a_few_questions_at_a_time(qtbot: QtBot) -> None:
    answers = {"force_what": "My arm.", "certainty": "sure"}
    step = OWN_ACCOUNT.step("force")
    form = _form(qtbot, "force", {"force_what": "My arm."})
    assert len(form.blocks) == step.open_at_first
    form = _form(qtbot, "force", answers)
    assert not form.is_whole()
    assert len(form.blocks) == step.open_at_first + AT_ONCE
    assert form.answers() == answers, "what has no question on the page yet is no less there"
    qtbot.waitUntil(form.is_whole)
    assert len(form.blocks) == len(step.fields)
    assert form.answers() == answers


def test_what_hangs_on_another_answer_stays_away_also_when_it_is_made_late(qtbot: QtBot) -> None:
    form = _form(qtbot, "force", {"force_what": "My arm."})
    form.show()
    unfold(form, qtbot)
    qtbot.wait(20)
    assert form.blocks["source"].isVisible()
    assert not form.blocks["told_by"].isVisible()
    form.blocks["source"].widget.set_value(["told"])
    form.blocks["source"].widget.changed.emit()
    assert form.blocks["told_by"].isVisible()


def test_the_cursor_goes_to_a_question_that_was_not_made_yet(qtbot: QtBot) -> None:
    form = _form(qtbot, "force", {})
    form.go_to("cuffed_when", 0)
    assert "cuffed_when" in _standing(form)


def test_coming_back_to_a_folded_question_opens_it(qtbot: QtBot) -> None:
    form = _form(qtbot, "officers", {})
    form.go_to("rank", 0)
    assert "rank" in _standing(form)


@pytest.mark.parametrize("step", [step for guide in GUIDES.values() for step in guide.steps], ids=lambda step: step.id)
def test_no_step_opens_as_a_form(step: object) -> None:
    opened = step.open_at_first if step.open_at_first is not None else sum(field.when is None for field in step.fields)
    assert opened <= 5
