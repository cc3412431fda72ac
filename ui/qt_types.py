# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes all types of Qt on the window's thread, before any other thread could make one.

Qt for Python builds a type when it is first named. Two threads that name the same one in the same moment end the
process: its table of what is still to be made is changed by both (seen once in 195 starts on a busy machine, and every
time with Python switching threads as often as it can; docs/adr/0010).
"""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer

from journal.clock import Clock

_AT_ONCE = 0.004  # seconds: no key or click waits longer


def make(then: Callable[[], object], parent: QObject) -> None:
    """In pieces, whenever the window has nothing else to do; ``then`` is called when all of them are made."""
    timer = QTimer(parent)
    timer.timeout.connect(partial(_make_some, named(), timer, then))
    timer.start(0)


def named() -> Iterator[str]:
    """Each name, once what it names is made."""
    from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets

    for module in (QtCore, QtGui, QtWidgets, QtPrintSupport):
        for name in dir(module):
            getattr(module, name)
            yield name


def _make_some(names: Iterator[str], timer: QTimer, then: Callable[[], object]) -> None:
    end = Clock.count() + _AT_ONCE
    for _name in names:
        if Clock.count() > end:
            return
    timer.stop()
    timer.deleteLater()
    then()
