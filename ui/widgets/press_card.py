# SPDX-License-Identifier: GPL-3.0-or-later
"""A button as large as a card, with more than one line on it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import icon as icon_named
from ui.style import scaled
from ui.widgets.heard_button import HeardButton
from ui.widgets.label import PlainLabel


class PressCard(HeardButton):
    """Holds labels in ``column``; the whole of it is pressed. Its name is said first, ``description`` after it."""

    def __init__(self, name: str, description: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(scaled(44))
        self.column: QBoxLayout = QVBoxLayout(self)
        self.column.setContentsMargins(scaled(20), scaled(18), scaled(20), scaled(18))
        self.column.setSpacing(scaled(6))

    def say(self, text: str, role: str) -> PlainLabel:
        """One more line."""
        label = PlainLabel(text, role, self)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.column.addWidget(label)
        return label

    def draw(self, icon: str) -> None:
        """An icon in the accent above the lines."""
        self.column.addWidget(Drawn(icon, self), 0, Qt.AlignmentFlag.AlignLeading)

    def sizeHint(self) -> QSize:
        return self.column.sizeHint().expandedTo(QSize(0, scaled(44)))

    def minimumSizeHint(self) -> QSize:
        return self.column.minimumSize().expandedTo(QSize(0, scaled(44)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self.column.heightForWidth(width), scaled(44))


class Drawn(QWidget):
    """An icon that follows the colours and the text size."""

    def __init__(self, name: str, parent: QWidget | None = None, size: int = 26) -> None:
        super().__init__(parent)
        self._icon = icon_named(name, "accent")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(scaled(size), scaled(size))

    def draw(self, name: str) -> None:
        """Another icon."""
        self._icon = icon_named(name, "accent")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()
