# SPDX-License-Identifier: GPL-3.0-or-later
"""One picture, shown from memory: as wide as there is room, larger and smaller, moved about with the arrow keys."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.style import scaled, tokens

_STEPS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
_TALLEST = 520


class _Sheet(QWidget):
    """Paints the picture at the size it has."""

    def __init__(self, view: "PictureView") -> None:
        super().__init__()
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture = self._view.picture_for(self.width() * self.devicePixelRatioF())
        if not picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            # Only what is in sight is drawn: a large picture shown large would take long otherwise.
            part = QRectF(event.rect())
            across, down = picture.width() / max(1, self.width()), picture.height() / max(1, self.height())
            taken = QRectF(part.x() * across, part.y() * down, part.width() * across, part.height() * down)
            painter.drawImage(part, picture, taken)
        painter.setPen(QPen(QColor(tokens().edge), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PictureView(QScrollArea):
    """Zoom 1.0 is as wide as there is room. Plus and minus change it, zero fits it, arrows move, page keys turn.

    Signals:
        turned: the next (1) or the previous (-1) page is wanted.
        zoomed: it is shown larger or smaller than before; carries the width in pixels of the screen.
    """

    turned = Signal(int)
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._fine = QImage(), QImage()
        self._size = QSize()
        self._zoom = 1.0
        self.setObjectName("picture-view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheet = _Sheet(self)
        self.setWidget(self._sheet)

    def show_picture(self, picture: QImage, size: QSize | None = None) -> None:
        """``size`` is the picture's own, of which this may be a smaller copy."""
        self._picture, self._fine = picture, QImage()
        self._size = size if size is not None and size.isValid() and not size.isEmpty() else picture.size()
        self._fit()

    def show_fine(self, picture: QImage) -> None:
        """The same in more detail: drawn where the other one would look coarse."""
        self._fine = picture
        self._sheet.update()

    def clear(self) -> None:
        self._picture, self._fine, self._size, self._zoom = QImage(), QImage(), QSize(), 1.0
        self._sheet.resize(0, 0)

    def picture_for(self, width: float) -> QImage:
        """The one to draw so many pixels wide."""
        coarse = not self._fine.isNull() and width > self._picture.width()
        return self._fine if coarse else self._picture

    def shown_width(self) -> int:
        """In pixels of the screen."""
        return round(self._sheet.width() * self.devicePixelRatioF())

    def is_coarse(self) -> bool:
        """Whether there is more in the picture than can be seen of it at this size."""
        best = max(self._picture.width(), self._fine.width())
        return self.shown_width() > best and best < self._size.width()

    def larger(self) -> None:
        self._set_zoom(next((step for step in _STEPS if step > self._zoom + 0.01), _STEPS[-1]))

    def smaller(self) -> None:
        self._set_zoom(next((step for step in reversed(_STEPS) if step < self._zoom - 0.01), _STEPS[0]))

    def fit_width(self) -> None:
        self._set_zoom(1.0)

    def zoom(self) -> float:
        return self._zoom

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        match event.key():
            case keys.Key_Plus | keys.Key_Equal:
                self.larger()
            case keys.Key_Minus:
                self.smaller()
            case keys.Key_0:
                self.fit_width()
            case keys.Key_PageDown:
                self.turned.emit(1)
            case keys.Key_PageUp:
                self.turned.emit(-1)
            case keys.Key_Left | keys.Key_Right | keys.Key_Up | keys.Key_Down if self._moves(event.key()):
                super().keyPressEvent(event)
            case _:
                event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_sheet"):
            self._fit()

    def _moves(self, key: int) -> bool:
        """Whether this key has somewhere to go in the picture; else it scrolls the page."""
        sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        bar = self.horizontalScrollBar() if sideways else self.verticalScrollBar()
        back = key in (Qt.Key.Key_Left, Qt.Key.Key_Up)
        return bar.value() > bar.minimum() if back else bar.value() < bar.maximum()

    def _set_zoom(self, zoom: float) -> None:
        """What stands in the middle stays there."""
        middle = self._sheet.mapFrom(self.viewport(), self.viewport().rect().center())
        across = middle.x() / max(1, self._sheet.width())
        down = middle.y() / max(1, self._sheet.height())
        self._zoom = zoom
        self._fit()
        spot = QPoint(round(across * self._sheet.width()), round(down * self._sheet.height()))
        self.ensureVisible(spot.x(), spot.y(), self.viewport().width() // 2, self.viewport().height() // 2)
        self.zoomed.emit(self.shown_width())

    def _fit(self) -> None:
        """A picture that is small is never blown up by itself, nor one that is tall taller than the window."""
        if self._size.isEmpty():
            return
        room = max(1, self.width() - 2 * self.frameWidth() - 2)
        tall = scaled(_TALLEST)
        natural = self._size.scaled(QSize(room, tall), Qt.AspectRatioMode.KeepAspectRatio)
        if natural.width() > self._size.width():
            natural = QSize(self._size)
        shown = natural * self._zoom
        self._sheet.resize(shown.expandedTo(QSize(1, 1)))
        bars = self.horizontalScrollBar().sizeHint().height() if shown.width() > room else 0
        self.setFixedHeight(min(max(shown.height() + bars, scaled(120)), tall) + 2 * self.frameWidth() + 2)
