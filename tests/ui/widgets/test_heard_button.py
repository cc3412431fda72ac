# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever presses, and however, is heard once."""

from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.widgets.heard_button import HeardButton


@pytest.fixture
def button(qtbot):
    made = HeardButton("Around then")
    made.setCheckable(True)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def heard(button):
    said = []

    def hear(checked: bool) -> None:
        said.append(checked)

    button.clicked.connect(hear)
    return said


def test_a_screen_reader_that_toggles_is_heard(button, heard):
    button.toggle()
    assert heard == [True]
    button.toggle()
    assert heard == [True, False]


def test_a_click_and_a_key_are_heard_once(qtbot, button, heard):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [True]
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert heard == [True, False]


def test_what_the_code_checks_is_no_press(button, heard):
    button.setChecked(True)
    button.setChecked(False)
    assert heard == []


def test_a_button_that_is_let_go_because_another_was_chosen_is_no_press(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    group = QButtonGroup(holder)
    said = []
    pair = [HeardButton(name, holder) for name in ("Home", "People")]
    for each in pair:
        each.setCheckable(True)
        each.clicked.connect(partial(said.append, each.text()))
        group.addButton(each)
    pair[0].toggle()
    pair[1].toggle()
    assert said == ["Home", "People"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_is_a_press_and_held_down_it_is_none(qtbot, button, heard, key):
    """A key that was held down since the page before would press what comes up under it."""
    button.setFocus()
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", True)
    QCoreApplication.sendEvent(button, held)
    assert heard == []
    qtbot.keyClick(button, key)
    assert heard == [True]
