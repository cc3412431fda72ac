# SPDX-License-Identifier: GPL-3.0-or-later
"""Results arrive on the window's thread, in order, or not at all when nobody is there any more."""

import threading

from PySide6.QtCore import QObject
from shiboken6 import delete

from journal.errors import DiskFull, JournalError
from ui.worker import Worker


def test_results_arrive_on_the_thread_of_the_window(worker: Worker, qtbot):
    seen = []
    worker.run(threading.get_ident, lambda ident: seen.append((ident, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    task, delivery = seen[0]
    assert task != threading.get_ident() == delivery


def test_tasks_of_the_vault_share_one_thread_and_keep_their_order(worker: Worker, qtbot):
    order, threads, done = [], set(), []

    def task(number: int) -> int:
        order.append(number)
        threads.add(threading.get_ident())
        return number

    for number in range(50):
        worker.run(lambda number=number: task(number), done.append)
    qtbot.waitUntil(lambda: len(done) == 50)
    assert order == done == list(range(50))
    assert len(threads) == 1


def test_long_work_aside_does_not_hold_up_the_vault(worker: Worker, qtbot):
    gate, done = threading.Event(), []
    worker.aside(lambda: gate.wait(10), lambda _result: done.append("aside"))
    worker.run(lambda: None, lambda _result: done.append("vault"))
    qtbot.waitUntil(lambda: done == ["vault"])
    gate.set()
    qtbot.waitUntil(lambda: done == ["vault", "aside"])


def test_a_journal_error_goes_to_who_asked(worker: Worker, qtbot):
    seen: list[JournalError] = []

    def full() -> None:
        raise DiskFull

    worker.run(full, on_error=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], DiskFull)


def test_a_journal_error_that_nobody_takes_is_shown_by_the_window(worker: Worker, qtbot):
    def full() -> None:
        raise DiskFull

    with qtbot.waitSignal(worker.troubled) as shown:
        worker.run(full)
    assert isinstance(shown.args[0], DiskFull)


def test_any_other_exception_goes_to_the_crash_page_even_with_a_handler(qapp, qtbot):
    made, taken = Worker(), []

    def bug() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(made.crashed) as crashed:
        made.run(bug, on_error=taken.append)
    assert isinstance(crashed.args[0], ZeroDivisionError)
    assert taken == []
    made.stop()


def test_a_result_for_a_page_that_is_gone_is_dropped(worker: Worker, qtbot):
    owner, seen = QObject(), []
    gate = threading.Event()
    worker.run(lambda: gate.wait(10), lambda _result: seen.append("gone"), owner=owner)
    delete(owner)
    gate.set()
    worker.run(lambda: None, lambda _result: seen.append("later"))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["later"]


def test_the_last_tasks_are_waited_for_and_say_whether_they_ended_well(worker: Worker):
    done = []

    def full() -> None:
        raise DiskFull

    assert worker.finish([lambda: done.append(1), lambda: done.append(2)], timeout=5)
    assert done == [1, 2]
    assert not worker.finish([full, lambda: done.append(3)], timeout=5)
    assert done == [1, 2, 3]


def test_the_last_tasks_are_not_waited_for_without_end(worker: Worker):
    gate = threading.Event()
    assert not worker.finish([lambda: gate.wait(10)], timeout=0.05)
    gate.set()


def test_no_thread_is_made_before_it_is_needed(qapp):
    before = threading.active_count()
    made = Worker()
    assert threading.active_count() == before
    made.stop()


def test_who_waits_is_never_let_go_on_another_thread(worker: Worker, qtbot):
    """It may be the last to hold a page, and a page that goes on another thread ends the program: before, 4 of 500."""
    where: list[bool] = []

    class Waiting:
        def __call__(self, _result):
            pass

        def __del__(self):
            where.append(threading.current_thread() is threading.main_thread())

    for _ in range(3000):
        worker.run(lambda: None, Waiting())
    qtbot.waitUntil(lambda: len(where) == 3000, timeout=20_000)
    assert all(where)
