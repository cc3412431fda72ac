# SPDX-License-Identifier: GPL-3.0-or-later
"""The keeper of the words that are being written: never more than three seconds of them are only on the screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from journal.errors import DiskFullButSaved, JournalError
from journal.guide.spoken import searchable
from journal.guide.step import Step
from journal.record.entry import Draft
from ui.session import Session

if TYPE_CHECKING:
    from journal.vault.vault import Vault

# After the last key; while typing goes on (the commit itself has half a second of the three); after something failed.
IDLE_MS = 1000
# Half of the three seconds that are promised: a commit may have to wait for the vault's thread.
LONGEST_MS = 1500
AGAIN_MS = 5000

Answers = dict[str, Any]


class Belonging:
    """The incident that what is written belongs to. A new one is begun with its first words, on the vault's thread."""

    def __init__(self, incident: str, guide: str, *, is_new: bool = False) -> None:
        self.incident = incident
        self.guide = guide
        self._is_new = is_new
        self._from_reserve = False

    def ensure(self, vault: "Vault") -> str:
        if self._is_new:
            try:
                self.incident = vault.incidents.start(self.guide).id
            except DiskFullButSaved:
                # It is begun, and what it was begun for is still to be written: that is said by ``tell``.
                self.incident = vault.incidents.page(1)[0].id
                self._from_reserve = True
            self._is_new = False
        return self.incident

    def tell(self) -> None:
        """After the words are written. Raises DiskFullButSaved, once, if there was room only in the reserve."""
        if self._from_reserve:
            self._from_reserve = False
            raise DiskFullButSaved


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """Everything that one commit needs, as it was on the screen."""

    vault: "Vault"
    belonging: Belonging
    draft: Draft
    stored: bool
    text: str
    place: Mapping[str, Any]

    def commit(self) -> Draft:
        """On the vault's thread. A draft that never said anything leaves no trace."""
        if not self.draft.answers and not self.stored:
            return self.draft
        draft = replace(self.draft, incident=self.belonging.ensure(self.vault))
        arguments = {**self.place, "incident": draft.incident}
        saved = self.vault.drafts.save(draft, self.text, {"page": "guide", "arguments": arguments})
        self.belonging.tell()
        return saved


