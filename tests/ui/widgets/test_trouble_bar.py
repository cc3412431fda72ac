# SPDX-License-Identifier: GPL-3.0-or-later
"""The notice under the bar is a stop of the keyboard only where it scrolls, and then it has a name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from ui.widgets.trouble_bar import TroubleBar


def test_the_keyboard_stops_at_it_only_where_there_is_something_to_scroll(qtbot: QtBot) -> None:
    bar = TroubleBar()
    qtbot.addWidget(bar)
    bar.notice.say("The disk is full. " * 20, "Make some room.")
    area = bar.findChild(QScrollArea)
    bar.fit(600, 20, 4000)
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus
    bar.fit(600, 20, 120)
    assert area.focusPolicy() == Qt.FocusPolicy.TabFocus
    assert area.accessibleName() == bar.notice.accessibleName() != ""
