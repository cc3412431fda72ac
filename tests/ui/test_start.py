# SPDX-License-Identifier: GPL-3.0-or-later
"""The first picture waits for nothing heavy, and the ways to start lead where they should."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from ui.start import Options, is_maybe_second

ROOT = Path(__file__).parent.parent.parent
HEAVY = {"sqlcipher3", "keyring", "reportlab", "PIL", "cryptography", "babel", "zxcvbn", "diceware", "pypdfium2"}
# Of our own, what is needed only once a record is open.
LATER = {"ui.bringing", "ui.checking", "ui.copying", "ui.widgets.rail", "ui.traces", "journal.record.incident"}
# Starts the real program and says at the first paint of its first page: which page, and what is loaded by then.
LOOK = """
import json, os, sys
import ui.start
build = ui.start._build
def watched(*everything):
    import ui.app
    class Watched(ui.app.Program):
        def start(self):
            self.window.painted.connect(self.say)
            return super().start()
        def say(self):
            page = type(self.window.page()).__name__
            print(json.dumps([page, self._shell.windowTitle(), sorted(sys.modules)]), flush=True)
            self._single.release()
            os._exit(0)
    ui.app.Program = Watched
    return build(*everything)
ui.start._build = watched
import main
main.main(sys.argv[1:])
"""


def look(*arguments: str) -> tuple[str, str, set[str]]:
    command = [sys.executable, "-c", LOOK, *arguments]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert told.returncode == 0, told.stderr
    page, title, modules = json.loads(told.stdout)
    return page, title, set(modules) | {name.split(".")[0] for name in modules}


def test_the_very_first_start_welcomes_with_nothing_heavy_loaded():
    page, title, modules = look()
    assert (page, title) == ("WelcomePage", "Own Words")
    assert not (HEAVY | LATER) & modules


@pytest.mark.parametrize("by_device", [False, True])
def test_the_lock_screen_comes_with_nothing_heavy_loaded(tmp_path, by_device):
    vault, _code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    if by_device:
        vault.ways.add_device_key(bytes(32))
    vault.close()
    page, title, modules = look("--vault", str(tmp_path / "record"))
    assert (page, title) == ("UnlockPage", "Own Words")
    assert not (HEAVY | LATER) & modules


def test_the_desktop_hears_the_programs_own_name_before_there_is_a_window():
    """Wayland takes the name that stands there with the first picture, and would take Python's."""
    code = """
import ui.start
def look(_paper):
    from PySide6.QtGui import QGuiApplication
    print(QGuiApplication.desktopFileName(), QGuiApplication.applicationName())
    raise SystemExit
ui.start.Shell = look
import main
main.main([])
"""
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.split() == ["own-words", "own-words"]


def test_a_record_on_a_disk_that_is_not_here_is_waited_for_and_not_made_anew(tmp_path):
    page, _title, _modules = look("--vault", str(tmp_path / "stick" / "record"))
    assert page == "UnlockPage"
    assert not (tmp_path / "stick").exists()


def test_a_folder_with_something_strange_in_it_is_never_taken_for_an_empty_one(tmp_path):
    (tmp_path / "record").mkdir()
    (tmp_path / "record" / "keys.a").write_bytes(b"half a key")
    page, _title, _modules = look("--vault", str(tmp_path / "record"))
    assert page == "UnlockPage"
    assert (tmp_path / "record" / "keys.a").read_bytes() == b"half a key"


def test_the_practice_record_has_a_door_and_says_so():
    page, _title, _modules = look("--practice")
    assert page == "PracticeDoorPage"


def test_the_next_process_gets_the_arguments_of_this_one(tmp_path):
    assert Options().arguments() == []
    assert Options(vault=tmp_path).arguments() == ["--vault", str(tmp_path)]
    assert Options(practice=True).arguments() == ["--practice", "--locked"]
    assert Options(shown=True).arguments() == ["--show-in-capture"]
    assert Options(vault=tmp_path, shown=True).arguments() == ["--vault", str(tmp_path), "--show-in-capture"]


def test_a_lock_file_of_another_start_is_looked_at_before_anything_is_shown(tmp_path):
    assert not is_maybe_second(Options(vault=tmp_path / "record"))
    (tmp_path / "record.open").touch()
    assert is_maybe_second(Options(vault=tmp_path / "record"))
    assert not is_maybe_second(Options(practice=True))


@pytest.mark.parametrize("arguments", [["--help"], ["--vault"]])
def test_the_terminal_is_answered_on_the_terminal(arguments):
    command = [sys.executable, "main.py", *arguments]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert "--practice" in told.stdout + told.stderr
