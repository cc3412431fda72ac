# SPDX-License-Identifier: GPL-3.0-or-later
"""One window for one record: a second start finds the first by a lock file and asks it to show itself.

It asks by touching an empty file that the first one watches. No sockets.
"""

import contextlib
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal


class SingleStart(QObject):
    """Stands beside the record's folder, so that records in two places do not know of each other.

    Signals:
        asked: another start wants this window to be seen.
    """

    asked = Signal()

    def __init__(self, record: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bell = record.with_name(f"{record.name}.show")
        self._lock = QLockFile(str(record.with_name(f"{record.name}.open")))
        # A lock is old when its process is gone, never by its age: the program may stay open for days.
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None

    def first(self) -> bool:
        """Whether we are the only one. If not, the other was asked to show itself.

        A folder that cannot be written to has no lock file; the record's own lock then stands guard alone.
        """
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return True
        with contextlib.suppress(OSError):
            self._bell.touch()
        return False

    def listen(self) -> None:
        """Watch for the next start; after the first paint, which does not wait for it."""
        with contextlib.suppress(OSError):
            self._bell.touch(mode=0o600)
        self._watcher = QFileSystemWatcher([str(self._bell)], self)
        self._watcher.fileChanged.connect(self._on_touched)

    def release(self) -> None:
        """Make room for the process that comes after this one."""
        self._lock.unlock()

    def _on_touched(self, path: str) -> None:
        if self._watcher is not None and path not in self._watcher.files() and Path(path).exists():
            self._watcher.addPath(path)
        self.asked.emit()
