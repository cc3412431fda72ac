# SPDX-License-Identifier: GPL-3.0-or-later
"""The order in which Tab goes: as the page is read, also where parts of it were made later."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


@runtime_checkable
class Ordered(Protocol):
    """A widget whose children were not made in the order in which they are read."""

    def focus_parts(self) -> list[QWidget]: ...


def chain(widgets: Iterable[QWidget]) -> None:
    """Let Tab go through these and all that they hold, in this order; what came after the first comes after all."""
    for before, after in pairwise(each for widget in widgets for each in stops(widget)):
        QWidget.setTabOrder(before, after)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """What Tab stops at inside ``widget``, hidden things too: they may be shown later."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    elif isinstance(widget, Ordered):
        for part in widget.focus_parts():
            yield from stops(part)
    else:
        for child in widget.children():
            if isinstance(child, QWidget) and not child.isWindow():
                yield from stops(child)
