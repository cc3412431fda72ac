# SPDX-License-Identifier: GPL-3.0-or-later
"""A drawing to look at: as large as the room and the text size allow, told in words to who cannot see it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.record.drawing import Drawing
from ui.style import scale, scaled, tokens
from ui.widgets.drawing_paint import Placing, paint

_AROUND = 8  # room for the ring that says where the keyboard is


@dataclass(slots=True)
class _Made:
    """A picture of the first ``count`` shapes, and all that it depends on besides them."""

    pixmap: QPixmap
    looks: tuple[object, ...]
    count: int = 0


class DrawingView(QWidget):
    """One unit of the sheet is one pixel at 100 % text size, less where the window is narrower.

    ``name`` is what a screen reader calls it; what it says besides is ``drawing.told``. ``mirrors``: the drawing turns
    with a window that is read from right to left, as a line of time does. A place that someone drew never turns.
    """

    def __init__(self, drawing: Drawing, name: str, *, mirrors: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mirrors, self._has_width = mirrors, False
        self._made: _Made | None = None
        self.setObjectName("drawing")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_drawing(drawing)

    def drawing(self) -> Drawing:
        return self._drawing

    def set_drawing(self, drawing: Drawing) -> None:
        """A drawing that only goes on from the one before is not drawn anew."""
        if not self._goes_on(drawing):
            self._made = None
        self._drawing = drawing
        self.setAccessibleDescription("\n".join(drawing.told))
        self._fit()
        self.update()

    def placing(self) -> Placing:
        """Where the sheet lies in the widget now."""
        room = QRectF(self.rect()).adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        turned = self._mirrors and self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Placing.within(room, self._drawing.width, self._drawing.height, turned)

    def sizeHint(self) -> QSize:
        return QSize(self._widest(), self.heightForWidth(self._widest()))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(scaled(160), self._widest()), 2 * _AROUND)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        across = max(1, min(width, self._widest()) - 2 * _AROUND)
        return round(across * self._drawing.height / max(self._drawing.width, 1e-6)) + 2 * _AROUND

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._has_width = True
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens().accent), 2))
            placing = self.placing()
            width, height = self._drawing.width * placing.scale, self._drawing.height * placing.scale
            ring = QRectF(placing.left, placing.top, width, height).adjusted(-6, -6, 6, 6)
            painter.drawRoundedRect(ring, scaled(8), scaled(8))

    def _goes_on(self, drawing: Drawing) -> bool:
        if self._made is None:
            return False
        before = self._drawing
        same_sheet = (before.width, before.height) == (drawing.width, drawing.height)
        return same_sheet and drawing.shapes[: self._made.count] == before.shapes[: self._made.count]

    def _picture(self) -> QPixmap:
        """The drawing as it was painted last: a line that grows above it must not wait for a hundred others."""
        looks = (self.size(), self.devicePixelRatio(), tokens(), self.placing())
        made = self._made
        if made is None or made.looks != looks:
            made = _Made(QPixmap(self.size() * self.devicePixelRatio()), looks)
            made.pixmap.setDevicePixelRatio(self.devicePixelRatio())
            made.pixmap.fill(Qt.GlobalColor.transparent)
        if made.count < len(self._drawing.shapes):
            painter = QPainter(made.pixmap)
            paint(painter, self._drawing, self.placing(), made.count)
            painter.end()
            made.count = len(self._drawing.shapes)
        self._made = made
        return made.pixmap

    def _widest(self) -> int:
        return round(self._drawing.width * scale()) + 2 * _AROUND

    def _fit(self) -> None:
        """Rows of a layout ask for one height, whatever the width: it takes what its width gives."""
        tall = self.heightForWidth(self.width() if self._has_width else self._widest())
        if tall != self.height() or not self.minimumHeight():
            self.setFixedHeight(tall)
            self.updateGeometry()
