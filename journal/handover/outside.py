# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing into a folder that is not ours: a stick that may be full, pulled out, or know no permissions and no links.

Every file is whole under its name or not there: a temporary name, sync, rename. No link is followed, no permission set.
"""

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from journal import targets
from journal.errors import DiskFull, DiskUnreachable, FolderReadOnly, TargetFull, TargetGone, TargetUnwritable
from journal.store import durable

NEW = ".new"  # the ending of what is not whole yet

_BLOCK = 1024 * 1024

Watch = Callable[[int], None]


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """The same as of any place that was chosen, also for what the record's own writing has called by its names."""
    try:
        with targets.writing():
            yield
    except DiskFull as error:
        raise TargetFull from error
    except DiskUnreachable as error:
        raise TargetGone from error
    except FolderReadOnly as error:
        raise TargetUnwritable from error


def make_folder(folder: Path) -> None:
    """There afterwards, and a real folder: not a link to one. Raises TargetUnwritable, TargetFull or TargetGone."""
    with writing():
        if not folder.is_symlink() and folder.is_dir():
            return
        folder.mkdir(mode=0o700)
        durable.sync_folder(folder.parent)


def check_room(folder: Path, wanted: int) -> None:
    """Raises TargetFull when so many bytes have no room there."""
    with writing():
        if shutil.disk_usage(folder).free < wanted:
            raise TargetFull


def put(path: Path, data: bytes) -> None:
    """Replace a small file as a whole."""
    with writing():
        durable.write(path, data)


def copy_file(source: Path, target: Path, watch: Watch) -> tuple[int, bytes]:
    """Byte for byte, in pieces of a mebibyte, ``watch`` before each; gives size and SHA-256.

    What reading the source raises passes as OSError. Raises TargetFull, TargetUnwritable or TargetGone; what was there
    under the name is there still, then.
    """
    fresh = target.with_name(target.name + NEW)
    with open_plain(source) as file:
        try:
            told = _pour(file, fresh, watch)
            with writing():
                os.replace(fresh, target)  # noqa: PTH105
                durable.sync_folder(target.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise
    return told


def take_away(folder: Path, names: Iterable[str]) -> None:
    """Remove these files; a link goes, what it leads to stays. What is not there is no matter."""
    with writing():
        for name in names:
            (folder / name).unlink(missing_ok=True)
        durable.sync_folder(folder)


def open_plain(path: Path) -> BinaryIO:
    """A plain file for reading. OSError for a link, a folder, a device or a pipe, too."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    if path.is_symlink():  # where the system has no such flag
        raise OSError(errno.ELOOP, "a link")
    file = os.fdopen(os.open(path, flags), "rb", buffering=0)
    try:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "no plain file")
    except BaseException:
        file.close()
        raise
    return file


def plain_size(path: Path) -> int:
    """Of a plain file; -1 when there is none."""
    try:
        about = path.lstat()
    except OSError:
        return -1
    return about.st_size if stat.S_ISREG(about.st_mode) else -1


def digest_of(path: Path, watch: Watch) -> bytes:
    """SHA-256 of a plain file. Raises OSError."""
    digest, room = hashlib.sha256(), bytearray(_BLOCK)
    with open_plain(path) as file:
        while count := file.readinto(room):  # type: ignore[attr-defined]
            watch(count)
            digest.update(memoryview(room)[:count])
    return digest.digest()


def forget_cached(path: Path) -> None:
    """Let the system read this file from the disk the next time, where it can be asked to. Linux only."""
    with contextlib.suppress(OSError), open_plain(path) as file:
        durable.begin(file.fileno(), 0, 0)


def _pour(source: BinaryIO, fresh: Path, watch: Watch) -> tuple[int, bytes]:
    digest, room, size = hashlib.sha256(), bytearray(_BLOCK), 0
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with writing():
        fresh.unlink(missing_ok=True)
        out = os.open(fresh, flags, 0o600)
    try:
        while count := source.readinto(room):  # type: ignore[attr-defined]
            watch(count)
            view = memoryview(room)[:count]
            digest.update(view)
            with writing():
                while view:
                    view = view[os.write(out, view) :]
            size += count
        with writing():
            durable.sync(out)
    finally:
        os.close(out)
    return size, digest.digest()
