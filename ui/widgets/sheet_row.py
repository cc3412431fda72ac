# SPDX-License-Identifier: GPL-3.0-or-later
"""One child's sheet in a list: what it is called, when it was begun, the way to it. No word of what stands on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel


class SheetRow(QFrame):
    """``own_words``: the title is the person's, not the program's.

    Signals:
        opened: the sheet is wanted.
    """

    opened = Signal()

    def __init__(
        self, words: Words, title: str, note: str, *, own_words: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("child-sheet")
        self.setProperty("role", "card")
        text = QVBoxLayout()
        text.setSpacing(scaled(4))
        text.addWidget(PlainLabel(title, "voice" if own_words else "body"))
        text.addWidget(PlainLabel(note, "small"))
        self.button = Button(words("home.open"), name="open-sheet")
        self.button.setAccessibleName(words("home.open_named", title=title))
        self.button.clicked.connect(self.opened)
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        row.setSpacing(scaled(16))
        row.addLayout(text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
