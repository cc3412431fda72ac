# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that are still there after a power cut, outside the record's own folder (in it: journal/store/durable.py)."""

import contextlib
import os
from pathlib import Path


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
