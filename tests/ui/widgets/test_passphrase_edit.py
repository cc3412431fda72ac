# SPDX-License-Identifier: GPL-3.0-or-later
"""The line for a secret."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ui.widgets.passphrase_edit import PassphraseEdit


@pytest.fixture
def edit(words, qtbot) -> PassphraseEdit:
    made = PassphraseEdit(words, "Passphrase")
    qtbot.addWidget(made)
    made.show()
    return made


def test_letters_are_hidden_until_they_are_shown(edit, words):
    assert edit.line.echoMode() == QLineEdit.EchoMode.Password
    edit.show_button.click()
    assert edit.line.echoMode() == QLineEdit.EchoMode.Normal
    assert edit.show_button.accessibleName() == words("unlock.hide")
    edit.show_button.click()
    assert edit.line.echoMode() == QLineEdit.EchoMode.Password


def test_input_methods_are_told_to_learn_nothing(edit):
    hints = edit.line.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_emptied_it_holds_nothing_and_gives_nothing_back(edit):
    edit.show_letters(True)
    QTest.keyClicks(edit.line, "kettle orbit")
    edit.empty()
    edit.line.undo()
    assert edit.text() == ""
    assert not edit.shows_letters()


def test_it_says_when_it_is_typed_in_and_when_it_is_done(edit, qtbot):
    with qtbot.waitSignal(edit.changed):
        QTest.keyClicks(edit.line, "k")
    with qtbot.waitSignal(edit.entered):
        QTest.keyClick(edit.line, Qt.Key.Key_Return)


def test_showing_changes_no_size(edit):
    before = edit.show_button.sizeHint()
    edit.show_button.click()
    assert edit.show_button.sizeHint() == before
