# SPDX-License-Identifier: GPL-3.0-or-later
"""What must not outlive this process: programs that it gave the person's words to, and files outside the record that
are half written. Lock and Leave end the process whatever its threads are at; ``tie_up`` comes last before that.

One process has one such list: whoever starts a program or a file says so here, from whichever thread. After a kill
nothing is tied up: a half-written file stays then, in the place that the person chose, under a name of its own.
"""

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

_PATIENCE = 0.2  # seconds; a program that was killed is gone at once, unless a disk holds it

_lock = threading.Lock()
_programs: "set[subprocess.Popen[bytes]]" = set()
_paths: set[Path] = set()
_over = threading.Event()


class EndsNow(OSError):
    """Nothing more is begun: the process is about to end. Whoever writes takes it as a disk that is gone."""


def fresh_beside(target: Path) -> Path:
    """A name in the same folder that says nothing and is nobody else's."""
    return target.with_name(f".{os.urandom(4).hex()}.new")


@contextlib.contextmanager
def unfinished(path: Path) -> Iterator[None]:
    """A file or folder that is not to stay unless this ends. Raises EndsNow."""
    with _lock:
        if _over.is_set():
            raise EndsNow
        _paths.add(path)
    try:
        yield
    finally:
        with _lock:
            _paths.discard(path)


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
