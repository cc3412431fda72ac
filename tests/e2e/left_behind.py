# SPDX-License-Identifier: GPL-3.0-or-later
"""Where words could be left: every file that was made since, and the memory of every process on the desk."""

import contextlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.e2e.desk import Desk

_PIECE = 16 * 1024 * 1024
_MAPPED = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (r..)")
# A screen reader listens there, and what is read aloud to it goes through them: that is what they are for.
_FOR_READERS = ("at-spi", "--config-file=/usr/share/defaults/at-spi2")
_DECODER = "decode/child.py"
_SHARED_PLACES = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))


class Needles:
    """Words in every form in which memory and files hold text, and bytes as they are."""

    def __init__(self, words: Iterable[str], pieces: Iterable[bytes] = ()) -> None:
        forms = [text.encode(code) for text in words for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]
        self._any = re.compile(b"|".join(re.escape(each) for each in (*forms, *pieces)))
        self._longest = max(map(len, (*forms, *pieces)))

    def found(self, chunks: Iterable[bytes]) -> bytes:
        """The first one that is found; a chunk goes on where the one before ended."""
        return self.around(chunks, 0)

    def around(self, chunks: Iterable[bytes], more: int) -> bytes:
        """The same with as many bytes before and behind it."""
        before = b""
        for chunk in chunks:
            piece = before + chunk
            if hit := self._any.search(piece):
                return piece[max(hit.start() - more, 0) : hit.end() + more]
            before = chunk[-self._longest :]
        return b""


def in_files(desk: Desk, needles: Needles, since: float) -> list[str]:
    """Below the home and temporary folders, and whatever is new in the places that all programs share.

    A PDF is found whatever it says, its texts are packed; but not in a shared place, where others make some.
    """
    found = []
    for path, is_own in _files(desk, since):
        with contextlib.suppress(OSError), path.open("rb") as file:
            head = file.read(5)
            file.seek(0)
            if needles.found(iter(lambda file=file: file.read(_PIECE), b"")) or (is_own and head == b"%PDF-"):
                found.append(str(path))
    return found


def in_memory(desk: Desk, needles: Needles) -> dict[int, bytes]:
    """Process -> what was found in it. Of this desk, and those that look into files, of whichever desk they are."""
    seen = {pid: needles.found(_memory(pid)) for pid in _on_the_desk(desk)}
    return {pid: hit for pid, hit in seen.items() if hit}


def told_of(pid: int, needles: Needles) -> str:
    """Which process this is, and what stands around what was found in it: to say why it is still there."""
    try:
        called = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return f"{pid} is gone"
    return f"{pid} ({called}): {needles.around(_memory(pid), 100)!r}"


def _on_the_desk(desk: Desk) -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit() and _is_ours(each, desk)]


def _is_ours(process: Path, desk: Desk) -> bool:
    try:
        command = (process / "cmdline").read_bytes().decode(errors="replace")
        around = (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return False
    if _DECODER in command:  # it is started with nothing of our environment
        return True
    return f"HOME={desk.home}".encode() in around and not any(word in command for word in _FOR_READERS)


def _memory(pid: int) -> Iterator[bytes]:
    with (
        contextlib.suppress(ProcessLookupError, FileNotFoundError),
        Path(f"/proc/{pid}/maps").open() as maps,
        Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory,
    ):
        for line in maps:
            mapped = _MAPPED.match(line)
            if mapped is None or "[v" in line:
                continue
            place, end = int(mapped[1], 16), int(mapped[2], 16)
            while place < end:
                try:
                    memory.seek(place)
                    piece = memory.read(min(_PIECE, end - place))
                except (OSError, ValueError, OverflowError):
                    break  # a part that is mapped and not there
                if not piece:
                    break
                yield piece
                place += len(piece)


def _files(desk: Desk, since: float) -> Iterator[tuple[Path, bool]]:
    """Each with whether it stands in a place of the desk's own."""
    own = (desk.home, desk.temporary)
    tops = list(own)
    for shared in _SHARED_PLACES:
        with contextlib.suppress(OSError):
            for each in shared.iterdir():
                if not desk.home.is_relative_to(each) and _is_new(each, since):
                    tops.append(each)
    for top in tops:
        if top.is_file():
            yield top, False
        for folder, _inside, names in os.walk(top):
            for name in names:
                path = Path(folder, name)
                if path.is_file() and not path.is_symlink() and (top in own or _is_new(path, since)):
                    yield path, top in own


def _is_new(path: Path, since: float) -> bool:
    try:
        found = path.stat(follow_symlinks=False)
    except OSError:
        return False
    return max(found.st_mtime, found.st_ctime) >= since and found.st_uid == os.getuid()


def now() -> float:
    """For ``since``: file times are a little coarser than the clock."""
    return time.time() - 2
