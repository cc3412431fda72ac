# SPDX-License-Identifier: GPL-3.0-or-later
"""The vault's one thread, and more for work on plain data. Results come back on the window's thread.

The database belongs to the first thread: any other that touched it would be refused by SQLCipher's binding itself.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from journal.errors import JournalError
from ui.sweep import Sweep

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
_OnError = Callable[[JournalError], None]


class Lane(StrEnum):
    """The threads beside the vault's: what is in one of them waits for nothing in another."""

    PAGES = "aside"  # reports and pictures that a page waits for
    INCOMING = "incoming"  # files that come in
    CHECKING = "checking"  # the record read through
    OUTGOING = "outgoing"  # a copy of the whole record, made or brought back
    LEFT_BEHIND = "left behind"  # what a kill left on a stick, which may hang


class Worker(QObject):
    """Runs plain functions elsewhere.

    Signals:
        troubled: a JournalError that no ``on_error`` took.
        eased: the same one is over: what it was about is tried again.
        crashed: any other exception; the crash page's business.
    """

    troubled = Signal(object)
    eased = Signal(object)
    crashed = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: dict[str, ThreadPoolExecutor] = {}
        # Who waits for what stays on the window's thread: the last to hold a page must never be another.
        self._waiting: dict[int, tuple[Callable[[Any], None] | None, _OnError | None, QObject | None]] = {}
        self._numbers = count()
        self._sweep = Sweep(self)
        # Queued always: a future that is already done calls back on the thread that submitted it.
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        task: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[JournalError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run ``task`` on the vault's thread, in its turn. What it gives is dropped if ``owner`` is gone by then."""
        self._submit("vault", task, on_done, on_error, owner)

    def aside(
        self,
        task: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[JournalError], None] | None = None,
        owner: QObject | None = None,
        *,
        lane: Lane = Lane.PAGES,
    ) -> None:
        """The same on another thread, for work that takes long and does not touch the vault."""
        self._submit(lane, task, on_done, on_error, owner)

    def finish(self, tasks: list[Callable[[], object]], timeout: float) -> bool:
        """Run these on the vault's thread, in their turn, and wait for them, ``timeout`` seconds at most; from any
        other thread. Whether all of them ended well; what they raise goes nowhere."""
        from concurrent.futures import wait

        futures = [self._thread("vault").submit(task) for task in tasks]
        ended = wait(futures, timeout)
        return not ended.not_done and all(future.exception() is None for future in ended.done)

    def stop(self) -> None:
        """Take no more tasks, let the running ones end, and wait for them."""
        for thread in self._threads.values():
            thread.shutdown(wait=True, cancel_futures=True)
        self._sweep.stop()

    def _thread(self, name: str) -> "ThreadPoolExecutor":
        """Made when first needed: the first paint does without threads, and without what they import."""
        if name not in self._threads:
            from concurrent.futures import ThreadPoolExecutor

            self._threads[name] = ThreadPoolExecutor(1, name)
        return self._threads[name]

    def _submit(
        self,
        thread: str,
        task: Callable[[], T],
        on_done: Callable[[T], None] | None,
        on_error: Callable[[JournalError], None] | None,
        owner: QObject | None,
    ) -> None:
        number = next(self._numbers)
        self._waiting[number] = on_done, on_error, owner
        future = self._thread(thread).submit(task)
        future.add_done_callback(partial(self._report, number))

    def _report(self, number: int, future: "Future[Any]") -> None:
        if not future.cancelled() and isValid(self):
            self._finished.emit((number, future))

    def _deliver(self, result: tuple[int, "Future[Any]"]) -> None:
        number, future = result
        on_done, on_error, owner = self._waiting.pop(number)
        if owner is not None and not isValid(owner):
            return
        trouble = future.exception()
        if trouble is None:
            if on_done is not None:
                on_done(future.result())
        elif isinstance(trouble, JournalError):
            (on_error or self.troubled.emit)(trouble)
        else:
            self.crashed.emit(trouble)
