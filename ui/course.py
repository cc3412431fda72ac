# SPDX-License-Identifier: GPL-3.0-or-later
"""The way through a guide: from step to step in any order, keeping, adding, skipping, taking out. No widgets."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from journal.errors import DiskFullButSaved, JournalError
from journal.guide.route import after, before
from journal.guide.step import Start, Step
from journal.guide.steps import TOLD_ONCE
from journal.record.entry import Draft, Entry, EntryKind
from ui import guide_tasks
from ui.desk import CLOSE, Desk, Standing, lay
from ui.drafting import Drafting
from ui.session import Session

# The step in which something is added to what was kept.
_LATER = "later"


class Course(QObject):
    """Nothing moves before everything written is committed.

    Signals:
        laid: a desk is ready; carries the arguments it was asked with, and the Desk.
        paused: the person stops here, or went back from the first step.
        done: a card that stands alone is done with; carries the id of what it added to or of the card kept, or nothing.
        busy: a draft is being kept, and nothing more can be written on it.
        trouble: something could not be done; carries the JournalError.
    """

    laid = Signal(dict, object)
    paused = Signal()
    done = Signal(str)
    busy = Signal(bool)
    trouble = Signal(object)

    def __init__(self, session: Session, place: Callable[[], Mapping[str, Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._words = session, session.words
        self.desk: Desk | None = None
        self.taken: Draft | None = None
        self.drafting = Drafting(session, place, self)
        self.drafting.trouble.connect(self.trouble)

    def begin(self, arguments: dict[str, Any]) -> None:
        """Lay out what ``arguments`` (GuidePage's) ask for."""
        self.drafting.settle(partial(self.lay, arguments))

    def lay(self, arguments: dict[str, Any]) -> None:
        """Lay out a step without waiting for anything."""
        if self._session.vault is not None:
            task = partial(lay, self._session.vault, self._words, arguments)
            self._session.worker.run(task, partial(self._on_laid, arguments), self.trouble.emit, self)

    def _on_laid(self, arguments: dict[str, Any], desk: Desk) -> None:
        desk = replace(desk, draft=self.drafting.newest(desk.draft))
        self.desk = desk
        self.laid.emit(arguments, desk)
        if desk.step is not None:
            self.drafting.begin(desk.draft, desk.step, desk.belonging, stored=desk.stored)

    # Going about

    def to(self, step: str, **more: Any) -> None:
        """To a step of the same guide and incident, when everything is committed."""
        self.drafting.settle(partial(self._enter_step, step, more))

    def _enter_step(self, step: str, more: dict[str, Any]) -> None:
        if self.desk is not None:
            belonging = self.desk.belonging
            if self.desk.origin is not None and self.desk.step is not None and self.desk.step.id == step:
                more = {"from_card": self.desk.origin.card, **more}
            self.lay({"incident": belonging.incident, "guide": belonging.guide, "step": step, **more})

    def _step(self) -> Step | None:
        return self.desk.step if self.desk is not None else None

    def back(self) -> None:
        """To the step before, or to the card that this one was begun from; from the first, out."""
        step = self._step()
        if self.desk is None:
            return
        if step is not None and step.alone:
            self._finish()
            return
        if self.desk.origin is not None:
            self.to_origin()
            return
        earlier = before(self.desk.steps, step.id) if step is not None else self.desk.steps[-1]
        if earlier is None:
            self.pause()
        else:
            entrance = self.desk.entrance(earlier.id)
            self.to(earlier.id if step is not None and entrance == step.id else entrance)

    def choose(self, step: str) -> None:
        """To a step chosen from the list of all."""
        if self.desk is not None:
            self.to(self.desk.entrance(step))

    def start(self, start: Start, card: str) -> None:
        """A fresh card of another step, with the person of this card filled in. Nothing is written until they write."""
        self.to(start.step, fresh=True, from_card=card, start=start.field)

    def to_origin(self) -> None:
        """Back to the card that this one was begun from."""
        if self.desk is not None and (origin := self.desk.origin) is not None:
            self.to(origin.step, draft=origin.card)

    def go_on(self) -> None:
        """To the next step. The draft stays a draft; a page without questions is noted as seen."""
        step = self._step()
        if step is None or self.desk is None:
            return
        if step.alone:
            self._finish()
        elif not step.fields and not self.desk.noted(step.id, EntryKind.SEEN):
            self._note(step, EntryKind.SEEN)
        else:
            self._next(step)

    def skip(self) -> None:
        """To the next step, from a page that says what comes past that too. That it was left out is noted once, and
        only when nothing was written in it."""
        step = self._step()
        if step is None or self.desk is None:
            return
        if step.leads_to:
            step = self.desk.guide.step(step.leads_to)
        draft = self.drafting.draft
        untouched = self.desk.standing(step.id) is Standing.OPEN and not (draft and draft.answers)
        if not step.fields or step.alone:
            self.go_on()
        elif untouched:
            self._note(step, EntryKind.SKIPPED)
        else:
            self._next(step)

    def _next(self, step: Step, _incident: str = "") -> None:
        if self.desk is not None:
            later = after(self.desk.steps, step.id)
            self.to(later.id if later else CLOSE)

    def _note(self, step: Step, kind: EntryKind) -> None:
        if self.desk is not None and self._session.vault is not None:
            task = partial(guide_tasks.note, self._session.vault, self._words, self.desk.belonging, step, kind)
            self._session.worker.run(task, partial(self._next, step), self.trouble.emit, self)

    def _finish(self, card: str = "") -> None:
        """Back to where a card that stands alone was opened from, when everything is committed."""
        if not card and self.desk is not None and self.desk.entries:
            card = self.desk.entries[0].id
        self.drafting.settle(partial(self.done.emit, card))

    def pause(self) -> None:
        """Stop here, when everything is committed."""
        self.drafting.settle(self.paused.emit)

    def add(self, entry: str) -> None:
        """Something more about an entry, as a card of its own."""
        self.to(_LATER, adds_to=entry)

    def more(self, entry: str) -> None:
        """More of this step's questions, as an addition to an entry."""
        step = self._step()
        if step is not None and step.id != TOLD_ONCE:
            self.to(step.id, adds_to=entry)

    def another(self) -> None:
        """One more card of this step."""
        if (step := self._step()) is not None:
            self.to(step.id, fresh=True)

    def draft(self, draft: str) -> None:
        """Write on another card of this step."""
        if (step := self._step()) is not None:
            self.to(step.id, draft=draft)

    def keep(self) -> None:
        """Keep the draft as it stands."""
        draft = self.drafting.draft
        if draft is not None and draft.answers and self.drafting.is_written:
            self.drafting.settle(self._keep_settled)

    def _keep_settled(self) -> None:
        draft = self.drafting.draft
        if draft is not None:
            self._keep([draft])

    def keep_all(self) -> None:
        """Keep every draft of this incident as it stands."""
        if self.desk is not None:
            self._keep([draft for draft in self.desk.drafts if draft.answers])

    def _keep(self, drafts: list[Draft]) -> None:
        if self._session.vault is not None:
            self.busy.emit(True)
            task = partial(guide_tasks.keep, self._session.vault, self._words, drafts)
            self._session.worker.run(task, self._on_kept, self._on_not_kept, self)

    def _on_kept(self, kept: list[Entry]) -> None:
        self.drafting.drop()
        if kept:
            self._session.saved.emit(kept[-1].kept)
        step = self._step()
        if step is not None and step.alone:
            self._finish(kept[-1].id if kept and not kept[-1].adds_to else "")
        else:
            self.to(step.id if step else CLOSE)

    def _on_not_kept(self, error: JournalError) -> None:
        """With room from the reserve it was kept all the same."""
        if isinstance(error, DiskFullButSaved):
            self._on_kept([])
        else:
            self.busy.emit(False)
        self.trouble.emit(error)

    def take_out(self, draft: str) -> None:
        """Take a draft out. It can be put back while the page is open."""
        self.drafting.settle(partial(self._remove, draft))

    def _remove(self, ident: str) -> None:
        current = self.drafting.draft
        drafts = [*(self.desk.drafts if self.desk else ()), *([current] if current else ())]
        self.taken = next((each for each in reversed(drafts) if each.id == ident), None)
        if current is not None and current.id == ident:
            self.drafting.drop()
        if self._session.vault is not None:
            task = partial(self._session.vault.drafts.remove, ident)
            self._session.worker.run(task, self._on_taken_out, self.trouble.emit, self)

    def _on_taken_out(self, _nothing: None) -> None:
        step = self._step()
        if step is not None and self.taken is not None:
            self.to(step.id, taken=self.taken.id)

    def put_back(self) -> None:
        """As it was."""
        if self.taken is not None and self._session.vault is not None:
            task = partial(guide_tasks.put_back, self._session.vault, self._words, self.taken)
            self._session.worker.run(task, self._on_is_back, self.trouble.emit, self)

    def _on_is_back(self, draft: Draft) -> None:
        self.taken = None
        self.to(draft.step, draft=draft.id)
