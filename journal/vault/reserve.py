# SPDX-License-Identifier: GPL-3.0-or-later
"""Room held back on the disk. Once it is full SQLite cannot even delete; freeing this lets the last words in."""

import contextlib
import os
import shutil
from pathlib import Path

from journal.errors import MachineError
from journal.store import durable

NAME = "reserve"
BYTES = 8 * 1024 * 1024
_PLENTY = 8 * BYTES  # free space from which a spent reserve is laid by again


class Reserve:
    """``noise`` fills the file: zeros would take no room where the file system packs them."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def lay_by(self, noise: bytes) -> None:
        """Raises DiskFull or FolderReadOnly."""
        durable.write(self._path, noise)

    def is_spent(self) -> bool:
        return not os.path.isfile(self._path)  # noqa: PTH113 - it never raises

    def can_be_laid_by(self) -> bool:
        with contextlib.suppress(OSError):
            return shutil.disk_usage(self._path.parent).free >= _PLENTY
        return False

    def release(self) -> bool:
        """Free the room; False when there was none left to free."""
        with contextlib.suppress(OSError, MachineError):
            self._path.unlink()
            durable.sync_folder(self._path.parent)
            return True
        return False
