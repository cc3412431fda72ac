# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame: rooms are made when they are entered, the place can be found again, the ways out are always there."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from journal.errors import DiskFull, PrinterMissing
from ui import style
from ui.main_window import MainWindow
from ui.pages.page import BACK, Page
from ui.widgets.label import PlainLabel


class Room(Page):
    """A page that writes down what happens to it."""

    made: list[str] = []
    rail = "people"

    def _build(self) -> None:
        type(self).made.append(self.rail)
        self.calls: list[Any] = []
        self.line = QLineEdit()
        self.line.setAccessibleName("line")
        self.column.addWidget(self.line)

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self.calls.append(arguments)

    def leave(self) -> None:
        self.calls.append("left")

    def place(self) -> dict[str, Any]:
        return {**super().place(), "cursor": 7}

    def first_focus(self) -> QLineEdit:
        return self.line


class Home(Room):
    rail = "home"


class Guide(Room):
    rail = "account"


class Search(Room):
    rail = ""


class Left:
    def __init__(self) -> None:
        self.calls: list[str] = []

    def lock(self) -> None:
        self.calls.append("lock")

    def leave(self) -> None:
        self.calls.append("leave")


@pytest.fixture
def window(open_session, qtbot) -> MainWindow:
    Room.made.clear()
    made = MainWindow(open_session, {"home": Home, "people": Room, "guide": Guide, "search": Search})
    open_session.leaving = Left()
    qtbot.addWidget(made)
    made.resize(1280, 860)
    made.show()
    return made


