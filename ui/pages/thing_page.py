# SPDX-License-Identifier: GPL-3.0-or-later
"""One thing that was kept: to look at, what is known of it, and what was said about it."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.errors import JournalError
from journal.guide.things_steps import THINGS
from journal.record.entry import Draft, Entry
from journal.record.evidence import Evidence, EvidenceKind, Role
from journal.record.incident import Incident
from ui import incoming
from ui.custody import custody_lines
from ui.incident_names import incident_title
from ui.incident_tasks import put_back, withdraw
from ui.models.kept_model import called, note
from ui.pages.page import Page
from ui.passphrase_gate import behind_passphrase
from ui.reading import addition_name, event_time, lines, step_name, written_time
from ui.seeing import Seeing, told
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.entry_card import EntryCard
from ui.widgets.facts_sheet import FactsSheet
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.look_at import LookAt
from ui.widgets.notice import Notice
from ui.widgets.save_copy import SaveCopy
from ui.widgets.sheet import Sheet
from ui.widgets.take_away import TakeAway

if TYPE_CHECKING:
    from journal.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class _Found:
    """``kept`` is None where this card is gone: erased, or out of sight."""

    kept: Evidence | None
    entry: Entry | None
    additions: tuple[Entry, ...]
    drafts: tuple[Draft, ...]
    incident: Incident | None


def _find(vault: "Vault", card: str) -> _Found:
    entry = vault.entries.get(card)
    if entry is not None and entry.adds_to:
        return _find(vault, entry.adds_to)
    kept = vault.evidence.get(card)
    if kept is None or entry is None:
        return _Found(None, None, (), (), None)
    drafts = tuple(draft for draft in vault.drafts.of_incident(entry.incident) if draft.adds_to == card)
    incident = vault.incidents.get(entry.incident) if entry.incident else None
    return _Found(kept, entry, tuple(vault.entries.additions_to(card)), drafts, incident)


class ThingPage(Page):
    """Arguments: card, the id of its entry, or of one that adds to it."""

    rail = "things"
    _found: _Found | None

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._cover()
        self._found = None
        self._ask()

    def leave(self) -> None:
        self._cover()
        self._save.away()

    def place(self) -> dict[str, Any]:
        """Coming back after a lock, nothing is uncovered."""
        return {"card": self._arguments.get("card", "")}

    def first_focus(self) -> QWidget | None:
        return self._look.open if self._look.open.isVisible() else self._say

    def _build(self) -> None:
        words = self.words
        self._found = None
        self._act = ""
        self._cards: list[EntryCard] = []
        self._body: QWidget | None = None
        self._label, self._title = PlainLabel("", "date"), PlainLabel("", "voice-title")
        self._note = PlainLabel("", "soft")
        self._belongs = Button("", "arrow-right", "quiet", "to-account")
        self._trouble = Notice("")
        self._trouble.setObjectName("thing-trouble")
        self._look = LookAt(words)
        self._seeing = Seeing(self.session, self._look)
        self._save = SaveCopy(words)
        for label in (self._label, self._title, self._note):
            self.column.addWidget(label)
        self.column.addWidget(self._belongs, 0, Qt.AlignmentFlag.AlignLeading)
        for box in (self._trouble, self._look, self._save):
            self.column.addWidget(box)
        self._back = Button(words("thing_page.back"), name="all-things")
        self._copy = Button(words("thing_page.copy"), "download-simple", name="save-copy")
        self._say = Button(words("thing_page.say"), "pencil-simple", "main", "say-more")
        self.footer.addWidget(self._back)
        self.footer.addStretch(1)
        self.footer.addWidget(self._copy)
        self.footer.addWidget(self._say)
        for widget in (self._trouble, self._look, self._belongs, self._copy, self._say):
            widget.hide()

    def _connect(self) -> None:
        self._back.clicked.connect(partial(self.go.emit, "things", {}))
        self._belongs.clicked.connect(self._on_belongs)
        self._copy.clicked.connect(self._on_copy)
        self._seeing.troubled.connect(self._on_trouble)
        self._look.uncovered.connect(partial(self.reveal, self._look))
        self._save.place_wanted.connect(partial(behind_passphrase, self.session, self, self._on_place))
        self._say.clicked.connect(self._on_say)

    def _ask(self) -> None:
        if self.session.vault is not None:
            task = partial(_find, self.session.vault, str(self._arguments.get("card") or ""))
            self.session.worker.run(task, self._on_found, owner=self)

    def _on_found(self, found: _Found) -> None:
        self._found = found
        there = found.kept is not None
        for widget in (self._copy, self._look):
            widget.setVisible(there and found.kept is not None and found.kept.kind is EvidenceKind.FILE)
        self._say.setVisible(there)
        self._belongs.setVisible(found.incident is not None)
        if found.kept is None:
            self._title.setText(self.words("thing_page.gone"))
            return
        kept = found.kept
        self._label.setText(kept.label)
        self._title.setText(called(kept, self.words))
        self._note.setText(note(kept, self.words))
        if found.incident is not None:
            title = incident_title(found.incident, self.words)
            self._belongs.say(self.words("thing_page.belongs", title=title))
        if found.entry is not None:
            self._seeing.offer(kept, found.entry)
        self._trouble.hide()
        self._show(found, kept)
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _show(self, found: _Found, kept: Evidence) -> None:
        """What is known of it, and what was said."""
        if self._body is not None:
            self.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._cards, self._body = [], Sheet()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, scaled(8), 0, 0)
        column.setSpacing(scaled(12))
        assert found.entry is not None
        if kept.kind is EvidenceKind.FILE:
            column.addWidget(PlainLabel(self.words("thing_page.known"), "heading"))
            column.addWidget(FactsSheet(self.words, found.entry))
        column.addSpacing(scaled(8))
        column.addWidget(PlainLabel(self.words("thing_page.said"), "heading"))
        if kept.kind is EvidenceKind.THING:
            self._put(self._custody(found.entry, found.additions), column)
            self._put(self._card(found.entry, step_name(found.entry.step, self.words)), column)
        for entry in found.additions:
            self._put(self._card(entry, addition_name(entry.step, self.words)), column)
        for draft in found.drafts:
            self._put(self._card(draft, step_name(draft.step, self.words)), column)
        if not self._cards:
            column.addWidget(PlainLabel(self.words("thing_page.nothing_said"), "soft"))
        column.addWidget(self._made_away())
        column.addStretch()
        self.column.addWidget(self._body, 1)
        chain([self._belongs, self._look, self._save, self._body, self._back, self._copy, self._say])

    def _put(self, card: EntryCard, column: QVBoxLayout) -> None:
        self._cards.append(card)
        column.addWidget(card)

    def _card(self, card: Entry | Draft, heading: str) -> EntryCard:
        made = EntryCard(
            self.words,
            ident=card.id,
            heading=heading,
            date=event_time(card, self.words),
            notes=(written_time(card, self.words),),
            lines=lines(card, self.words),
            action=self.words("incident.go_on_draft") if isinstance(card, Draft) and not card.lost else "",
        )
        made.asked.connect(partial(self._on_draft, card.step))
        return made

    def _custody(self, entry: Entry, additions: tuple[Entry, ...]) -> EntryCard:
        made = EntryCard(
            self.words,
            ident=entry.id,
            heading=self.words("thing_page.custody"),
            lines=custody_lines((entry, *additions), self.words),
            action=self.words("thing_page.who_has_it"),
        )
        made.asked.connect(self._on_say)
        return made

    def _cover(self) -> None:
        self._look.cover()
        for card in self._cards:
            card.cover()

    def _on_trouble(self, trouble: JournalError) -> None:
        """Said here, and everything else of the page stays readable."""
        self._trouble.say(*told(trouble, self.session))
        self._trouble.show()

    # Ways on

    def _on_belongs(self) -> None:
        if self._found is not None and self._found.incident is not None:
            self.go.emit("incident", {"incident": self._found.incident.id})

    def _on_say(self, _ident: str | bool = "") -> None:
        if self._found is not None and self._found.entry is not None:
            entry = self._found.entry
            arguments = {"incident": entry.incident, "guide": THINGS.id, "step": entry.step, "adds_to": entry.id}
            self.go.emit("guide", arguments)

    def _on_draft(self, step: str, ident: str) -> None:
        if self._found is not None and self._found.entry is not None:
            incident = self._found.entry.incident
            self.go.emit("guide", {"incident": incident, "guide": THINGS.id, "step": step, "draft": ident})

    def _made_away(self) -> TakeAway:
        self._away = TakeAway(self.words)
        self._away.erase_wanted.connect(self._on_erase)
        self._away.put_back_wanted.connect(self._on_put_back)
        self._away.shown.connect(self.reveal)
        self._away.withdraw_wanted.connect(self._on_withdraw)
        return self._away

    def _on_withdraw(self, reason: str) -> None:
        if self._found is not None and self._found.entry is not None and self.session.vault is not None:
            task = partial(withdraw, self.session.vault, self.words, self._found.entry.id, reason)
            self.session.worker.run(task, self._on_withdrawn, owner=self)

    def _on_withdrawn(self, act: Entry | None) -> None:
        if act is not None:
            self._act = act.id
            self._cover()
            self.session.saved.emit(act.kept)
            self._away.is_gone()

    def _on_put_back(self) -> None:
        if self.session.vault is not None:
            task = partial(put_back, self.session.vault, self.words, self._act)
            self.session.worker.run(task, self._on_is_back, owner=self)

    def _on_is_back(self, _nothing: None) -> None:
        self._ask()

    def _on_erase(self) -> None:
        if self._found is not None and self._found.entry is not None:
            self.go.emit("erase", {"entry": self._found.entry.id})

    def _on_copy(self) -> None:
        self._save.offer()
        self.reveal(self._save)

    def _on_place(self) -> None:
        kept = self._found.kept if self._found else None
        sealed = kept.sealed(Role.ORIGINAL) if kept is not None else None
        if kept is None or sealed is None or self.session.vault is None:
            return
        target = incoming.ask_place(self, self.words, called(kept, self.words))
        if target is not None:
            task = self._save.task(partial(self.session.vault.objects.export, sealed, target))
            self.session.worker.aside(task, self._save.end, self._save.tell, self)
