# SPDX-License-Identifier: GPL-3.0-or-later
"""What the system says about the person being gone: screen locked, computer going to sleep, another user's turn.

One small interface, and one file for each system behind it. Imported only once a record is open: the first paint does
without a bus. The heartbeat of ui/idle.py stands behind all of them, for what a system does not say.
"""

import importlib
import sys

from PySide6.QtCore import QObject, Signal

_SYSTEMS = {"linux": "ui.away.linux", "win32": "ui.away.windows", "darwin": "ui.away.macos"}
# The file for this system; none where there is none.
PLACES = tuple(place for system, place in _SYSTEMS.items() if system == sys.platform)


class Away(QObject):
    """Signals:
    wanted: lock, now. Whoever hears it may end the process before this returns.
    """

    wanted = Signal()

    def start(self, window: int) -> None:
        """Listen. ``window`` is the number by which the system knows the program's window (QWidget.winId).

        Where there is nobody to listen to, nothing is heard and nothing is said about it.
        """


def of_this_system(parent: QObject) -> Away:
    for place in PLACES:
        made: Away = importlib.import_module(place).SystemAway(parent)
        return made
    return Away(parent)
