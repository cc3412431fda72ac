# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding words in the pages: by button and by keyboard, round and round, and it is said when there is none."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from journal.words import Words as Language
from tests.ui.widgets.test_paper_view import pdf
from ui.widgets.label import PlainLabel
from ui.widgets.paper_bar import PaperBar
from ui.widgets.paper_view import PaperView

_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Reading(QWidget):
    """Pages and their tools in a window that has a Ctrl+F of its own."""

    def __init__(self, words: Language) -> None:
        super().__init__()
        self.view = PaperView(words)
        self.tools = PaperBar(words, self.view)
        column = QVBoxLayout(self)
        column.addWidget(self.tools)
        column.addWidget(self.view, 1)
        self.asked_elsewhere: list[int] = []
        QShortcut("Ctrl+F", self, lambda: self.asked_elsewhere.append(1))
        self.resize(800, 600)

    @property
    def box(self) -> QLineEdit:
        return self.findChild(QLineEdit, "paper-find-box")

    def said(self) -> str:
        return str(self.findChild(PlainLabel, "paper-found").text())


@pytest.fixture
def reading(qtbot: Any, words: Language) -> Reading:
    made = Reading(words)
    qtbot.addWidget(made)
    made.view.show_pdf(pdf(40))
    made.tools.follow()
    with qtbot.waitExposed(made):
        made.show()
    made.view.setFocus()
    return made


def find(reading: Reading, qtbot: Any, text: str) -> None:
    reading.box.setText(text)
    qtbot.waitUntil(lambda: bool(reading.said()))


def test_in_the_pages_the_key_finds_there_and_elsewhere_in_the_record(reading: Reading) -> None:
    QTest.keyClick(reading.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert reading.box.hasFocus()
    assert reading.asked_elsewhere == []
    QTest.keyClick(reading.box, Qt.Key.Key_Escape)
    assert reading.view.hasFocus()
    assert not reading.box.isVisible()


def test_it_goes_to_the_page_and_marks_the_words(reading: Reading, qtbot: Any) -> None:
    reading.findChild(QPushButton, "paper-find").click()
    find(reading, qtbot, "WORDS of part 17")
    page = next(place.page for place in reading.view.places() if place.title == "Part 17")
    assert reading.view.page() == page
    assert reading.said() == f"It is on page {page + 1}."
    [box] = reading.view.marked(page)
    text = reading.view._document[page].get_textpage()
    assert "words of part 17" in text.get_text_bounded(
        box.left() - 1, 792 - box.bottom() - 1, box.right() + 1, 792 - box.top() + 1
    )
    QTest.keyClick(reading.box, Qt.Key.Key_Escape)
    assert reading.view.marked(page) == []


def test_enter_goes_on_and_round_and_shift_enter_back(reading: Reading, qtbot: Any) -> None:
    reading.tools._line.open()
    find(reading, qtbot, "words of part 3")  # and of part 30 to 39
    pages = [
        next(place.page for place in reading.view.places() if place.title == f"Part {part}")
        for part in (3, *range(30, 40))
    ]
    assert reading.view.page() == pages[0]
    for expected in (*pages[1:], pages[0]):
        QTest.keyClick(reading.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda expected=expected: reading.view.page() == expected)
    QTest.keyClick(reading.box, Qt.Key.Key_Return, _SHIFT)
    qtbot.waitUntil(lambda: reading.view.page() == pages[-1])


def test_what_is_not_there_is_said(reading: Reading, qtbot: Any) -> None:
    reading.tools._line.open()
    find(reading, qtbot, "nowhere at all")
    assert reading.said() == "It is not in these pages."
    assert reading.view.page() == 0


def test_other_pages_forget_what_was_looked_for(reading: Reading, qtbot: Any) -> None:
    reading.tools._line.open()
    find(reading, qtbot, "part 5")
    reading.view.show_pdf(pdf(3))
    reading.tools.follow()
    assert reading.box.text() == ""
    assert not reading.box.isVisible()


def test_looking_through_many_pages_leaves_the_window_its_turn(reading: Reading, qtbot: Any) -> None:
    reading.tools._line.open()
    reading.box.setText("nowhere")
    reading.tools._line._typed.stop()
    looked: list[int] = []
    real = reading.view.places_of
    reading.view.places_of = lambda number, phrase: QTest.qSleep(15) or looked.append(number) or real(number, phrase)  # type: ignore[method-assign]
    reading.tools._line._go(1)
    assert 1 <= len(looked) <= 3
    qtbot.waitUntil(lambda: bool(reading.said()), timeout=10_000)
    assert set(looked) == set(range(reading.view.pages()))


def test_in_a_low_window_the_other_tools_step_aside(reading: Reading, qapp: Any) -> None:
    reading.tools._line.open()
    assert reading.tools._tools.isVisible()
    reading.tools._line.close_line()
    reading.resize(800, 420)
    reading.tools._line.open()
    assert not reading.tools._tools.isVisible()
    reading.tools._line.close_line()
    assert reading.tools._tools.isVisible()
