# SPDX-License-Identifier: GPL-3.0-or-later
"""Things I kept: bring in files by button, drop or paste, note things that can be held, and see what there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide.things_steps import THING, THINGS
from journal.record.acts import Withdrawn
from journal.record.entry import Draft
from journal.record.evidence import Evidence, EvidenceKind
from journal.record.incident import Incident
from ui import incoming
from ui.incident_names import incident_title
from ui.incident_tasks import put_back
from ui.pages.arrival import Arrival
from ui.pages.kept_section import AT_ONCE, KeptSection, narrowed_to
from ui.pages.page import Page
from ui.reading import lines, step_name, written_time
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.entry_card import EntryCard
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.fold_line import FoldLine
from ui.widgets.label import PlainLabel
from ui.widgets.withdrawn_list import WithdrawnList

if TYPE_CHECKING:
    from journal.vault.vault import Vault

_OFFERED = 8
_ADVICE = ("clothes", "papers", "phone", "body")


@dataclass(frozen=True, slots=True)
class _Found:
    """``there``: whether anything at all was kept. ``incidents``: the newest first."""

    rows: tuple[Evidence, ...]
    more: bool
    there: bool
    incidents: Mapping[str, Incident]
    drafts: tuple[Draft, ...]
    withdrawn: tuple[Withdrawn, ...]


def _find(vault: "Vault", account: str, kind: str) -> _Found:
    """On the vault's thread: the first page of rows, and what stands around them."""
    rows = vault.evidence.page(AT_ONCE + 1, None, *narrowed_to(account, kind))
    incidents = {each.id: each for each in vault.incidents.page(_OFFERED)}
    drafts = [draft for step in THINGS.steps for draft in vault.drafts.of_step(step.id)]
    withdrawn = [each for each in vault.entries.withdrawn("") if each.entry.step in list(EvidenceKind)]
    there = bool(rows) or bool(vault.evidence.page(1))
    return _Found(tuple(rows[:AT_ONCE]), len(rows) > AT_ONCE, there, incidents, tuple(drafts), tuple(withdrawn))


