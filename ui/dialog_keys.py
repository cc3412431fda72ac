# SPDX-License-Identifier: GPL-3.0-or-later
"""Lock and leave by key while a dialog is open: it hides the window's own keys and buttons from the keyboard."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


class DialogKeys(QObject):
    """The same keys as the window's, and only where those are not heard.

    Signals:
        lock_wanted: Ctrl+L.
        leave_wanted: Ctrl+Q.
    """

    lock_wanted = Signal()
    leave_wanted = Signal()

    def see(self, event: QEvent) -> None:
        if event.type() != QEvent.Type.KeyPress or QApplication.activeModalWidget() is None:
            return
        pressed = cast(QKeyEvent, event)
        if pressed.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if pressed.key() == Qt.Key.Key_L:
                self.lock_wanted.emit()
            elif pressed.key() == Qt.Key.Key_Q:
                self.leave_wanted.emit()
