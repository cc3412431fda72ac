# SPDX-License-Identifier: GPL-3.0-or-later
"""Copying that can be watched and stopped: each piece is counted, and it is asked whether to go on."""

from collections.abc import Callable

from journal.report.stop import Cancelled, Stopped


class Meter:
    """Called with the bytes of each piece: tells ``progress`` how many of ``total`` have passed; of none, nothing.

    Raises Stopped when ``stopped`` says so.
    """

    def __init__(self, total: int, progress: Callable[[int, int], None], stopped: Cancelled) -> None:
        self._total, self._done = total, 0
        self._progress, self._stopped = progress, stopped

    def __call__(self, count: int) -> None:
        if self._stopped():
            raise Stopped
        self._done += count
        if self._total:
            self._progress(min(self._done, self._total), self._total)


def say_nothing(*_said: object) -> None:
    """Nobody watches."""
