# SPDX-License-Identifier: GPL-3.0-or-later
"""A window onto a long list of cards: a few of them at a time, so that laying them out never holds up a key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.show_if import show_if


class CardWindow(QWidget):
    """Cards are made when they come into the window, and let go of when they leave it.

    Signals:
        moved: others are shown now.
    """

    moved = Signal()

    def __init__(self, words: Words, at_once: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at_once, self._start = at_once, 0
        self._makers: Sequence[Callable[[], QWidget]] = ()
        self._cards: list[QWidget] = []
        self.before = Button(words("people.before"), role="quiet", name="cards-before", parent=self)
        self.next = Button(words("people.next"), role="quiet", name="cards-next", parent=self)
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(12))
        ways = QHBoxLayout()
        ways.addWidget(self.before)
        ways.addWidget(self.next)
        ways.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addLayout(self._list)
        column.addLayout(ways)
        self.before.clicked.connect(self._on_before)
        self.next.clicked.connect(self._on_next)

    def show_cards(self, makers: Sequence[Callable[[], QWidget]]) -> None:
        """These, from the first on, instead of the present ones."""
        self._makers, self._start = makers, 0
        self._show()

    def cards(self) -> list[QWidget]:
        """Those in the window."""
        return list(self._cards)

    def focus_parts(self) -> list[QWidget]:
        return [*self._cards, self.before, self.next]

    def _show(self) -> None:
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        end = self._start + self._at_once
        self._cards = [maker() for maker in self._makers[self._start : end]]
        for card in self._cards:
            self._list.addWidget(card)
        show_if(self.before, self._start)
        show_if(self.next, end < len(self._makers))
        show_if(self, self._makers)

    def _on_before(self) -> None:
        self._move(-self._at_once, self.before, self.next)

    def _on_next(self) -> None:
        self._move(self._at_once, self.next, self.before)

    def _move(self, by: int, way: Button, other: Button) -> None:
        """The keyboard stays where it was pressed, so that it can be pressed again."""
        self._start += by
        self._show()
        self.moved.emit()
        (other if way.isHidden() else way).setFocus()
