# SPDX-License-Identifier: GPL-3.0-or-later
"""The one line about what goes on beside the page that is shown; more than one thing may."""

from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance


class Meanwhile(QObject):
    """Follows signals that carry a line, or an empty one when their thing is over.

    Signals:
        said: the line to show now: the latest that still holds, else an empty one.
    """

    said = Signal(str)

    def __init__(self, *told: SignalInstance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[int, str] = {}
        for number, signal in enumerate(told):
            signal.connect(partial(self._on_told, number))

    def _on_told(self, number: int, line: str) -> None:
        self._lines.pop(number, None)
        if line:
            self._lines[number] = line
        self.said.emit(next(reversed(self._lines.values()), ""))
