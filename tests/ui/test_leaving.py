# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows gone at once, the last words kept, and the process gone: in this process up to the end, and in a real one."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget

from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.going import LAST_WORDS, Child, kept, make_record
from ui import clipboard, leaving
from ui.leaving import Leaving, hide_windows, own_command
from ui.session import CRASH_NOTE

ROOT = Path(__file__).parent.parent.parent


class Process:
    """Instead of the real end: what it would have been, and how the windows stood then."""

    def __init__(self) -> None:
        self.ends: list[str] = []
        self.shown: list[int] = []

    def replace(self) -> None:
        self._note("replace")

    def end(self) -> None:
        self._note("end")

    def _note(self, how: str) -> None:
        self.ends.append(how)
        self.shown.append(sum(window.isVisible() for window in QApplication.topLevelWidgets()))


@pytest.fixture
def process():
    return Process()


@pytest.fixture
def made(open_session, process, monkeypatch):
    """Leaving for a session with an open record; the watchdogs stay on their chains."""
    monkeypatch.setattr(Leaving, "_watch", lambda self, last: None)
    released = []
    built = Leaving(open_session, process, lambda: {"page": "people", "arguments": {}}, lambda: released.append(1))
    open_session.leaving = built
    built.released = released
    return built


def words_on_the_way(session) -> None:
    """A page with words that no timer has saved yet."""
    vault = session.vault

    def source():
        text = LAST_WORDS

        def commit() -> None:
            draft = vault.drafts.new("", "own_account", "account")
            vault.drafts.save(replace(draft, answers={"account": text}), place={"page": "guide", "arguments": {"x": 1}})

        return commit

    session.unsaved_with(source)


def reopened(session) -> tuple[dict, object]:
    """The latest draft's answers and the place, as the next process finds them."""
    vault = Vault.open(session.vault.folder, PASSPHRASE)
    try:
        draft = vault.drafts.latest()
        return (dict(draft.answers) if draft else {}), vault.settings.get("place")
    finally:
        vault.close()


@pytest.mark.parametrize(("way", "end"), [("lock", "replace"), ("leave", "end")])
def test_words_that_were_not_saved_yet_are_kept_and_the_record_is_closed(open_session, made, process, way, end):
    words_on_the_way(open_session)
    getattr(open_session, way)()
    assert process.ends == [end]
    assert reopened(open_session) == ({"account": LAST_WORDS}, {"page": "guide", "arguments": {"x": 1}})
    assert made.released == [1]


def test_without_unsaved_words_the_place_is_kept_all_the_same(open_session, made):
    open_session.lock()
    assert reopened(open_session) == ({}, {"page": "people", "arguments": {}})


def test_leaving_before_the_rooms_are_open_keeps_the_place_of_last_time(open_session, process, monkeypatch):
    monkeypatch.setattr(Leaving, "_watch", lambda self, last: None)
    last_time = {"page": "days", "arguments": {}}
    open_session.worker.run(lambda: open_session.vault.settings.set("place", last_time))
    open_session.leaving = Leaving(open_session, process, lambda: None, lambda: None)
    open_session.leave()
    assert reopened(open_session) == ({}, last_time)


def test_windows_and_dialogs_are_gone_within_a_tenth_of_a_second(open_session, made, process, qtbot):
    windows = [QWidget() for _ in range(5)]
    for window in windows:
        column = QVBoxLayout(window)
        for number in range(100):
            column.addWidget(QPushButton(str(number)))
    for window in (*windows, QDialog(windows[0]), QDialog()):
        qtbot.addWidget(window)
        window.show()
    begun = time.perf_counter()
    hide_windows()
    assert time.perf_counter() - begun < 0.1
    assert not any(window.isVisible() for window in QApplication.topLevelWidgets())
    open_session.leave()
    assert process.shown == [0]


def test_it_works_from_within_a_modal_dialog(open_session, made, process, qtbot):
    words_on_the_way(open_session)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    QTimer.singleShot(50, open_session.lock)
    QTimer.singleShot(2000, dialog.reject)  # the test's own way out
    dialog.exec()
    assert process.ends == ["replace"]
    assert process.shown == [0]
    assert reopened(open_session)[0] == {"account": LAST_WORDS}


def test_a_page_that_breaks_on_the_way_out_holds_nobody_back(open_session, made, process):
    def broken():
        raise ZeroDivisionError

    open_session.unsaved_with(broken)
    with pytest.raises(ZeroDivisionError):
        open_session.leave()
    assert process.ends == ["end"]


def test_a_save_that_fails_holds_nobody_back(open_session, made, process):
    def full() -> None:
        raise OSError

    open_session.unsaved_with(lambda: full)
    open_session.lock()
    assert process.ends == ["replace"]
    reopened(open_session)  # closed as it should be


@pytest.mark.parametrize("way", ["replace", "end"])
def test_the_last_thing_before_the_process_goes_is_to_tie_up_loose_ends(monkeypatch, way):
    order = []
    monkeypatch.setattr(leaving.loose_ends, "tie_up", lambda: order.append("tied up"))
    monkeypatch.setattr(leaving.os, "execv", lambda *_command: order.append("gone"))
    monkeypatch.setattr(leaving.os, "_exit", lambda _code: order.append("gone"))
    getattr(leaving.ProcessEnd(["python"]), way)()
    assert order == ["tied up", "gone"]


