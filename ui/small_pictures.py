# SPDX-License-Identifier: GPL-3.0-or-later
"""The small pictures of a list, read only while they are uncovered and only for the rows in sight."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from journal.errors import EvidenceDamaged, EvidenceMissing, JournalError
from journal.record.evidence import Role, Sealed
from ui.looking import our_jpeg
from ui.models.kept_model import KeptModel
from ui.session import Session
from ui.widgets.kept_list import KeptList

if TYPE_CHECKING:
    from journal.vault.objects import Objects


class SmallPictures(QObject):
    """Belongs to one list. Covered at first."""

    def __init__(self, session: Session, model: KeptModel, view: KeptList) -> None:
        super().__init__(view)
        self._session, self._model, self._view = session, model, view
        self._asked: set[str] = set()
        self.showing = False
        view.seen.connect(self._on_seen)

    def show_them(self, wanted: bool) -> None:
        if wanted:
            self.showing = True
            self._view.look()
        else:
            self.cover()

    def cover(self) -> None:
        """Let go of all of them."""
        self.showing, self._asked = False, set()
        self._model.cover()

    def _on_seen(self, first: int, last: int) -> None:
        vault = self._session.vault
        if not self.showing or vault is None:
            return
        wanted = []
        for place in range(first, last + 1):
            kept = self._model.kept(place)
            small = kept.sealed(Role.THUMBNAIL)
            if small is not None and kept.entry not in self._asked and not self._model.uncovered(kept.entry):
                wanted.append((kept.entry, small))
        if wanted:
            self._asked.update(entry for entry, _sealed in wanted)
            task = partial(_read, vault.objects, wanted)
            self._session.worker.aside(task, self._on_read, self._on_trouble, self)

    def _on_read(self, found: list[tuple[str, QImage]]) -> None:
        for entry, picture in found:
            self._asked.discard(entry)
            if self.showing:
                self._model.uncover(entry, picture)

    def _on_trouble(self, trouble: JournalError) -> None:
        self._session.worker.troubled.emit(trouble)


def _read(objects: "Objects", wanted: Sequence[tuple[str, Sealed]]) -> list[tuple[str, QImage]]:
    """On the second thread. One that is damaged stays covered: its own page says so."""
    found = []
    for entry, sealed in wanted:
        try:
            picture = our_jpeg(objects.read(sealed))
        except (EvidenceMissing, EvidenceDamaged):
            continue
        found.append((entry, picture))
    return found