class ThingsPage(Page):
    """Arguments: incident (an id, or belongs_card.NONE), to show what belongs to it; kind, ``file`` or ``thing``."""

    rail = "things"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self.session.bringing.watch(True)
        self._arrival.follow()
        self._ask()

    def leave(self) -> None:
        """Cover everything again, and let go of files that were not to be kept after all."""
        self.session.bringing.watch(False)
        self._kept.cover()
        self._arrival.forget()
        for card in self._drafts:
            card.cover()

    def first_focus(self) -> QWidget | None:
        return self._add

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if incoming.is_welcome(event.mimeData()):
            event.acceptProposedAction()
            self._hint.setText(self.words("things.drop_now"))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hint.setText(self.words("things.hint"))

    def dropEvent(self, event: QDropEvent) -> None:
        """Always a copy: what was dropped stays where it is."""
        self._hint.setText(self.words("things.hint"))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._arrival.gather(event.mimeData())

    def _build(self) -> None:
        words = self.words
        self._drafts: list[EntryCard] = []
        self._gone: list[WithdrawnList] = []
        self._turn = 0
        self.setAcceptDrops(True)
        self._add = Button(words("step.file.another"), "plus", "main", "add-files")
        self._add_thing = Button(words("step.thing.another"), "package", "plain", "add-thing")
        ways = FlowLayout()
        ways.addWidget(self._add)
        ways.addWidget(self._add_thing)
        self._hint = PlainLabel(words("things.hint"), "small")
        self._arrival, self._kept = Arrival(self.session), KeptSection(self.session)
        self._care = Button(words("things.care"), "caret-down", "quiet", "care")
        self._advice = self._made_advice()
        self._written = QVBoxLayout()
        self._written.setSpacing(scaled(12))
        self.column.addWidget(PlainLabel(words("things.title"), "title"))
        self.column.addWidget(PlainLabel(words("things.lead"), "lead"))
        self.column.addSpacing(scaled(4))
        self.column.addLayout(ways)
        self.column.addWidget(self._hint)
        self.column.addWidget(self._arrival)
        self.column.addWidget(self._care, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self._advice)
        self.column.addLayout(self._written)
        self.column.addWidget(self._kept)
        self.column.addStretch(1)
        for widget in (self._care, self._advice, self._kept):
            widget.hide()

    def _made_advice(self) -> QWidget:
        """Open where nothing is kept yet; behind one line afterwards."""
        words, advice = self.words, QWidget()
        column = QVBoxLayout(advice)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        self._empty = PlainLabel(words("things.empty"), "body")
        self._heading = PlainLabel(words("things.care"), "heading")
        column.addWidget(self._empty)
        column.addSpacing(scaled(8))
        column.addWidget(self._heading)
        for name in _ADVICE:
            key = f"things.advice.{name}"
            line = FoldLine(words(key), words(f"{key}_text"), words("things.advice.more"), f"advice-{name}")
            line.asked.connect(partial(self.go.emit, "support_topic", {"topic": "keep"}))
            column.addWidget(line)
        return advice

    def _connect(self) -> None:
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self._arrival.paste)
        self._add.clicked.connect(self._arrival.choose)
        self._add_thing.clicked.connect(self._on_add_thing)
        self._arrival.ended.connect(self._ask)
        self._arrival.rested.connect(self._add.setFocus)
        self._arrival.shown.connect(self._on_arrival)
        self._care.clicked.connect(self._on_care)
        self._kept.narrowed.connect(self._on_narrowed)
        self._kept.opened.connect(self._on_opened)

    def _ask(self) -> None:
        self._turn += 1
        if self.session.vault is not None:
            task = partial(_find, self.session.vault, self._argument("incident"), self._argument("kind"))
            self.session.worker.run(task, partial(self._on_found, self._turn), owner=self)

    def _argument(self, name: str) -> str:
        return str(self._arguments.get(name) or "")

    def _on_found(self, turn: int, found: _Found) -> None:
        if turn != self._turn:
            return
        offered = [(each.id, incident_title(each, self.words)) for each in list(found.incidents.values())[:_OFFERED]]
        account = self._argument("incident")
        self._arrival.offer(offered, account)
        self._kept.offer(offered)
        self._kept.setVisible(found.there)
        self._kept.show_rows(found.rows, more=found.more, account=account, kind=self._argument("kind"))
        self._care.setVisible(found.there)
        self._empty.setVisible(not found.there)
        self._heading.setVisible(not found.there)
        self._show_advice(not found.there)
        self._show_drafts(found.drafts)
        self._show_withdrawn(found.withdrawn)
        ways = [self._add, self._add_thing, self._arrival, self._care, self._advice]
        chain([*ways, *self._drafts, self._kept, *self._gone])

    def _show_drafts(self, drafts: tuple[Draft, ...]) -> None:
        """Cards that are still being written, above the list."""
        for card in self._drafts:
            self._written.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._drafts = []
        for draft in drafts:
            card = EntryCard(
                self.words,
                ident=draft.id,
                heading=step_name(draft.step, self.words),
                notes=(written_time(draft, self.words),),
                lines=lines(draft, self.words),
                action="" if draft.lost else self.words("incident.go_on_draft"),
            )
            card.asked.connect(partial(self._on_draft, draft))
            self._drafts.append(card)
            self._written.addWidget(card)

    def _show_withdrawn(self, withdrawn: tuple[Withdrawn, ...]) -> None:
        """What belongs to no account and was taken out of sight; that of an account stands on its own page."""
        for each in self._gone:
            self.column.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._gone = [WithdrawnList(self.words)] if withdrawn else []
        for each in self._gone:
            each.offer(withdrawn)
            each.put_back.connect(self._on_put_back)
            self.column.insertWidget(self.column.indexOf(self._kept) + 1, each)

    def _on_put_back(self, act: str) -> None:
        if self.session.vault is not None:
            task = partial(put_back, self.session.vault, self.words, act)
            self.session.worker.run(task, self._on_is_back, owner=self)

    def _on_is_back(self, _nothing: None) -> None:
        self._add.setFocus()
        self._ask()

    def _show_advice(self, wanted: bool) -> None:
        self._advice.setVisible(wanted)
        self._care.say(self._care.text(), "caret-up" if wanted else "caret-down")

    def _on_arrival(self) -> None:
        self.reveal(self._arrival)

    def _on_narrowed(self, account: str, kind: str) -> None:
        self._arguments = {name: value for name, value in (("incident", account), ("kind", kind)) if value}
        self._ask()

    def _on_care(self) -> None:
        self._show_advice(self._advice.isHidden())

    def _on_opened(self, kept: Evidence) -> None:
        self.go.emit("thing", {"card": kept.entry})

    def _on_draft(self, draft: Draft, _ident: str) -> None:
        self.go.emit("guide", {"incident": draft.incident, "guide": THINGS.id, "step": draft.step, "draft": draft.id})

    def _on_add_thing(self) -> None:
        incident = narrowed_to(self._argument("incident"), "")[0] or ""
        self.go.emit("guide", {"incident": incident, "guide": THINGS.id, "step": THING.id, "fresh": True})
