# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program with long work beside the writing: ``python -m tests.e2e.long_task TASKS --vault DIR``.

TASKS, with commas between, begin when the record is open and go on until the end:

    reading        the whole record is read on the vault's thread, again half a second after that is done
    report         its report is built again and again on the second thread
    import=FILE    this file comes in again and again, as when it is dropped on the window
    backup=PLACE   the record is copied to this place and read from there, again and again

Each prints while it works: its name, and the ``time.monotonic`` that all processes share.
"""

import os
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

READING, REPORT, IMPORT, BACKUP = "reading", "report", "import", "backup"
_READ_EVERY_MS = 500


class LongTask(QObject):
    def __init__(self, tasks, session, parent):
        super().__init__(parent)
        self._session = session
        self._tasks = dict(task.partition("=")[::2] for task in tasks.split(","))
        self._timer = QTimer(self)
        self._timer.setInterval(_READ_EVERY_MS)
        self._timer.setSingleShot(True)  # no page asks again before it was answered
        self._timer.timeout.connect(self._read)

    def begin(self):
        if READING in self._tasks:
            self._read()
        if REPORT in self._tasks:
            self._session.worker.run(self._session.vault.contents, self._build, owner=self)
        if IMPORT in self._tasks:
            self._session.bringing.changed.connect(partial(_beat, IMPORT))
            self._bring()
        if BACKUP in self._tasks:
            self._plan()

    def _read(self):
        task = partial(_contents, self._session.vault)
        self._session.worker.run(task, lambda _none: self._timer.start(), owner=self)

    def _build(self, contents):
        task = partial(report_of, contents, self._session.clock.now())
        self._session.worker.aside(task, partial(self._on_built, contents), owner=self)

    def _on_built(self, contents, pdf):
        assert pdf.startswith(b"%PDF")
        self._build(contents)

    def _bring(self, _kept=()):
        from journal.vault.intake import Source

        source = Source.from_path(Path(self._tasks[IMPORT]))
        self._session.bringing.bring([source], "", self._bring)

    def _plan(self, _kept=None):
        """As the page for it does: short steps on the vault's thread, long ones on the second."""
        from journal.handover import backup

        place, now = Path(self._tasks[BACKUP]), self._session.clock.now()
        self._vaults(partial(backup.plan, self._session.vault, place, now), self._copy)

    def _copy(self, plan):
        self._session.worker.aside(
            partial(plan.copy_database, _beat_of_backup), lambda _done: self._settle(plan), owner=self
        )

    def _settle(self, plan):
        self._vaults(plan.settle, lambda lay_still: self._finish(plan) if lay_still else self._plan())

    def _finish(self, plan):
        self._session.worker.aside(partial(plan.finish, _beat_of_backup), self._keep, owner=self)

    def _keep(self, made):
        from journal.handover import backup

        self._vaults(partial(backup.keep, self._session.vault, made), self._plan)

    def _vaults(self, task, then):
        self._session.worker.run(task, then, owner=self)


def _beat_of_backup(*_step):
    _beat(BACKUP)


def _beat(name):
    # One call, so that no thread's line stands within another's.
    os.write(sys.stdout.fileno(), f"{name} {time.monotonic()}\n".encode())


def _contents(vault):
    _beat(READING)
    vault.contents()
    _beat(READING)


def report_of(contents, now):
    from journal.report.choice import Choice
    from journal.report.outline import outline
    from journal.report.pdf import build
    from journal.words import Words

    _beat(REPORT)
    report = outline(contents, Choice([each.id for each in contents.incidents]), Words(), now)
    return build(report, progress=lambda _done, _total: _beat(REPORT), now=now)


def run():
    """From main.py on, with the long task begun when the record is open."""
    import main
    import ui.start

    build = ui.start._build

    def with_long_task(*everything):
        import ui.app

        class Busy(ui.app.Program):
            def start(self):
                self.session.opened.connect(LongTask(sys.argv[1], self.session, self).begin)
                return super().start()

        ui.app.Program = Busy
        return build(*everything)

    ui.start._build = with_long_task
    sys.exit(main.main(sys.argv[2:]))


if __name__ == "__main__":
    run()
