# SPDX-License-Identifier: GPL-3.0-or-later
"""Making many widgets without holding up the window: some at once, the rest a few at a time between other events."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

T = TypeVar("T")

# A card takes some milliseconds, its layout included: well below what a person notices while typing or leaving.
AT_ONCE = 6
IN_ONE_TURN = 2
ON_ONE_SHELF = 8


def in_portions(
    owner: QObject, items: Iterable[T], make: Callable[[T], object], done: Callable[[], object] | None = None
) -> None:
    """``make`` of each item in its order, the first now; then ``done``. Ends quietly when ``owner`` goes."""
    _go_on(owner, iter(items), make, done, AT_ONCE)


def shelves(column: QBoxLayout, number: int, parent: QWidget) -> list[QBoxLayout]:
    """Room for ``number`` widgets, a few on each shelf: what comes onto one is laid out without the others again.

    All are made now, so that the order of Tab is that of the page, whatever is made before its turn.
    """
    found: list[QBoxLayout] = []
    for _ in range(0, number, ON_ONE_SHELF):
        shelf = QWidget(parent)
        layout = QVBoxLayout(shelf)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(column.spacing())
        column.addWidget(shelf)
        found.append(layout)
    return found


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
