# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's word that the person is gone, on real message buses of its own."""

import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.helpers.login1 import OWN, TOP, Login1, bus, say
from ui.away.linux import SAVERS, SystemAway, session_path

ROOT = Path(__file__).parent.parent.parent.parent
needs_a_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs a message bus (Linux)")
# Says "gone" for each time; "lock" on its input replaces it, as a lock does, by a program that does nothing.
LISTEN = """
import os, sys
from PySide6.QtCore import QCoreApplication, QSocketNotifier, QTimer
from ui.away import of_this_system
app = QCoreApplication([])
away = of_this_system(app)
away.wanted.connect(lambda: print("gone", flush=True))
away.start(0)
listen = QSocketNotifier(0, QSocketNotifier.Type.Read)
nothing = [sys.executable, "-c", "import sys; print('replaced', flush=True); sys.stdin.readline()"]
listen.activated.connect(lambda: (os.read(0, 9), os.execv(sys.executable, nothing)))
QTimer.singleShot(0, lambda: print("listening", flush=True))
app.exec()
"""


class Listener:
    """The program's ear in a process of its own."""

    def __init__(self, session_bus: str, system_bus: str, **more: str) -> None:
        environment = {name: value for name, value in os.environ.items() if name != "XDG_SESSION_ID"} | more
        environment |= {"DBUS_SESSION_BUS_ADDRESS": session_bus, "DBUS_SYSTEM_BUS_ADDRESS": system_bus}
        command = [sys.executable, "-c", LISTEN]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)
        self._said: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        assert self.next() == "listening"

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._said.put(line.strip())

    def next(self, seconds: float = 30) -> str:
        """What it says next; nothing when it says nothing for so long."""
        try:
            return self._said.get(timeout=seconds)
        except queue.Empty:
            return ""

    def lock(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def buses() -> Iterator[tuple[str, str]]:
    with bus() as session, bus() as system:
        yield session, system


@pytest.fixture
def login(buses: tuple[str, str]) -> Iterator[Login1]:
    with Login1(buses[1]) as made:
        yield made


@pytest.fixture
def listener(buses: tuple[str, str]) -> Iterator[Callable[..., Listener]]:
    with ExitStack() as stack:

        def start(**more: str) -> Listener:
            made = Listener(*buses, **more)
            stack.callback(made.end)
            return made

        yield start


@needs_a_bus
def test_a_locked_screen_is_heard_from_every_desktop_and_an_unlocked_one_from_none(buses, listener):
    ear = listener()
    for saver in SAVERS:
        for path in ("/" + saver.replace(".", "/"), "/ScreenSaver"):
            say(buses[0], path, saver, "ActiveChanged", "b", False)
            say(buses[0], path, saver, "ActiveChanged", "b", True)
            assert ear.next() == "gone", (saver, path)
    assert ear.next(0.5) == ""


@needs_a_bus
@pytest.mark.parametrize("known", [{"XDG_SESSION_ID": "c2"}, {}], ids=["session known", "session asked for"])
def test_login1_says_sleep_lock_and_another_users_turn(login, listener, known):
    ear = listener(**known)
    assert login.taken.wait(30)
    login.sleeps(False)
    login.changes(Active=True, LockedHint=False)
    login.changes(IdleHint=True)
    login.changes(f"{TOP}/session/_39", Active=False)  # another person's session
    assert ear.next(0.5) == ""
    for told in (
        login.sleeps,
        login.locks,
        lambda: login.changes(Active=False),
        lambda: login.changes(LockedHint=True),
    ):
        told()
        assert ear.next() == "gone", told
    assert ear.next(0.5) == ""
    assert [asked for asked in login.asked if asked.startswith("Inhibit")] == ["Inhibit sleep Own Words Saving delay"]


@needs_a_bus
def test_sleep_waits_until_the_process_is_replaced_and_no_longer(login, listener):
    ear = listener()
    assert login.taken.wait(30)
    assert not login.released.wait(0.5)
    ear.lock()
    assert ear.next() == "replaced"
    assert login.released.wait(10)
    assert ear.process.poll() is None  # the process that came after it lives, and holds nothing


@needs_a_bus
def test_where_nothing_was_locked_sleep_is_not_held_up(login, listener):
    ear = listener()
    assert login.taken.wait(30)
    login.sleeps()
    assert ear.next() == "gone"  # and here nobody does anything about it
    assert login.released.wait(10)


@needs_a_bus
def test_without_login1_the_screen_saver_is_heard_all_the_same(buses, listener):
    ear = listener()
    say(buses[0], "/", SAVERS[0], "ActiveChanged", "b", True)
    assert ear.next() == "gone"


def test_sleep_counts_when_it_begins_and_not_when_it_ends(qapp, qtbot):
    away = SystemAway()
    with qtbot.waitSignal(away.wanted):
        away.on_away(True)
    with qtbot.assertNotEmitted(away.wanted):
        away.on_away(False)


def test_a_session_has_its_path_as_systemd_writes_it():
    assert session_path("2") == "/org/freedesktop/login1/session/_32"
    assert session_path("c2") == OWN
    assert session_path("") == ""
