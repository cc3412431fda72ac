# SPDX-License-Identifier: GPL-3.0-or-later
"""A bug's report says where, and nothing else."""

import io
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from journal.decode import decoder
from tests.ui.test_app import drive, played
from ui.crash import CrashHook, report

ROOT = Path(__file__).parent.parent.parent
SECRET = "He leaned into the window"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def bug() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as trouble:
        raise ValueError(f"/home/someone/{SECRET}") from trouble


@pytest.fixture
def hooks():
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


def caught() -> BaseException:
    try:
        bug()
    except ValueError as trouble:
        return trouble
    raise AssertionError


def test_the_report_has_types_files_and_lines_and_no_words_and_no_folders():
    said = report(caught())
    assert "KeyError" in said
    assert "ValueError" in said
    assert "test_crash.py:" in said
    assert SECRET not in said
    assert "/" not in said
    assert "bug" not in said


def test_an_exception_that_nobody_took_is_taken_once(hooks, capsys):
    seen: list[str] = []
    hook = CrashHook(seen.append)
    hook.install()
    trouble = caught()
    sys.excepthook(type(trouble), trouble, trouble.__traceback__)
    hook.take(trouble)
    assert len(seen) == 1
    assert SECRET not in capsys.readouterr().err


def test_a_bug_in_a_thread_is_written_down_without_its_words(hooks, capsys):
    seen: list[str] = []
    CrashHook(seen.append).install()
    thread = threading.Thread(target=bug)
    thread.start()
    thread.join()
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert SECRET not in said
    assert seen == []


# --------------------------------------------------------------------------- in the real program, at every stage

STAGES = """
    import threading
    from PySide6.QtWidgets import QApplication, QPushButton, QWidget
    from ui.worker import Lane
    yield lambda: hasattr(program, "_crash")
    notes = []
    secret = "He leaned " + "into the window"
    program._crash._on_crash = notes.append
    def raising(*_):
        raise ValueError(secret)
    class Painted(QWidget):
        def paintEvent(self, _event):
            raising()
    class Sized(QWidget):
        def sizeHint(self):
            raising()
    button = QPushButton()
    button.clicked.connect(raising)
    painted = Painted()
    stages = {
        "timer": lambda: QTimer.singleShot(0, raising),
        "slot": button.click,
        "paint event": painted.show,
        "value asked for": lambda: QTimer.singleShot(0, lambda: Sized().adjustSize()),
        "vault": lambda: program.session.worker.run(raising),
        "aside": lambda: program.session.worker.aside(raising),
        "incoming": lambda: program.session.worker.aside(raising, lane=Lane.INCOMING),
        "what comes back": lambda: program.session.worker.aside(lambda: 1, raising),
    }
    for name, begin in stages.items():
        program._crash._seen = False
        before = len(notes)
        begin()
        yield lambda: len(notes) > before
        painted.hide()
        QApplication.processEvents()
        print("STAGE", name, flush=True)
    thread = threading.Thread(target=raising)
    thread.start()
    thread.join()
    class Dying:
        def __del__(self):
            raising()
    Dying()
    print("NOTES", repr(notes), flush=True)
"""


@pytest.mark.long
def test_wherever_a_bug_is_it_locks_and_no_word_of_it_is_said():
    told = drive(STAGES)
    assert played(told)
    lines = told.stdout.splitlines()
    assert len([line for line in lines if line.startswith("STAGE")]) == 8
    notes = next(line for line in lines if line.startswith("NOTES"))
    assert notes.count("ValueError") >= 8
    assert told.stderr.count("ValueError") >= 10, "the thread's and the dying object's as well"
    for word in SECRET.split():
        assert word not in told.stdout + told.stderr
    assert "/" not in notes + told.stderr


CHILD = """
import sys
sys.path.insert(0, {root!r})
from journal.decode import child, work
def raising(*_everything):
    raise ValueError("He leaned " + "into the window")
work.{where} = raising
sys.exit(child.main())
"""


@pytest.mark.parametrize("where", ["serve", "_answered", "load"])
def test_a_bug_in_the_process_that_looks_into_files_says_nothing(where, monkeypatch, capfd):
    command = [sys.executable, "-c", CHILD.format(root=str(ROOT), where=where)]
    started = subprocess.Popen
    monkeypatch.setattr(decoder.subprocess, "Popen", lambda _command, **more: started(command, **more))
    assert decoder.look(io.BytesIO(PNG), len(PNG), PNG).shown is decoder.Shown.NOT_OPENED
    assert capfd.readouterr() == ("", "")
    if where != "_answered":  # the control: it would have said it, had somebody listened
        told = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60
        )
        assert SECRET in told.stderr
