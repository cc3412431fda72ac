# SPDX-License-Identifier: GPL-3.0-or-later
"""Linux: the desktop's screen savers on the session's bus, and login1 (systemd, elogind) on the system's.

login1 says that the computer goes to sleep and waits for whoever holds an inhibitor lock of the kind "delay", five
seconds at most as it is set up. The lock is a file descriptor: it is closed when this process ends or is replaced by
the lock screen, which is after the last words are committed. Source: systemd.io/INHIBITOR_LOCKS.
"""

import os
from typing import cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from ui.away import Away

# light-locker and KDE speak as freedesktop's; who has no name here sets LockedHint (below).
SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_LOGIN, _TOP = "org.freedesktop.login1", "/org/freedesktop/login1"
_SESSION, _PROPERTIES = f"{_LOGIN}.Session", "org.freedesktop.DBus.Properties"
# Of a login session, what says that it is no longer the one on the screen, or that its screen is locked.
_GONE = {"Active": False, "LockedHint": True}


class SystemAway(Away):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = QDBusConnection.systemBus()
        self._waiting: list[QDBusPendingCallWatcher] = []
        self._held: QDBusUnixFileDescriptor | None = None

    def start(self, window: int) -> None:
        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for saver in SAVERS:
                # By interface alone: desktops own these names under different services and paths.
                session.connect("", "", saver, "ActiveChanged", self, _slot("on_away(bool)"))
        if not self._bus.isConnected():
            return
        self._bus.connect(_LOGIN, "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _slot("on_away(bool)"))
        if named := os.environ.get("XDG_SESSION_ID", ""):
            self._listen_to(named)
        else:
            # Started by the user's systemd: that belongs to no session, and login1 says which one is meant.
            self._ask("/session/auto", _PROPERTIES, "Get", _SESSION, "Id")
        self._ask("", f"{_LOGIN}.Manager", "Inhibit", "sleep", "Own Words", "Saving", "delay")

    @Slot(bool)
    def on_away(self, away: bool) -> None:
        if away:
            self.wanted.emit()
            # Where nothing was locked, because nothing is open, nobody is held up either.
            self._held = None

    @Slot()
    def on_lock(self) -> None:
        self.wanted.emit()

    @Slot(str, "QVariantMap", "QStringList")  # as a whole message the map would come as bytes that nobody has read
    def on_changed(self, _interface: str, changed: dict[str, object], _unsaid: list[str]) -> None:
        if any(changed.get(name) is gone for name, gone in _GONE.items()):
            self.wanted.emit()

    def _listen_to(self, session: str) -> None:
        own = session_path(session)
        self._bus.connect(_LOGIN, own, _SESSION, "Lock", self, _slot("on_lock()"))
        told = _slot("on_changed(QString,QVariantMap,QStringList)")
        self._bus.connect(_LOGIN, own, _PROPERTIES, "PropertiesChanged", self, told)

    def _ask(self, below: str, interface: str, method: str, *words: str) -> None:
        """The window does not wait for the answer."""
        question = QDBusMessage.createMethodCall(_LOGIN, _TOP + below, interface, method)
        question.setArguments(list(words))
        waiting = QDBusPendingCallWatcher(self._bus.asyncCall(question), self)
        waiting.finished.connect(self._on_answer)
        self._waiting.append(waiting)

    @Slot(QDBusPendingCallWatcher)
    def _on_answer(self, waiting: QDBusPendingCallWatcher) -> None:
        """A session's name, or the descriptor; what says no has no login1, and sleeps without waiting."""
        reply = waiting.reply()
        self._waiting.remove(waiting)
        waiting.deleteLater()  # it holds what came, which may be the descriptor
        if reply.type() is not QDBusMessage.MessageType.ReplyMessage:
            return
        match reply.arguments():
            case [QDBusUnixFileDescriptor() as held] if held.isValid():
                self._held = held
            case [QDBusVariant() as session]:
                self._listen_to(str(session.variant()))


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
