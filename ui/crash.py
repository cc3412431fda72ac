# SPDX-License-Identifier: GPL-3.0-or-later
"""A bug: the window hides, the last words are committed, the record locks, and a calm page says so.

The report that can be copied holds types, file names and line numbers: no values, no folders, no words. An exception's
own message is never read, since libraries put what a person wrote into theirs.
"""

import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as qt_version

from journal import __version__
from ui.output import say


class CrashHook:
    """Takes what nobody else took. ``on_crash`` gets the report and does not come back."""

    def __init__(self, on_crash: Callable[[str], None]) -> None:
        self._on_crash = on_crash
        self._seen = False

    def install(self) -> None:
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        sys.unraisablehook = self._unraisable_hook

    def take(self, trouble: BaseException) -> None:
        """For the worker, whose exceptions arrive as values."""
        if isinstance(trouble, KeyboardInterrupt):
            sys.exit(130)
        if self._seen:
            return
        self._seen = True
        note = report(trouble)
        say(note)
        self._on_crash(note)

    def _hook(self, kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        self.take(value.with_traceback(trace))

    def _thread_hook(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            # Not from this thread: windows belong to the first one, and leaving works there.
            say(report(found.exc_value))

    def _unraisable_hook(self, found: object) -> None:
        trouble = getattr(found, "exc_value", None)
        if isinstance(trouble, BaseException):
            say(report(trouble))


def report(trouble: BaseException) -> str:
    """Types, file names and line numbers, the newest cause last."""
    import platform

    lines = [f"Own Words {__version__}, Python {platform.python_version()}, Qt {qt_version}, {sys.platform}"]
    chain: list[BaseException] = []
    link: BaseException | None = trouble
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or link.__context__
    for each in reversed(chain):
        lines.append(type(each).__name__)
        lines += [
            f"  {Path(frame.f_code.co_filename).name}:{number}"
            for frame, number in traceback.walk_tb(each.__traceback__)
        ]
    return "\n".join(lines)
