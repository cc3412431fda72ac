# SPDX-License-Identifier: GPL-3.0-or-later
"""Chips: nothing chosen at first, every choice can be taken back, names as they are."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from pytestqt.qtbot import QtBot

from ui.widgets.chips import Chip, ChipRow

_OPTIONS = [("a", "One"), ("b", "Two"), ("c", "Three")]


def said_by(tip: str) -> str:
    """What a tool tip shows: it takes markup for what it is."""
    return QTextDocumentFragment.fromHtml(tip).toPlainText()


def test_several_may_be_chosen_and_come_in_their_order(qtbot: QtBot) -> None:
    row = ChipRow(_OPTIONS, single=False)
    qtbot.addWidget(row)
    assert row.chosen() == []
    for place in (2, 0):
        row.chips()[place].click()
    assert row.chosen() == ["a", "c"]


def test_with_single_one_lets_go_of_the_other_and_of_itself(qtbot: QtBot) -> None:
    row = ChipRow(_OPTIONS, single=True)
    qtbot.addWidget(row)
    row.chips()[0].click()
    row.chips()[1].click()
    assert row.chosen() == ["b"]
    with qtbot.waitSignal(row.chosen_changed):
        row.chips()[1].click()
    assert row.chosen() == []


def test_choosing_moves_nothing(qtbot: QtBot) -> None:
    chip = Chip("Exact words")
    qtbot.addWidget(chip)
    before = chip.sizeHint()
    chip.setChecked(True)
    assert chip.sizeHint() == before


def test_an_ampersand_in_a_name_is_no_shortcut(qtbot: QtBot) -> None:
    chip = Chip("R&B the barber")
    qtbot.addWidget(chip)
    assert chip.shortcut().isEmpty()
    assert chip.accessibleName() == "R&B the barber"


def test_a_very_long_name_is_shortened_for_the_eye_alone(qtbot: QtBot) -> None:
    chip = Chip("word " * 40)
    qtbot.addWidget(chip)
    assert len(chip.text()) <= 60
    assert chip.accessibleName() == said_by(chip.toolTip()) == ("word " * 40).strip()


def test_space_chooses(qtbot: QtBot) -> None:
    row = ChipRow(_OPTIONS, single=True)
    qtbot.addWidget(row)
    qtbot.keyClick(row.chips()[1], Qt.Key.Key_Space)
    assert row.chosen() == ["b"]


def test_markup_in_a_name_is_letters_in_its_tool_tip_too(qtbot: QtBot) -> None:
    name = "<b>The tall one</b> & <img src='/etc/hostname'> who stood by the second car all the time"
    chip = Chip(name)
    qtbot.addWidget(chip)
    assert said_by(chip.toolTip()) == name
