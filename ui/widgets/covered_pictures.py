# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures, files and drawings that can be covered as a whole: by number and name, none of them shown."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.covered_place import CoveredPlace
from ui.widgets.label import PlainLabel

_AT_ONCE = 20


class CoveredPictures(QWidget):
    """Signals:
    turned: carries the key of what is to be covered or to stay, and which.
    """

    turned = Signal(str, bool)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._pictures: Sequence[tuple[str, str, str]] = ()
        self._covered: set[str] = set()
        self._shown = 0
        self._more = Button(words("cover.pictures.more"), role="quiet", name="more-pictures", parent=self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(scaled(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, scaled(8), 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(PlainLabel(words("cover.pictures.title"), "heading"))
        column.addWidget(PlainLabel(words("cover.pictures.lead"), "soft"))
        column.addLayout(self._rows)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self._more.clicked.connect(self._add_rows)
        self.hide()

    def offer(self, pictures: Sequence[tuple[str, str, str]], covered: Collection[str]) -> None:
        """Show these (key, number, name), if they are not shown already."""
        self.setVisible(bool(pictures))
        self._covered = set(covered)
        if pictures == self._pictures:
            return
        self._pictures, self._shown = pictures, 0
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._add_rows()

    def _add_rows(self) -> None:
        for key, label, name in self._pictures[self._shown : self._shown + _AT_ONCE]:
            where = label if name else self._words("cover.pictures.sketch", number=label)
            row = CoveredPlace(self._words, where, name, covered=key in self._covered)
            row.turned.connect(partial(self._on_turned, key))
            self._rows.addWidget(row)
        self._shown = min(self._shown + _AT_ONCE, len(self._pictures))
        self._more.setVisible(self._shown < len(self._pictures))

    def _on_turned(self, key: str, covered: bool) -> None:
        self._covered = self._covered | {key} if covered else self._covered - {key}
        self.turned.emit(key, covered)
