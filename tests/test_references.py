# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt for Python must not eat ``None`` and ``True``.

Release 6.12.0 takes one reference from ``None`` at each call that returns nothing and one from ``True`` at each emit,
on Python 3.10 and 3.11: after some thousand calls, a page or two of typing, the process ends. No ordinary test lives
long enough to show it. From 3.12 on both are immortal and their counts say nothing (docs/adr/0008).
"""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 on")
TIMES, SLACK = 1000, 50  # what the interpreter itself keeps and drops meanwhile is a handful


class Bell(QObject):
    rung = Signal(bool)
    struck = Signal()


def lost(what, act):
    """How many references to ``what`` a thousand rounds of ``act`` took away."""
    act()
    before = sys.getrefcount(what)
    for _ in range(TIMES):
        act()
    return before - sys.getrefcount(what)


@pytest.mark.parametrize("what", [None, True, False], ids=str)
def test_a_thousand_calls_and_signals_leave_the_counts_as_they_were(qapp, what):
    page, bell, heard = QPlainTextEdit(), Bell(), []
    bell.rung.connect(heard.append)
    bell.struck.connect(heard.clear)

    def live():
        page.setObjectName("page")
        page.insertPlainText("a")
        page.update()
        page.blockSignals(False)
        bell.rung.emit(True)
        bell.struck.emit()
        qapp.processEvents()

    assert abs(lost(what, live)) < SLACK
