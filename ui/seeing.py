# SPDX-License-Identifier: GPL-3.0-or-later
"""Between what is to be seen and what lies sealed: asks for pictures, and shows only what is still asked for."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QSize, Signal

from journal.errors import EvidenceDamaged, EvidenceMissing, JournalError
from journal.record.entry import Entry
from journal.record.evidence import Evidence
from ui import looking
from ui.alerts import sentences
from ui.looking import Seen
from ui.models.kept_model import called, icon_of, kind_of
from ui.session import Session
from ui.widgets.look_at import LookAt


class Seeing(QObject):
    """Belongs to a ``LookAt``; holds one thing at a time. Pages of a PDF are drawn one at a time.

    Signals:
        troubled: it is damaged or missing, or the disk did not answer; carries the JournalError.
    """

    troubled = Signal(object)

    def __init__(self, session: Session, look: LookAt) -> None:
        super().__init__(look)
        self._session, self._look = session, look
        self._kept: Evidence | None = None
        self._known: Mapping[str, Any] = {}
        self._turn = 0
        look.covered.connect(self._on_covered)
        look.fine_wanted.connect(self._on_fine)
        look.page_wanted.connect(self._on_page)
        look.uncover_wanted.connect(self._on_uncover)

    def offer(self, kept: Evidence, entry: Entry) -> None:
        """This thing, covered."""
        words, known = self._session.words, entry.answers.get("kept_file")
        self._kept, self._known = kept, known if isinstance(known, dict) else {}
        why_not = "" if looking.can_be_seen(kept) else words(f"look.not.{kind_of(kept)}")
        self._look.offer(words("look.called", label=kept.label, name=called(kept, words)), icon_of(kept), why_not)

    def _see(self, task: Callable[[], Seen], shown: Callable[[Seen], None]) -> None:
        on_done, on_error = partial(self._on_seen, self._turn, shown), partial(self._on_unseen, self._turn)
        self._session.worker.aside(task, on_done, on_error, self)

    def _on_seen(self, turn: int, shown: Callable[[Seen], None], seen: Seen) -> None:
        """Not what was covered again meanwhile, and not what the person has gone on from."""
        if turn == self._turn:
            shown(seen)

    def _on_unseen(self, turn: int, trouble: JournalError) -> None:
        words = self._session.words
        if turn == self._turn:
            kind = "not.picture" if isinstance(trouble, looking.CannotBeShown) else "not_now"
            self._look.tell(words(f"look.{kind}"))
        if not isinstance(trouble, looking.CannotBeShown):
            self.troubled.emit(trouble)

    def _on_covered(self) -> None:
        self._turn += 1

    def _on_uncover(self) -> None:
        vault = self._session.vault
        if self._kept is None or vault is None:
            return
        self._look.wait()
        if self._kept.media == looking.PDF:
            self._on_page(0)
            return
        size = QSize(int(self._known.get("width") or 0), int(self._known.get("height") or 0))
        self._see(partial(looking.print_copy, vault.objects, self._kept, size), self._show_picture)

    def _on_page(self, page: int) -> None:
        vault = self._session.vault
        if self._kept is not None and vault is not None:
            self._see(partial(looking.page, vault.objects, self._kept, page, self._pages()), self._show_page)

    def _on_fine(self, width: int) -> None:
        """Somewhat more than is shown now, so that one more step is as sharp."""
        vault = self._session.vault
        if self._kept is None or vault is None:
            return
        if self._kept.media == looking.PDF:
            wide = min(width * 3 // 2, looking.FINEST)
            task = partial(looking.page, vault.objects, self._kept, self._look.page(), self._pages(), wide)
        else:
            task = partial(looking.fine, vault.objects, self._kept, looking.FINEST)
        self._see(task, self._show_fine)

    def _pages(self) -> int:
        """As the decoder counted them when the file came in."""
        facts = self._known.get("facts")
        told = str(facts.get("pages", "")) if isinstance(facts, dict) else ""
        return int(told) if told.isascii() and told.isdigit() else 1

    def _show_picture(self, seen: Seen) -> None:
        self._look.show_picture(seen.picture, seen.size)

    def _show_page(self, seen: Seen) -> None:
        self._look.show_page(seen.picture, seen.page, seen.pages)

    def _show_fine(self, seen: Seen) -> None:
        self._look.show_fine(seen.picture)


def told(trouble: JournalError, session: Session) -> tuple[str, str]:
    """A damaged or missing file is told on its own page; anything else goes to the bar at the top, too."""
    if not isinstance(trouble, EvidenceDamaged | EvidenceMissing):
        session.worker.troubled.emit(trouble)
    return sentences(trouble, session.words)
