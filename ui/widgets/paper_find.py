# SPDX-License-Identifier: GPL-3.0-or-later
"""A line to find words in the pages: the next place, the one before, and whether there is any."""

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.paper_view import PaperView
from ui.widgets.search_box import SearchBox

_AT_ONCE = 0.02  # seconds of looking before the window has its turn
_PAUSE = 200  # ms after the last letter


class PaperFind(QWidget):
    """Belongs to one ``PaperView``. Looks page by page, so that nothing waits for it; goes round at the end.

    Signals:
        opened: whether the line is there now.
    """

    opened = Signal(bool)

    def __init__(self, words: Words, view: PaperView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._view = words, view
        self._box = SearchBox()
        self._said = PlainLabel("", "soft")
        self._next = self._tool("find_next", "caret-down")
        self._before = self._tool("find_before", "caret-up")
        self._close = self._tool("find_close", "x")
        self._at: tuple[int, int] | None = None  # the page and the place on it that is shown
        self._page, self._step, self._left = 0, 1, 0  # where it looks now, which way, and how many pages are left
        self._turn = QTimer(self, singleShot=True)
        self._typed = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._connect()

    def open(self) -> None:
        """Show the line, ready to type in."""
        self.show()
        self.opened.emit(True)
        self._box.setFocus()
        self._box.selectAll()

    def forget(self) -> None:
        """Other pages are shown, or none."""
        self._stop()
        self._box.clear()
        self._said.setText("")
        self.hide()
        self.opened.emit(False)

    def close_line(self) -> None:
        self._stop()
        self._view.mark(0, [])
        self.hide()
        self.opened.emit(False)
        self._view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the box Shift and Enter goes back, Escape closes."""
        if watched is self._box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_line()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._box.setObjectName("paper-find-box")
        self._box.setAccessibleName(self._words("paper.find_box"))
        self._box.setPlaceholderText(self._words("paper.find_box"))
        self._box.setMinimumSize(scaled(220), scaled(44))
        self._box.installEventFilter(self)
        self._said.setObjectName("paper-found")
        self._said.setWordWrap(False)
        self._said.setMinimumHeight(scaled(44))
        flow = FlowLayout(self)
        for each in (self._box, self._before, self._next, self._close, self._said):
            flow.addWidget(each)
        self.hide()

    def _connect(self) -> None:
        self._box.textChanged.connect(self._on_typed)
        self._typed.timeout.connect(self._on_pause)
        self._turn.timeout.connect(self._look)
        self._next.clicked.connect(lambda: self._go(1))
        self._before.clicked.connect(lambda: self._go(-1))
        self._close.clicked.connect(self.close_line)

    def _tool(self, name: str, icon: str) -> Button:
        tool = Button("", icon, name=f"paper-{name}")
        tool.setAccessibleName(self._words(f"paper.{name}"))
        tool.setToolTip(self._words(f"paper.{name}"))
        return tool

    def _on_typed(self) -> None:
        self._stop()
        self._at = None
        self._view.mark(0, [])
        self._said.setText("")
        self._typed.start()

    def _on_pause(self) -> None:
        self._go(1)

    def _stop(self) -> None:
        self._typed.stop()
        self._turn.stop()

    def _go(self, step: int) -> None:
        """From the place that is shown, or from the page in sight."""
        self._stop()
        if self._box.text().strip() and self._view.pages():
            self._page = self._at[0] if self._at else self._view.page()
            self._step, self._left = step, self._view.pages() + 1
            self._look()

    def _look(self) -> None:
        """A few pages, and then the next few when the window had its turn."""
        until = time.monotonic() + _AT_ONCE
        while self._left and time.monotonic() < until:
            places = self._view.places_of(self._page, self._box.text().strip())
            place = self._place(len(places))
            if place is not None:
                self._at = self._page, place
                self._view.mark(self._page, places[place])
                self._say(self._words("paper.found", page=self._page + 1))
                return
            self._at = None
            self._left -= 1
            self._page = (self._page + self._step) % self._view.pages()
        if self._left:
            self._turn.start(0)
        else:
            self._view.mark(0, [])
            self._say(self._words("paper.found_none"))

    def _place(self, count: int) -> int | None:
        """Which of so many places on this page comes next; none when they are behind."""
        if self._at is None or self._at[0] != self._page:
            place = 0 if self._step > 0 else count - 1
        else:
            place = self._at[1] + self._step
        return place if 0 <= place < count else None

    def _say(self, text: str) -> None:
        """Seen beside the box, and heard though the keyboard stays in it."""
        self._said.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._box, text))
