# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads what the next pages need while the person reads the first: on the window's thread, one module at a time.

Not in a thread. Two threads that import modules which need each other can be refused by Python's own locks, and two
that name the same type of Qt at once end the process: Qt for Python builds a type when it is first named. Both were
seen, once in a hundred to two hundred starts on a busy machine (docs/adr/0010).
"""

import importlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer


def load(first: Callable[[], object], modules: Iterable[str], parent: QObject) -> None:
    """``first``, then these; each when the window has nothing else to do."""
    steps: list[Callable[[], object]] = [first, *(partial(importlib.import_module, each) for each in modules)]
    timer = QTimer(parent)
    timer.timeout.connect(partial(_go_on, iter(steps), timer))
    timer.start(0)


def _go_on(steps: Iterator[Callable[[], object]], timer: QTimer) -> None:
    step = next(steps, None)
    if step is not None:
        step()
    else:
        timer.stop()
        timer.deleteLater()
