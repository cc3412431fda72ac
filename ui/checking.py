# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of the record, while the person does something else. Belongs to the session, not to a page.

Asked for, or by itself once a month: then it says nothing unless something is damaged, and Home says that. The vault's
thread has only short tasks of it; a lock ends it at any time.
"""

import threading
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from journal.clock import Stamp
from journal.errors import JournalError
from journal.record.checked import Checked, remembered
from ui import check_tasks
from ui.bringing import State as Coming
from ui.check_tasks import SETTING
from ui.copying import State as Copied
from ui.worker import Lane

if TYPE_CHECKING:
    from journal.vault.checking import OpenRecordCheck
    from ui.session import Session

# After opening: whoever opens the record has something else in mind first.
QUIET_MS = 5 * 60_000
# When files come in or a copy is made just then.
LATER_MS = 5 * 60_000


class State(StrEnum):
    """How it stands; STOPPED and TROUBLED hold until it is begun again."""

    IDLE = "idle"
    RUNNING = "running"
    STOPPED = "stopped"
    TROUBLED = "troubled"


class RecordCheck(QObject):
    """At most one at a time.

    Signals:
        changed: another state, or how far it is; whoever shows them asks for them.
    """

    changed = Signal()
    _moved = Signal(object, float)

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._stop = threading.Event()
        self._then: Callable[[], object] | None = None
        self.state = State.IDLE
        self.share = 0.0
        self.trouble: JournalError | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._begin_by_itself)
        self._moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        session.opened.connect(self._quiet.start)
        session.about_to_leave.connect(self.stop)

    @property
    def is_running(self) -> bool:
        return self.state is State.RUNNING

    def last(self) -> tuple[Stamp, Checked] | None:
        """When it was last done to its end, and what was found."""
        return remembered(self._session.inside.get(SETTING))

    def start(self) -> None:
        vault = self._session.vault
        if self.is_running or vault is None:
            return
        self._stop, self.share, self.trouble = threading.Event(), 0.0, None
        self._be(State.RUNNING)
        self._begin(self._stop)

    def stop(self) -> None:
        self._stop.set()

    def give_way(self, then: Callable[[], object]) -> None:
        """Stop, and do ``then`` when the database is let go of: a copy is to be of now, not of when a check began."""
        self.stop()
        if self.is_running:
            self._then = then
        else:
            then()

    def forget(self, said: dict[str, Any]) -> None:
        """What was found is less now: a file is back."""
        self._session.inside[SETTING] = said
        self.changed.emit()

    def _begin_by_itself(self) -> None:
        session = self._session
        if self.is_running or not check_tasks.is_due(session.inside, session.clock.now()):
            return
        if session.bringing.state is Coming.RUNNING or session.copying.state is Copied.RUNNING:
            self._quiet.start(LATER_MS)
            return
        self.start()

    def _begin(self, stop: threading.Event) -> None:
        vault = self._session.vault
        if vault is not None:
            task = partial(check_tasks.begin, vault, self._tells(stop), stop.is_set)
            self._session.worker.run(task, partial(self._on_begun, stop), self._on_trouble, self)

    def _on_begun(self, stop: threading.Event, check: "OpenRecordCheck") -> None:
        done, trouble = partial(self._on_database, stop, check), partial(self._on_no_database, check)
        self._session.worker.aside(check.look_at_database, done, trouble, self, lane=Lane.CHECKING)

    def _on_database(self, stop: threading.Event, check: "OpenRecordCheck", finished: bool) -> None:
        done = partial(self._on_settled, stop, check, finished)
        self._session.worker.run(check.settle, done, self._on_trouble, self)

    def _on_no_database(self, check: "OpenRecordCheck", trouble: JournalError) -> None:
        self._session.worker.run(check.settle, lambda _lay_still: self._on_trouble(trouble), self._on_trouble, self)

    def _on_settled(self, stop: threading.Event, check: "OpenRecordCheck", finished: bool, lay_still: bool) -> None:
        if not finished:
            self._be(State.STOPPED)
        elif not lay_still:  # something was erased meanwhile: what was seen does not count
            self._begin(stop)
        else:
            done = partial(self._on_files, check)
            self._session.worker.aside(check.look_at_files, done, self._on_trouble, self, lane=Lane.CHECKING)

    def _on_files(self, check: "OpenRecordCheck", finished: bool) -> None:
        vault = self._session.vault
        if not finished or vault is None:
            self._be(State.STOPPED)
            return
        task = partial(check_tasks.end, vault, check, self._session.clock.now())
        self._session.worker.run(task, self._on_end, self._on_trouble, self)

    def _on_end(self, found: dict[str, Any]) -> None:
        self._session.inside[SETTING] = found
        self._be(State.IDLE)

    def _on_trouble(self, trouble: JournalError) -> None:
        self.trouble = trouble
        self._be(State.TROUBLED)

    def _tells(self, stop: threading.Event) -> check_tasks.Tell:
        """For the thread that reads: how far it is, a thousand times at most."""
        said = [-1]

        def tell(done: int, total: int) -> None:
            share = done * 1000 // total if total else 0
            if share != said[0]:
                said[0] = share
                self._moved.emit(stop, share / 1000)

        return tell

    def _on_moved(self, stop: threading.Event, share: float) -> None:
        if stop is self._stop and self.is_running:
            self.share = share
            self.changed.emit()

    def _be(self, state: State) -> None:
        self.state = state
        self.changed.emit()
        if self._then is not None and not self.is_running:
            then, self._then = self._then, None
            then()
