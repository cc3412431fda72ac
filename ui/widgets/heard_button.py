# SPDX-License-Identifier: GPL-3.0-or-later
"""A button that is pressed however it is pressed: by hand, by key, or by a screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HeardButton(QPushButton):
    """For a screen reader the press of a checkable button is Qt's ``toggle``: it changes the check and says no more.

    Here it emits ``clicked`` too, so that whoever listens to that hears everybody. Checking it from the code, or by
    its group because another was chosen, still emits none.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._expected = False
        self.toggled.connect(self._on_toggled)

    def setChecked(self, checked: bool) -> None:
        """From the code: no one pressed."""
        self._expected = True
        super().setChecked(checked)
        self._expected = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the ring, as Space does. Held down since the page before, it presses nothing."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """Qt's own way from a click to the check; its ``clicked`` follows by itself."""
        self._expected = True
        super().nextCheckState()
        self._expected = False

    def _on_toggled(self, checked: bool) -> None:
        group = self.group()
        let_go_by_group = not checked and group is not None and group.exclusive()
        if not self._expected and not let_go_by_group:
            self.clicked[bool].emit(checked)  # type: ignore[index]  # the overload that says how it stands
