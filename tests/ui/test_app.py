# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole program in a process of its own, driven from inside: who is connected to whom."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE

ROOT = Path(__file__).parent.parent.parent
# ``play`` is what the test does, as a generator: each ``yield`` waits until what is yielded is true, 15 s at most.
DRIVE = """
import os, sys, time, traceback
from PySide6.QtCore import QTimer
import ui.start

build = ui.start._build

{play}

def driven(*everything):
    import ui.app
    class Driven(ui.app.Program):
        def start(self):
            self.steps, self.wanted, self.since = play(self), lambda: True, time.monotonic()
            self.timer = QTimer(self)
            self.timer.timeout.connect(self.step)
            self.timer.start(20)
            return super().start()
        def step(self):
            if time.monotonic() - self.since > 15:
                print("waited in vain", flush=True)
                os._exit(3)
            if self.wanted():
                try:
                    self.wanted, self.since = next(self.steps), time.monotonic()
                except StopIteration:
                    self.timer.stop()
                    self._single.release()
                    self._release()
                    print("played", flush=True)
                    os._exit(0)
                except Exception:  # the play's own fault, which the program's crash page would take for one of its
                    traceback.print_exc()
                    os._exit(4)
    ui.app.Program = Driven
    return build(*everything)

def page(program):
    return type(program.window.page()).__name__

ui.start._build = driven
import main
main.main(sys.argv[1:])
"""
UNLOCK = f"""
    yield lambda: page(program) == "UnlockPage" and program.session.leaving is not None
    program.window.page().edit.set_text({PASSPHRASE!r})
    program.window.page().open.click()
    yield lambda: page(program) == "HomePage"
"""


def drive(play: str, *arguments: str, wait: float = 60) -> subprocess.CompletedProcess[str]:
    code = DRIVE.format(play="def play(program):" + play)
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=wait)


def played(told: subprocess.CompletedProcess[str]) -> bool:
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout.endswith("played\n")


@pytest.fixture
def record(tmp_path) -> str:
    vault, _code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    vault.close()
    return str(tmp_path / "record")


