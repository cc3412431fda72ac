# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards: covered until opened, as wide as there is room, as tall as their text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from journal.words import Words
from tests.helpers.rooms import texts
from ui.fields.text_box import ReadBox
from ui.reading import Line
from ui.style import scaled
from ui.widgets.card_grid import CardGrid
from ui.widgets.entry_card import EntryCard
from ui.widgets.press_card import PressCard
from ui.widgets.sheet import Sheet
from ui.widgets.undo_line import UndoLine

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_the_words_of_an_entry_are_not_even_there_before_it_is_opened(qtbot: QtBot, words: Words) -> None:
    card = EntryCard(words, ident="1", heading="The place", lines=[Line("voice", "secret")], action="Add")
    qtbot.addWidget(card)
    card.show()
    assert "secret" not in [box.text() for box in card.findChildren(ReadBox)]
    assert not card.action.isVisible()
    with qtbot.waitSignal(card.opened):
        card.button.click()
    assert "secret" in texts(card)
    assert "The place" in card.button.accessibleName()
    with qtbot.waitSignal(card.asked) as asked:
        card.action.click()
    assert asked.args == ["1"]
    card.cover()
    assert "secret" not in texts(card)


def test_an_addition_can_be_seen_while_what_it_adds_to_is_covered(qtbot: QtBot, words: Words) -> None:
    card = EntryCard(words, ident="1", heading="The place")
    below = EntryCard(words, ident="2", heading="Added later")
    card.add_below(below)
    qtbot.addWidget(card)
    card.show()
    assert below.isVisible()
    assert card.focus_parts()[-1] is below


def test_cards_stand_in_as_many_columns_as_there_is_room_for(qtbot: QtBot) -> None:
    grid = CardGrid()
    qtbot.addWidget(grid)
    cards = [QPushButton(str(number)) for number in range(3)]
    grid.show_cards(cards)
    grid.show()
    columns = {}
    for width in (900, 500, 240):
        grid.resize(width, 400)
        qtbot.wait(1)
        columns[width] = len({card.x() for card in cards})
    assert columns == {900: 3, 500: 2, 240: 1}


def test_the_whole_of_a_card_is_one_button_with_a_name(qtbot: QtBot) -> None:
    card = PressCard("Go on", "Voice and words")
    card.draw("sun-horizon")
    card.say("Go on", "heading")
    card.say("Voice and words", "small")
    qtbot.addWidget(card)
    assert (card.accessibleName(), card.accessibleDescription()) == ("Go on", "Voice and words")
    assert card.minimumSizeHint().height() >= 44
    with qtbot.waitSignal(card.clicked):
        card.click()


def test_a_sheet_is_no_taller_than_its_text_at_this_width(qtbot: QtBot) -> None:
    sheet = Sheet()
    qtbot.addWidget(sheet)
    label = QLabel("many words " * 40)
    label.setWordWrap(True)
    QVBoxLayout(sheet).addWidget(label)
    assert sheet.minimumSizeHint().height() == 0
    assert sheet.layout().heightForWidth(900) < sheet.layout().heightForWidth(200)


def test_what_was_taken_out_can_be_asked_back(qtbot: QtBot) -> None:
    line = UndoLine("One part was taken out.", "Put it back")
    qtbot.addWidget(line)
    with qtbot.waitSignal(line.asked):
        line.button.click()


def test_one_endless_word_never_widens_the_page(qtbot: QtBot, words: Words) -> None:
    endless = "x" * 20_000
    card = EntryCard(
        words, ident="1", heading=endless[:90], lines=[Line("voice", endless), Line("date", endless[:200])]
    )
    qtbot.addWidget(card)
    card.resize(600, 400)
    card.show()
    card.open()
    assert card.minimumSizeHint().width() <= 600
    assert card.findChild(ReadBox).text() == endless


def test_the_parts_of_an_order_stand_apart(qtbot: QtBot, words: Words) -> None:
    part = [Line("date", "At nine"), Line("voice", "it rained"), Line("small", "I saw it")]
    card = EntryCard(words, ident="1", heading="Order", lines=[Line("question", "The parts"), *part, *part])
    qtbot.addWidget(card)
    card.resize(600, 400)
    card.show()
    card.open()
    dates = [each for each in card.findChildren(QLabel) if each.text() == "At nine"]
    labels = {each.text(): each for each in reversed(card.findChildren(QLabel))}
    small, asked = labels["I saw it"], labels["The parts"]
    assert dates[1].y() - small.geometry().bottom() > dates[0].y() - asked.geometry().bottom() + 8


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_line_in_the_place_of_what_was_taken_out_has_the_same_room_on_its_reading_side(
    qtbot: QtBot, mirrored: bool
) -> None:
    line = UndoLine("It is out of sight.", "Put back")
    qtbot.addWidget(line)
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    line.resize(600, 60)
    line.show()
    text = line.findChild(QLabel)
    assert text is not None
    begins = line.width() - text.geometry().right() - 1 if mirrored else text.x()
    assert begins == scaled(16)
