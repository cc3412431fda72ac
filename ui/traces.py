# SPDX-License-Identifier: GPL-3.0-or-later
"""What the system would keep of us by itself, turned off: core dumps, open file modes, Qt's list of visited folders."""

import contextlib
import os
import sys

from PySide6.QtCore import QSettings

_PR_SET_DUMPABLE = 4


def leave_none() -> None:
    """Before anything is opened. Measured (security.md §7): with this, another program of the same user can read
    neither our memory nor a core dump of it."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def keep_no_file_history() -> None:
    """Qt's own file dialog writes the folders it was shown to ``QtProject.conf``: give it nowhere to write."""
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.NativeFormat, scope, os.devnull)
