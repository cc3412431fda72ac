# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawings on the screen: right in every theme, told in words, never cut, turned only where turning is right."""

from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.record.drawing import Anchor, Disc, Drawing, Ink, Stroke, Text
from ui import style
from ui.widgets.drawing_paint import Placing
from ui.widgets.drawing_view import DrawingView

TOLD = ("a door at the upper left", "you, in the middle")
DRAWING = Drawing(
    400,
    200,
    (
        Stroke(((40, 40), (40, 160), (120, 160)), 4),
        Disc((350, 100), 30, Ink.ACCENT, filled=True),
        Text("the door", (60, 40), 20, own=True),
    ),
    TOLD,
)


@pytest.fixture(autouse=True)
def _as_it_was(qapp: QApplication) -> Any:
    yield
    style.apply(qapp, "light", 100)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def shown(qtbot: QtBot, width: int = 600, **more: Any) -> DrawingView:
    view = DrawingView(DRAWING, "A sketch of the place", **more)
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show()
    return view


def colour_at(view: DrawingView, x: float, y: float) -> QColor:
    image: QImage = view.grab().toImage()
    place = view.placing().to_widget((x, y))
    return QColor(image.pixel(place.toPoint()))


def test_a_screen_reader_hears_its_name_and_everything_in_it(qtbot: QtBot) -> None:
    view = shown(qtbot)
    heard = QAccessible.queryAccessibleInterface(view)
    assert heard.text(QAccessible.Text.Name) == "A sketch of the place"
    assert heard.text(QAccessible.Text.Description) == "\n".join(TOLD)


def test_it_can_be_reached_by_the_keyboard(qtbot: QtBot) -> None:
    assert shown(qtbot).focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(("theme", "tokens"), [("light", style.LIGHT), ("dark", style.DARK)])
def test_it_is_drawn_in_the_colours_of_the_theme(qtbot: QtBot, qapp: QApplication, theme: str, tokens: Any) -> None:
    style.apply(qapp, theme, 100)
    view = shown(qtbot)
    assert colour_at(view, 350, 100) == QColor(tokens.accent)
    assert colour_at(view, 40, 100) == QColor(tokens.ink)


def test_it_keeps_its_shape_and_grows_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    view = shown(qtbot, 2000)
    assert view.placing().scale == pytest.approx(1.0, abs=0.02)
    style.apply(qapp, "light", 200)
    view.resize(2000, 10)
    assert view.placing().scale == pytest.approx(2.0, abs=0.02)
    view.resize(200, 10)
    assert view.placing().scale == pytest.approx(184 / 400, abs=0.02)
    assert view.height() == pytest.approx(184 / 2 + 16, abs=1)


def test_only_a_drawing_that_may_turn_turns_with_the_window(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    place, time = shown(qtbot), shown(qtbot, mirrors=True)
    assert colour_at(place, 350, 100) == QColor(style.LIGHT.accent)
    assert colour_at(time, 350, 100) == QColor(style.LIGHT.accent)
    assert place.placing().to_widget((0, 0)).x() < time.placing().to_widget((0, 0)).x()


def test_a_place_on_the_sheet_and_in_the_widget_are_each_others_opposite() -> None:
    for turned in (False, True):
        placing = Placing.within(QRectF(7, 9, 333, 444), 1000, 700, turned)
        there = placing.to_widget((123.0, 456.0))
        assert placing.to_sheet(QPointF(there)) == pytest.approx((123.0, 456.0))


def test_hostile_shapes_and_words_break_nothing(qtbot: QtBot) -> None:
    nan = float("nan")
    hard = "<b>x</b>\u202e\0\n" + "w" * 5000
    shapes = (
        Stroke(((nan, 1), (2, 2))),
        Stroke(()),
        Stroke(((5, 5),), 9),
        Disc((nan, 2), 3),
        Text(hard, (10, 10), 12, Anchor.MIDDLE, width=50, own=True),
        Text(hard, (nan, 1), 12),
        Text("x", (1, 1), 0),
    )
    view = shown(qtbot)
    view.set_drawing(Drawing(100, 100, shapes))
    view.grab()
    view.set_drawing(Drawing(0, 0, ()))
    view.grab()


def test_what_is_added_or_taken_away_and_a_new_theme_are_seen_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    view = shown(qtbot)
    disc = DRAWING.shapes[1]
    view.set_drawing(Drawing(400, 200, DRAWING.shapes[:1]))
    assert colour_at(view, 350, 100) != QColor(style.LIGHT.accent)
    view.set_drawing(Drawing(400, 200, (DRAWING.shapes[0], disc)))
    assert colour_at(view, 350, 100) == QColor(style.LIGHT.accent)
    style.apply(qapp, "dark", 100)
    assert colour_at(view, 350, 100) == QColor(style.DARK.accent)
    view.set_drawing(Drawing(400, 200, DRAWING.shapes[:1]))
    assert colour_at(view, 350, 100) != QColor(style.DARK.accent)
    assert colour_at(view, 40, 100) == QColor(style.DARK.ink)
