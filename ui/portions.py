# SPDX-License-Identifier: GPL-3.0-or-later
"""Making many widgets without holding up the window: some at once, the rest a few at a time between other events."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")

# A card takes one to two milliseconds: well below what a person would notice while typing or leaving.
AT_ONCE = 12
IN_ONE_TURN = 6


def in_portions(
    owner: QObject, items: Iterable[T], make: Callable[[T], object], done: Callable[[], object] | None = None
) -> None:
    """``make`` of each item in its order, the first now; then ``done``. Ends quietly when ``owner`` goes."""
    _go_on(owner, iter(items), make, done, AT_ONCE)


def _go_on(
    owner: QObject, items: Iterator[T], make: Callable[[T], object], done: Callable[[], object] | None, number: int
) -> None:
    made = 0
    for item in islice(items, number):
        make(item)
        made += 1
    if made == number:
        QTimer.singleShot(0, owner, lambda: _go_on(owner, items, make, done, IN_ONE_TURN))
    elif done is not None:
        done()
