# SPDX-License-Identifier: GPL-3.0-or-later
"""A notice under the bar. It takes a third of the window at most and scrolls within: the page keeps its room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from journal.errors import JournalError
from journal.words import Words
from ui.alerts import sentences
from ui.widgets.notice import Notice


class TroubleBar(QWidget):
    """Hidden until something did not go as it should."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = Notice()
        self.notice.setObjectName("trouble")
        # By its height for the width alone: wrapped labels ask for more, and it would scroll for nothing.
        self.notice.setMinimumHeight(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.notice)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._area)
        self.hide()

    def ease(self, words: Words, trouble: JournalError) -> None:
        """This is over; it goes, unless something else stands there by now."""
        if self.notice.says(*sentences(trouble, words)):
            self.hide()

    def fit(self, width: int, side: int, window_height: int) -> None:
        """``side`` is the empty margin of the pages below."""
        self._row.setContentsMargins(side, 0, side, 0)
        needed, room = self.notice.heightForWidth(width - 2 * side), window_height // 3
        self._area.setFixedHeight(min(needed, room))
        # The keyboard stops here only where there is something to scroll, and then hears what it is.
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus if needed > room else Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(self.notice.accessibleName())