def test_the_practice_record_opens_by_itself_and_is_gone_on_exit(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    play = """
    yield lambda: page(program) == "HomePage"
    print(len(os.listdir(os.environ["TMPDIR"])), flush=True)
    program.session.leave()
"""
    told = drive(play, "--practice")
    assert told.stdout == "1\n", told.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_second_start_shows_a_window_anew_where_wayland_lets_none_come_forward():
    """Not one that is in front, nor one that was allowed to, nor one below a dialog: there the dialog is asked for."""
    play = """
    from PySide6.QtWidgets import QDialog
    yield lambda: page(program) == "WelcomePage" and program.session.leaving is not None
    shell, seen = program._shell, []
    platform, shell.hide = "xcb", lambda: seen.append("hidden")
    program._app.platformName = lambda: platform
    dialog = QDialog(shell)
    dialog.setModal(True)
    dialog.activateWindow = lambda: seen.append("dialog")
    for platform, in_front, allowed, has_dialog in (
        ("xcb", False, False, False), ("wayland", True, False, False), ("wayland", False, True, False),
        ("wayland", False, False, False), ("wayland-egl", False, False, True),
    ):
        shell.isActiveWindow = lambda: in_front
        dialog.setVisible(has_dialog)
        program.come_forward(allowed)
        print(*seen, end=";")
        seen.clear()
        dialog.hide()
    print()
"""
    told = drive(play)
    assert played(told)
    assert told.stdout == ";;;hidden;dialog;\nplayed\n"


def test_the_passphrase_leads_home(record):
    assert played(drive(UNLOCK, "--vault", record))


def test_saves_that_cannot_be_read_any_more_are_said_once_the_record_is_open(record):
    """A bit of the log that a kill left turned over: SQLite passes over what was committed behind it."""
    log = Path(record) / "record.db-wal"
    with Vault.open(Path(record), PASSPHRASE) as vault:
        for number in range(3):
            vault.drafts.new("", "own_account", "account", answers={"account": f"words {number}"})
            vault.incidents.start("own_account")
        left = bytearray(log.read_bytes())
    left[5000] ^= 1
    log.write_bytes(left)
    play = (
        UNLOCK
        + """
    from journal.errors import LastSavesCut
    from ui.alerts import sentences
    what, do = sentences(LastSavesCut(), program.session.words)
    yield lambda: program.window._trouble is not None and program.window._trouble.isVisible()
    print(what in [each.text() for each in program.window._trouble.findChildren(QLabel)])
    """
    )
    told = drive("\n    from PySide6.QtWidgets import QLabel" + play, "--vault", record)
    assert played(told)
    assert told.stdout == "True\nplayed\n"


def test_the_leave_key_ends_the_program_from_wherever_the_keyboard_is(record):
    play = (
        UNLOCK
        + """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    for _ in range(3):
        QTest.keyClick(program._shell.windowHandle(), Qt.Key.Key_Shift)
    yield lambda: False
"""
    )
    told = drive(play, "--vault", record)
    assert (told.returncode, told.stdout) == (0, ""), told.stderr


def test_a_leave_key_that_was_chosen_holds_at_once(record):
    play = (
        UNLOCK
        + """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    program.session.change("leave_key", "f9")
    for _ in range(3):
        QTest.keyClick(program._shell.windowHandle(), Qt.Key.Key_Shift)
    print("still here", flush=True)
    QTest.keyClick(program._shell.windowHandle(), Qt.Key.Key_F9)
    yield lambda: False
"""
    )
    told = drive(play, "--vault", record)
    assert (told.returncode, told.stdout) == (0, "still here\n"), told.stderr


@pytest.mark.parametrize("who", ["_idle", "_away"])
def test_idle_and_the_desktop_lock(record, who):
    play = (
        UNLOCK
        + f"""
    from ui.leaving import ProcessEnd
    def replaced(self):
        print("locked", flush=True)
        os._exit(0)
    ProcessEnd.replace = replaced
    program.{who}.wanted.emit()
    yield lambda: False
"""
    )
    assert drive(play, "--vault", record).stdout == "locked\n"


def test_opened_by_its_code_it_locks_by_itself_before_the_rooms_are_open(tmp_path):
    vault, code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    vault.close()
    play = f"""
    yield lambda: page(program) == "UnlockPage" and program.session.leaving is not None
    program.window.page().other.click()
    program.window.page().edit.set_text({code!r})
    program.window.page().open.click()
    yield lambda: page(program) == "NewPassphrasePage"
    print(program._idle._timer.isActive(), flush=True)
"""
    assert drive(play, "--vault", str(tmp_path / "record")).stdout == "True\nplayed\n"


def test_a_new_record_locks_by_itself_while_its_code_is_on_the_screen(tmp_path):
    play = """
    yield lambda: page(program) == "WelcomePage" and program.session.leaving is not None
    program.window.page().done.emit()
    program.window.page().done.emit()
    program.window.page().chosen.emit("a long enough passphrase for this")
    print(program._idle._timer.isActive(), flush=True)
    program.window.page().done.emit(False)
    yield lambda: page(program) == "CodePage"
    print(program._idle._timer.isActive(), flush=True)
"""
    assert drive(play, "--vault", str(tmp_path / "record")).stdout == "False\nTrue\nplayed\n"


def test_the_place_is_found_again_after_locking(record):
    play = (
        UNLOCK
        + """
    from ui.leaving import ProcessEnd
    ProcessEnd.replace = lambda self: os._exit(0)
    program.window.go("support")
    program.session.lock()
    yield lambda: False
"""
    )
    assert drive(play, "--vault", record).returncode == 0
    again = UNLOCK.replace("HomePage", "SupportPage")
    assert played(drive(again, "--vault", record))


def test_text_size_and_theme_hold_at_once_and_the_keyboard_stays(record):
    play = (
        UNLOCK
        + """
    from ui import style
    program.window.go("settings")
    def press(key, value):
        chip = next(c for c in program.window.page()._rows[key].chips() if c.objectName() == f"chip-{value}")
        chip.setFocus()
        chip.click()
    press("text_size", 150)
    assert style.scale() == 1.5
    yield lambda: page(program) == "SettingsPage"
    assert program.window.page().first_focus().objectName() == "chip-150"
    press("theme", "dark")
    assert style.tokens() == style.DARK
    yield lambda: True
"""
    )
    assert played(drive(play, "--vault", record))


def test_a_second_start_shows_the_first_and_ends(record):
    play = (
        UNLOCK
        + """
    program._shell.hide()
    print("first", flush=True)
    yield lambda: program._shell.isVisible()
"""
    )
    code = DRIVE.format(play="def play(program):" + play)
    command = [sys.executable, "-c", code, "--vault", record]
    first = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert first.stdout.readline() == "first\n"
        begun = time.monotonic()
        second = [sys.executable, "main.py", "--vault", record]
        assert subprocess.run(second, cwd=ROOT, capture_output=True, check=False, timeout=30).returncode == 0
        assert time.monotonic() - begun < 10
        out, err = first.communicate(timeout=30)
        assert out == "played\n", err
    finally:
        first.kill()
        first.communicate()


def test_the_process_after_a_bug_says_so_calmly_and_goes_on_to_the_lock_screen(record, monkeypatch):
    play = """
    yield lambda: page(program) == "CrashPage" and program.session.leaving is not None
    shown = program.window.page()._report.toPlainText()
    print(shown, flush=True)
    assert "OWN_WORDS_CRASH_NOTE" not in os.environ
    program.window.page()._go_on.click()
    yield lambda: page(program) == "UnlockPage"
"""
    monkeypatch.setenv("OWN_WORDS_CRASH_NOTE", "ValueError\n  page.py:12")
    told = drive(play, "--vault", record)
    assert played(told)
    assert "ValueError\n  page.py:12" in told.stdout
