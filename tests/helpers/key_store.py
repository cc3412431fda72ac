# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop's key store of a test's own: a real gnome-keyring on a bus of its own, or something in its place."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

NAME = "org.freedesktop.secrets"
PASSWORD = b"the login password of this desktop"
# Takes the name of the key store on the bus and then answers nothing, ever.
SILENT = f"""
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
import time
connection = open_dbus_connection(bus="SESSION")
connection.send_and_get_reply(message_bus.RequestName("{NAME}"))
print("here", flush=True)
time.sleep(600)
"""


class KeyStore:
    """A bus, and on it what the test asks for. ``environment`` is what a program of this desktop has."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._stack = stack
        self._store: subprocess.Popen[bytes] | None = None
        # Not below the test's own folder: the path of a socket may have no more than 107 bytes.
        runtime = stack.enter_context(tempfile.TemporaryDirectory(prefix="run-"))
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        self.environment = kept | {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_RUNTIME_DIR": runtime,
        }
        command = ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address=unix:dir={runtime}"]
        bus = self._spawn(command, stdout=subprocess.PIPE)
        assert bus.stdout is not None
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()

    def unlock(self) -> None:
        """gnome-keyring as after a login: its store is open."""
        self._start(["--unlock"], PASSWORD)

    def stay_locked(self) -> None:
        """gnome-keyring as after a login without a password: what was kept is there, and locked."""
        self._start([])

    def be_silent(self) -> None:
        """Something that took the place of the key store and never answers."""
        self.stop()
        process = self._spawn([sys.executable, "-c", SILENT], stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        self._store = process

    def stop(self) -> None:
        """End what holds the name, as at a logout; the bus stays."""
        if self._store is not None:
            _end(self._store)
            _until(lambda: not self._is_owned(), "the key store to be gone")
        self._store = None

    def read_by(self, code: str, *arguments: str) -> str:
        """What an unrelated program of the same user prints."""
        command = [sys.executable, "-c", code, *arguments]
        told = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60, check=True)
        return told.stdout.strip()

    def _start(self, more: list[str], given: bytes = b"") -> None:
        self.stop()
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", *more]
        process = self._spawn(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(given)
            process.stdin.close()
        _until(self._is_owned, "gnome-keyring")
        self._store = process

    def _is_owned(self) -> bool:
        command = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/"]
        command += ["org.freedesktop.DBus.NameHasOwner", f"string:{NAME}"]
        told = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60, check=True)
        return "true" in told.stdout

    def _spawn(self, command: list[str], **more: int) -> "subprocess.Popen[bytes]":
        process: subprocess.Popen[bytes] = subprocess.Popen(
            command, env=self.environment, stderr=subprocess.DEVNULL, **more
        )
        self._stack.callback(_end, process)
        return process


@contextmanager
def key_store(folder: Path) -> Iterator[KeyStore]:
    with ExitStack() as stack:
        yield KeyStore(folder, stack)


def _until(found: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 30
    while not found():
        assert time.monotonic() < end, f"waited for {what}"
        time.sleep(0.02)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
