# SPDX-License-Identifier: GPL-3.0-or-later
"""Running a program under ``strace`` and reading, from what the system was asked, what changed below one folder.

A call that names something below the folder is either known to change nothing, or becomes an event, or is refused: a
way of writing that this file does not know must not pass as no writing. Whether all was seen is checked once more at
the end: the events, replayed, must give the very files that lie there (tests/powercut/recording.py).
"""

import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.powercut.events import Event, Make, MakeFolder, Remove, Rename, Resize, Said, Sync, Write

_NOT_TRACED = "read,pread64,readv,preadv,preadv2,futex,mprotect,munmap,brk,rt_sigaction,rt_sigprocmask,poll"
_HARMLESS = {
    "access", "chdir", "chmod", "close", "execve", "faccessat", "faccessat2", "fadvise64", "fchmod", "fchmodat",
    "fchown", "flock", "fstat", "fstatfs", "getcwd", "getdents64", "lstat", "newfstatat", "readlink",
    "readlinkat", "stat", "statfs", "statx", "sync_file_range", "utimensat",
}  # fmt: skip

_LINE = re.compile(r"(\d+) +(?:<\.\.\. (\w+) resumed>(.*)|(\w+)\((.*))")
_RESULT = re.compile(r"\) += (-?\d+|0x[0-9a-f]+|\?)(?:<([^>]*)>(?:\(deleted\))?)?[^\"]*$")
_NAME = re.compile(r'(?:\d+|AT_FDCWD)<([^>]*)>(\(deleted\))?|"((?:\\x[0-9a-f]{2})*)"')
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_UNFINISHED = " <unfinished ...>"


class NotUnderstood(Exception):
    """Something was asked of the folder of which this recorder cannot tell what it did."""


def record(command: Sequence[str], root: Path, said: Path, log: Path, cwd: Path) -> list[Event]:
    """Run ``command`` and give all that it did below ``root``; each line that it writes to ``said`` is something said.

    All paths are absolute. Raises CalledProcessError when the program fails, NotUnderstood for what cannot be recorded.
    """
    strace = ["strace", "-f", "-y", "-xx", "-s", "16777216", "--seccomp-bpf", "-o", str(log)]
    subprocess.run([*strace, "-e", f"trace=!{_NOT_TRACED}", *command], check=True, cwd=cwd)
    with log.open(encoding="ascii") as lines:
        return list(events(lines, root, said))


def events(lines: Iterable[str], root: Path, said: Path) -> Iterator[Event]:
    """What ``strace -f -y -xx`` wrote, as events."""
    reader = _Reader(os.fsencode(root), os.fsencode(said))
    for line in lines:
        yield from reader.take(line.rstrip("\n"))


