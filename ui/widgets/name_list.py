# SPDX-License-Identifier: GPL-3.0-or-later
"""Names to go through with the arrow keys, or by their first letters: one stop for Tab, however many there are."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.style import scaled

_ROWS = 5
_Index = QModelIndex | QPersistentModelIndex


class NameList(QListView):
    """As tall as a few rows; the others scroll.

    Signals:
        chosen: another row is the current one; carries its place, or -1.
        picked: Enter was pressed on this row, or the row was pressed twice.
    """

    chosen = Signal(int)
    picked = Signal(int)

    def __init__(self, name: str, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setAccessibleName(name)
        self.setAccessibleDescription(help_text)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._on_index)

    def tell(self, names: Sequence[str]) -> None:
        """Show these rows. The chosen one stays chosen, or the last one when there are fewer now."""
        flat = [self._isolated(" ".join(line.split())) for line in names]
        place = min(self.place(), len(flat) - 1)
        if flat != self._names.stringList():
            self._names.setStringList(flat)
            if place >= 0:
                self.setCurrentIndex(self._names.index(place))
        row = max(self.sizeHintForRow(0), scaled(44)) if flat else 0
        self.setFixedHeight(row * min(len(flat), _ROWS) + 2 * self.frameWidth() + scaled(10))

    def _isolated(self, text: str) -> str:
        """In a mirrored window a row runs in its own direction, the quotation mark before its first letter too."""
        return f"\u2068{text}\u2069" if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else text

    def place(self) -> int:
        return self.currentIndex().row()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.place() >= 0:
            self.picked.emit(self.place())
        else:
            super().keyPressEvent(event)

    def _on_index(self, index: QModelIndex) -> None:
        self.picked.emit(index.row())


class ToldList(NameList):
    """What is on a sheet, in words, to be taken off row by row.

    Signals:
        taken_off: this row is to be taken off.
    """

    taken_off = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.place() >= 0:
            self.taken_off.emit(self.place())
        else:
            super().keyPressEvent(event)
