# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of time: drawn anew for the room there is, so that its words keep their size in a narrow window."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from journal.record.drawing import Drawing
from ui.style import scale
from ui.widgets.drawing_view import DrawingView

_WIDEST, _NARROWEST = 744, 400  # units of the sheet; one is a pixel at 100 %
_EDGES = 16  # what the view keeps free on both sides
_STEP = 8  # so that a window that is pulled wider is not drawn anew for every pixel


class TimeView(DrawingView):
    """``make`` draws for so many units of width. Time runs as the window is read.

    Signals:
        turned: an arrow key asked for what is earlier (-1) or later (1) than what is shown.
        zoomed: plus (1) or minus (-1) was pressed.
    """

    turned = Signal(int)
    zoomed = Signal(int)

    def __init__(self, make: Callable[[float], Drawing], name: str, parent: QWidget | None = None) -> None:
        self._make = make
        self._units = _WIDEST
        super().__init__(make(_WIDEST), name, mirrors=True, parent=parent)

    def show_made(self, make: Callable[[float], Drawing]) -> None:
        """Another picture, for the same room."""
        self._make = make
        self.set_drawing(make(self._units))

    def resizeEvent(self, event: QResizeEvent) -> None:
        units = int((event.size().width() - _EDGES) / scale()) // _STEP * _STEP
        units = max(_NARROWEST, min(_WIDEST, units))
        if units != self._units:
            self._units = units
            self.set_drawing(self._make(units))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ahead = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        turns = {Qt.Key.Key_Right: ahead, Qt.Key.Key_Left: -ahead}
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if event.key() in turns:
            self.turned.emit(turns[Qt.Key(event.key())])
        elif event.key() in zooms:
            self.zoomed.emit(zooms[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
