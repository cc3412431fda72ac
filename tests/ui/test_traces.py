# SPDX-License-Identifier: GPL-3.0-or-later
"""What the system would keep of us is turned off; seen from a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

HARD = """
import ctypes, json, os, resource
from ui import traces
traces.leave_none()
before = os.umask(0)
print(json.dumps([before, resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3)]))
"""
DIALOG = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
app = QApplication(["x"])
if sys.argv[2] == "quiet":
    from ui import traces
    traces.keep_no_file_history()
dialog = QFileDialog(None, "", sys.argv[1])
dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
QTimer.singleShot(200, dialog.reject)
dialog.exec()
del dialog
app.processEvents()
"""


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux's own")
def test_no_core_no_dump_and_files_of_our_own_only():
    assert json.loads(run(HARD)) == [0o077, [0, 0], 0]


def written(home: Path) -> list[str]:
    return [path.read_text(errors="replace") for path in home.rglob("*") if path.is_file() and "Qt" in path.name]


def test_the_file_dialog_writes_no_list_of_folders(home, tmp_path):
    run(DIALOG, str(tmp_path), "quiet")
    assert not any(str(tmp_path) in text for text in written(home))


def test_without_it_the_file_dialog_would_write_one(home, tmp_path):
    run(DIALOG, str(tmp_path), "plain")
    assert any(str(tmp_path) in text for text in written(home))
