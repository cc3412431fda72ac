# SPDX-License-Identifier: GPL-3.0-or-later
"""Says that dates to ask about need a place, where none was chosen, and leads to where one can be."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel


class PlaceLine(QWidget):
    """Signals:
    wanted: a place is to be chosen.
    """

    wanted = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(words("paper.place_do"), "map-pin", "quiet", "choose-place", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, scaled(10))
        column.setSpacing(scaled(4))
        column.addWidget(PlainLabel(words("paper.place"), "soft", self))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self.button.clicked.connect(self.wanted)
