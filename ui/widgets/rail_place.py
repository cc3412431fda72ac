# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the rail stands: beside the page; or, where large text needs the window, in the page's place when asked for."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.style import scaled
from ui.widgets.rail import Rail
from ui.widgets.top_bar import TopBar

# Windows narrower than this, in pixels at 100 %, have no room for a rail beside the page.
_NARROW = 700


class RailPlace(QObject):
    """``whole`` holds the rail beside everything, ``main`` above the ``page``. The bar offers it where it is away."""

    def __init__(self, rail: Rail, bar: TopBar, whole: QHBoxLayout, main: QVBoxLayout, page: QWidget) -> None:
        super().__init__(rail)
        self._rail, self._bar, self._whole, self._main, self._page = rail, bar, whole, main, page
        self._beside = True
        self._whole.insertWidget(0, rail)
        bar.rooms_wanted.connect(self._on_wanted)
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), rail)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        away.activated.connect(self._on_away)

    def fit(self, window_width: int) -> int:
        """Follow the text size and the window; returns the width that is left to the page."""
        beside = window_width >= scaled(_NARROW)
        if beside != self._beside:
            self._beside = beside
            if beside:
                self._whole.insertWidget(0, self._rail)
            else:
                self._main.insertWidget(self._main.indexOf(self._page), self._rail, 1)
            self._bar.offer_rooms(not beside)
            self.close()
        self._rail.fit(window_width, beside=beside)
        return window_width - self._rail.width() if beside else window_width

    def close(self) -> None:
        """Back to the page."""
        self._show(rooms=False)

    def _show(self, *, rooms: bool) -> None:
        self._rail.setVisible(self._beside or rooms)
        self._page.setVisible(self._beside or not rooms)
        self._bar.say_rooms(are_open=rooms)

    def _on_wanted(self) -> None:
        are_open = self._rail.isVisible()
        self._show(rooms=not are_open)
        if not are_open:
            self._rail.first_focus().setFocus()

    def _on_away(self) -> None:
        if not self._beside:
            self.close()
            self._bar.rooms.setFocus()
