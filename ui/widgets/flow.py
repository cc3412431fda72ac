# SPDX-License-Identifier: GPL-3.0-or-later
"""A row that goes on in the next line when it is full, as words do; mirrored where writing runs right to left."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.style import scaled


class FlowLayout(QLayout):
    """Holds chips and small buttons. One that is wider than the row wraps its own text (see Button)."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widest = QSize()
        for item in self._items:
            widest = widest.expandedTo(item.minimumSize())
        return widest

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Lay the items out in ``rect`` and return the height that they take."""
        gap = scaled(self._gap)
        holder = self.parentWidget()
        mirrored = holder is not None and holder.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y, line = 0, 0, 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), rect.width())
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if x and x + width > rect.width():
                x, y, line = 0, y + line + gap, 0
            if place:
                at = rect.right() + 1 - x - width if mirrored else rect.left() + x
                # Not through the item: it holds a button to its height of one line.
                (item.widget() or item).setGeometry(QRect(QPoint(at, rect.top() + y), QSize(width, height)))
            x += width + gap
            line = max(line, height)
        return y + line
