# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the windows out of screenshots and screen sharing while a record is open, where the system can do that.

Windows and macOS can; written, not run. Linux cannot: whatever shows windows there may look at them. Sources:
learn.microsoft.com, SetWindowDisplayAffinity (Windows 10 from 2004 on; an older one draws the window black);
developer.apple.com, NSWindow.sharingType (what captures through newer ways than windows may see it all the same).

Some docks and some help from afar show a screen by capturing it, and the window is not to be seen there at all. So the
lock screen is never kept out: there, and with ``--show-in-capture``, the rest can be shown too.
"""

import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

POSSIBLE = sys.platform in ("win32", "darwin")
_EXCLUDED = 0x11  # WDA_EXCLUDEFROMCAPTURE
_SHARED_WITH_NOBODY = 0  # NSWindowSharingNone


class KeptOut(QObject):
    """Every window of the program from now on, and those that are there already."""

    def begin(self, program: QApplication) -> None:
        for window in program.topLevelWidgets():
            if window.isVisible():
                keep_out(int(window.winId()))
        program.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            keep_out(int(watched.winId()))
        return False


def keep_out(window: int) -> None:
    """``window`` is its number (QWidget.winId): a handle on Windows, a view on macOS."""
    if sys.platform == "win32":
        import ctypes

        ctypes.CDLL("user32").SetWindowDisplayAffinity(ctypes.c_void_p(window), _EXCLUDED)
    elif sys.platform == "darwin":
        from ui import objective_c

        objective_c.send(objective_c.send(window, "window"), "setSharingType:", _SHARED_WITH_NOBODY)
