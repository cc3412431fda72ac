# SPDX-License-Identifier: GPL-3.0-or-later
"""When the system ends this program: the last words are committed first, as when the person leaves.

SIGTERM and SIGHUP come when the login session ends or the terminal is gone; a session manager asks; when the X server
is gone, Qt ends its loop. A kill ends the process at once, and Qt does when a Wayland compositor is gone: what is lost
then is what every kill costs, three seconds of typing at most.
"""

import os
import signal
import sys
import threading

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QSessionManager

_ENDS = ("SIGTERM", "SIGHUP", "SIGINT")
_PATIENCE = 2.0  # seconds; leaving itself takes at most one and a half


class Ending(QObject):
    """Signals:
    wanted: leave, now. Whoever hears it ends the process before this returns.
    """

    wanted = Signal()
    _heard = Signal()

    def start(self, program: QGuiApplication) -> None:
        if sys.platform != "win32":
            self._listen_to_signals()
        program.commitDataRequest.connect(self._on_session_ends, Qt.ConnectionType.DirectConnection)
        program.aboutToQuit.connect(self._on_end, Qt.ConnectionType.DirectConnection)

    def _listen_to_signals(self) -> None:
        """Python runs its handlers only between its own steps, and Qt's loop takes none while it waits: so the signal
        is written into a pipe, at whose other end a thread waits."""
        read, write = os.pipe()
        os.set_blocking(write, False)
        self._heard.connect(self._on_end)
        threading.Thread(target=self._wait, args=(read,), name="signals", daemon=True).start()
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for name in _ENDS:
            number = getattr(signal, name)
            if signal.getsignal(number) is not signal.SIG_IGN:  # whoever starts it with nohup wants it to stay
                signal.signal(number, _nothing)

    def _wait(self, pipe: int) -> None:
        """Where the window does not come to it, the process ends as it would without us."""
        os.read(pipe, 1)
        self._heard.emit()
        threading.Event().wait(_PATIENCE)
        os._exit(1)

    def _on_session_ends(self, _manager: QSessionManager) -> None:
        self.wanted.emit()

    def _on_end(self) -> None:
        self.wanted.emit()


def _nothing(_number: int, _frame: object) -> None:
    """Without a handler of Python's nothing is written into the pipe."""