class Drafting(QObject):
    """Holds one draft at a time. Commits 1 s after the last key, at least every 3 s, and whenever it is told to.

    Signals:
        saved: a commit returned; carries the Draft as it is kept.
        trouble: a commit did not work; carries the JournalError. It is tried again by itself.
        eased: a commit worked again after trouble.
    """

    saved = Signal(object)
    trouble = Signal(object)
    eased = Signal()

    def __init__(self, session: Session, place: Callable[[], Mapping[str, Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._place = session, place
        self._draft: Draft | None = None
        self._step: Step | None = None
        self._belonging = Belonging("", "")
        self._stored = self._dirty = self._troubled = False
        self._in_flight = 0
        self._left: dict[str, _Snapshot] = {}  # of drafts that were left meanwhile, and could not be committed
        self._then: Callable[[], None] | None = None
        self._idle, self._longest, self._again = (self._timer(ms) for ms in (IDLE_MS, LONGEST_MS, AGAIN_MS))
        self._left_again = QTimer(self)
        self._left_again.setSingleShot(True)
        self._left_again.setInterval(AGAIN_MS)
        self._left_again.timeout.connect(self._commit_left)

    @property
    def draft(self) -> Draft | None:
        return self._draft

    @property
    def is_written(self) -> bool:
        """Whether the person wrote something: a card begun from another's has an answer before that."""
        return self._stored or self.holds_words

    @property
    def holds_words(self) -> bool:
        """Whether there are words that are only on the screen."""
        return self._dirty or self._in_flight > 0

    def begin(self, draft: Draft | None, step: Step, belonging: Belonging, *, stored: bool) -> None:
        """Hold this draft from now on, or none. The one before is committed first."""
        self.flush()
        self._stop()
        self._draft, self._step, self._belonging, self._stored = draft, step, belonging, stored
        self._dirty, self._in_flight, self._then = False, 0, None
        if draft is not None and self._left.pop(draft.id, None) is not None:
            self._dirty = True  # ``newest`` has given these words to the page again
            self._again.start()
        self._session.unsaved_with(self.last_words)

    def newest(self, draft: Draft | None) -> Draft | None:
        """With the words that could not be committed when it was left."""
        left = self._left.get(draft.id) if draft is not None else None
        return replace(draft, answers=left.draft.answers) if draft is not None and left is not None else draft

    def drop(self) -> None:
        """Hold nothing, commit nothing: the draft was kept or taken out."""
        self._stop()
        if self._draft is not None:
            self._left.pop(self._draft.id, None)
        self._draft, self._dirty = None, False

    def settle(self, then: Callable[[], None]) -> None:
        """Do ``then`` when everything is committed. While a commit does not work it is not done: the words stay."""
        self.flush()
        if self._in_flight:
            self._then = then
        else:
            then()

    def written(self, answers: Answers) -> None:
        """The answers are now these."""
        if self._draft is None:
            return
        begun = self._draft.begun if self._stored or self._draft.answers else self._session.clock.now()
        self._draft = replace(self._draft, answers=answers, begun=begun)
        self._dirty = True
        self._idle.start()
        if not self._longest.isActive():
            self._longest.start()

    def flush(self) -> None:
        """Commit now what is not committed yet."""
        if self._dirty:
            self._commit()

    def last_words(self) -> Callable[[], object] | None:
        """What the window does when it must go at once (Session.unsaved_with)."""
        snapshots = list(self._left.values())
        if self._draft is not None and self.holds_words and (latest := self._snapshot(self._draft)) is not None:
            snapshots.append(latest)
        return partial(_commit_all, snapshots) if snapshots else None

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.flush)
        return timer

    def _stop(self) -> None:
        for timer in (self._idle, self._longest, self._again):
            timer.stop()

    def _snapshot(self, draft: Draft) -> _Snapshot | None:
        if self._session.vault is None or self._step is None:
            return None
        text = searchable(self._step, draft.answers, self._session.words)
        return _Snapshot(self._session.vault, self._belonging, draft, self._stored, text, dict(self._place()))

    def _commit(self) -> None:
        snapshot = self._snapshot(self._draft) if self._draft is not None else None
        if snapshot is None:
            return
        self._stop()
        self._dirty, self._in_flight = False, self._in_flight + 1
        on_done, on_error = partial(self._on_committed, snapshot.draft.id), partial(self._on_trouble, snapshot)
        self._session.worker.run(snapshot.commit, on_done, on_error, self)

    def _commit_left(self) -> None:
        for snapshot in list(self._left.values()):
            on_done, on_error = partial(self._on_left_committed, snapshot), partial(self._on_trouble, snapshot)
            self._session.worker.run(snapshot.commit, on_done, on_error, self)

    def _on_left_committed(self, snapshot: _Snapshot, draft: Draft) -> None:
        if self._left.get(snapshot.draft.id) is snapshot:
            del self._left[snapshot.draft.id]
        self._session.saved.emit(draft.changed)
        if self._troubled and not self._left and not self._dirty:
            self._troubled = False
            self.eased.emit()

    def _on_committed(self, name: str, draft: Draft) -> None:
        self._session.saved.emit(draft.changed)
        if self._draft is None or self._draft.id != name:
            return
        self._in_flight = max(0, self._in_flight - 1)
        self._stored = self._stored or bool(draft.answers)
        self._draft = replace(self._draft, incident=draft.incident, changed=draft.changed)
        if self._troubled:
            self._troubled = False
            self.eased.emit()
        self.saved.emit(draft)
        self._go_on()

    def _on_trouble(self, snapshot: _Snapshot, error: JournalError) -> None:
        """The words stay on the screen; what is not saved is tried again. Those of a page that was left stay here."""
        self._troubled = True
        self.trouble.emit(error)
        if self._draft is None or self._draft.id != snapshot.draft.id:
            if isinstance(error, DiskFullButSaved):
                self._left.pop(snapshot.draft.id, None)
            else:
                self._left[snapshot.draft.id] = snapshot
                self._left_again.start()
            return
        self._in_flight = max(0, self._in_flight - 1)
        if isinstance(error, DiskFullButSaved):
            self._stored = True
            self._go_on()
        else:
            self._dirty, self._then = True, None
            self._again.start()

    def _go_on(self) -> None:
        if self._then is not None and not self.holds_words:
            then, self._then = self._then, None
            then()


def _commit_all(snapshots: Sequence[_Snapshot]) -> None:
    """On the vault's thread: each of them, whatever becomes of the others; then the first trouble is raised."""
    troubles = []
    for snapshot in snapshots:
        try:
            snapshot.commit()
        except JournalError as trouble:
            troubles.append(trouble)
    if troubles:
        raise troubles[0]
