# SPDX-License-Identifier: GPL-3.0-or-later
"""A drawing is a draft like any words: never more than three seconds of it are only on the screen."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.rooms import on_vault, settled, shown, texts
from ui.drafting import LONGEST_MS
from ui.fields.marks_field import MarksField
from ui.fields.sketch_field import SketchField
from ui.pages.guide_page import GuidePage
from ui.session import Session
from ui.widgets.entry_card import EntryCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def incident(open_session: Session, qtbot: QtBot) -> str:
    return on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)


def drafts(session: Session, qtbot: QtBot, incident: str) -> list[dict[str, Any]]:
    return [dict(draft.answers) for draft in on_vault(session, qtbot, lambda vault: vault.drafts.of_incident(incident))]


def test_a_line_that_is_still_being_drawn_is_saved(open_session: Session, qtbot: QtBot, incident: str) -> None:
    page = shown(GuidePage(open_session), qtbot, incident=incident, step="sketch")
    pad = page.findChild(SketchField).pad
    left = Qt.MouseButton.LeftButton
    spots = [pad.placing().to_widget((x, 300)).toPoint() for x in range(100, 900, 40)]
    QTest.mousePress(pad, left, pos=spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(pad, spot)
    qtbot.wait(LONGEST_MS + 400)
    (answers,) = drafts(open_session, qtbot, incident)
    assert len(answers["place_drawn"]["shapes"][0]["line"]) > 10
    QTest.mouseRelease(pad, left, pos=spots[-1])


def test_what_was_drawn_is_there_again_after_coming_back(open_session: Session, qtbot: QtBot, incident: str) -> None:
    page = shown(GuidePage(open_session), qtbot, incident=incident, step="sketch")
    pad = page.findChild(SketchField).pad
    pad.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Y):
        QTest.keyClick(pad, key)
    drawn = page.findChild(SketchField).value()
    assert len(drawn["shapes"]) == 2
    page.enter(incident=incident, step="body_marks")
    settled(open_session, qtbot)
    page.enter(incident=incident, step="sketch")
    settled(open_session, qtbot)
    found = [each for each in page.findChildren(SketchField) if each.isVisible()]
    assert [each.value() for each in found] == [drawn]


def test_marks_are_kept_and_shown_with_their_words(open_session: Session, qtbot: QtBot, incident: str) -> None:
    page = shown(GuidePage(open_session), qtbot, incident=incident, step="body_marks")
    field = page.findChild(MarksField)
    field.choose.click()
    QTest.keyClicks(field.parts, "left knee, f")
    QTest.keyClick(field.parts, Qt.Key.Key_Return)
    QTest.keyClicks(field.cards()[0].box, "sore")
    page.findChild(type(field.choose), "keep").click()
    settled(open_session, qtbot)
    (card,) = page.findChildren(EntryCard)
    card.open()
    said = texts(page)
    assert "1, front, left knee" in said
    assert "sore" in said
