# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program without a screen, in a process of its own, with a record open and words that nobody has saved."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE

ROOT = Path(__file__).parent.parent.parent
LAST_WORDS = "he said it very quietly"

CHILD = """
import sys, time
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QTimer
import ui.app
from ui import start

how, folder, main = sys.argv[1:]

class Driven(ui.app.Program):
    def start(self):
        QTimer.singleShot(400, self.unlock)
        return super().start()

    def unlock(self):
        self.session.opened.connect(lambda: QTimer.singleShot(300, self.act))
        page = self.window.page()
        page.edit.set_text({passphrase!r})
        page.open.click()

    def act(self):
        vault = self.session.vault
        def commit():
            if how.endswith("hang"):
                time.sleep(60)
            draft = vault.drafts.new("", "own_account", "account")
            vault.drafts.save(replace(draft, answers={{"account": {words!r}}}))
        self.session.unsaved_with(lambda: commit)
        print("now", time.monotonic(), flush=True)
        if how == "spin":
            self.session.unsaved_with(lambda: [0 for _ in iter(int, 1) if False])  # for ever
        if how.endswith("stuck"):
            import re
            self.session.unsaved_with(lambda: re.match("(a+)+$", "a" * 60 + "b"))  # for ever, and holds Python still
        if how == "wait":
            return
        while how == "busy":  # for ever
            pass
        if how.startswith("leave"):
            self.session.leave()
        elif how == "quit":
            self._app.quit()
        elif how == "crash":
            raise ValueError("he leaned in")
        else:
            self.session.lock()

ui.app.Program = Driven
start.run(start.Options(vault=Path(folder)), Path(main))
"""


class Child:
    """The program with a record open, told how to go; ``wait`` stays. ``under`` is what starts it."""

    def __init__(self, how: str, folder: Path, under: tuple[str, ...] = ()) -> None:
        code = CHILD.format(passphrase=PASSPHRASE, words=LAST_WORDS)
        command = [*under, sys.executable, "-c", code, how, str(folder), str(ROOT / "main.py")]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert line.startswith("now "), self.process.stderr.read()
        self.told = float(line.split()[1])

    def command(self) -> list[str]:
        return Path(f"/proc/{self.process.pid}/cmdline").read_bytes().decode().split("\0")

    def wait_for_new_program(self) -> float:
        """Seconds until the same process number is main.py and nothing else."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            command = self.command()  # empty for a moment, while the one becomes the other
            if len(command) > 1 and command[1].endswith("main.py"):
                return time.monotonic() - self.told
            time.sleep(0.005)
        raise AssertionError(self.command())

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


def make_record(folder: Path) -> Path:
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    vault.close()
    return folder


def kept(record: Path) -> dict:
    vault = Vault.open(record, PASSPHRASE)
    try:
        draft = vault.drafts.latest()
        return dict(draft.answers) if draft else {}
    finally:
        vault.close()
