# SPDX-License-Identifier: GPL-3.0-or-later
"""No file is written while a report is made, looked at and sent to a printer: a process of its own is watched.

Python tells of each file that it opens; where ``strace`` is there, the system tells of those that Qt, PDFium and ``lp``
open as well.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

WORK = """
import sys, threading
written = []
def watch(name, given):
    if name == "open" and not isinstance(given[0], int) and (given[2] or 0) & 0o3 and given[0] != "/dev/null":
        written.append(str(given[0]))  # by its name; a number is a pipe that is open already
    if name.startswith(("tempfile.", "shutil.copy", "os.rename", "os.mkdir")):
        written.append(name)
from PySide6.QtWidgets import QApplication
app = QApplication([])
from journal.report.blocks import Words
from journal.report.pdf import build
from journal.report.twin import html
from journal.words import Words as Language
from tests.journal.report.kept import PRINTED
from tests.journal.report.test_pdf import bare
from ui import printing
from ui.widgets.paper_view import PaperView
words = Language()
view = PaperView(words)
view.resize(600, 500)
view.show()
sys.addaudithook(watch)
print("BEGUN", flush=True)
report = bare(*(Words("the red lamp " * 300) for _ in range(30)))
html(report, words)
pdf = build(report, now=PRINTED)
view.show_pdf(pdf)
for page in range(view.pages()):
    view.go_to(page)
    view.grab()
    view.places_of(page, "lamp")
printing.send(printing.Order("P"), pdf, threading.Event())
view.clear()
app.processEvents()
print("WRITTEN", written, flush=True)
"""
_OPENED = re.compile(r'(?:openat|open|creat)\((?:[^,"]*, )?"([^"]*)", ([A-Z_|]+)')


def test_no_file_is_written_while_a_report_is_made_seen_and_printed(tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("bin", "home", "tmp")}
    for folder in places.values():
        folder.mkdir()
    lp = places["bin"] / "lp"
    lp.write_text("#!/bin/sh\nexec /bin/cat >/dev/null\n")
    lp.chmod(0o755)
    around = {
        "PATH": str(places["bin"]), "HOME": str(places["home"]), "TMPDIR": str(places["tmp"]), "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    trace, strace = tmp_path / "trace", shutil.which("strace")
    command = [sys.executable, "-c", WORK]
    if strace:
        command = [strace, "-f", "-o", str(trace), "-e", "trace=open,openat,creat,memfd_create,write", *command]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, env=around, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert "WRITTEN []" in done.stdout
    assert not [path for name in ("home", "tmp") for path in places[name].rglob("*") if path.is_file()]
    if strace:
        after = trace.read_text(errors="replace").partition('"BEGUN')[2]
        opened = [
            (path, how) for path, how in _OPENED.findall(after) if re.search("O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE", how)
        ]
        assert [path for path, _how in opened if path != "/dev/null"] == []
        assert "memfd_create" not in after
