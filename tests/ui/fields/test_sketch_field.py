# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheet: drawn on with the mouse or with keys alone, everything on it told, every step taken back exactly."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.guide.step import Field, Kind
from journal.words import Words
from tests.helpers.rooms import tab_order
from ui.fields.history import History
from ui.fields.sketch_field import SketchField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
Key = Qt.Key


@pytest.fixture
def field(qtbot: QtBot) -> SketchField:
    made = SketchField(Field("sketch", Kind.SKETCH), Words())
    made.describe("Where was everyone?")
    qtbot.addWidget(made)
    made.resize(720, 900)
    made.show()
    made.pad.setFocus()
    QApplication.processEvents()
    return made


def spot(field: SketchField, x: int, y: int) -> QPoint:
    return field.pad.placing().to_widget((x, y)).toPoint()


def drag(field: SketchField, *points: tuple[int, int], let_go: bool = True) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(field.pad, left, pos=spot(field, *points[0]))
    for point in points[1:]:
        QTest.mouseMove(field.pad, spot(field, *point))
    if let_go:
        QTest.mouseRelease(field.pad, left, pos=spot(field, *points[-1]))


def press(widget: QWidget, *keys: Key, **more: Any) -> None:
    for key in keys:
        QTest.keyClick(widget, key, **more)


def shapes(field: SketchField) -> list[dict[str, Any]]:
    return field.value().get("shapes", [])


def test_a_line_is_drawn_with_the_mouse(field: SketchField) -> None:
    drag(field, (100, 100), (300, 100), (300, 400))
    (line,) = (shape["line"] for shape in shapes(field))
    assert len(line) == 3
    assert line[-1] == pytest.approx([300, 400], abs=3)


def test_a_line_that_still_grows_is_already_part_of_the_answer(field: SketchField, qtbot: QtBot) -> None:
    heard: list[int] = []
    field.changed.connect(lambda: heard.append(len(shapes(field)[0]["line"])))
    drag(field, (100, 100), (300, 100), (300, 400), let_go=False)
    assert len(shapes(field)[0]["line"]) >= 2
    qtbot.waitUntil(lambda: len(heard) >= 2, timeout=10_000)


