# SPDX-License-Identifier: GPL-3.0-or-later
"""What must not outlive this process: programs that it gave the person's words to, and files outside the record that
are half written. Lock and Leave end the process whatever its threads are at; ``tie_up`` comes last before that.

One process has one such list: whoever starts a program or a file says so here, from whichever thread. After a kill
nothing is tied up: for that the open record notes what is half written (``note_in``; journal/vault/half_written.py),
and its next opening takes it away.
"""

import contextlib
import os
import subprocess
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

_PATIENCE = 0.2  # seconds; a program that was killed is gone at once, unless a disk holds it

_lock = threading.Lock()
_programs: "set[subprocess.Popen[bytes]]" = set()
_paths: set[Path] = set()
_over = threading.Event()
_notes: "weakref.ref[Notes] | None" = None


class Notes(Protocol):
    """Where it is noted, beyond this process, that something is half written."""

    def begin(self, path: Path) -> Callable[[], None]:
        """Before the first byte; gives what to call when nothing has that name any more. From any thread.

        Raises nothing, and takes a moment at most: what cannot be noted is written all the same.
        """
        ...


class EndsNow(OSError):
    """Nothing more is begun: the process is about to end. Whoever writes takes it as a disk that is gone."""


def fresh_beside(target: Path) -> Path:
    """A name in the same folder that says nothing and is nobody else's."""
    return target.with_name(f".{os.urandom(4).hex()}.new")


def note_in(notes: Notes) -> None:
    """From now on. Whoever made these notes holds on to them."""
    global _notes  # noqa: PLW0603  one process, one list
    _notes = weakref.ref(notes)


@contextlib.contextmanager
def unfinished(path: Path) -> Iterator[None]:
    """A file or folder that is not to stay unless this ends. Raises EndsNow."""
    with _lock:
        if _over.is_set():
            raise EndsNow
        _paths.add(path)
    notes, ended = _notes() if _notes is not None else None, None
    try:
        if notes is not None:
            ended = notes.begin(path)
            if _over.is_set():  # meanwhile
                raise EndsNow
        yield
    finally:
        with _lock:
            _paths.discard(path)
        if ended is not None:
            ended()


@contextlib.contextmanager
def beside(target: Path) -> Iterator[Path]:
    """The name under which a file is written until it is renamed to ``target``. None is left of it. Raises EndsNow."""
    fresh = fresh_beside(target)
    with unfinished(fresh):
        try:
            yield fresh
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)


@contextlib.contextmanager
def running(program: "subprocess.Popen[bytes]") -> Iterator[None]:
    """A program that is not to stay unless this ends."""
    with _lock:
        _programs.add(program)
        if _over.is_set():
            program.kill()
    try:
        yield
    finally:
        with _lock:
            _programs.discard(program)


def tie_up() -> None:
    """End these programs, and take away what is half written. Nothing more is begun after that."""
    _over.set()
    with _lock:
        programs, paths = list(_programs), list(_paths)
    for program in programs:
        with contextlib.suppress(OSError):
            program.kill()
    for program in programs:  # or what comes after this process has it as a child for ever
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            program.wait(_PATIENCE)
    for path in paths:
        _take_away(path)


def _take_away(path: Path) -> None:
    import shutil

    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            for _ in range(3):  # a thread that has not yet heard of the end may have put one more into it
                shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
