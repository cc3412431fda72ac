# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt objects in a cycle are destroyed on the window's thread, whatever thread is busy allocating."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from ui.worker import Worker


class _Knot(QObject):
    """Holds itself, and a running timer."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start(10_000)


def _busy() -> None:
    kept = [{"number": [number]} for number in range(50_000)]
    assert kept


def test_another_thread_never_destroys_what_belongs_to_the_window(qtbot: QtBot, worker: Worker) -> None:
    ends: list[int] = []
    done: list[None] = []
    for _ in range(20):
        weakref.finalize(_Knot(), lambda: ends.append(threading.get_ident()))
    worker.run(_busy, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    gc.collect()
    assert len(ends) == 20
    assert set(ends) == {threading.main_thread().ident}


def test_python_searches_by_itself_again_when_the_worker_has_stopped(qtbot: QtBot) -> None:
    worker = Worker()
    assert not gc.isenabled()
    worker.stop()
    assert gc.isenabled()


def test_cycles_are_found_while_the_window_lives(qtbot: QtBot, worker: Worker) -> None:
    ends: list[int] = []
    weakref.finalize(_Knot(), lambda: ends.append(threading.get_ident()))
    kept = [{"number": [number]} for number in range(5_000)]
    qtbot.waitUntil(lambda: bool(ends), timeout=20_000)
    assert kept
