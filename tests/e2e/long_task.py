# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program with long work beside the writing: ``python -m tests.e2e.long_task --vault DIR``.

From its opening on, the whole record is read twice a second on the vault's thread, and on the second thread its report
is built again and again. Each prints while it works: its name, and the ``time.monotonic`` that all processes share.
"""

import os
import sys
import time
from functools import partial

from PySide6.QtCore import QObject, QTimer

READING, REPORT = "reading", "report"
_READ_EVERY_MS = 500


class LongTask(QObject):
    def __init__(self, session, parent):
        super().__init__(parent)
        self._session = session
        self._contents = None
        self._timer = QTimer(self)
        self._timer.setInterval(_READ_EVERY_MS)
        self._timer.timeout.connect(self._read)

    def begin(self):
        self._timer.start()
        self._read()

    def _read(self):
        self._session.worker.run(partial(_contents, self._session.vault), self._on_read, owner=self)

    def _on_read(self, contents):
        first, self._contents = self._contents is None, contents
        if first:
            self._build()

    def _build(self):
        task = partial(_report, self._contents, self._session.clock.now())
        self._session.worker.aside(task, self._on_built, owner=self)

    def _on_built(self, pdf):
        assert pdf.startswith(b"%PDF")
        self._build()


def _beat(name):
    # One call, so that no thread's line stands within another's.
    os.write(sys.stdout.fileno(), f"{name} {time.monotonic()}\n".encode())


def _contents(vault):
    contents = vault.contents()
    _beat(READING)
    return contents


def _report(contents, now):
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
                self.session.opened.connect(LongTask(self.session, self).begin)
                return super().start()

        ui.app.Program = Busy
        return build(*everything)

    ui.start._build = with_long_task
    sys.exit(main.main(sys.argv[1:]))


if __name__ == "__main__":
    run()
