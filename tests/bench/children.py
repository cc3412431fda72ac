# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes that are timed from outside: ``python -m tests.bench.children NAME``. Each prints when it was there.

The time is that of ``time.monotonic``, which all processes of one machine share on Linux.
"""

import os
import sys
import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget


def _there() -> None:
    print(time.monotonic(), flush=True)
    os._exit(0)


class _Bare(QWidget):
    """What no program with a window can be quicker than."""

    painted = Signal()

    def paintEvent(self, event):
        super().paintEvent(event)
        self.painted.emit()


def bare() -> None:
    app = QApplication(sys.argv[:1])
    window = _Bare()
    QVBoxLayout(window).addWidget(QLabel("Welcome back"))
    window.resize(1280, 860)
    window.painted.connect(_there)
    window.show()
    app.exec()


def _program(ready) -> None:
    """The real program, from main.py on, with ``ready`` called at the first paint of its first page."""
    import main
    import ui.start

    build = ui.start._build

    def timed(*everything):
        import ui.app

        class Timed(ui.app.Program):
            def start(self):
                self.window.painted.connect(lambda: ready(self))
                return super().start()

        ui.app.Program = Timed
        return build(*everything)

    ui.start._build = timed
    main.main([])


def window() -> None:
    """The program's first picture: its window in the right colour, still empty."""
    import main
    from ui.start import Shell

    class Seen(Shell):
        def paintEvent(self, event):
            super().paintEvent(event)
            _there()

    import ui.start

    ui.start.Shell = Seen
    main.main([])


def program() -> None:
    """The lock screen, all of it."""
    _program(lambda _program: _there())


def unlock() -> None:
    """Prints how many seconds passed between pressing Open and Home with its list on the screen."""

    def type_and_open(program) -> None:
        page = program.window.page()
        page.edit.set_text(os.environ["PASSPHRASE"])
        begun = time.monotonic()

        def look() -> None:
            # Behind Home's own tasks, on the same thread: when it comes back the list is there to be painted.
            program.session.worker.run(lambda: None, lambda _nothing: QTimer.singleShot(0, done))

        def done() -> None:
            assert type(program.window.page()).__name__ == "HomePage"
            program.window.repaint()
            print(time.monotonic() - begun, flush=True)
            os._exit(0)

        program.session.opened.connect(look, Qt.ConnectionType.QueuedConnection)
        page.open.click()

    # The person reads and types; meanwhile the thread after the first paint has loaded the rest.
    _program(lambda program: QTimer.singleShot(1500, lambda: type_and_open(program)))


def key() -> None:
    """Prints how many seconds the key alone takes."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    from journal.vault.keys import STANDARD

    price = {"iterations": STANDARD.iterations, "lanes": STANDARD.lanes, "memory_cost": STANDARD.memory_kib}
    begun = time.monotonic()
    Argon2id(salt=b"s" * 16, length=32, **price).derive(os.environ["PASSPHRASE"].encode())
    print(time.monotonic() - begun, flush=True)


if __name__ == "__main__":
    {"bare": bare, "window": window, "program": program, "unlock": unlock, "key": key}[sys.argv[1]]()
