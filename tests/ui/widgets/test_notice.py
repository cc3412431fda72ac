# SPDX-License-Identifier: GPL-3.0-or-later
"""The calm box."""

from ui.widgets.notice import Notice


def test_both_lines_are_said_to_a_screen_reader(qtbot):
    made = Notice("The disk is full.", "Make some room.")
    qtbot.addWidget(made)
    assert made.accessibleName() == "The disk is full. Make some room."


def test_what_is_empty_takes_no_room(qtbot):
    made = Notice("One line.")
    qtbot.addWidget(made)
    made.show()
    assert not made._more.isVisible()
    assert not made.button.isVisible()


def test_its_button_asks(qtbot):
    made = Notice("One line.", action="Show me")
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.asked):
        made.button.click()
