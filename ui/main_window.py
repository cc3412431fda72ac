# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame: rail, bar, and one page at a time. Decides nothing."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.pages.page import BACK, Page
from ui.session import Session
from ui.style import page_side
from ui.widgets.top_bar import TopBar
from ui.widgets.trouble_bar import TroubleBar

if TYPE_CHECKING:
    from ui.widgets.rail import Rail
    from ui.widgets.rail_place import RailPlace

_HOME = "home"
_GUIDE = "guide"


class MainWindow(QWidget):
    """Locked it shows the page it is given; open, the rooms, each made when it is first entered.

    Signals:
        painted: the first picture is on the screen.
    """

    painted = Signal()

    def __init__(self, session: Session, pages: dict[str, Callable[[Session], Page]]) -> None:
        super().__init__()
        self.session = session
        self._makers = pages
        self._made: dict[str, Page] = {}
        self._outside: Page | None = None
        self._current = ""
        self._account: dict[str, Any] = {}
        self._before: tuple[str, dict[str, Any]] = (_HOME, {})
        self._is_painted = False
        self._rail: Rail | None = None
        self._rail_place: RailPlace | None = None
        self._trouble: TroubleBar | None = None
        self._build()
        self._connect()

    def show_outside(self, page: Page) -> None:
        """A page from before the record is open, instead of the one before it."""
        old, self._outside = self._outside, page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        page.enter()
        self._focus(page)

    def open_rooms(self, place: Any = None) -> None:
        """The record is open: go where the person was, or Home."""
        name, arguments = _HOME, {}
        if isinstance(place, dict) and place.get("page") in self._makers and isinstance(place.get("arguments"), dict):
            name, arguments = place["page"], place["arguments"]
        if self._rail is None:
            self._rail = self._add_rail()
            self.session.meanwhile.said.connect(self._bar.say_meanwhile)
        self._bar.set_open(True)
        self.go(name, arguments)
        if self._outside is not None:
            self._stack.removeWidget(self._outside)
            self._outside.deleteLater()
            self._outside = None

    def go(self, name: str, arguments: dict[str, Any] | None = None) -> None:
        """Show a page of the rooms."""
        if name == BACK:
            name, arguments = self._before
        page = self._room(name)
        if self._current:
            if name != self._current:
                self._before = (self._current, self._made[self._current].place())
                self._account = _account(self._before[1], self._account)
            self._made[self._current].leave()
        self._current = name
        if self._trouble is not None:
            self._trouble.hide()
        self._stack.setCurrentWidget(page)
        if self._rail_place is not None:
            self._rail_place.close()
        page.enter(**(arguments or {}))
        if self._rail is not None:
            self._rail.light(page.rail)
        self._focus(page)

    def rebuild(self) -> None:
        """Make every room anew, in the size of text that is set now, and be where the person was."""
        where, made = self.place(), self._made
        if where is None:
            return
        made[self._current].leave()
        # Words that could not be saved yet stand only in their room: that one stays as it is.
        stays = _GUIDE if self.session.last_words() is not None else ""
        self._current, self._made = "", {name: page for name, page in made.items() if name == stays}
        for name, page in made.items():
            if name != stays:
                self._stack.removeWidget(page)
                page.deleteLater()
        self.go(where["page"], where["arguments"])

    def place(self) -> dict[str, Any] | None:
        """Where the person is, as plain data: kept inside the record when it locks."""
        if not self._current:
            return None
        return {"page": self._current, "arguments": self._made[self._current].place()}

    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def say_trouble(self, what: str, do: str) -> None:
        """Below the bar, on whatever page, until another page is opened."""
        if self._trouble is None:
            self._trouble = TroubleBar()
            self.session.worker.eased.connect(partial(self._trouble.ease, self.session.words))
            self._main.insertWidget(1, self._trouble)
        self._trouble.notice.say(what, do)
        self.fit()
        self._trouble.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that scroll reach the page from the bar too."""
        page = self.page()
        if page is None or not page.scroll_by_key(event.key()):
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Follow the text size and the window's."""
        width = self.width()
        if self._rail_place is not None:
            width = self._rail_place.fit(width)
        if self._trouble is not None:
            self._trouble.fit(width, page_side(width), self.height())

    def _build(self) -> None:
        words = self.session.words
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar = TopBar(words)
        self._bar.set_open(False)
        self._stack = QStackedWidget()
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self._bar)
        main.addWidget(self._stack, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(main, 1)
        self._main = main
        self._whole = whole

    def _connect(self) -> None:
        QShortcut(QKeySequence("Ctrl+F"), self, self._on_search)
        QShortcut(QKeySequence("Ctrl+L"), self, self._on_lock_key)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.session.leave)
        self._bar.leave_wanted.connect(self.session.leave)
        self._bar.lock_wanted.connect(self.session.lock)
        self._bar.search_wanted.connect(self._on_search)
        self.session.saved.connect(self._bar.say_saved)

    def _add_rail(self) -> "Rail":
        """Only now: its words, and those of every room, are read after the first paint."""
        from ui.widgets.rail import Rail
        from ui.widgets.rail_place import RailPlace

        words = self.session.words
        rail = Rail(words, words("bar.practice") if self.session.practice else "")
        rail.chosen.connect(self._on_room)
        self._rail_place = RailPlace(rail, self._bar, self._whole, self._main, self._stack)
        self._rail_place.fit(self.width())
        return rail

    def _room(self, name: str) -> Page:
        if name not in self._made:
            self._made[name] = page = self._makers[name](self.session)
            page.go.connect(self.go)
            self._stack.addWidget(page)
        return self._made[name]

    def _on_room(self, name: str) -> None:
        self._account = _account((self.place() or {}).get("arguments", {}), self._account)
        self.go(*((_GUIDE, self._account) if name == "account" else (name, {})))

    def _on_lock_key(self) -> None:
        """Where no room is open there is nothing to lock: only a recovery code, perhaps, that is shown this once."""
        if self._current:
            self.session.lock()

    def _on_search(self) -> None:
        if self.session.vault is not None and self._current:
            self.go("search")

    def focus_page(self) -> None:
        """Give the keyboard to the page that is shown: asked for before the window is there, Qt forgets it."""
        page = self.page()
        if page is not None:
            self._focus(page)

    def _focus(self, page: Page) -> None:
        """Never left behind on a widget of the page before, nor on whatever button Qt finds first."""
        (page.first_focus() or page).setFocus(Qt.FocusReason.OtherFocusReason)


def _account(place: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """What "My account" leads back to. A new one has its id only when its first words are saved; a child's sheet is
    no account."""
    from journal.record.incident import CHILD_SHEET_GUIDE

    if place.get("incident") and place.get("guide") != CHILD_SHEET_GUIDE:
        return {"incident": place["incident"]}
    return before
