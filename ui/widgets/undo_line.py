# SPDX-License-Identifier: GPL-3.0-or-later
"""A quiet line in the place of something taken out, with the way to put it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel


class UndoLine(QFrame):
    """Stays until it is used or something else is taken out: nothing here runs out of time.

    Signals:
        asked: it is to be put back.
    """

    asked = Signal()

    def __init__(self, text: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.button = Button(action, "arrow-u-up-left", "quiet", "put-back", self)
        self._text = PlainLabel(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(8), scaled(4), scaled(8), scaled(4))
        row.setSpacing(scaled(8))
        row.addSpacing(scaled(8))  # not a wider margin: that would stay at the left in a mirrored window
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.asked)

    def say(self, text: str) -> None:
        """Change the words."""
        self._text.setText(text)
