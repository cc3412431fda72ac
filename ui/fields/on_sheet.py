# SPDX-License-Identifier: GPL-3.0-or-later
"""The list below a sheet: all that is on it, in words, with the way to take one thing off."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel
from ui.widgets.name_list import ToldList
from ui.widgets.show_if import show_if


class OnSheet(QWidget):
    """Not there while the sheet is empty.

    Signals:
        chosen: another row is the current one; carries its place, or -1.
        taken_off: this row is to be taken off.
    """

    chosen = Signal(int)
    taken_off = Signal(int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = ToldList(words("sketch.on_it"), words("sketch.on_it_help"), self)
        self.take_off = Button(words("sketch.take_off"), "", "quiet", "take-off", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        column.addWidget(PlainLabel(words("sketch.on_it"), "small"))
        column.addWidget(self.told)
        line = QHBoxLayout()
        line.addWidget(self.take_off)
        line.addStretch()
        column.addLayout(line)
        self.take_off.clicked.connect(self._on_take_off)
        self.told.chosen.connect(self._on_chosen)
        self.told.taken_off.connect(self.taken_off)
        self.tell(())

    def tell(self, lines: Sequence[str]) -> None:
        self.told.tell(lines)
        self.take_off.setEnabled(self.told.place() >= 0)
        show_if(self, lines)

    def place(self) -> int:
        return self.told.place()

    def _on_chosen(self, place: int) -> None:
        self.take_off.setEnabled(place >= 0)
        self.chosen.emit(place)

    def _on_take_off(self) -> None:
        if self.place() >= 0:
            self.taken_off.emit(self.place())
