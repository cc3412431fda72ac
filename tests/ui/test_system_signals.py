# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's word that the person is gone, on a real message bus of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusMessage

from ui.system_signals import SystemSignals, session_path

ROOT = Path(__file__).parent.parent.parent
LISTEN = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from ui.system_signals import SystemSignals
app = QCoreApplication([])
signals = SystemSignals()
signals.wanted.connect(lambda: print("gone", flush=True))
signals.start()
def say(active):
    subprocess.run(["dbus-send", "--session", "--type=signal", sys.argv[1], sys.argv[2] + ".ActiveChanged", active])
QTimer.singleShot(100, lambda: say("boolean:false"))
QTimer.singleShot(400, lambda: say("boolean:true"))
QTimer.singleShot(1500, app.quit)
app.exec()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs a message bus (Linux)")
@pytest.mark.parametrize(
    ("path", "interface"),
    [
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ],
)
def test_a_locked_screen_is_heard_and_an_unlocked_one_is_not(path, interface):
    command = ["dbus-run-session", "--", sys.executable, "-c", LISTEN, path, interface]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert told.stdout == "gone\n", told.stderr


def test_sleep_counts_when_it_begins_and_not_when_it_ends(qapp, qtbot):
    signals = SystemSignals()
    with qtbot.waitSignal(signals.wanted):
        signals.on_away(True)
    with qtbot.assertNotEmitted(signals.wanted):
        signals.on_away(False)


def changed(properties: dict[str, object]) -> QDBusMessage:
    message = QDBusMessage.createSignal("/a", "org.freedesktop.DBus.Properties", "PropertiesChanged")
    message.setArguments(["org.freedesktop.login1.Session", properties, []])
    return message


def test_another_session_in_front_counts_and_ours_coming_back_does_not(qapp, qtbot):
    signals = SystemSignals()
    with qtbot.waitSignal(signals.wanted):
        signals.on_changed(changed({"Active": False}))
    with qtbot.assertNotEmitted(signals.wanted):
        signals.on_changed(changed({"Active": True}))
        signals.on_changed(changed({"IdleHint": False}))


def test_a_session_has_its_path_as_systemd_writes_it():
    assert session_path("2") == "/org/freedesktop/login1/session/_32"
    assert session_path("c1") == "/org/freedesktop/login1/session/c1"
    assert session_path("") == ""
