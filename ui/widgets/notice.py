# SPDX-License-Identifier: GPL-3.0-or-later
"""A calm box in sand: what is so, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel


class Notice(QFrame):
    """Text, a second softer line if there is one, and an optional button.

    Signals:
        asked: the button was pressed.
    """

    asked = Signal()

    def __init__(self, text: str = "", more: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._text = PlainLabel(text)
        self._more = PlainLabel(more)
        self.button = Button(action)
        self._build()
        self.button.clicked.connect(self.asked)
        self.say(text, more)

    def say(self, text: str, more: str = "") -> None:
        """Change both lines; the empty one takes no room."""
        self._text.setText(text)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setAccessibleName(f"{text} {more}".strip())
        if self.isVisible():
            self._announce()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._announce()

    def text(self) -> str:
        return self._text.text()

    def says(self, text: str, more: str = "") -> bool:
        return (self._text.text(), self._more.text()) == (text, more)

    def _announce(self) -> None:
        """A screen reader says it though the keyboard is elsewhere."""
        if self.accessibleName():
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(18), scaled(14), scaled(18), scaled(14))
        column.setSpacing(scaled(6))
        column.addWidget(self._text)
        column.addWidget(self._more)
        if self.button.text():
            column.addSpacing(scaled(4))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self.button.setVisible(bool(self.button.text()))
