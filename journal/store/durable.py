# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are whole or not there, whenever the power goes: temporary name, fsync, rename, fsync of the folder.

Of 2,000 simulated power cuts this order lost nothing; each shortcut lost hundreds (docs/vault-format.md, Writing).
"""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from journal.disk import FULL, GONE, sync_names_above
from journal.errors import DiskFull, DiskUnreachable, FolderReadOnly

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_NOT_THERE = {errno.ENOENT, errno.ENOTDIR}  # whoever asked for a name knows what that means, unless all is gone
_NO_SUCH_CALL = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF}


@contextlib.contextmanager
def machine_errors() -> Iterator[None]:
    """Turn what the disk says into what a person can run into; anything else passes as it is."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull from error
        if error.errno in _READ_ONLY:
            raise FolderReadOnly from error
        if error.errno in GONE - _NOT_THERE:
            raise DiskUnreachable from error
        raise


@contextlib.contextmanager
def there(folder: Path) -> Iterator[None]:
    """Inside ``machine_errors``: what is not there because its whole folder is not is a disk that is gone. Systems that
    see a stick pulled out take the folders above away with it."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        if not answers(folder):
            raise DiskUnreachable from error
        raise


def answers(folder: Path) -> bool:
    """Whether the folder is there and its disk gives its names. The system may remember that it was there, and no file
    is opened: closing one would give away the lock that SQLite has on it."""
    try:
        with os.scandir(folder) as names:
            next(names, None)
    except OSError:
        return False
    return True


def write(path: Path, data: bytes) -> None:
    """Replace a file as a whole, readable by its owner only. Raises DiskFull, FolderReadOnly, or DiskUnreachable where
    its folder is gone with the stick; the old file stays."""
    fresh = path.with_name(path.name + ".new")
    with machine_errors(), there(path.parent):
        try:
            _write_new(fresh, data)
            os.replace(fresh, path)  # noqa: PTH105  the same word as in the promise above
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Return when the file's bytes are on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the folder's names are on the disk. Windows has no such call, nor have some sticks and shares."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise
    finally:
        os.close(descriptor)


def sync_place(folder: Path) -> None:
    """Return when the name of a new folder is on the disk, and the names of those above: any may be new, too."""
    sync_folder(folder.parent)
    sync_names_above(folder.parent)


def sync(descriptor: int) -> None:
    """Return when what was written to an open file is on the disk."""
    os.fsync(descriptor)
    if sys.platform == "darwin":  # there fsync stops at the drive's own cache
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)


def begin(descriptor: int, start: int, length: int) -> None:
    """Let the disk begin with this stretch of a file, so that less is left for ``sync``. Linux only."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, start, length, os.POSIX_FADV_DONTNEED)


def _write_new(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        sync(file.fileno())
