# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of time keeps the size of its words: it is drawn anew for the room there is."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal.record.drawing import Drawing, Text
from ui.widgets.time_view import TimeView


def made(width: float) -> Drawing:
    return Drawing(width, 40, (Text("x", (0, 20), 14),), (f"{width:g}",))


def view(qtbot: QtBot, width: int) -> TimeView:
    shown = TimeView(made, "name")
    qtbot.addWidget(shown)
    shown.resize(width, 60)
    shown.show()
    return shown


def test_it_is_drawn_for_the_room_there_is(qtbot: QtBot) -> None:
    for width, units in ((2000, 744), (616, 600), (620, 600), (100, 400)):
        shown = view(qtbot, width)
        assert shown.drawing().width == units
        assert shown.accessibleDescription() == f"{units}"


def test_its_words_are_as_large_as_the_text_size_says(qtbot: QtBot) -> None:
    assert view(qtbot, 616).placing().scale == 1.0


def test_arrow_keys_turn_as_the_window_is_read_and_plus_and_minus_zoom(qtbot: QtBot) -> None:
    shown = view(qtbot, 616)
    turned: list[int] = []
    zoomed: list[int] = []
    shown.turned.connect(turned.append)
    shown.zoomed.connect(zoomed.append)
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    shown.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    qtbot.keyClick(shown, Qt.Key.Key_Plus)
    qtbot.keyClick(shown, Qt.Key.Key_Minus)
    assert turned == [1, -1]
    assert zoomed == [1, -1]


def test_another_picture_is_drawn_for_the_same_room(qtbot: QtBot) -> None:
    shown = view(qtbot, 616)
    shown.show_made(lambda width: Drawing(width, 80, (), ("other",)))
    assert (shown.drawing().width, shown.drawing().height) == (600, 80)
    assert shown.accessibleDescription() == "other"
