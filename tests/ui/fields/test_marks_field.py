# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks on the outline: set by a press, by keys alone, or from the list; each with its words; none lost by mistake."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from journal.guide import body_marks
from journal.guide.step import Field, Kind
from journal.words import Words
from tests.helpers.rooms import tab_order
from ui.fields.marks_field import MarksField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
Key = Qt.Key
FOREARM, KNEE = ("front", (870, 450)), ("back", (360, 705))


@pytest.fixture
def field(qtbot: QtBot) -> MarksField:
    made = MarksField(Field("marks", Kind.MARKS), Words())
    made.describe("Where was it?")
    qtbot.addWidget(made)
    made.resize(640, 1600)
    made.show()
    made.pad.setFocus()
    QApplication.processEvents()
    return made


def spot(field: MarksField, side: str, at: tuple[int, int]) -> QPoint:
    return field.pad.placing().to_widget(body_marks.spot(side, at)).toPoint()


def click(field: MarksField, side: str, at: tuple[int, int]) -> None:
    QTest.mouseClick(field.pad, Qt.MouseButton.LeftButton, pos=spot(field, side, at))


def places(field: MarksField) -> list[str]:
    return [body_marks.place_name(mark["side"], tuple(mark["at"]), Words()) for mark in field.value()]


def test_a_press_sets_a_mark_and_opens_its_words(field: MarksField) -> None:
    click(field, *FOREARM)
    assert places(field) == ["front, left forearm"]
    assert field.cards()[0].box.hasFocus()
    QTest.keyClicks(field.cards()[0].box, "red, swollen")
    assert field.value()[0]["words"] == "red, swollen"


def test_all_of_it_is_done_with_the_keyboard_alone(field: MarksField) -> None:
    x, y = body_marks.spot(*FOREARM)
    field.pad.set_cursor_at([round(x), round(y) - 40])
    for _ in range(4):
        QTest.keyClick(field.pad, Key.Key_Down)
    QTest.keyClick(field.pad, Key.Key_Return)
    assert places(field) == ["front, left forearm"]
    QTest.keyClicks(QApplication.focusWidget(), "sore")
    assert field.value()[0]["words"] == "sore"
    QApplication.processEvents()
    card = field.cards()[0]
    assert {card.box, *card.findChildren(type(field.choose), "remove-mark")} <= set(tab_order(field.pad, field))


def test_a_part_chosen_from_the_list_is_as_good_as_a_press(field: MarksField) -> None:
    field.choose.setFocus()
    QTest.keyClick(field.choose, Key.Key_Space)
    assert field.parts.hasFocus()
    QTest.keyClicks(field.parts, "left knee, b")
    QTest.keyClick(field.parts, Key.Key_Return)
    assert places(field) == ["back, left knee"]
    assert field.cards()[0].box.hasFocus()
    assert not field.parts.isVisible()


def test_a_screen_reader_hears_each_mark_with_its_place_and_words(field: MarksField) -> None:
    field.set_value([{"id": "a", "side": "front", "at": [870, 450], "words": "sore"}])
    heard = QAccessible.queryAccessibleInterface(field.pad).text(QAccessible.Text.Description)
    assert "1, front, left forearm: sore" in heard
    assert field.cards()[0].accessibleName() == "Mark 1, front, left forearm"


def test_a_mark_is_moved_by_dragging_and_by_keys(field: MarksField) -> None:
    click(field, *FOREARM)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(field.pad, left, pos=spot(field, *FOREARM))
    QTest.mouseMove(field.pad, spot(field, "front", (600, 600)))
    QTest.mouseRelease(field.pad, left, pos=spot(field, *KNEE))
    QTest.mouseMove(field.pad, spot(field, *KNEE))
    assert places(field) == ["front, left thigh"]
    field.cards()[0].findChild(type(field.choose), "move-mark").click()
    assert field.pad.hasFocus()
    QTest.keyClick(field.pad, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field.pad, Key.Key_Return)
    assert len(field.value()) == 1
    assert field.value()[0]["at"][1] == pytest.approx(600 - 50 / 0.6, abs=4)


def test_a_press_on_a_mark_opens_it_and_sets_no_other(field: MarksField) -> None:
    click(field, *FOREARM)
    click(field, *KNEE)
    assert not field.cards()[0].is_open()
    click(field, *FOREARM)
    assert len(field.value()) == 2
    assert field.cards()[0].is_open()


def test_a_mark_taken_out_comes_back_where_it_was_with_all_its_words(field: MarksField) -> None:
    answer = [
        {"id": "a", "side": "front", "at": [870, 450], "words": "sore"},
        {"id": "b", "side": "back", "at": [500, 250], "moment": {"precision": "about", "date": "2026-11-13"}},
    ]
    field.set_value(answer)
    field.cards()[0].removed.emit()
    assert [mark["id"] for mark in field.value()] == ["b"]
    assert field.cards()[0].accessibleName().startswith("Mark 1")
    QApplication.focusWidget().click()
    assert field.value() == answer


def test_a_hostile_answer_is_shown_as_far_as_it_is_one(field: MarksField) -> None:
    wrong: list[Any] = [
        None,
        {"side": "front", "at": [float("nan"), 1]},
        {"side": "back", "at": [1, 10**400], "words": 7},
    ]
    field.set_value(wrong)
    assert [mark["at"] for mark in field.value()] == [[1, 1000]]


def test_the_words_of_a_new_mark_come_into_sight(qtbot: QtBot) -> None:
    page, field = QScrollArea(), MarksField(Field("marks", Kind.MARKS), Words())
    page.setWidgetResizable(True)
    page.setWidget(field)
    qtbot.addWidget(page)
    page.resize(640, 500)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    field.pad.setFocus()
    qtbot.waitUntil(field.pad.hasFocus, timeout=10_000)
    click(field, *FOREARM)
    qtbot.waitUntil(lambda: page.viewport().rect().contains(_middle(field.cards()[0].box, page)), timeout=10_000)
    assert field.cards()[0].box.hasFocus()


def _middle(widget: QWidget, page: QScrollArea) -> QPoint:
    return widget.mapTo(page.viewport(), widget.rect().center())
