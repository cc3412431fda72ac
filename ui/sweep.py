# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's search for unreachable cycles, on the window's thread only.

By itself it runs on whichever thread happens to allocate. On the vault's thread it would destroy Qt objects that belong
to the window's thread, their timers among them: Qt warns, and then the process dies.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class Sweep(QObject):
    """From its making until ``stop``, unreachable cycles are found here and nowhere else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._sweep)
        self._timer.start()

    def stop(self) -> None:
        """No other thread is left: Python may search as it likes again."""
        self._timer.stop()
        gc.enable()

    def _sweep(self) -> None:
        """The oldest generation that Python itself would look through by now."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
