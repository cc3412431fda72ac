# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways through the guide: a page that says what comes, the list in groups, cards begun from a person's card."""

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journal.guide.step import Guide
from journal.guide.steps import GUIDES, OWN_ACCOUNT
from journal.record.entry import EntryKind
from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, settled, shown, texts
from tests.ui.pages.test_guide_page import box, press
from ui.dialogs.step_list import StepListDialog
from ui.pages.guide_page import GuidePage
from ui.session import Session
from ui.widgets.entry_card import EntryCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

_AHEAD = [step for step in OWN_ACCOUNT.steps if step.leads_to]


@pytest.fixture
def incident(open_session: Session, qtbot: QtBot) -> str:
    return on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)


def guide(session: Session, qtbot: QtBot, **arguments: Any) -> Any:
    return shown(GuidePage(session), qtbot, **arguments)


def step_now(page: GuidePage) -> str:
    return str(page.place()["step"])


def test_a_page_that_says_what_comes_asks_nothing_and_its_step_follows_it() -> None:
    assert _AHEAD
    for ahead in _AHEAD:
        assert not ahead.fields
        place = OWN_ACCOUNT.steps.index(ahead)
        assert OWN_ACCOUNT.steps[place + 1].id == ahead.leads_to


def test_who_skips_the_page_that_says_what_comes_sees_none_of_the_questions(
    open_session: Session, incident: str, qtbot: QtBot
) -> None:
    page = guide(open_session, qtbot, incident=incident, step="force_ahead")
    press(page, "skip", qtbot)
    assert step_now(page) == "custody"
    entries = on_vault(open_session, qtbot, lambda vault: vault.entries.of_incident(incident))
    assert [(entry.step, entry.kind) for entry in entries] == [("force", EntryKind.SKIPPED)]
    press(page, "back", qtbot)
    assert step_now(page) == "force_ahead"
    press(page, "skip", qtbot)
    again = on_vault(open_session, qtbot, lambda vault: vault.entries.of_incident(incident))
    assert len(again) == 1, "that it was left out is noted once"


def test_going_on_leads_in_and_back_leads_out_again(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="force_ahead")
    told = texts(page)
    for part in ("what", "choose", "leave"):
        assert open_session.words(f"force_ahead.{part}.text") in told
    press(page, "go-on", qtbot)
    assert step_now(page) == "force"
    press(page, "back", qtbot)
    assert step_now(page) == "force_ahead"
    press(page, "back", qtbot)
    assert step_now(page) == "encounter"


def test_what_was_written_there_is_met_without_the_page_before_it(
    open_session: Session, incident: str, qtbot: QtBot
) -> None:
    on_vault(open_session, qtbot, lambda vault: draft_of(vault, incident, "force", {"force_what": "My arm."}))
    page = guide(open_session, qtbot, incident=incident, step="custody")
    press(page, "back", qtbot)
    assert step_now(page) == "force"


def test_the_list_has_groups_and_leads_to_a_hard_step_by_the_page_before_it(
    open_session: Session, incident: str, qtbot: QtBot
) -> None:
    page = guide(open_session, qtbot, incident=incident, step="account")
    press(page, "all-steps", qtbot)
    [dialog] = page.findChildren(StepListDialog)
    said = texts(dialog)
    for _step, heading in OWN_ACCOUNT.headings:
        assert open_session.words(f"guide.steps.group.{heading}") in said
    assert dialog.findChild(QPushButton, "step-force_ahead") is None
    assert nameless(dialog) == []
    dialog.findChild(QPushButton, "step-force").click()
    settled(open_session, qtbot)
    assert step_now(page) == "force_ahead"


@pytest.mark.parametrize("guide_now", GUIDES.values(), ids=list(GUIDES))
def test_each_group_of_the_list_begins_with_a_step_of_the_guide(guide_now: Guide) -> None:
    ids = [step.id for step in guide_now.steps]
    begins = [ids.index(step) for step, _heading in guide_now.headings]
    assert begins == sorted(begins)
    assert not begins or begins[0] == 0


def test_words_are_begun_from_an_officers_card_and_the_way_leads_back_to_it(
    open_session: Session, incident: str, qtbot: QtBot
) -> None:
    page = guide(open_session, qtbot, incident=incident, step="officers")
    assert not [each for each in page.findChildren(QPushButton, "start-words") if each.isVisible()]
    qtbot.keyClicks(box(page, "known_as"), "the tall one")
    press(page, "start-words", qtbot)
    assert step_now(page) == "words"
    assert open_session.words("start.back", name="the tall one") in [
        each.text() for each in page.findChildren(QPushButton, "to-origin")
    ]
    qtbot.keyClicks(box(page, "quote"), "Stay there.")
    press(page, "to-origin", qtbot)
    assert step_now(page) == "officers"
    assert box(page, "known_as").toPlainText() == "the tall one"
    drafts = on_vault(open_session, qtbot, lambda vault: vault.drafts.of_incident(incident))
    by_step = {draft.step: draft for draft in drafts}
    assert by_step["words"].answers["speaker"] == {"card": by_step["officers"].id, "name": "the tall one"}


def test_a_card_begun_from_another_leaves_nothing_behind_when_nothing_is_written(
    open_session: Session, incident: str, qtbot: QtBot
) -> None:
    answers = {"known_as": "the driver"}
    on_vault(open_session, qtbot, lambda vault: entry_of(vault, open_session, incident, "officers", answers))
    page = guide(open_session, qtbot, incident=incident, step="officers")
    [card] = page.findChildren(EntryCard)
    card.open()
    press(page, "start-force", qtbot)
    assert step_now(page) == "force"
    assert page._body.form.answers()["force_by"]["name"] == "the driver"
    assert not [each for each in page.findChildren(QPushButton, "keep") if each.isVisible()]
    page._course.keep()
    settled(open_session, qtbot)
    press(page, "back", qtbot)
    assert step_now(page) == "officers"
    assert on_vault(open_session, qtbot, lambda vault: vault.drafts.of_incident(incident)) == []
    assert len(on_vault(open_session, qtbot, lambda vault: vault.entries.of_incident(incident))) == 1


def test_after_a_lock_a_card_begun_from_another_still_knows_from_whose(
    open_session: Session, incident: str, qtbot: QtBot
) -> None:
    answers = {"known_as": "the driver"}
    on_vault(open_session, qtbot, lambda vault: entry_of(vault, open_session, incident, "officers", answers))
    page = guide(open_session, qtbot, incident=incident, step="officers")
    page.findChildren(EntryCard)[0].open()
    press(page, "start-words", qtbot)
    again = guide(open_session, qtbot, **page.place())
    assert step_now(again) == "words"
    press(again, "to-origin", qtbot)
    assert step_now(again) == "officers"


def test_what_can_be_begun_is_a_step_that_repeats_and_a_field_for_a_person() -> None:
    for step in OWN_ACCOUNT.steps:
        assert not step.starts or step.names_person
        for start in step.starts:
            assert OWN_ACCOUNT.step(start.step).repeats
            assert OWN_ACCOUNT.step(start.step).field(start.field).kind == "person"


@pytest.mark.parametrize(
    ("guide", "step"), [(guide, step) for guide in GUIDES.values() for step in guide.steps if step.told]
)
def test_a_page_without_questions_says_all_that_it_has_to_say(open_session, words, qtbot, guide, step):
    page = shown(GuidePage(open_session), qtbot, guide=guide.id, incident="", step=step.id)
    told = texts(page)
    for piece in step.told:
        assert words(f"{step.id}.{piece}.head") in told
        assert words(f"{step.id}.{piece}.text", key=words("key.shift")) in told