def press(window: MainWindow, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def test_a_room_is_made_when_it_is_first_entered_and_only_once(window):
    assert Room.made == []
    window.open_rooms()
    assert Room.made == ["home"]
    press(window, "rail-people")
    press(window, "rail-home")
    press(window, "rail-people")
    assert Room.made == ["home", "people"]
    assert window.page().calls == [{}, "left", {}]


def test_after_unlocking_the_person_is_where_they_were(window):
    window.open_rooms(
        {"page": "guide", "arguments": {"incident": "i", "step": "words", "field": "quote", "cursor": 12}}
    )
    assert window.page().calls == [{"incident": "i", "step": "words", "field": "quote", "cursor": 12}]
    assert window.place() == {
        "page": "guide",
        "arguments": {"incident": "i", "step": "words", "field": "quote", "cursor": 7},
    }


@pytest.mark.parametrize("place", [None, {}, {"page": "cellar", "arguments": {}}, {"page": "people"}, "people", 7])
def test_a_place_that_is_not_there_any_more_is_home(window, place):
    window.open_rooms(place)
    assert isinstance(window.page(), Home)


def test_back_goes_to_the_page_before_as_it_was(window):
    window.open_rooms()
    window.go("people", {"person": "p"})
    window.go("search")
    window.page().go.emit(BACK, {})
    assert window.page().rail == "people"
    assert window.page().calls[-1] == {"person": "p", "cursor": 7}


def test_my_account_leads_to_the_account_that_was_open_last(window):
    window.open_rooms()
    press(window, "rail-account")
    assert window.page().calls[-1] == {}, "the guide finds what was written on last"
    window.go("guide", {"incident": "i", "step": "body"})
    press(window, "rail-home")
    press(window, "rail-account")
    assert window.page().calls[-1] == {"incident": "i"}


def test_the_rail_shows_the_room_one_is_in(window):
    window.open_rooms()
    window.go("people")
    lit = [each.objectName() for each in window.findChildren(QPushButton) if each.isChecked()]
    assert lit == ["rail-people"]
    window.go("search")
    assert [each for each in window.findChildren(QPushButton) if each.isChecked()] == []


def test_lock_and_leave_are_pressed_by_hand_and_by_key(window, qtbot):
    window.open_rooms()
    press(window, "lock")
    press(window, "leave-quickly")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(window, "Ctrl+L")
    QTest.keySequence(window, "Ctrl+Q")
    assert window.session.leaving.calls == ["lock", "leave", "lock", "leave"]


def test_before_the_record_is_open_there_is_only_leaving(window):
    window.show_outside(Page(window.session))
    shown = {each.objectName() for each in window.findChildren(QPushButton) if each.isVisible()}
    assert shown == {"leave-quickly"}


def test_search_is_a_key_away(window, qtbot):
    window.open_rooms()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(window, "Ctrl+F")
    assert isinstance(window.page(), Search)


def test_saved_is_said_only_when_it_is_so(window, clock):
    window.open_rooms()
    saved = window.findChild(QPushButton, "lock").parent().parent()._saved
    assert saved.text() == ""
    window.session.saved.emit(clock.now())
    assert saved.text() == window.session.words("bar.saved_now")
    saved.parent()._moment.timeout.emit()
    assert "4:40" in saved.text().replace(" ", " ")


def test_the_keyboard_is_where_the_page_wants_it(window, qtbot):
    window.open_rooms()
    window.activateWindow()
    qtbot.waitUntil(window.page().line.hasFocus)


def test_trouble_is_said_under_the_bar_until_another_page_is_opened(window, words):
    window.open_rooms()
    window.say_trouble(words("error.disk_full.what"), words("error.disk_full.do"))
    assert window._trouble.isVisible()
    assert window._trouble.notice.accessibleName().startswith(words("error.disk_full.what"))
    window.session.worker.eased.emit(PrinterMissing())
    assert window._trouble.isVisible()
    window.session.worker.eased.emit(DiskFull())
    assert not window._trouble.isVisible()
    window.say_trouble(words("error.disk_full.what"), words("error.disk_full.do"))
    window.go("people")
    assert not window._trouble.isVisible()


@pytest.mark.parametrize("height", [560, 1200])
def test_trouble_leaves_the_page_its_room(window, words, height):
    window.open_rooms()
    window.resize(720, height)
    window.say_trouble("word " * 300, words("error.disk_full.do"))
    assert window._trouble.height() <= height // 3


@pytest.fixture
def large(window, qapp):
    """Twice the text size: there is no room for a rail beside the page."""
    style.apply(qapp, "light", 200)
    window.resize(1024, 700)
    window.open_rooms()
    yield window
    style.apply(qapp, "light", 100)


def shown_buttons(window: MainWindow) -> set[str]:
    return {each.objectName() for each in window.findChildren(QPushButton) if each.isVisible()}


def test_large_text_has_the_whole_window_and_the_rooms_are_behind_one_button(large):
    assert shown_buttons(large) == {"rooms", "search", "lock", "leave-quickly"}
    press(large, "rooms")
    assert {"rail-home", "rail-settings", "lock", "leave-quickly"} <= shown_buttons(large)
    assert not large.page().isVisible(), "the rooms stand in its place"
    press(large, "rail-people")
    assert large.page().rail == "people"
    assert large.page().isVisible()
    assert shown_buttons(large) == {"rooms", "search", "lock", "leave-quickly"}


def test_one_goes_back_from_the_rooms_to_the_page_by_the_button_or_by_escape(large, qtbot):
    large.activateWindow()
    qtbot.waitUntil(large.isActiveWindow)
    press(large, "rooms")
    assert large.focusWidget().objectName() == "rail-home"
    press(large, "rooms")
    assert large.page().isVisible()
    press(large, "rooms")
    QTest.keyClick(large.focusWidget(), Qt.Key.Key_Escape)
    assert large.page().isVisible()
    assert large.focusWidget().objectName() == "rooms"


def test_the_rail_comes_back_beside_the_page_when_there_is_room_again(large, qapp):
    press(large, "rooms")
    style.apply(qapp, "light", 100)
    large.fit()
    assert {"rail-home", "rail-settings"} <= shown_buttons(large)
    assert "rooms" not in shown_buttons(large)
    assert large.page().isVisible()


def test_the_rail_has_its_own_colour_up_to_a_thin_line(window, qapp):
    style.apply(qapp, "light", 100)
    window.open_rooms()
    picture = window.grab().toImage()
    across = [picture.pixelColor(place, window.height() // 2).name().upper() for place in range(300)]
    assert across[4] == style.LIGHT.rail
    assert across.count(style.LIGHT.line) == 1
    assert across[-1] == style.LIGHT.paper


@pytest.mark.parametrize("unsaved", [True, False])
def test_another_text_size_makes_rooms_anew_but_never_one_with_words_that_are_not_saved(window, unsaved):
    window.open_rooms({"page": "guide", "arguments": {}})
    window.page().line.setText("only on the screen")
    window.session.unsaved_with((lambda: lambda: None) if unsaved else None)
    window.go("people")
    people = window.page()
    window.rebuild()
    assert window.page() is not people
    window.go("guide")
    assert (window.page().line.text() == "only on the screen") is unsaved


def test_large_text_says_trouble_whole(large, words):
    large.say_trouble(words("error.disk_full.what"), words("error.disk_full.do"))
    assert large._trouble._area.verticalScrollBar().maximum() == 0


def test_large_text_says_when_it_was_saved_below_the_buttons(large, clock):
    large.session.saved.emit(clock.now())
    saved, leave = (large.findChild(QWidget, name) for name in ("saved", "leave-quickly"))
    assert saved.isVisible()
    assert saved.mapTo(large, saved.rect().topLeft()).y() >= leave.mapTo(large, leave.rect().bottomLeft()).y()
    assert leave.height() == style.scaled(44), "one line, as before"


@pytest.mark.parametrize("where", ["page", "lock"])
def test_a_page_without_a_button_is_scrolled_by_keys_alone(window, qtbot, where):
    window.open_rooms({"page": "people"})
    page = window.page()
    text = PlainLabel("\n".join(["a help line"] * 200))
    page.column.addWidget(text)
    bar = page.scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    target = page if where == "page" else window.findChild(QPushButton, where)
    QTest.keyClick(target, Qt.Key.Key_PageDown)
    assert bar.pageStep() // 2 < bar.value() < bar.pageStep()
    QTest.keyClick(target, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(target, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    QTest.keyClick(target, Qt.Key.Key_Home)
    assert bar.value() == 0
    if where == "page":
        QTest.keyClick(target, Qt.Key.Key_Down)
        assert 0 < bar.value() < 100
