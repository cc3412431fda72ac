# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows: the session is locked or switched, or the computer goes to sleep. Written, not run.

Sources: learn.microsoft.com, WM_WTSSESSION_CHANGE and WM_POWERBROADCAST. Windows waits for the answer to the second
(two seconds at most), and the process ends before it is given: after the last words are committed.
"""

import ctypes
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from ui.away import Away

_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
# Disconnected from the console or from afar, signed out, locked; and about to sleep.
_GONE = {_SESSION_CHANGE: {0x2, 0x4, 0x6, 0x7}, _POWER: {0x4}}
_THIS_SESSION = 0


class SystemAway(Away):
    def start(self, window: int) -> None:
        program = QCoreApplication.instance()
        if program is not None:
            self._messages = Messages(self.wanted.emit)
            program.installNativeEventFilter(self._messages)
            ctypes.CDLL("wtsapi32").WTSRegisterSessionNotification(ctypes.c_void_p(window), _THIS_SESSION)


class Messages(QAbstractNativeEventFilter):
    """Sees every message of this program's windows, and swallows none."""

    def __init__(self, gone: Callable[[], object]) -> None:
        super().__init__()
        self._gone = gone

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if bytes(kind) == b"windows_generic_MSG":  # type: ignore[arg-type]  # a QByteArray is bytes enough
            seen = wintypes.MSG.from_address(int(message))
            if seen.wParam in _GONE.get(seen.message, ()):
                self._gone()
        return False, 0
