# SPDX-License-Identifier: GPL-3.0-or-later
"""The first picture: an empty window in the right colour, painted before anything else of the program is loaded.

Qt makes its types when they are first named (``Qt`` itself takes 17 ms): so nothing here names more than it needs, and
what the first page needs is imported between this paint and the next.
"""

import builtins
import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from journal import paths
from ui import output

NAME = "Own Words"
# As in ui/style.py, which is not loaded yet; a test holds them equal.
LIGHT_PAPER = "#F7F4EF"
DARK_PAPER = "#1B2125"
_WIDE, _HIGH = 1280, 860
_LEAST_WIDE, _LEAST_HIGH = 720, 520


class Options(NamedTuple):
    """How the program was asked to start. ``locked``: the practice record was locked and waits to be opened.
    ``shown``: screen sharing and screenshots may show the window, where it could be kept out of them.

    A tuple and no dataclass: that module alone takes four milliseconds.
    """

    vault: Path | None = None
    practice: bool = False
    locked: bool = False
    shown: bool = False

    def arguments(self) -> list[str]:
        """For the process that comes after a lock."""
        shown = ["--show-in-capture"] if self.shown else []
        if self.practice:
            return ["--practice", "--locked", *shown]
        return ["--vault", str(self.vault), *shown] if self.vault else shown


class Shell(QWidget):
    """The one window of the program. Empty at first; then it holds the frame and nothing else.

    ``on_painted`` is called once, after the first picture; ``on_close`` when its cross was pressed.
    """

    def __init__(self, paper: str) -> None:
        super().__init__()
        self._paper = QColor(paper)
        self._painted = False
        self.on_painted: Callable[[], object] | None = None
        self.on_close: Callable[[], None] | None = None
        self.setWindowTitle(NAME)
        room = self.screen().availableGeometry()
        self.setMinimumSize(min(_LEAST_WIDE, room.width()), min(_LEAST_HIGH, room.height()))
        self.resize(min(_WIDE, room.width()), min(_HIGH, room.height()))

    def put(self, inside: QWidget) -> None:
        """Fill the window."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._paper)
        painter.end()
        if not self._painted:
            self._painted = True
            if self.on_painted is not None:
                QTimer.singleShot(0, self.on_painted)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.on_close is not None:
            self.on_close()
        super().closeEvent(event)


def run(options: Options, main: Path) -> int:
    """Open the window; returns when the program ends. ``main`` is the file that was started."""
    os.umask(0o077)
    (output.spare if output.is_heard() else output.silence)()
    _hurry()
    # By argument: QApplication.setStyle gives the style back, and only to wrap it takes nine milliseconds.
    app = QApplication([main.name, "-style", "fusion"])
    _name(app)
    shell = Shell(_paper(app))
    build = partial(_build, app, shell, options, main)
    if is_maybe_second(options):
        # Another start may be there: nothing is shown before that is known.
        if not build():
            return 0
        shell.show()
    else:
        shell.on_painted = build
        shell.show()
    return app.exec()


def _hurry() -> None:
    """For the time until the first page is painted; a quarter off it, measured.

    PySide reads the source of every module that is imported after it, to find a feature that is not used here; and a
    collector of garbage finds none in a program that is still being built (docs/adr/0010; ui/app.py turns it on again).
    """
    gc.disable()
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _name(app: QApplication) -> None:
    """Before there is a window: Wayland is told once, with its first picture, whose window it is, and would be told
    the name of Python's own file. A task switcher shows it where the system knows no program of ours."""
    app.setApplicationName("own-words")
    app.setDesktopFileName("own-words")


def is_maybe_second(options: Options) -> bool:
    """Whether a lock file of another start lies there, alive or left behind."""
    record = options.vault or paths.default_vault()
    return not options.practice and record.with_name(f"{record.name}.open").exists()


def _build(app: QApplication, shell: Shell, options: Options, main: Path) -> bool:
    """All the rest of the program. False when another start has the record open: then this one ends."""
    started: bool | None = None
    try:
        from ui.app import Program

        started = Program(app, shell, options, main).start()
    finally:
        if started is None:
            # A bug before there is anything to lock: no empty window is left behind.
            sys.excepthook(*sys.exc_info())
            os._exit(1)
    if not started:
        app.quit()
    return started


def _paper(app: QApplication) -> str:
    """The colour of the theme that the person chose, or else of the desktop; read without the modules for it."""
    try:
        chosen = paths.outside_settings().read_text(encoding="utf-8")
    except (OSError, ValueError):
        chosen = ""
    if '"theme": "dark"' in chosen:
        return DARK_PAPER
    dark_desktop = app.palette().window().color().lightness() < 128
    return DARK_PAPER if dark_desktop and '"theme": "light"' not in chosen else LIGHT_PAPER
