# SPDX-License-Identifier: GPL-3.0-or-later
"""The key that leaves: Shift pressed and released alone, three times within five seconds.

After GOV.UK's "Exit this page"; where it differs and why: docs/sources.md, "Leaving".
"""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from journal.clock import Clock

WITHIN_SECONDS = 5.0
# Windows offers its sticky keys at the fifth Shift: three stays well below.
_KEYS = {"shift": (Qt.Key.Key_Shift, 3), "ctrl": (Qt.Key.Key_Control, 3), "f9": (Qt.Key.Key_F9, 1)}
_OTHER = frozenset((QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel))
_KEY_EVENTS = frozenset((QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride))


class LeaveKey(QObject):
    """Watches keys only to tell this one apart. Any other key, pressed or let go between, starts it over.

    An event that reaches several widgets in turn counts once: a press while it is down changes nothing.

    Signals:
        wanted: leave, now.
    """

    wanted = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._key, self._times = _KEYS["shift"]
        self._down = False
        self._presses: list[float] = []

    def use(self, which: str) -> None:
        """Another key, by the value of the setting ``leave_key``."""
        self._key, self._times = _KEYS.get(which, _KEYS["shift"])
        self._start_over()

    def see(self, event: QEvent) -> None:
        kind = event.type()
        if kind in _KEY_EVENTS:
            self._see_key(cast(QKeyEvent, event))
        elif kind in _OTHER:
            self._start_over()
        elif kind == QEvent.Type.InputMethod:
            typed = cast(QInputMethodEvent, event)
            if typed.commitString() or typed.preeditString():
                self._start_over()

    def _see_key(self, event: QKeyEvent) -> None:
        if event.key() != self._key:
            self._start_over()
        elif event.type() == QEvent.Type.KeyPress:
            self._down = True
        elif event.type() == QEvent.Type.KeyRelease and self._down and not event.isAutoRepeat():
            self._down = False
            self._count_press()

    def _count_press(self) -> None:
        now = self._clock.count()
        self._presses = [then for then in self._presses if now - then <= WITHIN_SECONDS] + [now]
        if len(self._presses) >= self._times:
            self._start_over()
            self.wanted.emit()

    def _start_over(self) -> None:
        self._down = False
        self._presses = []
