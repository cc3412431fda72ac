# SPDX-License-Identifier: GPL-3.0-or-later
"""Which windows are kept out of captures, and who can say otherwise. What keeps them out was not run."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from ui import capture
from ui.pages.unlock_page import UnlockPage

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def kept_out(monkeypatch):
    found: list[int] = []
    monkeypatch.setattr(capture, "keep_out", found.append)
    return found


def test_every_window_is_kept_out_those_that_come_later_too(qapp, qtbot, kept_out):
    first = QWidget()
    QVBoxLayout(first).addWidget(QPushButton("x"))
    dialog, other = QDialog(first), QWidget()
    qtbot.addWidget(first)
    qtbot.addWidget(other)
    first.show()
    keeper = capture.KeptOut()
    keeper.begin(qapp)
    try:
        assert kept_out == [int(first.winId())]
        dialog.show()
        other.show()
        assert kept_out[1:] == [int(dialog.winId()), int(other.winId())]
    finally:
        qapp.removeEventFilter(keeper)


@pytest.mark.parametrize("possible", [True, False])
def test_only_where_it_can_be_done_the_lock_screen_asks(session, qtbot, monkeypatch, tmp_path, possible):
    monkeypatch.setattr(capture, "POSSIBLE", possible)
    page = UnlockPage(session, tmp_path)
    qtbot.addWidget(page)
    page.show()
    assert page.shown.isVisible() is possible


def test_what_the_person_says_there_holds_and_can_be_taken_back(session, qtbot, tmp_path):
    page = UnlockPage(session, tmp_path)
    qtbot.addWidget(page)
    assert not page.shown.isChecked()
    page.shown.click()
    assert session.shown_in_capture
    page.shown.click()
    assert not session.shown_in_capture
    session.shown_in_capture = True  # as the command line says it
    again = UnlockPage(session, tmp_path)
    qtbot.addWidget(again)
    assert again.shown.isChecked()


@pytest.mark.long
@pytest.mark.parametrize(
    ("system", "files"),
    [("win32", ["ui/capture.py", "ui/away/windows.py"]), ("darwin", ["ui/capture.py", "ui/away/macos.py"])],
)
def test_what_was_not_run_is_right_in_its_types(system, files, tmp_path):
    command = [sys.executable, "-m", "mypy", "--platform", system, "--cache-dir", str(tmp_path), *files]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
