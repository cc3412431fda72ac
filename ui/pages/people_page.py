# SPDX-License-Identifier: GPL-3.0-or-later
"""Everyone who has a card, across the whole record; the same person of two days stands together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.guide.people import PEOPLE, everyone
from journal.record.entry import Draft, Entry
from journal.record.incident import Incident
from ui.desk import called
from ui.pages.home_page import incident_date, incident_title
from ui.pages.page import Page
from ui.reading import lines, step_name, written_time
from ui.style import scaled
from ui.widgets.entry_card import EntryCard
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from journal.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class _Found:
    """``groups``: cards of one person each, first written first."""

    groups: tuple[tuple[Entry | Draft, ...], ...]
    incidents: Mapping[str, Incident]


def _find(vault: "Vault") -> _Found:
    incidents = {incident.id: incident for incident in vault.incidents.all()}
    written: list[Entry | Draft] = [*vault.entries.people(PEOPLE)]
    for incident in incidents.values():
        if incident.drafts:
            written += (draft for draft in vault.drafts.of_incident(incident.id) if draft.step in PEOPLE)
    groups = tuple(tuple(card.written for card in group.cards) for group in everyone(written))
    return _Found(groups, incidents)


class PeoplePage(Page):
    """No arguments."""

    rail = "people"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        if self.session.vault is not None:
            self.session.worker.run(partial(_find, self.session.vault), self._on_found, owner=self)

    def first_focus(self) -> QWidget | None:
        return self._cards[0].button if self._cards else None

    def leave(self) -> None:
        for card in self._cards:
            card.cover()

    def _build(self) -> None:
        self._cards: list[EntryCard] = []
        self._body: QWidget | None = None
        self.column.addWidget(PlainLabel(self.words("people.title"), "title"))
        self.column.addWidget(PlainLabel(self.words("people.lead"), "lead"))
        self.column.addSpacing(scaled(8))

    def _on_found(self, found: _Found) -> None:
        if self._body is not None:
            self.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._cards, self._body = [], Sheet()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        for group in found.groups:
            made = [self._card(card, found.incidents) for card in group]
            column.addWidget(made[0] if len(made) == 1 else self._framed(made))
        if not found.groups:
            column.addWidget(PlainLabel(self.words("people.empty"), "soft"))
        column.addStretch()
        self.column.addWidget(self._body, 1)
        chain([self._body])
        if self._cards and self.isVisible():
            self._cards[0].button.setFocus()

    def _framed(self, cards: list[EntryCard]) -> QFrame:
        """One frame around the cards of one person, so that it is seen where they end."""
        frame = QFrame()
        frame.setProperty("role", "group")
        frame.setAccessibleName(self.words("people.same"))
        column = QVBoxLayout(frame)
        column.setContentsMargins(scaled(12), scaled(12), scaled(12), scaled(12))
        column.setSpacing(scaled(12))
        column.addWidget(PlainLabel(self.words("people.same"), "small"))
        for card in cards:
            column.addWidget(card)
        return frame

    def _card(self, card: Entry | Draft, incidents: Mapping[str, Incident]) -> EntryCard:
        incident = incidents.get(card.incident)
        where = [step_name(card.step, self.words)]
        if incident is not None:
            where += [incident_title(incident, self.words), incident_date(incident, self.words)]
        made = EntryCard(
            self.words,
            ident=card.id,
            heading=called(card.answers, self.words),
            own_words=True,
            notes=(" · ".join(part for part in where if part), written_time(card, self.words)),
            lines=lines(card, self.words),
            action=self.words("people.to_incident") if incident is not None else "",
        )
        made.asked.connect(partial(self._on_asked, card))
        self._cards.append(made)
        return made

    def _on_asked(self, card: Entry | Draft, _ident: str) -> None:
        if isinstance(card, Draft):
            self.go.emit("guide", {"incident": card.incident, "draft": card.id})
        else:
            self.go.emit("incident", {"incident": card.incident, "entry": card.id})
