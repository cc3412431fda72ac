# SPDX-License-Identifier: GPL-3.0-or-later
"""Where no person reads the standard error, the program and the libraries below it write nothing there."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui import output
from ui.crash import CrashHook

ROOT = Path(__file__).parent.parent.parent
# Speaks in every way there is, as libraries do; sys.argv[1] says what kind of program it is.
SPEAK = """
import ctypes, logging, os, subprocess, sys, warnings
if sys.argv[1] == "built":
    sys.frozen = True
if sys.argv[1] == "windowed":
    sys.stdout = sys.stderr = None
from ui import output
if not output.is_heard():
    output.silence()
from PySide6.QtCore import qCritical, qWarning
from PySide6.QtGui import QImageReader
print("canary in Python")
print("canary in Python", file=sys.stderr)
os.write(2, b"canary in C\\n")
qWarning("canary in Qt")
qCritical("canary in Qt")
logging.getLogger("some.library").error("canary in a log")
warnings.warn("canary in a warning")
subprocess.run([sys.executable, "-c", "import sys; sys.stderr.write('canary in a child')"])
"""


def said(kind: str, heard: str = "") -> str:
    command = [sys.executable, "-c", SPEAK, kind]
    environment = os.environ | {output.HEARD: heard}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout + done.stderr


@pytest.mark.parametrize(("kind", "heard"), [("built", "1"), ("from source", ""), ("windowed", "")])
def test_nothing_is_said_where_nobody_listens(kind, heard):
    assert said(kind, heard) == ""


def test_a_check_hears_all_of_it():
    told = said("from source", "1")
    assert told.count("canary") >= 8


@pytest.mark.parametrize(("rules", "spoken"), [(None, False), ("*=true", True)])
def test_qts_lines_about_methods_of_writing_are_spared_and_their_own_rules_stay(monkeypatch, rules, spoken):
    monkeypatch.delenv("QT_LOGGING_RULES", raising=False)
    if rules:
        monkeypatch.setenv("QT_LOGGING_RULES", rules)
    code = """
from ui import start
def look(*_all):
    from PySide6.QtCore import QLoggingCategory
    print(*(QLoggingCategory(each).isWarningEnabled() for each in ("qt.qpa.wayland.textinput", "qt.qpa.wayland")))
    raise SystemExit
start.QApplication = look
start.run(start.Options(), start.Path("main.py"))
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [str(spoken), "True"]


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are not of Windows")
def test_a_terminal_is_heard(monkeypatch):
    monkeypatch.delenv(output.HEARD)
    ours, theirs = os.openpty()
    code = "from ui import output; import sys; sys.exit(0 if output.is_heard() else 1)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stderr=theirs, check=False, timeout=60)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0


@pytest.mark.parametrize(("heard", "spoke"), [("", False), ("1", True)])
def test_the_program_itself_begins_with_it(heard, spoke):
    """Qt says a great deal about a screen that does not exist, and ends."""
    code = "import resource, sys; resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); import main; main.main([])"
    environment = os.environ | {output.HEARD: heard, "QT_QPA_PLATFORM": "canary"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert ("canary" in done.stderr) is spoke
    assert bool(done.stdout + done.stderr) is spoke


@pytest.mark.parametrize("broken", [None, "closed"])
def test_a_bug_still_locks_where_the_standard_error_is_gone(monkeypatch, broken):
    stream = None if broken is None else io.StringIO()
    if stream is not None:
        stream.close()
    monkeypatch.setattr(sys, "stderr", stream)
    notes: list[str] = []
    CrashHook(notes.append).take(ValueError("canary"))
    assert len(notes) == 1
