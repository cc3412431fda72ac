# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom a question about a person offers: nobody from another day, but where it is asked if they were met before."""

from pytestqt.qtbot import QtBot

from journal.guide.steps import OWN_ACCOUNT
from journal.words import Words
from tests.helpers.rooms import unfold
from ui.fields.choice_fields import Person, PersonField
from ui.fields.step_form import StepForm

PEOPLE = (
    Person("a" * 32, "the tall one", here=True, step="officers"),
    Person("b" * 32, "the driver", here=False, step="officers"),
    Person("c" * 32, "the neighbor", here=False, step="others"),
)


def _offered(step: str, people: tuple[Person, ...], qtbot: QtBot) -> tuple[set[str], bool]:
    form = StepForm(OWN_ACCOUNT.step(step), Words(), {}, people)
    qtbot.addWidget(form)
    unfold(form, qtbot)
    block = form.blocks["speaker" if step == "words" else "same_officer"]
    assert isinstance(block.widget, PersonField)
    return {chip.text() for chip in block.widget.row.chips()}, not block.isHidden()


def test_who_said_it_offers_people_of_this_incident_only(qtbot: QtBot) -> None:
    offered, _ = _offered("words", PEOPLE, qtbot)
    assert "the tall one" in offered
    assert offered.isdisjoint({"the driver", "the neighbor"})


def test_nobody_is_offered_me_for_who_did_it_to_them(qtbot: QtBot) -> None:
    words = Words()
    form = StepForm(OWN_ACCOUNT.step("force"), words, {}, PEOPLE)
    qtbot.addWidget(form)
    unfold(form, qtbot)
    by, to = ([chip.text() for chip in form.blocks[name].widget.row.chips()] for name in ("force_by", "force_to"))
    assert by == ["the tall one", words("person.someone_else")]
    assert to == ["the tall one", words("person.me"), words("person.someone_else")]


def test_which_officer_was_there_too_offers_officers_alone(qtbot: QtBot) -> None:
    words = Words()
    friend = Person("d" * 32, "a friend", here=True, step="others")
    form = StepForm(OWN_ACCOUNT.step("earlier"), words, {}, (*PEOPLE, friend))
    qtbot.addWidget(form)
    unfold(form, qtbot)
    offered = [chip.text() for chip in form.blocks["earlier_officer"].widget.row.chips()]
    assert offered == ["the tall one", words("person.someone_else")]


def test_met_before_offers_officers_of_other_incidents_only(qtbot: QtBot) -> None:
    offered, visible = _offered("officers", PEOPLE, qtbot)
    assert offered == {"the driver"}
    assert visible


def test_met_before_is_not_asked_when_no_other_incident_has_an_officer(qtbot: QtBot) -> None:
    _, visible = _offered("officers", PEOPLE[:1] + PEOPLE[2:], qtbot)
    assert not visible


def test_the_same_department_is_never_asked_in_the_guide(qtbot: QtBot) -> None:
    form = StepForm(OWN_ACCOUNT.step("officers"), Words(), {"agency": "City police"}, PEOPLE)
    qtbot.addWidget(form)
    unfold(form, qtbot)
    assert form.blocks["same_department"].isHidden()
