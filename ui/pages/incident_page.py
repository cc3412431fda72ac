# SPDX-License-Identifier: GPL-3.0-or-later
"""One incident to read: every entry covered by its name and dates until it is opened on purpose."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.dates import stamp_day
from journal.guide.steps import GUIDES
from journal.record.entry import Draft, Entry, EntryKind
from journal.record.incident import Incident
from ui.pages.home_page import incident_date, incident_title
from ui.pages.page import Page
from ui.reading import addition_name, event_time, lines, step_name, written_time
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.entry_card import EntryCard
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from journal.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class _Found:
    incident: Incident
    entries: tuple[Entry, ...]
    drafts: tuple[Draft, ...]


def _find(vault: "Vault", incident: str) -> _Found:
    entries = tuple(vault.entries.of_incident(incident))
    return _Found(vault.incidents.get(incident), entries, tuple(vault.drafts.of_incident(incident)))


class IncidentPage(Page):
    """Arguments: incident; entry, to open one at once."""

    rail = "home"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        if self.session.vault is not None and arguments.get("incident"):
            task = partial(_find, self.session.vault, str(arguments["incident"]))
            self.session.worker.run(task, partial(self._on_found, str(arguments.get("entry") or "")), owner=self)

    def leave(self) -> None:
        """Cover everything again."""
        for card in self._cards.values():
            card.cover()

    def place(self) -> dict[str, Any]:
        """Coming back after a lock, nothing is uncovered."""
        return {"incident": self._arguments.get("incident", "")}

    def first_focus(self) -> QWidget | None:
        return self._go_on

    def _build(self) -> None:
        self._cards: dict[str, EntryCard] = {}
        self._body: QWidget | None = None
        self._date, self._title = PlainLabel("", "date"), PlainLabel("", "voice-title")
        self._note = PlainLabel("", "soft")
        self._go_on = Button(self.words("incident.go_on"), "pencil-simple", "main", "go-on-writing")
        self._report = Button(self.words("incident.report"), "printer", "plain", "to-report")
        ways = FlowLayout()
        ways.addWidget(self._go_on)
        ways.addWidget(self._report)
        for label in (self._date, self._title, self._note):
            self.column.addWidget(label)
        self.column.addSpacing(scaled(4))
        self.column.addLayout(ways)
        self.column.addSpacing(scaled(12))

    def _connect(self) -> None:
        self._go_on.clicked.connect(self._on_go_on)
        self._report.clicked.connect(self._on_report)

    def _on_found(self, opened: str, found: _Found) -> None:
        words, incident = self.words, found.incident
        self._title.setText(incident_title(incident, words))
        date = incident_date(incident, words)
        self._date.setText(date)
        self._date.setVisible(bool(date))
        self._note.setText(words("incident.first_written", day=stamp_day(incident.begun, words)))
        self._show(found)
        if opened in self._cards:
            self._cards[opened].open()
            QTimer.singleShot(0, self._cards[opened], partial(self._bring, self._cards[opened]))

    def _show(self, found: _Found) -> None:
        if self._body is not None:
            self.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._cards, self._body = {}, Sheet()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        written = [entry for entry in found.entries if entry.kind is EntryKind.WRITTEN]
        for entry in self._in_order(found.incident, [each for each in written if not each.adds_to]):
            column.addWidget(self._entry(entry))
        for entry in written:
            if entry.adds_to:
                self._add_below(entry, column)
        if found.drafts:
            column.addSpacing(scaled(8))
            column.addWidget(PlainLabel(self.words("incident.drafts"), "heading"))
            for draft in found.drafts:
                column.addWidget(self._draft(draft))
        self._show_left_out(found, column)
        if not found.entries and not found.drafts:
            column.addWidget(PlainLabel(self.words("incident.empty"), "soft"))
        column.addStretch()
        self.column.addWidget(self._body, 1)
        chain([self._go_on, self._report, self._body])

    def _in_order(self, incident: Incident, entries: list[Entry]) -> list[Entry]:
        """As the guide goes; within a step as they were kept."""
        guide = GUIDES.get(incident.guide)
        places = {step.id: place for place, step in enumerate(guide.steps)} if guide else {}
        return sorted(entries, key=lambda entry: (places.get(entry.step, len(places)), entry.seq))

    def _entry(self, entry: Entry) -> EntryCard:
        card = EntryCard(
            self.words,
            ident=entry.id,
            heading=addition_name(entry.step, self.words) if entry.adds_to else step_name(entry.step, self.words),
            date=event_time(entry, self.words),
            notes=(written_time(entry, self.words),),
            lines=lines(entry, self.words),
            action=self.words("guide.add_to") if not entry.adds_to else "",
        )
        card.asked.connect(self._on_add)
        self._cards[entry.id] = card
        return card

    def _add_below(self, entry: Entry, column: QVBoxLayout) -> None:
        """An addition stands below what it adds to, and can be seen to be there while that is covered."""
        card = self._entry(entry)
        if entry.adds_to in self._cards:
            self._cards[entry.adds_to].add_below(card)
        else:
            column.addWidget(card)

    def _draft(self, draft: Draft) -> EntryCard:
        card = EntryCard(
            self.words,
            ident=draft.id,
            heading=step_name(draft.step, self.words),
            date=event_time(draft, self.words),
            notes=(written_time(draft, self.words),),
            lines=lines(draft, self.words),
            action=self.words("incident.go_on_draft"),
        )
        card.asked.connect(self._on_draft)
        self._cards[draft.id] = card
        return card

    def _show_left_out(self, found: _Found, column: QVBoxLayout) -> None:
        """Steps that were skipped, unless something was written there since."""
        written = {each.step for each in found.entries if each.kind is EntryKind.WRITTEN}
        written |= {draft.step for draft in found.drafts}
        left_out = [each for each in found.entries if each.kind is EntryKind.SKIPPED and each.step not in written]
        if left_out:
            names = dict.fromkeys(step_name(entry.step, self.words) for entry in left_out)
            column.addSpacing(scaled(8))
            column.addWidget(PlainLabel(self.words("incident.left_out", names=", ".join(names)), "small"))

    def _bring(self, card: EntryCard) -> None:
        card.button.setFocus()
        self.scroller.ensureWidgetVisible(card, 0, scaled(40))

    def _on_go_on(self) -> None:
        self.go.emit("guide", {"incident": self._arguments.get("incident", "")})

    def _on_report(self) -> None:
        self.go.emit("report", {"incident": self._arguments.get("incident", "")})

    def _on_add(self, entry: str) -> None:
        self.go.emit("guide", {"incident": self._arguments["incident"], "step": "later", "adds_to": entry})

    def _on_draft(self, draft: str) -> None:
        self.go.emit("guide", {"incident": self._arguments["incident"], "draft": draft})
