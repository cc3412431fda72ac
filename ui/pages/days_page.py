# SPDX-License-Identifier: GPL-3.0-or-later
"""The days after: short dated notes, newest first, covered; and a way to write another."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide.child_steps import is_sheet
from journal.guide.steps import DAY, DAYS_AFTER, OWN_ACCOUNT
from journal.record.acts import Withdrawn
from journal.record.entry import Draft, Entry
from journal.record.incident import Incident
from ui.incident_names import incident_title
from ui.out_of_sight import OutOfSight
from ui.pages.page import Page
from ui.reading import event_time, lines, step_name, written_time
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.entry_card import EntryCard
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.withdrawn_list import WithdrawnList

if TYPE_CHECKING:
    from journal.vault.vault import Vault

_AT_ONCE = 20
# Chips for "which day does this belong to"; older incidents have a way in from their own page.
_OFFERED = 8


@dataclass(frozen=True, slots=True)
class _Found:
    notes: tuple[Entry, ...]
    more: bool
    drafts: tuple[Draft, ...]
    incidents: Mapping[str, Incident]
    withdrawn: tuple[Withdrawn, ...] = ()


def _find(vault: "Vault", after: Entry | None) -> _Found:
    notes = vault.entries.of_step(DAY.id, _AT_ONCE + 1, after)
    drafts = vault.drafts.of_step(DAY.id)
    named = {each.incident for each in notes} | {each.incident for each in drafts}
    offered = [*vault.incidents.of_guide(OWN_ACCOUNT.id, _OFFERED), *vault.incidents.some(named)]
    incidents = {each.id: each for each in offered if not is_sheet(each)}
    gone = [] if after else [each for each in vault.entries.withdrawn(None) if each.entry.step == DAY.id]
    return _Found(tuple(notes[:_AT_ONCE]), len(notes) > _AT_ONCE, tuple(drafts), incidents, tuple(gone))


class DaysPage(Page):
    """Arguments: entry, to open one at once."""

    rail = "days"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._ask(None)

    def leave(self) -> None:
        for card in self._cards.values():
            card.cover()

    def place(self) -> dict[str, Any]:
        return {}

    def first_focus(self) -> QWidget | None:
        return self._new

    def _build(self) -> None:
        self._sight = OutOfSight(self.session, self)
        self._sight.changed.connect(self._on_sight)
        self._cards: dict[str, EntryCard] = {}
        self._last: Entry | None = None
        self._gone: WithdrawnList | None = None
        self.column.addWidget(PlainLabel(self.words("days.title"), "title"))
        self.column.addWidget(PlainLabel(self.words("days.lead"), "lead"))
        self.column.addSpacing(scaled(4))
        self._belongs = PlainLabel(self.words("days.belongs"), "soft")
        self._offered = ChipRow(single=True)
        self._new = Button(self.words("days.new"), "plus", "main", "new-day")
        self._time = Button(self.words("time.see_all"), "calendar-blank", "quiet", "to-calendar")
        self._empty = PlainLabel(self.words("days.empty"), "soft")
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(12))
        self._more = Button(self.words("days.more"), role="quiet", name="more-days")
        self.column.addWidget(self._belongs)
        self.column.addWidget(self._offered)
        self.column.addWidget(self._new, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self._time, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addSpacing(scaled(12))
        self.column.addWidget(self._empty)
        self.column.addLayout(self._list)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self._below = QVBoxLayout()
        self.column.addLayout(self._below)
        self.column.addStretch()
        for widget in (self._belongs, self._offered, self._empty, self._more):
            widget.hide()

    def _connect(self) -> None:
        self._more.clicked.connect(self._on_more)
        self._new.clicked.connect(self._on_new)
        self._time.clicked.connect(partial(self.go.emit, "calendar", {}))

    def _ask(self, after: Entry | None) -> None:
        if self.session.vault is not None:
            task = partial(_find, self.session.vault, after)
            self.session.worker.run(task, partial(self._on_found, after is None), owner=self)

    def _on_found(self, first: bool, found: _Found) -> None:
        if first:
            self._clear()
            offered = list(found.incidents.values())[:_OFFERED]
            self._offered.offer((incident.id, incident_title(incident, self.words)) for incident in offered)
            self._offered.describe(self.words("days.belongs"))
            self._offered.setVisible(bool(offered))
            self._belongs.setVisible(bool(offered))
            self._show_gone(found.withdrawn)
            for draft in found.drafts:
                action = "" if draft.lost else self.words("incident.go_on_draft")
                self._put(self._card(draft, found.incidents, action))
        for entry in found.notes:
            self._put(self._card(entry, found.incidents, self.words("guide.add_to") if entry.incident else ""))
        self._last = found.notes[-1] if found.notes else self._last
        self._empty.setVisible(not self._cards)
        self._more.setVisible(found.more)
        gone = [self._gone] if self._gone is not None else []
        chain([self._offered, self._new, self._time, *self._cards.values(), self._more, *gone])
        opened = str(self._arguments.get("entry") or "")
        if first and opened in self._cards:
            self._cards[opened].open()
            self._cards[opened].button.setFocus()

    def _clear(self) -> None:
        for card in self._cards.values():
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards, self._last = {}, None

    def _show_gone(self, withdrawn: tuple[Withdrawn, ...]) -> None:
        """What is out of sight, and the way to put it back: also the undo of what was done a moment ago."""
        if self._gone is not None:
            self._below.removeWidget(self._gone)
            self._gone.hide()
            self._gone.deleteLater()
            self._gone = None
        if withdrawn:
            self._gone = WithdrawnList(self.words)
            self._gone.offer(withdrawn)
            self._gone.put_back.connect(self._sight.put_back)
            self._below.addWidget(self._gone)

    def _put(self, card: EntryCard) -> None:
        self._cards[card.ident] = card
        self._list.addWidget(card)

    def _card(self, card: Entry | Draft, incidents: Mapping[str, Incident], action: str) -> EntryCard:
        incident = incidents.get(card.incident)
        date = event_time(card, self.words)
        notes = [incident_title(incident, self.words)] if incident is not None else []
        made = EntryCard(
            self.words,
            ident=card.id,
            heading=date or step_name(card.step, self.words),
            notes=(*notes, written_time(card, self.words)),
            lines=lines(card, self.words),
            action=action,
            can_go=isinstance(card, Entry),
        )
        made.grew.connect(self.reveal)
        made.withdrawn.connect(self._sight.take)
        made.asked.connect(partial(self._on_asked, card))
        return made

    def _on_sight(self) -> None:
        """The list below the cards says what is gone, and how to undo it."""
        self._arguments = {}
        self._ask(None)

    def _on_asked(self, card: Entry | Draft, _ident: str) -> None:
        if isinstance(card, Draft):
            self.go.emit("guide", {"incident": card.incident, "guide": card.guide, "draft": card.id})
        else:
            self.go.emit("guide", {"incident": card.incident, "step": "later", "adds_to": card.id})

    def _on_more(self) -> None:
        self._ask(self._last)

    def _on_new(self) -> None:
        incident = "".join(self._offered.chosen())
        self.go.emit("guide", {"incident": incident, "guide": DAYS_AFTER.id, "step": DAY.id, "fresh": True})
