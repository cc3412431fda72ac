# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader sees of the program and can do with it: AT-SPI, spoken directly over the bus."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ROOT = "/org/a11y/atspi/accessible/root"
_SPI = "org.a11y.atspi"


class State(IntEnum):
    """Bits of AT-SPI's state set (atspi-constants.h)."""

    CHECKED = 4
    ENABLED = 8
    FOCUSABLE = 11
    FOCUSED = 12
    VISIBLE = 30


class Gone(Exception):
    """The program left the bus, or the thing the window, while it was asked."""


@dataclass(frozen=True)
class Thing:
    """Something in the window: its name and role as they are read aloud. ``within`` are the paths of what holds it."""

    path: str
    name: str
    role: str
    states: int
    within: tuple[str, ...] = ()

    def has(self, state: State) -> bool:
        return bool(self.states >> state & 1)


class Reader:
    """Looks at one process. ``things()`` reads the window anew each time, as it stands."""

    def __init__(self, session_bus: str, pid: int) -> None:
        self._pid = pid
        with open_dbus_connection(session_bus) as session:
            asked = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            address = session.send_and_get_reply(new_method_call(asked, "GetAddress")).body[0]
        self._bus: DBusConnection = open_dbus_connection(address)
        self._program = ""

    def close(self) -> None:
        self._bus.close()

    def things(self) -> list[Thing]:
        """All that is on the page, in the order in which it is read. Empty while the program is not there."""
        for _ in range(3):
            try:
                return list(self._below(_ROOT))
            except Gone:
                self._program = self._find()
        return []

    def press(self, thing: Thing) -> None:
        """What a screen reader's user does to a button."""
        self._ask(thing.path, "Action", "DoAction", "i", (0,))

    def write(self, thing: Thing, text: str) -> None:
        self._ask(thing.path, "EditableText", "SetTextContents", "s", (text,))

    def text(self, thing: Thing) -> str:
        return str(self._ask(thing.path, "Text", "GetText", "ii", (0, -1)))

    def focus(self, thing: Thing) -> None:
        self._ask(thing.path, "Component", "GrabFocus")

    def middle(self, thing: Thing) -> tuple[int, int] | None:
        """Where on the screen its middle is; None when that is scrolled out of sight or outside the window."""
        x, y, width, height = self._extents(thing.path)
        x, y = x + width // 2, y + height // 2
        for path in thing.within:
            left, top, wide, high = self._extents(path)
            if not (left <= x < left + wide and top <= y < top + high):
                return None
        return x, y

    def extents(self, thing: Thing) -> tuple[int, int, int, int]:
        """Its left, its top, its width and its height, on the screen."""
        return self._extents(thing.path)

    def _extents(self, path: str) -> tuple[int, int, int, int]:
        found: tuple[int, int, int, int] = self._ask(path, "Component", "GetExtents", "u", (0,))
        return found

    def _below(self, path: str, within: tuple[str, ...] = ()) -> Iterator[Thing]:
        for _name, child in self._ask(path, "Accessible", "GetChildren"):
            low, high = self._ask(child, "Accessible", "GetState")
            states = low | high << 32
            if states >> State.VISIBLE & 1:
                role = self._ask(child, "Accessible", "GetRoleName")
                yield Thing(child, self._name(child), role, states, within)
                yield from self._below(child, (*within, child))

    def _name(self, path: str) -> str:
        asked = Properties(DBusAddress(path, self._program, f"{_SPI}.Accessible")).get("Name")
        return str(self._reply(asked)[1])

    def _ask(self, path: str, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
        address = DBusAddress(path, self._program or "org.none", f"{_SPI}.{interface}")
        return self._reply(new_method_call(address, method, signature or None, body))

    def _reply(self, message: Any) -> Any:
        try:
            reply = self._bus.send_and_get_reply(message, timeout=10)
        except TimeoutError as late:
            raise Gone from late
        if reply.header.message_type is MessageType.error:
            raise Gone(reply.body)
        return reply.body[0] if len(reply.body) == 1 else reply.body

    def _find(self) -> str:
        """The program's name on the bus: it has a new one after it was replaced."""
        registry = DBusAddress(_ROOT, f"{_SPI}.Registry", f"{_SPI}.Accessible")
        asked = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        end = time.monotonic() + 2
        while time.monotonic() < end:
            try:
                for name, _path in self._reply(new_method_call(registry, "GetChildren")):
                    pid = self._reply(new_method_call(asked, "GetConnectionUnixProcessID", "s", (name,)))
                    if pid == self._pid:
                        return str(name)
            except Gone:
                pass
            time.sleep(0.05)
        return ""