def test_leaving_twice_is_leaving_once(open_session, made, process):
    open_session.lock()
    open_session.leave()
    open_session.lock()
    assert process.ends == ["replace"]


COPY = """
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication
from ui.clipboard import take_back
app = QApplication([])
clipboard = QGuiApplication.clipboard()
clipboard.setText("the recovery code")
clipboard.setText("marked words", QClipboard.Mode.Selection)
take_back()
print([clipboard.text(), clipboard.text(QClipboard.Mode.Selection)])
"""


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="only a screen has a clipboard with owners (Linux)")
def test_what_was_copied_or_marked_here_is_taken_back():
    command = ["xvfb-run", "-a", sys.executable, "-c", COPY]
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb"}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert told.stdout.strip() == "['', '']", told.stderr


def test_another_programs_clipboard_is_not_touched(monkeypatch, qapp):
    cleared = []

    class Others:
        supportsSelection = ownsClipboard = ownsSelection = staticmethod(lambda: False)

        @staticmethod
        def clear(mode) -> None:
            cleared.append(mode)

    monkeypatch.setattr(clipboard.QGuiApplication, "clipboard", lambda: Others)
    clipboard.take_back()
    assert cleared == []


def test_after_a_bug_the_next_process_says_so_and_opens_at_home(open_session, made, process, monkeypatch):
    monkeypatch.setenv(CRASH_NOTE, "")
    words_on_the_way(open_session)
    made.crash("ValueError\n  page.py:12")
    assert process.ends == ["replace"]
    assert os.environ[CRASH_NOTE] == "ValueError\n  page.py:12"
    assert reopened(open_session)[0] == {"account": LAST_WORDS}


def test_a_bug_right_after_a_bug_does_not_go_on_for_ever(session, process, monkeypatch):
    monkeypatch.setattr(Leaving, "_watch", lambda self, last: None)
    built = Leaving(session, process, lambda: None, lambda: None)
    built.crashed_before = True
    built.crash("ValueError")
    assert process.ends == ["end"]


def test_the_program_is_started_again_as_it_was(tmp_path, monkeypatch):
    assert own_command(ROOT / "main.py", ["--vault", "x"]) == [sys.executable, str(ROOT / "main.py"), "--vault", "x"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command(ROOT / "main.py", ["--practice"]) == [sys.executable, "--practice"]


# ----------------------------------------------------------------------------------------------- a real process


@pytest.fixture
def record(tmp_path) -> Path:
    return make_record(tmp_path / "record")


@pytest.fixture
def child(record):
    made: list[Child] = []

    def start(how: str) -> Child:
        made.append(Child(how, record))
        return made[-1]

    yield start
    for each in made:
        each.stop()


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


@linux
def test_lock_replaces_the_process_and_the_words_are_there(child, record):
    going = child("lock")
    assert going.wait_for_new_program() < leaving.WATCHDOG_SECONDS
    time.sleep(1.0)
    assert going.process.poll() is None  # the lock screen stands
    assert "--vault" in going.command()
    assert kept(record) == {"account": LAST_WORDS}


@linux
def test_leave_ends_the_process_and_leaves_nothing_but_the_record(child, record):
    going = child("leave")
    assert going.process.wait(5) == 0
    assert time.monotonic() - going.told < leaving.WATCHDOG_SECONDS
    assert kept(record) == {"account": LAST_WORDS}
    assert not record.with_name("record.open").exists()


@linux
def test_whatever_hangs_the_watchdog_locks_within_about_a_second(child, record):
    going = child("lock-hang")
    assert going.wait_for_new_program() < leaving.WATCHDOG_SECONDS + 0.5
    assert kept(record) == {}


@linux
def test_whatever_hangs_the_watchdog_leaves_within_about_a_second(child):
    going = child("leave-hang")
    going.process.wait(5)
    assert time.monotonic() - going.told < leaving.WATCHDOG_SECONDS + 0.5


@linux
def test_a_window_that_does_not_come_back_is_cut_off_as_well(child):
    going = child("spin")
    assert going.wait_for_new_program() < leaving.WATCHDOG_SECONDS + 0.7


@linux
@pytest.mark.parametrize("how", ["lock-stuck", "leave-stuck"])
def test_even_where_python_itself_stands_still_the_process_ends(child, how):
    going = child(how)
    going.process.wait(10)
    assert time.monotonic() - going.told < leaving.WATCHDOG_SECONDS + 1.0


@linux
def test_a_bug_locks_and_tells_the_next_process_where_it_was(child, record):
    going = child("crash")
    going.wait_for_new_program()
    environment = Path(f"/proc/{going.process.pid}/environ").read_bytes().decode()
    assert "ValueError" in environment
    assert "he leaned in" not in environment
    assert kept(record) == {"account": LAST_WORDS}
