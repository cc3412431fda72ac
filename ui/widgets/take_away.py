# SPDX-License-Identifier: GPL-3.0-or-later
"""At the end of a page of something kept: out of sight, which can be taken back, or erased, which can not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.undo_line import UndoLine
from ui.widgets.withdraw_panel import WithdrawPanel


class TakeAway(QWidget):
    """Signals:
    withdraw_wanted: it is to go out of sight; carries a reason, which may be empty.
    put_back_wanted: it is to be seen again.
    erase_wanted: it is to be erased.
    shown: another part of this came up, and should be in sight; carries it.
    """

    withdraw_wanted = Signal(str)
    put_back_wanted = Signal()
    erase_wanted = Signal()
    shown = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._panel: WithdrawPanel | None = None
        self.hide_it = Button(words("withdraw.ask"), "eye-slash", "quiet", "take-out", self)
        self.erase = Button(words("thing_page.erase"), role="quiet", name="erase-thing", parent=self)
        self._undo = UndoLine(words("withdraw.done"), words("withdraw.put_back"), self)
        ways = FlowLayout()
        ways.addWidget(self.hide_it)
        ways.addWidget(self.erase)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, scaled(16), 0, 0)
        self._column.setSpacing(scaled(8))
        self._column.addLayout(ways)
        self._column.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignTop)
        self.hide_it.clicked.connect(self._on_asked)
        self.erase.clicked.connect(self.erase_wanted)
        self._undo.asked.connect(self.put_back_wanted)
        self.stands()

    def stands(self) -> None:
        """It is in sight."""
        self._show()

    def is_gone(self) -> None:
        """It was taken out of sight, and can be put back."""
        self._show(gone=True)
        self._undo.button.setFocus()
        self.shown.emit(self._undo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_in_sight()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """The page makes room for what came up in more than one go: until it has its place, and while it is in use."""
        if self._panel is not None and self._panel.isAncestorOf(self.focusWidget()):
            self.shown.emit(self._panel)

    def _show(self, *, gone: bool = False) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self.hide_it.setVisible(not gone)
        self.erase.setVisible(not gone)
        self._undo.setVisible(gone)

    def _on_asked(self) -> None:
        if self._panel is None:
            self._panel = WithdrawPanel(self._words, self)
            self._panel.wanted.connect(self.withdraw_wanted)
            self._panel.left.connect(self._on_left)
            self._column.addWidget(self._panel)
        self._panel.leave.setFocus()

    def _on_left(self) -> None:
        self._show()
        self.hide_it.setFocus()
