# SPDX-License-Identifier: GPL-3.0-or-later
"""When it was last saved, and the ways out: always on top, always at the same place."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from journal.clock import Stamp
from journal.words import Words
from ui.style import page_side, scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel

_A_MOMENT = 60_000
# Of its width, what a line needs when it is broken once.
_ON_TWO_LINES = 0.65


class TopBar(QWidget):
    """Signals:
    rooms_wanted, search_wanted, lock_wanted, leave_wanted: a button was pressed.
    """

    rooms_wanted = Signal()
    search_wanted = Signal()
    lock_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._stamp: Stamp | None = None
        self._saved = PlainLabel("", "soft")
        self._saved.setObjectName("saved")
        self.rooms = Button(words("bar.rooms"), "squares-four", "plain", "rooms")
        self.rooms.keep_room_for(words("bar.rooms_back"))
        self.rooms.hide()
        self.search = Button("", "magnifying-glass", "plain", "search")
        self.search.setAccessibleName(words("bar.search"))
        self.search.setToolTip(words("bar.search"))
        self.lock = Button(words("bar.lock"), "lock", "plain", "lock")
        self.lock.setToolTip(words("bar.lock_tip"))
        self.leave = Button(words("bar.leave"), "sign-out", "plain", "leave-quickly")
        self.leave.setToolTip(words("bar.leave_tip"))
        self._meanwhile = PlainLabel("", "small")
        self._meanwhile.setObjectName("meanwhile")
        self._meanwhile.hide()
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(_A_MOMENT)
        self._build()
        self._connect()

    def set_open(self, is_open: bool) -> None:
        """Without an open record there is nothing to search and nothing to lock, and something to leave."""
        self.search.setVisible(is_open)
        self.lock.setVisible(is_open)

    def offer_rooms(self, offered: bool) -> None:
        """The rail has no room beside the page."""
        self.rooms.setVisible(offered)
        self._fit()

    def say_rooms(self, *, are_open: bool) -> None:
        self.rooms.say(self._words("bar.rooms_back" if are_open else "bar.rooms"))

    def say_saved(self, stamp: Stamp) -> None:
        """Only ever called after the commit returned."""
        self._stamp = stamp
        self._saved.setText(self._words("bar.saved_now"))
        self._moment.start()
        self._fit()

    def say_meanwhile(self, text: str) -> None:
        """What goes on beside the page that is shown; nothing for an empty text."""
        self._meanwhile.setText(text)
        self._meanwhile.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_grid"):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self._ways = QWidget()
        row = QHBoxLayout(self._ways)
        row.setContentsMargins(0, 0, 0, 0)
        for each in (self.search, self.lock, self.leave):
            row.addWidget(each)
        self._row = row
        self._grid = QGridLayout(self)
        self._grid.addWidget(self.rooms, 0, 0)
        self._grid.addWidget(self._saved, 0, 1)
        self._grid.addWidget(self._ways, 0, 2)
        self._grid.addWidget(self._meanwhile, 2, 0, 1, 3)
        self._grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.leave_wanted)
        self.rooms.clicked.connect(self.rooms_wanted)
        self.lock.clicked.connect(self.lock_wanted)
        self.search.clicked.connect(self.search_wanted)
        self._moment.timeout.connect(self._on_moment_passed)

    def _on_moment_passed(self) -> None:
        if self._stamp is not None:
            from journal.dates import time_text

            at = time_text(self._stamp.local.strftime("%H:%M"), self._words)
            self._saved.setText(self._words("bar.saved_at", time=at))
            self._fit()

    def _fit(self) -> None:
        """Where large text leaves no room beside the buttons, not even on two lines, the saved line goes below them."""
        side = page_side(self.width())
        # Above and below it does not grow with the text, which needs the height.
        self._grid.setContentsMargins(side, 16, side, 8)
        self._row.setSpacing(scaled(8))
        line = self._saved.fontMetrics().horizontalAdvance(self._saved.text()) + scaled(12)
        ways = self._ways.sizeHint().width()
        if not self.rooms.isHidden():
            ways += self.rooms.sizeHint().width() + scaled(12)
        below = line * _ON_TWO_LINES + ways + 2 * side > self.width()
        self._grid.setVerticalSpacing(12 if below else 4)
        self._grid.setHorizontalSpacing(8 if below else scaled(12))
        self._grid.addWidget(self._saved, 1 if below else 0, 0 if below else 1, 1, 3 if below else 1)
        self._saved.setVisible(bool(self._saved.text()) or not below)
