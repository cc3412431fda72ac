# SPDX-License-Identifier: GPL-3.0-or-later
"""What is being written stays in sight: the page around it scrolls no further than that takes."""

from functools import partial

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_MARGIN = 24


def keep_in_view(widget: QWidget, rect: QRect) -> None:
    """Scroll the page so that ``rect`` of ``widget`` (the writing cursor) can be seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and (page := parent.widget()) is not None:
            spot = widget.mapTo(page, rect.center())
            parent.ensureVisible(spot.x(), spot.y(), _MARGIN, rect.height() // 2 + _MARGIN)
            return
        parent = parent.parentWidget()


def bring_into_view(widget: QWidget) -> None:
    """The same for what has just been made, once it has its place: all of it, or as much as there is room for."""
    QTimer.singleShot(0, widget, partial(_bring, widget, 1))


def _bring(widget: QWidget, again: int) -> None:
    """Once more after that: what closed above it has made room by then."""
    keep_in_view(widget, widget.rect())
    if again:
        QTimer.singleShot(0, widget, partial(_bring, widget, again - 1))
