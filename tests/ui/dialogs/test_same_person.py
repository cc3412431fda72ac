# SPDX-License-Identifier: GPL-3.0-or-later
"""“The same person as…”: nothing is chosen for the person, and whoever is looked for by a word is found."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.words import Words
from tests.helpers.rooms import nameless, texts
from ui.dialogs.same_person import Row, SamePersonDialog

ROWS = [Row(f"{number:032x}", f"number {number}", lambda: "June") for number in range(20)]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    return made


@pytest.fixture
def dialog(window: QWidget) -> SamePersonDialog:
    made = SamePersonDialog(Words(), ROWS, "person", asks_certainty=True, parent=window)
    made.show()
    return made


def rows(dialog: SamePersonDialog) -> list[QPushButton]:
    QApplication.processEvents()
    return [each for each in dialog.findChildren(QPushButton) if each.isVisible() and each.property("role") == "choice"]


def test_nothing_is_chosen_and_nothing_can_be_kept_before_it_is(dialog: SamePersonDialog) -> None:
    keep = dialog.findChild(QPushButton, "keep-same")
    assert not any(row.isChecked() for row in rows(dialog))
    assert not keep.isEnabled()
    rows(dialog)[1].click()
    assert keep.isEnabled()
    rows(dialog)[2].click()
    assert [row.isChecked() for row in rows(dialog)[:3]] == [False, False, True]
    rows(dialog)[2].click()
    assert not keep.isEnabled(), "a choice can be taken back"
    assert nameless(dialog) == []


def test_the_one_chosen_is_said_with_how_sure_the_person_is(dialog: SamePersonDialog, qtbot: QtBot) -> None:
    rows(dialog)[0].click()
    dialog.findChild(QPushButton, "chip-not_sure").click()
    with qtbot.waitSignal(dialog.chosen) as said:
        dialog.findChild(QPushButton, "keep-same").click()
    assert said.args == [ROWS[0].card, "not_sure"]


def test_a_few_are_shown_and_the_rest_is_found_by_a_word(dialog: SamePersonDialog, qtbot: QtBot) -> None:
    assert len(rows(dialog)) == 12
    assert Words()("people.join.more") in texts(dialog)
    rows(dialog)[0].click()
    qtbot.keyClicks(dialog.box, "19 NUMBER")
    assert [row.accessibleName() for row in rows(dialog)] == ["number 19"]
    assert not dialog.findChild(QPushButton, "keep-same").isEnabled(), "whoever is out of sight is not chosen"
    qtbot.keyClicks(dialog.box, "x")
    assert rows(dialog) == []
    assert Words()("people.join.nobody") in texts(dialog)
