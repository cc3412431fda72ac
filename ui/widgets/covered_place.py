# SPDX-License-Identifier: GPL-3.0-or-later
"""One place that can be covered: where it is, what stands there, and whether it is covered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel


class CoveredPlace(QWidget):
    """Signals:
    turned: it is to be covered, or to stay as it is.
    """

    turned = Signal(bool)

    def __init__(
        self, words: Words, where: str, text: str, *, covered: bool, own: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.button = Button("", role="chip", name="cover-place", parent=self)
        self.button.setChecked(covered)
        self.button.setAccessibleDescription(words("report.between").join(filter(None, (where, text))))
        self._say(covered)
        told = QVBoxLayout()
        told.setSpacing(scaled(2))
        told.addWidget(PlainLabel(where, "small", self))
        if text:
            told.addWidget(PlainLabel(text, "voice" if own else "body", self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, scaled(4), 0, scaled(4))
        row.setSpacing(scaled(16))
        row.addLayout(told, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.button.clicked.connect(self._on_clicked)

    def _say(self, covered: bool) -> None:
        self.button.say(self._words("cover.covered" if covered else "cover.cover_it"))

    def _on_clicked(self) -> None:
        self._say(self.button.isChecked())
        self.turned.emit(self.button.isChecked())
