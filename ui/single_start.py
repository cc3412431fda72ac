# SPDX-License-Identifier: GPL-3.0-or-later
"""One window for one record: a second start finds the first by a lock file and asks it to show itself.

It asks by touching a file that the first one watches. No sockets. On Wayland no program may come to the front by
itself: the file holds the desktop's permission for the one that was just started, where there is any, good once.
"""

import contextlib
import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

# Whoever starts a program on Wayland leaves it here, and Qt looks for it here when a window asks to be in front.
PERMISSION = "XDG_ACTIVATION_TOKEN"
_LONGEST = 200  # letters; what desktops give has 30 to 80
_WHOLE = 100  # milliseconds


class SingleStart(QObject):
    """Stands beside the record's folder, so that records in two places do not know of each other.

    Signals:
        asked: another start wants this window to be seen; and whether the desktop lets it come to the front.
    """

    asked = Signal(bool)

    def __init__(self, record: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bell = record.with_name(f"{record.name}.show")
        self._lock = QLockFile(str(record.with_name(f"{record.name}.open")))
        # A lock is old when its process is gone, never by its age: the program may stay open for days.
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None
        self._heard = QTimer(self)  # emptied, written and touched is one wish, read when it is whole
        self._heard.setSingleShot(True)
        self._heard.setInterval(_WHOLE)
        self._heard.timeout.connect(self._on_heard)

    def first(self) -> bool:
        """Whether we are the only one. If not, the other was asked to show itself.

        A folder that cannot be written to has no lock file; the record's own lock then stands guard alone.
        """
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return True
        with contextlib.suppress(OSError):
            self._bell.touch(mode=0o600)
            self._bell.write_text(os.environ.get(PERMISSION, ""), encoding="utf-8")
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
        self._heard.start()

    def _on_heard(self) -> None:
        given = ""
        if QGuiApplication.platformName().startswith("wayland"):
            with contextlib.suppress(OSError, ValueError), self._bell.open(encoding="utf-8") as bell:
                given = bell.read(_LONGEST + 1)
        allowed = bool(given) and given.isprintable() and len(given) <= _LONGEST
        if allowed:
            # For Qt alone, which takes it out again: os.environ would keep it for as long as the program runs.
            os.putenv(PERMISSION, given)
        self.asked.emit(allowed)
