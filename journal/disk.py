# SPDX-License-Identifier: GPL-3.0-or-later
"""Files outside the record's own folder (in it: journal/store/durable.py): what may be written over, what a disk says,
and names that are still there after a power cut."""

import contextlib
import errno
import os
from pathlib import Path

# Of an OSError's number: it has no room for this, or is not there (any more).
FULL = {errno.ENOSPC, errno.EFBIG} | ({errno.EDQUOT} if hasattr(errno, "EDQUOT") else set())
GONE = {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENOTCONN}


def may_be_a_file(target: Path) -> bool:
    """Not a folder, and not a device or a pipe, which would be replaced by a file. Raises nothing."""
    try:
        return bool(target.name) and (target.is_file() or not target.exists())
    except OSError:
        return False


def sync_names(folder: Path) -> None:
    """Return when the names in a folder are on the disk. Windows, some sticks and some shares have no such call."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_names_above(folder: Path) -> None:
    """The same for every folder above: one that was made a moment ago would take all that is in it with it."""
    for each in folder.absolute().parents:
        sync_names(each)