def test_all_of_it_is_done_with_the_keyboard_alone(field: SketchField) -> None:
    field.pad.set_cursor_at([500, 350])
    press(field.pad, Key.Key_Space, Key.Key_Right, Key.Key_Right)
    press(field.pad, Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    press(field.pad, Key.Key_Space)
    assert shapes(field) == [{"line": [[500, 350], [520, 350], [520, 400]]}]
    press(field.pad, Key.Key_Y)
    press(field.pad, Key.Key_Left, Key.Key_L)
    assert field.name.box.hasFocus()
    QTest.keyClicks(field.name.box, "the deli")
    press(field.name.box, Key.Key_Return)
    assert field.pad.hasFocus()
    press(field.pad, Key.Key_Up, Key.Key_M)
    QTest.keyClicks(field.name.box, "the tall one")
    press(field.name.box, Key.Key_Return)
    assert shapes(field)[1:] == [
        {"mark": {"at": [520, 400], "who": "me"}},
        {"label": {"at": [510, 400], "text": "the deli"}},
        {"mark": {"at": [510, 390], "who": "the tall one"}},
    ]


def test_where_i_was_is_one_place_and_moves_when_it_is_marked_again(field: SketchField) -> None:
    press(field.pad, Key.Key_Y, Key.Key_Right, Key.Key_Y)
    assert [shape["mark"]["at"] for shape in shapes(field)] == [[510, 350]]


def test_a_chosen_tool_is_used_once_and_the_pen_draws_again(field: SketchField) -> None:
    field.tools.chips()[1].click()
    QTest.mouseClick(field.pad, Qt.MouseButton.LeftButton, pos=spot(field, 200, 200))
    assert list(shapes(field)[0]) == ["mark"]
    assert field.tools.chosen() == []
    drag(field, (100, 100), (300, 100))
    assert list(shapes(field)[1]) == ["line"]


def test_words_are_on_the_sheet_from_their_first_letter(field: SketchField) -> None:
    press(field.pad, Key.Key_L)
    QTest.keyClicks(field.name.box, "d")
    assert shapes(field)[0]["label"]["text"] == "d"
    QTest.keyClicks(field.name.box, "oor")
    press(field.name.box, Key.Key_Return)
    press(field.pad, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert shapes(field) == []
    press(field.pad, Key.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
    assert shapes(field)[0]["label"]["text"] == "door"


def test_words_that_are_taken_back_leave_nothing_behind(field: SketchField) -> None:
    press(field.pad, Key.Key_L)
    QTest.keyClicks(field.name.box, "d")
    press(field.name.box, Key.Key_Backspace, Key.Key_Return)
    assert field.value() == {}
    assert not field.undo.isEnabled()


def test_everything_on_the_sheet_is_told_and_taken_off_by_keys(field: SketchField) -> None:
    field.set_value({"shapes": [{"line": [[1, 1], [9, 9]]}, {"label": {"at": [900, 600], "text": "the deli"}}]})
    heard = QAccessible.queryAccessibleInterface(field.pad).text(QAccessible.Text.Description)
    rows = [field.on_it.told.model().index(row, 0).data() for row in range(field.on_it.told.model().rowCount())]
    assert rows == ["A line at the upper left", "“the deli” at the lower right"]
    assert all(row in heard for row in rows)
    field.on_it.told.setFocus()
    field.on_it.told.setCurrentIndex(field.on_it.told.model().index(0, 0))
    press(field.on_it.told, Key.Key_Delete)
    assert [list(shape) for shape in shapes(field)] == [["label"]]
    press(field.on_it.told, Key.Key_Delete)
    assert field.value() == {}


def test_a_cleared_sheet_comes_back_as_it_was(field: SketchField) -> None:
    answer = {"width": 1000, "height": 700, "shapes": [{"line": [[1, 1], [9, 9]]}]}
    field.set_value(answer)
    field.clear.click()
    assert field.value() == {}
    assert QApplication.focusWidget().objectName() == "put-back"
    QApplication.focusWidget().click()
    assert field.value() == answer


def test_leaving_the_sheet_lifts_the_pen(field: SketchField) -> None:
    press(field.pad, Key.Key_Space, Key.Key_Right)
    field.undo.setFocus()
    press(field.pad, Key.Key_Right)
    assert len(shapes(field)) == 1


def test_tab_reaches_everything_and_no_key_is_kept_from_the_window(field: SketchField) -> None:
    field.set_value({"shapes": [{"line": [[1, 1], [9, 9]]}]})
    field.on_it.told.setCurrentIndex(field.on_it.told.model().index(0, 0))
    reached = tab_order(field.pad, field)
    for widget in (*field.tools.chips(), field.clear, field.pad, field.on_it.told, field.on_it.take_off):
        assert widget in reached
    for key in (Key.Key_Return, Key.Key_L, Key.Key_Q):
        QTest.keyClick(field.pad, key, Qt.KeyboardModifier.ControlModifier)
    assert len(shapes(field)) == 1


def test_a_hostile_answer_is_shown_as_far_as_it_is_one(field: SketchField) -> None:
    field.set_value(
        {"height": "x", "shapes": [None, {"line": [[float("nan"), 1]]}, {"mark": {"at": [1, 1], "who": "x"}}]}
    )
    assert [list(shape) for shape in shapes(field)] == [["mark"]]


@settings(deadline=None)
@given(steps=st.lists(st.integers(0, 9) | st.sampled_from(["undo", "redo"]), max_size=30))
def test_undoing_and_redoing_leads_to_exactly_what_was_there(steps: list[Any]) -> None:
    history: History[tuple[int, ...]] = History(())
    past: list[tuple[int, ...]] = [()]
    at = 0
    for step in steps:
        if step == "undo":
            assert history.undo() is (at > 0)
            at = max(at - 1, 0)
        elif step == "redo":
            assert history.redo() is (at < len(past) - 1)
            at = min(at + 1, len(past) - 1)
        else:
            history.do((*history.now, step))
            past, at = [*past[: at + 1], history.now], at + 1
        assert history.now == past[at]
