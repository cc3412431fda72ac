# SPDX-License-Identifier: GPL-3.0-or-later
"""No other thread ever makes a type of Qt: two that make the same one at once end the process."""

import subprocess
import sys

from tests.ui.test_app import ROOT, drive, played

# Both threads name everything there is, and Python goes from one to the other as often as it can.
RACE = """
import sys, threading
from ui import qt_types
from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets
names = [(module, name) for module in (QtCore, QtGui, QtWidgets, QtPrintSupport) for name in dir(module)]
assert len(list(qt_types.named())) == len(names) > 700
sys.setswitchinterval(1e-6)
def name_all():
    begin.wait()
    for module, name in names:
        getattr(module, name)
begin = threading.Event()
other = threading.Thread(target=name_all)
other.start()
begin.set()
name_all()
other.join()
print("both came to the end")
"""


def test_once_they_are_made_two_threads_may_name_them_at_once():
    told = subprocess.run(
        [sys.executable, "-c", RACE], cwd=ROOT, capture_output=True, text=True, check=False, timeout=90
    )
    assert (told.returncode, told.stdout) == (0, "both came to the end\n"), told.stderr


def test_the_thread_that_loads_the_rest_finds_all_of_them_made(tmp_path):
    told = drive(
        """
    import ui.app
    from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets
    def made():
        return [name for module in (QtCore, QtGui, QtPrintSupport, QtWidgets) for name in vars(module)]
    real, seen = ui.app._load_the_rest, []
    def watched(words):
        before = made()
        real(words)
        seen.append((len(before) > 700, [name for name in made() if name not in before]))
    ui.app._load_the_rest = watched
    yield lambda: bool(seen)
    print(seen[0])
    """,
        "--vault",
        str(tmp_path / "none"),
    )
    assert played(told)
    assert told.stdout == "(True, [])\nplayed\n"
