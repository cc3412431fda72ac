# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo of something that is drawn: each step back leads to exactly what was there before."""

from typing import Generic, TypeVar

T = TypeVar("T")


class History(Generic[T]):
    """Holds a value that is never changed in place. Lives only while a page is open: no draft keeps a history."""

    def __init__(self, now: T) -> None:
        self.now = now
        self._past: list[T] = []
        self._future: list[T] = []

    def begin(self, now: T) -> None:
        """Something else from now on, with nothing before it."""
        self.now, self._past, self._future = now, [], []

    def do(self, new: T) -> None:
        """One step. What was undone before is given up."""
        if new != self.now:
            self._past.append(self.now)
            self.now, self._future = new, []

    def amend(self, new: T) -> None:
        """The last step goes on, as words do letter by letter: undoing takes it back as a whole."""
        self.now, self._future = new, []
        if self._past and self._past[-1] == new:
            self._past.pop()

    def undo(self) -> bool:
        if not self._past:
            return False
        self._future.append(self.now)
        self.now = self._past.pop()
        return True

    def redo(self) -> bool:
        if not self._future:
            return False
        self._past.append(self.now)
        self.now = self._future.pop()
        return True

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)
