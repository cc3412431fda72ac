# SPDX-License-Identifier: GPL-3.0-or-later
"""A window onto a long list: only what is in sight is made, and the keyboard stays where it pressed."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journal.words import Words
from ui.widgets.card_window import CardWindow
from ui.widgets.focus_order import stops

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def window(made: list[str], qtbot: QtBot) -> CardWindow:
    def maker(name: str) -> QPushButton:
        made.append(name)
        return QPushButton(name)

    words = Words()
    words.load()
    window = CardWindow(words, 3)
    qtbot.addWidget(window)
    window.show()
    window.show_cards([lambda name=str(number): maker(name) for number in range(7)])
    return window


def names(window: CardWindow) -> list[str]:
    return [card.text() for card in window.cards()]


def test_only_what_is_in_sight_is_made(window: CardWindow, made: list[str]) -> None:
    assert names(window) == made == ["0", "1", "2"]
    assert window.before.isHidden()
    window.next.click()
    assert names(window) == ["3", "4", "5"]
    window.next.click()
    assert names(window) == ["6"]
    assert window.next.isHidden()
    window.before.click()
    assert names(window) == ["3", "4", "5"]


def test_tab_meets_the_cards_and_then_the_ways_on(window: CardWindow) -> None:
    assert list(stops(window)) == [*window.cards(), window.before, window.next]


def test_the_keyboard_stays_where_it_pressed_or_goes_to_the_other_way_at_the_end(
    window: CardWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    window.next.setFocus()
    window.next.click()
    assert window.focusWidget() is window.next
    window.next.click()
    assert window.focusWidget() is window.before


def test_an_empty_list_takes_no_room(window: CardWindow) -> None:
    window.show_cards([])
    assert window.isHidden()
    window.show_cards([lambda: QPushButton("x")])
    assert not window.isHidden()
