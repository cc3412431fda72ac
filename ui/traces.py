# SPDX-License-Identifier: GPL-3.0-or-later
"""What the system would keep of us by itself, turned off: core dumps, open file modes, Qt's list of visited folders."""

import contextlib
import os
import sys
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QSettings, Qt

_PR_SET_DUMPABLE = 4


def leave_none() -> None:
    """Before anything is opened. With this, another program of the same user can read neither our memory nor a core
    dump of it (Linux; tests/ui/test_traces.py tries both, with and without)."""
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
    """Qt's own file dialog writes the folders it was shown to ``QtProject.conf``: give it nowhere to write.

    And let no dialog be the system's, not even one that Qt opens by itself from its print dialog.
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.NativeFormat, scope, os.devnull)


def file_history() -> dict[str, Any]:
    """What Qt's file dialogs remember now, for all programs of this user that are made with Qt."""
    settings = _dialog_settings()
    return {key: settings.value(key) for key in settings.allKeys()}


def forget_file_history(before: Mapping[str, Any]) -> None:
    """Put it back as it was: what other programs remember is theirs. For Windows and macOS, whose settings stand in one
    place that cannot be moved (there written, not run)."""
    settings = _dialog_settings()
    settings.remove("")
    for key, value in before.items():
        settings.setValue(key, value)
    settings.sync()


def _dialog_settings() -> QSettings:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.beginGroup("FileDialog")
    return settings
