# SPDX-License-Identifier: GPL-3.0-or-later
"""The near side of the decoder: starts the process, feeds it through a pipe, believes nothing that it says unchecked.

A crash, a hang or an answer that makes no sense is never an exception here: the file is not shown, and that is all.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from journal import children, loose_ends
from journal.decode import facts, media
from journal.decode.looked import Looked, Pixels, Shown

MOST_BYTES = 384 * 1024 * 1024  # of a file that is ever looked into
SECONDS = 30.0  # until an answer must be there
_BLOCK = 1024 * 1024
_MOST_ANSWER = 64 * 1024
_MOST_SIDE = 8192
_TICK = 0.1


class Readable(Protocol):
    """Where the bytes come from. What reading raises is raised through everything here."""

    def readinto(self, buffer: memoryview, /) -> int | None: ...


class _NoAnswer(Exception):
    """The process is gone, or said something that it does not say."""


def look(file: Readable, size: int, head: bytes, cancelled: Callable[[], bool] | None = None) -> Looked:
    """What this file is; small pictures of it, if it is a picture or a PDF. ``head`` are its first bytes."""
    found = media.sniff(head)
    if found not in media.SHOWN:
        return Looked(found, Shown.NOT_A_PICTURE)
    if size > MOST_BYTES:
        return Looked(found, Shown.TOO_LARGE)
    with Decoder(file, size, cancelled=cancelled) as decoder:
        return decoder.look() or Looked(found, Shown.NOT_OPENED)


def render(file: Readable, size: int, side: int) -> Pixels | None:
    """A picture, upright, its longer side at most ``side`` pixels and never more than it has; None if it cannot be."""
    with Decoder(file, size) as decoder:
        return decoder.draw(side, side)


def page(file: Readable, size: int, number: int, width: int) -> Pixels | None:
    """One page of a PDF, counted from 0, ``width`` pixels wide; None if it cannot be."""
    with Decoder(file, size) as decoder:
        return decoder.page(number, width)


class Decoder:
    """One process for one file. Use it with ``with``, on one thread: it ends with that thread, and when this is closed.

    ``cancelled`` is asked ten times a second; then, and ``seconds`` after a request, the process is ended.
    """

    def __init__(
        self, file: Readable, size: int, *, seconds: float = SECONDS, cancelled: Callable[[], bool] | None = None
    ) -> None:
        self._seconds, self._cancelled = seconds, cancelled
        self._process: subprocess.Popen[bytes] | None = None
        self._over = threading.Event()
        self._tied = contextlib.ExitStack()
        self._left = seconds
        if size > MOST_BYTES:
            return
        with contextlib.suppress(OSError, ValueError):
            self._process = _start()
        if self._process is not None:
            self._tied.enter_context(loose_ends.running(self._process))
            threading.Thread(target=self._watch, name="decoder's watch", daemon=True).start()
            try:
                self._feed(file, size)
            except BaseException:
                self.close()
                raise

    def look(self) -> Looked | None:
        """None when it could not be opened."""
        try:
            answer = self._ask({"do": "look"})
            found = answer["media"]
            if found not in media.SHOWN:
                return None
            if answer.get("large") is True:
                return Looked(found, Shown.TOO_LARGE)
            shown = Shown.SHOWN if answer["whole"] is True else Shown.IN_PART
            width, height = (_number(side, 2**31) for side in answer["size"])
            told = facts.tidy({str(name): str(text) for name, text in dict(answer["facts"]).items()})
            small, large = (self._pixels(size) for size in answer["pixels"])
            return Looked(found, shown, width, height, told, small.jpeg(), large.jpeg())
        except (_NoAnswer, KeyError, TypeError, ValueError):
            return None

    def draw(self, wide: int, high: int) -> Pixels | None:
        """A picture, or the first page of a PDF, so that it fits in the box."""
        return self._draw(0, wide, high)

    def page(self, number: int, width: int) -> Pixels | None:
        return self._draw(number, width, 4 * width)

    def close(self) -> None:
        """End the process. Twice is no matter."""
        self._over.set()
        self._tied.close()
        process, self._process = self._process, None
        if process is not None:
            _end(process)
            children.close_pipes(process)
            process.wait()

    def __enter__(self) -> "Decoder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _draw(self, number: int, wide: int, high: int) -> Pixels | None:
        try:
            answer = self._ask({"do": "draw", "number": number, "wide": wide, "high": high})
            [size] = answer["pixels"]
            return self._pixels(size)
        except (_NoAnswer, KeyError, TypeError, ValueError):
            return None

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        if self._process is None or self._process.stdin is None:
            raise _NoAnswer
        self._left = self._seconds
        with _broken_pipe():
            self._process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            self._process.stdin.flush()
        length = int.from_bytes(self._read(4), "big")
        if length > _MOST_ANSWER:
            raise _NoAnswer
        answer = json.loads(self._read(length))
        if not isinstance(answer, dict) or answer.get("ok") is not True:
            raise _NoAnswer
        return answer

    def _pixels(self, size: Any) -> Pixels:
        width, height = (_number(side, _MOST_SIDE) for side in size)
        return Pixels(width, height, self._read(width * height * 3))

    def _read(self, length: int) -> bytes:
        if self._process is None or self._process.stdout is None:
            raise _NoAnswer
        with _broken_pipe():
            found = self._process.stdout.read(length)
        if len(found) != length:
            raise _NoAnswer
        return found

    def _feed(self, file: Readable, size: int) -> None:
        """If the process is gone, that shows when it is asked."""
        assert self._process is not None
        pipe, block, left = self._process.stdin, memoryview(bytearray(_BLOCK)), size
        assert pipe is not None
        with contextlib.suppress(_NoAnswer):
            with _broken_pipe():
                pipe.write(size.to_bytes(8, "big"))
            while left and (count := file.readinto(block[: min(left, _BLOCK)])):
                with _broken_pipe():
                    pipe.write(block[:count])
                left -= count

    def _watch(self) -> None:
        """Ends the process when its time is up, or nobody waits for it any more."""
        process = self._process
        while process is not None and not self._over.wait(_TICK):
            self._left -= _TICK
            if self._left < 0 or (self._cancelled is not None and self._cancelled()):
                _end(process)
                return


@contextlib.contextmanager
def _broken_pipe() -> Any:
    try:
        yield
    except (OSError, ValueError):
        raise _NoAnswer from None


def _number(given: Any, most: int) -> int:
    if not isinstance(given, int) or not 0 <= given <= most:
        raise ValueError("no such number")
    return given


def _start() -> "subprocess.Popen[bytes]":
    """With nothing of our environment but what Windows starts no process without."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return children.start(Path(__file__).with_name("child.py"), "--decoder", kept)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """It, and whatever it may have started."""
    with contextlib.suppress(OSError):
        if sys.platform != "win32":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
