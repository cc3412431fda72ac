# SPDX-License-Identifier: GPL-3.0-or-later
"""Locks when nobody touches the program, or after the computer slept: a timer stands still then, a clock does not."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from journal.clock import Clock

BEAT_SECONDS = 5
# A heartbeat later than this was not a busy moment: the computer slept, or its clock was moved.
SLEPT = timedelta(seconds=BEAT_SECONDS + 30)
_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
        QEvent.Type.TabletPress,
    )
)


class Idle(QObject):
    """Counts from the last touch of this program's own windows.

    Signals:
        wanted: lock, now.
    """

    wanted = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seconds = 5 * 60
        self._touched = clock.count()
        self._last_beat = clock.now().utc
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_SECONDS * 1000)
        self._timer.timeout.connect(self.beat)

    def start(self, minutes: int) -> None:
        """Watch, or go on watching with another number of minutes."""
        self._seconds = minutes * 60
        self._touched = self._clock.count()
        self._last_beat = self._clock.now().utc
        self._timer.start()

    def see(self, event: QEvent) -> None:
        if event.type() in _TOUCHES:
            self._touched = self._clock.count()

    def beat(self) -> None:
        """Look at both clocks: the one that runs through sleep where the system has it, and the one on the wall."""
        wall = self._clock.now().utc
        slept = wall - self._last_beat > SLEPT
        self._last_beat = wall
        if slept or self._clock.count() - self._touched >= self._seconds:
            self._timer.stop()
            self.wanted.emit()