class _Reader:
    def __init__(self, root: bytes, said: bytes) -> None:
        self._root, self._said = root, said
        self._wanted = (_escaped(root), _escaped(said))
        self._begun: dict[str, tuple[str, str]] = {}  # by thread: a call that others came in between
        self._at: dict[str, int] = {}  # by descriptor, of files opened for writing alone: where the next byte goes
        self._heard = b""

    def take(self, line: str) -> Iterator[Event]:
        match = _LINE.match(line)
        if match is None:
            return
        thread, resumed, rest, name, text = match.groups()
        if resumed:
            name, before = self._begun.pop(thread, (resumed, ""))
            text = before + rest
        elif text.endswith(_UNFINISHED):
            self._begun[thread] = name, text.removesuffix(_UNFINISHED)
            return
        if not any(each in text for each in self._wanted):
            return
        result = _RESULT.search(text)
        if result is None:
            raise NotUnderstood(line[:300])
        if result[1] in ("-1", "?"):
            return
        made = list(self._events(name, text[: result.start()], result[1]))
        if made and any(self._may_change(*each) for each in self._begun.values()):
            raise NotUnderstood(f"two at a time: {line[:300]}")
        yield from made

    def _may_change(self, name: str, text: str) -> bool:
        below = any(each in text for each in self._wanted)
        return below and name not in _HARMLESS and "O_RDONLY" not in text

    def _events(self, name: str, text: str, result: str) -> Iterator[Event]:
        match name:
            case "open" | "openat" | "creat":
                yield from self._open(text, result)
            case "write" | "pwrite64" | "writev":
                yield from self._write(name, text, int(result))
            case "lseek":
                self._at.update({text.partition("<")[0]: int(result)} if text.partition("<")[0] in self._at else {})
            case "ftruncate" | "truncate":
                yield Resize(self._paths(text)[0], int(text.rpartition(",")[2]))
            case "fsync" | "fdatasync":
                yield Sync(self._paths(text)[0])
            case "rename" | "renameat" | "renameat2":
                if "RENAME_" in text:
                    raise NotUnderstood(text[:300])
                yield Rename(*self._paths(text))
            case "unlink" | "unlinkat" | "rmdir":
                yield Remove(self._paths(text)[0])
            case "mkdir" | "mkdirat":
                yield MakeFolder(self._paths(text)[0])
            case _:
                self._pass(name, text, result)

    def _pass(self, name: str, text: str, result: str) -> None:
        """A call that makes no event: one that is known to change nothing."""
        if name == "mmap" and not ("MAP_SHARED" in text and "PROT_WRITE" in text):
            return
        if name in ("dup", "dup2", "dup3") or (name == "fcntl" and "F_DUPFD" in text):
            self._at.pop(result, None)  # a plain write to a copy is refused: it shares its place with another one
            return
        if name not in _HARMLESS and name != "fcntl":
            raise NotUnderstood(f"{name}({text[:300]}")

    def _open(self, text: str, result: str) -> Iterator[Event]:
        self._at.pop(result, None)
        if "O_RDONLY" in text and "O_CREAT" not in text:
            return
        if "O_TMPFILE" in text:
            raise NotUnderstood(text[:300])
        for path in self._below(text):
            if "O_CREAT" in text:
                yield Make(path)
            if "O_TRUNC" in text:
                yield Resize(path, 0)
            if "O_WRONLY" in text and "O_APPEND" not in text:
                self._at[result] = 0

    def _write(self, name: str, text: str, count: int) -> Iterator[Event]:
        file = text.partition(",")[0]
        data = b"".join(map(_plain, _TEXT.findall(text)))[:count]
        if len(data) != count:
            raise NotUnderstood("more in one write than is recorded")
        if _NAME.match(file)[1] == _escaped(self._said):  # type: ignore[index]
            *whole, self._heard = (self._heard + data).split(b"\n")
            yield from (Said(json.loads(each)) for each in whole)
            return
        for path in self._below(file):
            if name == "pwrite64":
                yield Write(path, int(text.rpartition(",")[2]), data)
                continue
            descriptor = file.partition("<")[0]
            if descriptor not in self._at:
                raise NotUnderstood(f"a write to a place that is not known: {path}")
            yield Write(path, self._at[descriptor], data)
            self._at[descriptor] += count

    def _below(self, text: str) -> list[str]:
        """The last path that a call names, if it is below the folder; nothing if it is another one."""
        path = self._named(text)[-1]
        return [self._relative(path)] if path == self._root or path.startswith(self._root + b"/") else []

    def _paths(self, text: str) -> list[str]:
        return [self._relative(path) for path in self._named(text)]

    def _named(self, text: str) -> list[bytes]:
        """The paths of a call. A name after a folder's descriptor is a name in that folder."""
        paths: list[bytes] = []
        folder = b""
        for descriptor, deleted, name in _NAME.findall(text):
            if deleted:
                raise NotUnderstood(f"a file that has no name any more: {text[:300]}")
            if descriptor:
                folder = _plain(descriptor)
            else:
                paths.append(os.path.join(folder, _plain(name)))  # noqa: PTH118  bytes
                folder = b""
        return [*paths, folder] if folder else paths

    def _relative(self, path: bytes) -> str:
        if path != self._root and not path.startswith(self._root + b"/"):
            raise NotUnderstood("from below the folder to somewhere else, or back")
        return os.fsdecode(path[len(self._root) + 1 :])


def _escaped(path: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in path)


def _plain(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))
