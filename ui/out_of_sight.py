# SPDX-License-Identifier: GPL-3.0-or-later
"""For a page whose cards can be taken out of sight and put back: both, and word when it is committed."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from journal.record.entry import Entry
from ui import incident_tasks
from ui.session import Session


class OutOfSight(QObject):
    """Signals:
    changed: something went out of sight or came back; the page shows what is there now.
    """

    changed = Signal()

    def __init__(self, session: Session, page: QObject) -> None:
        super().__init__(page)
        self._session = session

    def take(self, entry: str, reason: str) -> None:
        """``reason`` may be empty."""
        if self._session.vault is not None:
            task = partial(incident_tasks.withdraw, self._session.vault, self._session.words, entry, reason)
            self._session.worker.run(task, self._on_done, owner=self)

    def put_back(self, act: str) -> None:
        """``act`` is the id of the withdrawal."""
        if self._session.vault is not None:
            task = partial(incident_tasks.put_back, self._session.vault, self._session.words, act)
            self._session.worker.run(task, self._on_done, owner=self)

    def _on_done(self, act: Entry | None) -> None:
        if act is not None:
            self._session.saved.emit(act.kept)
        self.changed.emit()
