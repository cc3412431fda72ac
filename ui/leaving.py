# SPDX-License-Identifier: GPL-3.0-or-later
"""Lock and Leave quickly: windows gone, last words committed, and then this process is no more (docs/adr/0007).

Python cannot wipe a text from memory, so the memory itself goes: lock replaces the process, leave ends it. Neither
asks anything, and neither waits for a dialog that happens to be open.
"""

import faulthandler
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from journal import loose_ends
from ui import clipboard
from ui.session import CRASH_NOTE, Session

# However a disk or a driver hangs, the process is gone after this.
WATCHDOG_SECONDS = 1.0
# Room for the last commit; what hangs longer is cut by the watchdog, and SQLite's log makes that safe.
_COMMIT_SECONDS = 0.8


class ProcessEnd:
    """The only two ways this process ends while a record may be open. ``then`` is how the next one is started."""

    def __init__(self, command: list[str]) -> None:
        self.then = command
        self._gone = threading.Lock()

    def replace(self) -> None:
        """Start over in the same place: an empty process that shows the lock screen."""
        if not self._gone.acquire(blocking=False):
            return
        loose_ends.tie_up()
        if sys.platform == "win32":  # written, not run
            import subprocess

            subprocess.Popen(self.then, close_fds=True)  # noqa: S603
            os._exit(0)
        os.execv(self.then[0], self.then)  # noqa: S606

    def end(self) -> None:
        if self._gone.acquire(blocking=False):
            loose_ends.tie_up()
            os._exit(0)


class Leaving:
    """Locks and leaves. ``place`` says where the person is; ``release`` lets go of what the next process needs.

    ``crashed_before``: this process itself came after a bug. Another one before anything is open ends it: starting
    over again would go on for ever.
    """

    def __init__(
        self,
        session: Session,
        process: ProcessEnd,
        place: Callable[[], object],
        release: Callable[[], None],
    ) -> None:
        self._session = session
        self._process = process
        self._place = place
        self._release = release
        self.crashed_before = False
        self._started = False

    def lock(self) -> None:
        self._go(self._process.replace, self._place)

    def leave(self) -> None:
        self._go(self._process.end, self._place)

    def crash(self, note: str) -> None:
        """Lock after a bug. The next process says so; it opens at Home, not where the bug was."""
        if self.crashed_before and self._session.vault is None:
            self._go(self._process.end, _nowhere)
        else:
            os.environ[CRASH_NOTE] = note
            self._go(self._process.replace, _nowhere)

    def _go(self, last: Callable[[], None], place: Callable[[], object]) -> None:
        if self._started:
            return
        self._started = True
        self._watch(last)
        hide_windows()
        try:
            self._session.worker.finish(self._last_tasks(place), _COMMIT_SECONDS)
            clipboard.take_back()
            self._release()
        finally:
            # Whatever a page did wrong just now: the process goes.
            last()

    def _last_tasks(self, place: Callable[[], object]) -> list[Callable[[], object]]:
        """The place, then the draft (whose own place is the better one), then the door."""
        vault = self._session.vault
        if vault is None:
            return []
        tasks: list[Callable[[], object]] = []
        words = self._session.last_words()
        where = place()
        if where is not None:
            # Before the rooms are open there is no place yet: the one of last time stays.
            tasks.append(lambda: vault.settings.set("place", where))
        if words is not None:
            tasks.append(words)
        self._session.about_to_leave.emit()
        tasks.append(vault.close)
        return tasks

    def _watch(self, last: Callable[[], None]) -> None:
        """Two watchdogs: a thread, and one in C for the case that Python itself stands still."""
        thread = threading.Timer(WATCHDOG_SECONDS, last)
        thread.daemon = True
        thread.start()
        nothing = os.open(os.devnull, os.O_WRONLY)
        faulthandler.dump_traceback_later(WATCHDOG_SECONDS + 0.3, exit=True, file=nothing)


def hide_windows() -> None:
    """All of them at once, dialogs and menus first seen to last; back when the screen server has heard it."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.hide()
    for surface in QGuiApplication.topLevelWindows():
        surface.hide()
    QGuiApplication.sync()


def own_command(main: Path, arguments: list[str]) -> list[str]:
    """How to start this program again; ``main`` is the file that was started, which a frozen program has inside."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, str(main.resolve()), *arguments]


def _nowhere() -> dict[str, object]:
    """Home, which is where the rooms open when they are told of no page."""
    return {}
