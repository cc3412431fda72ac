# SPDX-License-Identifier: GPL-3.0-or-later
"""What every dialog is: no larger than its window, and it says by a line that more lies below."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from journal.words import Words
from ui import style
from ui.dialogs.scrolled_dialog import ScrolledDialog
from ui.widgets.label import PlainLabel


@pytest.fixture
def window(qapp, qtbot):
    style.apply(qapp, "light", 100)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 400)
    return window


def dialog(words: Words, window: QWidget, times: int) -> ScrolledDialog:
    made = ScrolledDialog(words, "some-dialog", QSize(900, 800), window)
    for number in range(times):
        made.column.addWidget(PlainLabel(f"line {number}", parent=made))
    made.column.addStretch()
    made.foot.addWidget(QPushButton("back", made))
    made.show()
    return made


def test_a_line_above_the_buttons_says_that_more_lies_below_and_moves_nothing(window, words, qtbot):
    short, long = (dialog(words, window, times) for times in (2, 60))
    line = long.findChild(QFrame, "page-fold")
    qtbot.waitUntil(line.isVisible)
    assert not short.findChild(QFrame, "page-fold").isVisible()
    button = long.findChild(QPushButton)
    place = button.geometry()
    long.area.verticalScrollBar().setValue(long.area.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: not line.isVisible())
    assert button.geometry() == place == short.findChild(QPushButton).geometry()


def test_it_is_no_larger_than_the_window_it_belongs_to(window, words):
    made = dialog(words, window, 60)
    assert made.width() <= window.width()
    assert made.height() <= window.height()
