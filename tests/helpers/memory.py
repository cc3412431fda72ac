# SPDX-License-Identifier: GPL-3.0-or-later
"""Which processes hold these words in their memory (Linux, by /proc; a program that lets nobody look needs root)."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

_PIECE = 16 * 1024 * 1024  # bytes


def belonging_to(mark: bytes) -> list[int]:
    """The processes that were started with this in their environment, and all that these have started."""
    parents: dict[int, int] = {}
    found: set[int] = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if mark in (entry / "environ").read_bytes():
                    found.add(int(entry.name))
    size = -1
    while size != len(found):
        size = len(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return sorted(found)


def holding(pids: list[int], words: str) -> dict[str, int]:
    """How often each of these processes holds the words, in UTF-8 and UTF-16 together; those that do not are left out.

    Raises PermissionError where it may not look.
    """
    wanted = [words.encode(code) for code in ("utf-8", "utf-16-le")]
    found: dict[str, int] = {}
    for pid in pids:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            name = f"{pid} {Path(f'/proc/{pid}/comm').read_text().strip()}"
            count = sum(piece.count(each) for piece in _pieces(pid) for each in wanted)
            if count:
                found[name] = count
    return found


def _pieces(pid: int) -> Iterator[bytes]:
    """All that it can read itself, region by region; the end of a piece is read again with the next."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_rest = line.split()
            if not rights.startswith("r") or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            begin, end = (int(number, 16) for number in span.split("-"))
            for at in range(begin, end, _PIECE):
                # A region of a file that has become shorter, or that is gone by now.
                with contextlib.suppress(OSError, OverflowError, ValueError):
                    memory.seek(at)
                    yield memory.read(min(_PIECE + 4096, end - at))
