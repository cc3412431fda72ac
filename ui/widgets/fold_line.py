# SPDX-License-Identifier: GPL-3.0-or-later
"""One line that a press unfolds into a few more, with a way to the whole of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel


class FoldLine(QWidget):
    """Signals:
    asked: the way to the whole of it was pressed.
    """

    asked = Signal()

    def __init__(self, title: str, text: str, action: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(title, "caret-down", "quiet", name, self)
        self._text = PlainLabel(text, "body", self)
        self._action = Button(action, role="quiet", name=f"{name}-more", parent=self)
        self._action.setAccessibleDescription(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._text)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignLeading)
        self.button.clicked.connect(self._on_pressed)
        self._action.clicked.connect(self.asked)
        self._show(False)

    def is_open(self) -> bool:
        return not self._text.isHidden()

    def _show(self, wanted: bool) -> None:
        self._text.setVisible(wanted)
        self._action.setVisible(wanted)
        self.button.say(self.button.text(), "caret-up" if wanted else "caret-down")
        self.button.setAccessibleDescription(self._text.text() if wanted else "")

    def _on_pressed(self) -> None:
        self._show(not self.is_open())
