# SPDX-License-Identifier: GPL-3.0-or-later
"""A question answered with one of many by name: the latest as chips, the others once a part of the name is typed."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.chips import ChipRow
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.search_box import SearchBox
from ui.widgets.show_if import show_if

_WAIT_MS = 120


class NamedChips(QWidget):
    """``find`` says what can be typed, in words and as the box's name.

    Signals:
        chosen_changed: the person chose or unchose one.
        asked: carries what was typed, without spaces around it; never empty.
    """

    chosen_changed = Signal()
    asked = Signal(str)

    def __init__(self, words: Words, question: str, find: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latest: list[tuple[str, str]] = []
        self._head, self._find = PlainLabel(question, "soft", self), PlainLabel(find, "small", self)
        self._head.setContentsMargins(0, scaled(8), 0, 0)  # nearer to its own chips than to those above
        self.box = SearchBox(self)
        self.box.setAccessibleName(find)
        self._find.setBuddy(self.box)
        self._nothing = PlainLabel(words("search.none_called"), "small", self)
        self.row = ChipRow(single=True, parent=self)
        self.row.describe(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        for widget in (self._head, self.row, self._find, self.box, self._nothing):
            column.addWidget(widget)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._on_typed)
        self.box.textEdited.connect(self._wait.start)
        self.row.chosen_changed.connect(self.chosen_changed)

    def focus_parts(self) -> list[QWidget]:
        return [self.row, self.box]

    def offer(self, latest: Iterable[tuple[str, str]], *, more: bool) -> None:
        """Ids and names, none chosen; ``more``: there are others than these."""
        self._latest = list(latest)
        self._wait.stop()
        self.box.clear()
        self.row.offer(self._latest)
        for widget in (self._find, self.box):
            show_if(widget, more)
        show_if(self._nothing, False)
        chain([self])
        self.setVisible(bool(self._latest))

    def offer_called(self, typed: str, found: Iterable[tuple[str, str]]) -> None:
        """Those that are called as was ``typed``, unless something else is typed by now. What is chosen stays."""
        if typed == self.box.text().strip():
            rows = list(found)
            show_if(self._nothing, not rows)
            self._replace(rows)

    def chosen(self) -> str:
        """The id; empty for none."""
        return "".join(self.row.chosen())

    def choose(self, option: str) -> None:
        self.row.choose([option])

    def _on_typed(self) -> None:
        """With nothing typed it is the latest again."""
        if typed := self.box.text().strip():
            self.asked.emit(typed)
        else:
            show_if(self._nothing, False)
            self._replace(self._latest)

    def _replace(self, rows: list[tuple[str, str]]) -> None:
        chosen = self.chosen()
        held = [(chosen, self.row.name_of(chosen))] if chosen and chosen not in dict(rows) else []
        self.row.offer([*held, *rows])
        self.choose(chosen)
        chain([self])
