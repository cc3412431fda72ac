# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in the place of systemd's login1 on a bus of the test's own, and sends what desktops send."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

LOGIN, TOP = "org.freedesktop.login1", "/org/freedesktop/login1"
SESSION = "c2"
OWN = f"{TOP}/session/{SESSION}"


@contextmanager
def bus() -> Iterator[str]:
    """The address of a message bus that ends with this."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().decode().strip()
        finally:
            daemon.terminate()


def say(address: str, path: str, interface: str, member: str, signature: str = "", *body: Any) -> None:
    """One signal from someone who comes and goes, as screen savers are told apart by nothing but their interface."""
    with open_dbus_connection(address) as sender:
        sender.send(new_signal(DBusAddress(path, interface=interface), member, signature or None, body))
        sender.send_and_get_reply(message_bus.GetId())  # the bus has passed it on


class Login1:
    """``asked`` are the methods that were called, in order; ``released`` is set when the last lock on sleep is given
    back, and ``taken`` while one is held."""

    def __init__(self, address: str) -> None:
        self.asked: list[str] = []
        self.taken, self.released = threading.Event(), threading.Event()
        self._sending = threading.Lock()
        self._connection = open_dbus_connection(address, enable_fds=True)
        self._connection.send_and_get_reply(message_bus.RequestName(LOGIN))
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(5)
        self._connection.close()

    def sleeps(self, begins: bool = True) -> None:
        self._say(TOP, f"{LOGIN}.Manager", "PrepareForSleep", "b", begins)

    def locks(self) -> None:
        self._say(OWN, f"{LOGIN}.Session", "Lock", "")

    def changes(self, path: str = OWN, **properties: bool) -> None:
        changed = {name: ("b", value) for name, value in properties.items()}
        interface = "org.freedesktop.DBus.Properties"
        self._say(path, interface, "PropertiesChanged", "sa{sv}as", f"{LOGIN}.Session", changed, [])

    def _say(self, path: str, interface: str, member: str, signature: str, *body: Any) -> None:
        self._send(new_signal(DBusAddress(path, interface=interface), member, signature or None, body))

    def _send(self, message: Message) -> None:
        with self._sending:
            self._connection.send(message)

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                message = self._connection.receive(timeout=0.1)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        member = str(message.header.fields[HeaderFields.member])
        self.asked.append(" ".join([member, *map(str, message.body)]))
        if member == "Inhibit":
            read, write = os.pipe()
            self.released.clear()
            self._send(new_method_return(message, "h", (write,)))
            os.close(write)
            self.taken.set()
            threading.Thread(target=self._await_release, args=(read,), daemon=True).start()
        elif member == "Get":
            self._send(new_method_return(message, "v", (("s", SESSION),)))

    def _await_release(self, read: int) -> None:
        os.read(read, 1)  # nobody writes: it ends when the last copy of the other end is closed
        os.close(read)
        self.taken.clear()
        self.released.set()
