# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of the whole record being made, while the person does something else. Belongs to the session, not to a page.

Only short steps run on the vault's thread, so that whoever types is never held up; all that takes long runs on a thread
of its own, on files that lie still. Lock and Leave end it like any other thing; the next copy at that place goes on
from what is there.
"""

import threading
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from journal.errors import JournalError
from ui import copy_tasks
from ui.worker import Lane

if TYPE_CHECKING:
    from journal.handover.backup import Backup, Plan
    from ui.session import Session

PLACE = "copy_place"
# When the database had to be written to in the middle, which is rare, it is copied anew.
_TRIES = 5


class State(StrEnum):
    """How it stands; all but IDLE and RUNNING hold until the person has read them, or makes another copy."""

    IDLE = "idle"
    RUNNING = "running"
    CHECKED = "checked"
    STOPPED = "stopped"
    TROUBLED = "troubled"


class Copying(QObject):
    """At most one copy at a time.

    Signals:
        changed: another state, another stage, or other numbers; whoever shows them asks for them.
        meanwhile: a line for whoever is on another page, or an empty one.
    """

    changed = Signal()
    meanwhile = Signal(str)
    _moved = Signal(object, str, float)

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._stop = threading.Event()
        self._watched = False
        self.state = State.IDLE
        self.place = Path()
        self.stage = ""
        self.share = 0.0  # of the present stage, 0 to 1
        self.made: Backup | None = None
        self.trouble: JournalError | None = None
        self._tries = _TRIES
        self._moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        session.about_to_leave.connect(self._on_leaving)

    def start(self, place: Path) -> None:
        """Make a copy in the folder ``place``, or go on with one there; the place is remembered inside the record."""
        vault = self._session.vault
        if self.state is State.RUNNING or vault is None:
            return
        self._stop, self.place, self.made, self.trouble = threading.Event(), place, None, None
        self._tries = _TRIES
        if self._session.inside.get(PLACE) != str(place):
            self._session.change(PLACE, str(place))
        self.stage, self.share = "plan", 0.0
        self._be(State.RUNNING)
        self._session.checking.give_way(partial(self._plan, self._stop))

    def stop(self) -> None:
        """What is there by now stays there; the next copy goes on from it."""
        self._stop.set()

    def read(self) -> None:
        """The person has read what came of it."""
        if self.state is not State.RUNNING:
            self._be(State.IDLE)

    def watch(self, watched: bool) -> None:
        """Whether it is shown on the page where the person is; else a line says that it goes on."""
        self._watched = watched
        self._say_meanwhile()

    def _plan(self, stop: threading.Event) -> None:
        vault = self._session.vault
        if vault is None:
            return
        task = partial(copy_tasks.plan, vault, self.place, self._session.clock.now())
        self._session.worker.run(task, partial(self._on_planned, stop), self._on_trouble, self)

    def _on_planned(self, stop: threading.Event, plan: "Plan") -> None:
        """The database lies still until it is settled; what is saved meanwhile goes beside it and waits for nothing."""
        task = partial(plan.copy_database, self._tells(stop), stop.is_set)
        done = partial(self._settle, stop, plan, None)
        self._session.worker.aside(task, done, partial(self._on_not_copied, stop, plan), self, lane=Lane.OUTGOING)

    def _on_not_copied(self, stop: threading.Event, plan: "Plan", trouble: JournalError) -> None:
        self._settle(stop, plan, trouble, whole=False)

    def _settle(self, stop: threading.Event, plan: "Plan", trouble: JournalError | None, whole: bool) -> None:
        """Always, whatever came of it."""
        done = partial(self._on_settled, stop, plan, trouble, whole)
        self._session.worker.run(plan.settle, done, self._on_trouble, self)

    def _on_settled(
        self, stop: threading.Event, plan: "Plan", trouble: JournalError | None, whole: bool, lay_still: bool
    ) -> None:
        if trouble is None and whole and lay_still:
            task = partial(plan.finish, self._tells(stop), stop.is_set)
            self._session.worker.aside(
                task, partial(self._on_made, plan), partial(self._on_not_made, plan), self, lane=Lane.OUTGOING
            )
            return
        plan.end()
        if trouble is not None:
            self._on_trouble(trouble)
        elif whole and self._tries > 1:
            self._tries -= 1
            self._plan(stop)
        else:
            self._be(State.STOPPED)

    def _on_not_made(self, plan: "Plan", trouble: JournalError) -> None:
        plan.end()
        self._on_trouble(trouble)

    def _on_made(self, plan: "Plan", made: "Backup | None") -> None:
        plan.end()
        vault = self._session.vault
        if made is None or vault is None:
            self._be(State.STOPPED)
            return
        task = partial(copy_tasks.keep, vault, made)
        self._session.worker.run(task, partial(self._on_noted, made), self._on_trouble, self)

    def _on_noted(self, made: "Backup", inside: dict[str, Any]) -> None:
        """Only now: it was opened again where it is, and checked, and that stands in the record."""
        self._session.inside.update(inside)
        self.made = made
        self._be(State.CHECKED)

    def _on_trouble(self, trouble: JournalError) -> None:
        self.trouble = trouble
        self._be(State.TROUBLED)

    def _tells(self, stop: threading.Event) -> copy_tasks.Tell:
        """For the threads: how far it is."""

        def tell(stage: str, done: int, total: int) -> None:
            self._moved.emit(stop, stage, done / total if total else 0.0)

        return tell

    def _on_moved(self, stop: threading.Event, stage: str, share: float) -> None:
        if stop is self._stop and self.state is State.RUNNING:
            self._be_at(stage, share)

    def _be_at(self, stage: str, share: float) -> None:
        self.stage, self.share = stage, share
        self.changed.emit()

    def _be(self, state: State) -> None:
        self.state = state
        self._say_meanwhile()
        self.changed.emit()

    def _say_meanwhile(self) -> None:
        elsewhere = self.state is State.RUNNING and not self._watched
        self.meanwhile.emit(self._session.words("backup.running.elsewhere") if elsewhere else "")

    def _on_leaving(self) -> None:
        self._stop.set()


def numbered(labels: Iterable[str]) -> list[str]:
    """What could not be read, as it is numbered on paper: files E-4, entries #17; each once."""
    return list(dict.fromkeys(f"#{each}" if each.isdigit() else each for each in labels if each))
