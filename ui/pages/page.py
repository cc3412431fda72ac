# SPDX-License-Identifier: GPL-3.0-or-later
"""What every page is: one scrolled column of readable width, a bar below it, and a way to ask for another page."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.session import Session
from ui.style import air, page_side, scaled
from ui.widgets.sheet import Sheet

# The name of no page: the one before this, as it was left.
BACK = "back"
# About 70 letters of body text at 100 %; a door has less to say than a room.
_WIDE = 760
_NARROW = 600
_LINE = 24
_REFITS = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)


class Page(QWidget):
    """A page of the program. ``_build`` fills ``column`` and ``footer``, then come ``_connect`` and ``_load``.

    Signals:
        go: another page is wanted: its name and the arguments of its ``enter``.
    """

    go = Signal(str, dict)
    rail = "home"
    # A page from before the record is open stands in the middle of the window, which has no rail then.
    centred = False

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.words = session.words
        self._arguments: dict[str, Any] = {}
        self._frame()
        self._build()
        self._connect()
        self._load()

    def enter(self, **arguments: Any) -> None:
        """Called each time the page is shown."""
        self._arguments = arguments

    def leave(self) -> None:
        """Called before another page is shown."""

    def place(self) -> dict[str, Any]:
        """What ``enter`` needs to bring the person back to exactly here: plain JSON, cursor included."""
        return dict(self._arguments)

    def first_focus(self) -> QWidget | None:
        """What has the keyboard when the page comes up; None leaves it to the order of the page."""
        return None

    def reveal(self, widget: QWidget) -> None:
        """Scroll to what has come up or got the keyboard, once it has its place; if it is tall, to its first words."""
        QTimer.singleShot(0, widget, partial(self._show_whole, widget, 1))

    def reveal_beginning(self, widget: QWidget) -> None:
        """Scroll no further than it takes to see how ``widget`` begins, once it has its place."""
        QTimer.singleShot(0, widget, partial(self._show_beginning, widget))

    def scroll_by_key(self, key: int) -> bool:
        """Scroll as this key says, for whoever has no wheel; False if it is not one of those keys."""
        bar = self.scroller.verticalScrollBar()
        line = scaled(_LINE)
        # A screenful less two lines, so that the eye finds its place again.
        screenful = max(line, bar.pageStep() - 2 * line)
        keys = Qt.Key
        by = {keys.Key_Down: line, keys.Key_Up: -line, keys.Key_PageDown: screenful, keys.Key_PageUp: -screenful}
        by |= {keys.Key_Home: -bar.maximum(), keys.Key_End: bar.maximum()}
        if key not in by or self.scroller.isHidden():
            return False
        bar.setValue(bar.value() + by[Qt.Key(key)])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no box and no button of the page took for itself."""
        if not self.scroll_by_key(event.key()):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _REFITS and hasattr(self, "_middle"):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._foot.setVisible(self.footer.count() > 0)
        self._on_scrolled()

    def _build(self) -> None:
        """Make the widgets."""

    def _connect(self) -> None:
        """Connect them, one a line."""

    def _load(self) -> None:
        """Ask for what they show."""

    def _frame(self) -> None:
        self._middle = QWidget()
        self._middle.setObjectName("page-column")
        self.column = QVBoxLayout(self._middle)
        self._holder = Sheet()
        self._row = QHBoxLayout(self._holder)
        if self.centred:
            self._row.addStretch(1)
        self._row.addWidget(self._middle, 1000)
        self._row.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # Its room is always kept, in the margin: so the column never moves, and ends where the bars above and below do.
        self.scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scroller.verticalScrollBar().setEnabled(False)
        self.scroller.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.scroller.setWidget(self._holder)
        self.scroller.verticalScrollBar().rangeChanged.connect(self._on_scrolled)
        self.scroller.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._foot = QWidget()
        self._foot.setObjectName("page-footer")
        # A line at its upper edge, in no layout: nothing moves when it comes or goes.
        self._fold = QFrame(self._foot)
        self._fold.setObjectName("page-fold")
        self.footer = QHBoxLayout(self._foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.scroller, 1)
        whole.addWidget(self._foot)
        self._fit()

    def _show_whole(self, widget: QWidget, again: int) -> None:
        """Once more after that: its words may have taken more lines by then."""
        if widget.height() + 2 * scaled(8) > self.scroller.viewport().height():
            top = widget.mapTo(self._holder, QPoint(0, 0)).y()
            self.scroller.verticalScrollBar().setValue(top - scaled(8))
        else:
            self.scroller.ensureWidgetVisible(widget, 0, scaled(8))
        if again:
            QTimer.singleShot(0, widget, partial(self._show_whole, widget, again - 1))

    def _show_beginning(self, widget: QWidget) -> None:
        enough = min(widget.height(), scaled(240), self.scroller.viewport().height() - scaled(24))
        spot = widget.mapTo(self._holder, QPoint(0, enough))
        self.scroller.ensureVisible(spot.x(), spot.y(), 0, 0)

    def _on_range(self, low: int, high: int) -> None:
        """A bar with nowhere to go is not drawn."""
        self.scroller.verticalScrollBar().setEnabled(high > low)

    def _fit(self) -> None:
        """Sizes that follow the text."""
        side = page_side(self.width())
        wide = scaled(_NARROW if self.centred else _WIDE)
        self._middle.setMaximumWidth(wide)
        beside = max(0, side - self.scroller.verticalScrollBar().sizeHint().width())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        first, last = (beside, side) if mirrored else (side, beside)
        # The bar below has an edge of its own; without one the page keeps clear of the window's.
        below = scaled(8 if self.footer.count() else 24)
        self._row.setContentsMargins(first, air(16), last, below)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(scaled(12))
        foot = max(side, (self.width() - wide) // 2) if self.centred else side
        # Not higher with the text: that needs the room.
        self.footer.setContentsMargins(foot, 12, foot, 20)
        self.footer.setSpacing(scaled(8))
        self._fold.setGeometry(0, 0, self.width(), 1)

    def _on_scrolled(self) -> None:
        """Show by a line above the buttons that more of the page lies below them."""
        bar = self.scroller.verticalScrollBar()
        self._fold.setVisible(bar.value() < bar.maximum())
