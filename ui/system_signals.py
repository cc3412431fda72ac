# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop says about the person being gone: screen locked, computer going to sleep, another user's turn.

Linux only, over the two message buses. Windows and macOS send these otherwise; the heartbeat of ui/idle.py covers
their sleep until that is written. Imported only once a record is open: the first paint does without a bus.
"""

import os
import sys
from typing import cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
_LOGIN = "org.freedesktop.login1"


class SystemSignals(QObject):
    """Signals:
    wanted: lock, now.
    """

    wanted = Signal()

    def start(self) -> None:
        """Listen. Where there is no bus nothing is heard and nothing is said about it."""
        if not sys.platform.startswith("linux"):
            return
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        if session.isConnected():
            for saver in _SAVERS:
                # By interface alone: desktops own these names under different services and paths.
                session.connect("", "", saver, "ActiveChanged", self, _slot("on_away(bool)"))
        if system.isConnected():
            manager, own = f"{_LOGIN}.Manager", session_path(os.environ.get("XDG_SESSION_ID", ""))
            system.connect(_LOGIN, "", manager, "PrepareForSleep", self, _slot("on_away(bool)"))
            if own:
                system.connect(_LOGIN, own, f"{_LOGIN}.Session", "Lock", self, _slot("on_lock()"))
                changed = ("org.freedesktop.DBus.Properties", "PropertiesChanged")
                system.connect(_LOGIN, own, *changed, self, _slot("on_changed(QDBusMessage)"))

    @Slot(bool)
    def on_away(self, away: bool) -> None:
        if away:
            self.wanted.emit()

    @Slot()
    def on_lock(self) -> None:
        self.wanted.emit()

    @Slot(QDBusMessage)
    def on_changed(self, message: QDBusMessage) -> None:
        """Our login session is no longer the one on the screen."""
        given = message.arguments()
        if len(given) > 1 and isinstance(given[1], dict) and given[1].get("Active") is False:
            self.wanted.emit()


def session_path(session: str) -> str:
    """The bus path of a login session by its id: as systemd writes it, ``2`` is ``_32``. Empty for no id."""
    if not session:
        return ""
    safe = "".join(
        letter if letter.isascii() and (letter.isalpha() or (place and letter.isdigit())) else f"_{ord(letter):02x}"
        for place, letter in enumerate(session)
    )
    return f"/org/freedesktop/login1/session/{safe}"


def _slot(signature: str) -> bytes:
    return cast(bytes, SLOT(signature))  # it is text, and only text is taken: the stubs have both wrong
