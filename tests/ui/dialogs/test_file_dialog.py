# SPDX-License-Identifier: GPL-3.0-or-later
"""What was chosen on the disk stands in no list afterwards."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ui.dialogs import file_dialog
from ui.dialogs.file_dialog import FileDialog

ROOT = Path(__file__).parent.parent.parent.parent
PLANTED = "xylophone statement"
# Chooses a file in the real dialog; sys.argv: the file, and what is done about Qt's list of folders.
CHOOSE = """
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
app = QApplication(["x"])
from ui import traces
from ui.dialogs import file_dialog
from ui.dialogs.file_dialog import FileDialog
wanted, how = Path(sys.argv[1]), sys.argv[2]
if how == "as the program":
    traces.keep_no_file_history()
kind = QFileDialog if how == "plain" else FileDialog
dialog = FileDialog(None, "t", "n") if kind is FileDialog else QFileDialog(None, "t")
dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
def choose():
    dialog.setDirectory(str(wanted.parent))
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(wanted))
    dialog.accept()
QTimer.singleShot(200, choose)
if kind is FileDialog:
    assert dialog.ask() == [wanted]
else:
    assert dialog.exec()
    dialog.deleteLater()
QTimer.singleShot(100, app.quit)
app.exec()
del dialog
"""


def chosen(home: Path, how: str) -> list[str]:
    """What the files of this home say after a file was chosen."""
    place = home / PLANTED
    place.mkdir()
    (place / "note.txt").write_text("x")
    command = [sys.executable, "-c", CHOOSE, str(place / "note.txt"), how]
    subprocess.run(command, cwd=ROOT, env=dict(os.environ), check=True, timeout=60)
    found = [path for path in home.rglob("*") if path.is_file() and path.parent != place]
    return [path.read_text(errors="replace") for path in found]


def told_of(texts: list[str]) -> bool:
    return any(PLANTED in text or PLANTED.replace(" ", "%20") in text for text in texts)


def test_after_choosing_a_file_no_list_names_it(home):
    assert not told_of(chosen(home, "as the program"))


def test_where_the_list_cannot_be_sent_elsewhere_it_is_put_back_as_it_was(home):
    """As on Windows and macOS. What another program made with Qt remembers there is its own."""
    settings = home / ".config" / "QtProject.conf"
    settings.parent.mkdir(parents=True)
    settings.write_text("[FileDialog]\nlastVisited=file:///somewhere/else\n")
    assert not told_of(chosen(home, "put back"))
    assert "lastVisited=file:///somewhere/else" in settings.read_text()


def test_qt_by_itself_would_name_it(home):
    assert told_of(chosen(home, "plain"))


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_it_is_qts_own_begins_at_home_and_names_what_it_was_given(page, home, monkeypatch, qtbot):
    monkeypatch.setattr(Path, "home", lambda: home)
    dialog = FileDialog(page, "Save", "save")
    dialog.for_saving("own-words.pdf", {"PDF (*.pdf)": "pdf", "A page (*.html)": "html"})
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    QTimer.singleShot(0, dialog.accept)
    assert dialog.ask_one() == home / "own-words.pdf"
    qtbot.waitUntil(lambda: not page.children())


def test_a_change_of_mind_chooses_nothing(page):
    dialog = FileDialog(page, "Add", "add")
    QTimer.singleShot(0, dialog.reject)
    assert dialog.ask() == []


def test_what_is_plugged_in_stands_at_the_side(page, monkeypatch):
    """The stick, wherever the system shows it; not the disks of the system itself, nor one that does not answer."""
    there = [("/", True), ("/media/ada/STICK", True), ("/boot", True), ("/media/ada/GONE", False)]
    volumes = [SimpleNamespace(rootPath=partial(str, root), isReady=partial(bool, ready)) for root, ready in there]
    monkeypatch.setattr(file_dialog.QStorageInfo, "mountedVolumes", lambda: volumes)
    dialog = FileDialog(page, "t", "n")
    sides = [each.toLocalFile() for each in dialog.sidebarUrls()]
    assert sides[-1] == "/media/ada/STICK"
    assert {"/boot", "/media/ada/GONE"}.isdisjoint(sides)


def test_no_list_of_guesses_takes_the_click_after_a_path_was_typed(page):
    dialog = FileDialog(page, "t", "n")
    assert dialog.findChild(QLineEdit, "fileNameEdit").completer() is None
