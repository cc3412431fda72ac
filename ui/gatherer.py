# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads out all that a report is made from, in portions: a draft or a lock in between does not wait for all of it."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from journal.vault.gathering import Gathering
from ui.session import Session


class Gatherer(QObject):
    """Signals:
    gathered: carries the Contents.
    """

    gathered = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._gathering: Gathering | None = None

    def begin(self) -> None:
        """From the beginning; what was begun before is given up."""
        if self._session.vault is not None:
            self._gathering = Gathering(self._session.vault)
            self._go_on(self._gathering)

    def stop(self) -> None:
        """Give up what was begun: after the portion that is being read, nothing more is."""
        self._gathering = None

    def _go_on(self, begun: Gathering) -> None:
        self._session.worker.run(begun.more, partial(self._on_portion, begun), owner=self)

    def _on_portion(self, begun: Gathering, more: bool) -> None:
        if begun is not self._gathering:
            return
        if more:
            self._go_on(begun)
        else:
            self._session.worker.run(begun.contents, partial(self._on_contents, begun), owner=self)

    def _on_contents(self, begun: Gathering, contents: object) -> None:
        if begun is self._gathering:
            self.gathered.emit(contents)
