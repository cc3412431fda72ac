# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes that bring a file in and are measured from outside: ``python -m tests.bench.importing NAME VAULT FILE``.

``plain`` prints seconds until the file is a part of the record, read back from the disk too, and by how many mebibytes
the most memory that was ever taken grew. ``window`` prints, in milliseconds, how late a timer of a window came then.
"""

import hashlib
import os
import sys
import time
from pathlib import Path

from journal.vault.intake import Source, prepare
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.files import FILE_WORDING

TICK = 0.005


def _most_memory() -> float:
    """Mebibytes, the most that this process ever held (VmHWM)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def plain(vault: Path, file: Path) -> None:
    with Vault.open(vault, PASSPHRASE) as opened:
        prepared = prepare(Source.from_bytes(b"warm", "warm"), vault)
        assert prepared is not None
        prepared.discard()
        before = _most_memory()
        begun = time.monotonic()
        prepared = prepare(Source.from_path(file), vault)
        assert prepared is not None
        opened.add_file(prepared, "", FILE_WORDING)
        done = time.monotonic()
        print(done - begun, _most_memory() - before, flush=True)


def hashed(_vault: Path, file: Path) -> None:
    """What nothing that knows a file's SHA-256 can be quicker than. Prints its seconds."""
    begun = time.monotonic()
    with file.open("rb") as source:
        hashlib.file_digest(source, "sha256")
    print(time.monotonic() - begun, flush=True)


def window(vault: Path, file: Path) -> None:
    """A timer of five milliseconds on the window's thread, while the real worker's second thread brings the file in."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from ui.worker import Worker

    app, worker, late = QApplication(sys.argv[:1]), Worker(), []
    last = [time.monotonic()]

    def tick() -> None:
        now = time.monotonic()
        late.append(now - last[0] - TICK)
        last[0] = now

    def done(_prepared) -> None:
        late.sort()
        print(*(1000 * late[int(len(late) * part)] for part in (0.5, 0.99)), 1000 * late[-1], len(late), flush=True)
        os._exit(0)

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(int(TICK * 1000))
    worker.aside(lambda: prepare(Source.from_path(file), vault), done)
    app.exec()


if __name__ == "__main__":
    {"plain": plain, "hashed": hashed, "window": window}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
