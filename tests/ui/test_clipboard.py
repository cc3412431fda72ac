# SPDX-License-Identifier: GPL-3.0-or-later
"""What another program finds on the clipboard: on a real screen, read by a second process."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor

from ui import clipboard
from ui.fields.text_box import ReadBox, TextBox

ROOT = Path(__file__).parent.parent.parent
KDE_HINT = "x-kde-passwordManagerHint"
# Another program: for each line it is sent it tells what it finds; for "take TEXT" it copies that text itself.
OTHER = """
import json, sys, threading
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
app = QGuiApplication([])
board = QGuiApplication.clipboard()
class Asked(QObject):
    line = Signal(str)
def answer(line):
    if line.startswith("take "):
        board.setText(line[5:])
    data, marked = board.mimeData(), board.mimeData(QClipboard.Mode.Selection)
    print(json.dumps({"text": data.text(), "kinds": data.formats(), "marked": marked.text()}), flush=True)
asked = Asked()
asked.line.connect(answer)
def listen():
    for line in sys.stdin:
        asked.line.emit(line.rstrip("\\n"))
    app.quit()
threading.Thread(target=listen, daemon=True).start()
app.exec()
"""
OURS = """
import json, os, subprocess, sys
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from ui import clipboard
from ui.fields.text_box import ReadBox, TextBox
from ui.widgets.search_box import SearchBox
app = QApplication([])
watch = clipboard.CopyWatch(app) if sys.argv[2] == "watched" else None
window = QWidget()
column = QVBoxLayout(window)
box, read, line = TextBox(3), ReadBox("readwords here", "x"), SearchBox()
label = QLabel("labelwords here")
label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
for each in (box, read, line, label):
    column.addWidget(each)
box.set_text("boxwords\\u00a0here")
line.setText("linewords here")
window.show()
QTest.qWaitForWindowExposed(window)
other = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
def ask(line="look"):
    other.stdin.write(line + "\\n")
    other.stdin.flush()
    told = []
    import threading
    reader = threading.Thread(target=lambda: told.append(json.loads(other.stdout.readline())))
    reader.start()
    while reader.is_alive():
        QTest.qWait(5)  # a program that hangs answers nobody
    if line != "look":
        for _ in range(200):  # until the screen has told us too
            if not QApplication.clipboard().ownsClipboard():
                return told[0]
            QTest.qWait(5)
        return ask(line)  # a screen passes over who takes a moment too early, by its own clock
    return told[0]
told = {"start": ask()}
def mark(widget, on):
    widget.setFocus()
    place = QPoint(20, min(on.height() // 2, 14))
    QTest.mouseDClick(on, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
for name, widget, on in (
    ("box", box, box.viewport()), ("read", read, read.viewport()), ("line", line, line), ("label", label, label)
):
    mark(widget, on)
    marked = [ask()["marked"]]
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    marked.append(ask()["marked"])
    QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    told[name] = ask() | {"after marking": marked}
box.selectAll()
box.cut()
told["cut"] = ask()
def end():
    watch.take_back() if watch else clipboard.take_back()
    return ask()
told["end"] = end()
clipboard.copy("ours alone")
told["others"] = ask("take a shopping list")
told["others, end"] = end()
clipboard.copy("taken over")
told["kept by a program for copies"] = ask("take taken over")
told["kept, end"] = end()
print(json.dumps(told))
sys.stdout.flush()
os._exit(0)
"""


def on_a_screen(how: str) -> dict[str, dict[str, object]]:
    command = ["xvfb-run", "-a", sys.executable, "-c", OURS, OTHER, how]
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb"}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


screen = pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="needs a screen of its own (Linux)")
COPIES = {
    "box": "boxwords\u00a0here",
    "read": "readwords here",
    "line": "linewords here",
    "label": "labelwords here",
    "cut": "boxwords\u00a0here",
}


@screen
def test_other_programs_find_copies_with_the_hint_and_never_what_is_only_marked():
    told = on_a_screen("watched")
    for name, text in COPIES.items():
        assert told[name]["text"] == text, name
        assert KDE_HINT in told[name]["kinds"], name
        assert not any("html" in kind or "opendocument" in kind for kind in told[name]["kinds"]), name
    assert {told[name]["marked"] for name in COPIES} == {""}
    assert all(told[name]["after marking"] == ["", ""] for name in COPIES if name != "cut")
    assert told["end"]["text"] == ""
    # What another program put there is its own, unless it is what was copied here.
    assert told["others"]["text"] == told["others, end"]["text"] == "a shopping list"
    assert told["kept by a program for copies"]["text"] == "taken over"
    assert told["kept, end"]["text"] == ""


@screen
@pytest.mark.long
def test_without_the_watch_they_would_find_more():
    """The control: a second process does see what Qt gives away by itself."""
    told = on_a_screen("plain")
    assert told["line"]["after marking"][1] == "linewords here"
    assert KDE_HINT not in told["line"]["kinds"]
    assert told["kept, end"]["text"] == "taken over"


def test_what_leaves_a_box_is_its_words_letter_for_letter(qtbot):
    words = "a\u00a0b\u2028c\nd\t<b>e</b> \u202ef\u202c"
    box = TextBox(3)
    qtbot.addWidget(box)
    box.set_text(words)
    box.selectAll()
    data = box.createMimeDataFromSelection()
    assert data.text() == words
    assert set(data.formats()) == {"text/plain", *clipboard.HINTS}
    read = ReadBox(words, "x")
    qtbot.addWidget(read)
    read.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    assert read.createMimeDataFromSelection().text() == words


@pytest.mark.parametrize("words", ["\ufeffmarked order", "no\u00a0break"])
def test_pasted_into_another_box_they_are_the_same(qtbot, words):
    boxes = TextBox(3), TextBox(3)
    for box in boxes:
        qtbot.addWidget(box)
    boxes[0].set_text(words)
    boxes[0].selectAll()
    boxes[0].copy()
    boxes[1].paste()
    assert boxes[1].text() == words
    QGuiApplication.clipboard().clear()
