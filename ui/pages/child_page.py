# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheets of what a child said or did: each by itself, covered, with a way to write down one thing more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.dates import stamp_day
from journal.guide.child_steps import CHANGE, HOW, SAID, WHO
from journal.guide.steps import CHILD_SHEET, LATER
from journal.record.acts import Withdrawn
from journal.record.entry import Draft, Entry, EntryKind
from journal.record.incident import Incident
from ui.child_tasks import belongs_to
from ui.incident_names import incident_title
from ui.out_of_sight import OutOfSight
from ui.pages.page import Page
from ui.portions import in_portions
from ui.reading import addition_name, event_time, lines, step_name, written_time
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.entry_card import EntryCard
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.sheet import Sheet
from ui.widgets.sheet_row import SheetRow
from ui.widgets.withdrawn_list import WithdrawnList

if TYPE_CHECKING:
    from journal.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class _Found:
    """``sheet`` is the one that is shown; None shows the list of ``sheets``, begun last first."""

    sheets: tuple[Incident, ...]
    sheet: Incident | None
    entries: tuple[Entry, ...] = ()
    drafts: tuple[Draft, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()


def _find(vault: "Vault", wanted: str) -> _Found:
    """On the vault's thread. Where there is one sheet only, it is the one."""
    sheets = tuple(vault.incidents.of_guide(CHILD_SHEET.id))
    sheet = next((each for each in sheets if each.id == wanted), sheets[0] if len(sheets) == 1 else None)
    if sheet is None:
        return _Found(sheets, None)
    entries, drafts = vault.entries.of_incident(sheet.id), vault.drafts.of_incident(sheet.id)
    return _Found(sheets, sheet, tuple(entries), tuple(drafts), tuple(vault.entries.withdrawn(sheet.id)))


class ChildPage(Page):
    """Arguments: sheet, the id of one; entry, to open one card at once. Without a sheet: the list, or the only one."""

    rail = "home"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._ask(str(arguments.get("entry") or ""))

    def leave(self) -> None:
        """Cover everything again."""
        for card in self._cards.values():
            card.cover()

    def place(self) -> dict[str, Any]:
        """Coming back after a lock, nothing is uncovered."""
        sheet = self._arguments.get("sheet")
        return {"sheet": sheet} if sheet else {}

    def first_focus(self) -> QWidget | None:
        return self._first

    def _build(self) -> None:
        self._sight = OutOfSight(self.session, self)
        self._sight.changed.connect(self._on_sight)
        self._cards: dict[str, EntryCard] = {}
        self._body: QWidget | None = None
        self._list = QVBoxLayout()
        self._first: QWidget | None = None

    def _ask(self, opened: str = "") -> None:
        if self.session.vault is not None:
            task = partial(_find, self.session.vault, str(self._arguments.get("sheet") or ""))
            self.session.worker.run(task, partial(self._on_found, opened), owner=self)

    def _on_found(self, opened: str, found: _Found) -> None:
        if self._body is not None:
            self.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._cards, self._body = {}, Sheet()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        if found.sheet is not None:
            self._show_sheet(found, found.sheet, column)
        else:
            self._show_list(found, column)
        column.addStretch()
        self.column.addWidget(self._body, 1)
        chain([self._body])
        if self._first is not None and not opened:
            QTimer.singleShot(0, self._first, partial(self._give_keyboard, self._first))
        if found.sheet is not None:
            in_portions(self._body, _in_order(found.entries), partial(self._put, found), partial(self._on_all, opened))

    # The list

    def _show_list(self, found: _Found, column: QVBoxLayout) -> None:
        column.addWidget(PlainLabel(self.words("child.title"), "title"))
        column.addWidget(PlainLabel(self.words("child.lead"), "lead"))
        column.addSpacing(scaled(8))
        rows = [self._sheet_row(sheet) for sheet in found.sheets]
        for row in rows:
            column.addWidget(row)
        new = self._new(self.words("child.another" if rows else "child.begin"), HOW.id if not rows else WHO.id)
        column.addWidget(new, 0, Qt.AlignmentFlag.AlignLeading)
        self._first = rows[0].button if rows else new

    def _sheet_row(self, sheet: Incident) -> SheetRow:
        note = self.words("home.first_written", day=stamp_day(sheet.begun, self.words))
        row = SheetRow(self.words, incident_title(sheet, self.words), note, own_words=bool(sheet.title))
        row.opened.connect(partial(self.go.emit, "child", {"sheet": sheet.id}))
        return row

    # One sheet

    def _show_sheet(self, found: _Found, sheet: Incident, column: QVBoxLayout) -> None:
        column.addWidget(PlainLabel(self.words("child.title"), "small"))
        column.addWidget(PlainLabel(incident_title(sheet, self.words), "voice-title" if sheet.title else "title"))
        about = [self.words("home.first_written", day=stamp_day(sheet.begun, self.words))]
        if account := belongs_to(found.drafts, found.entries)[1]:
            about.append(self.words("child.about", name=account))
        column.addWidget(PlainLabel(" · ".join(about), "soft"))
        column.addSpacing(scaled(4))
        column.addLayout(self._ways(sheet))
        column.addSpacing(scaled(12))
        self._show_cards(found, column)
        column.addSpacing(scaled(12))
        column.addLayout(self._more_ways(found, sheet))
        if found.withdrawn:
            gone = WithdrawnList(self.words)
            gone.offer(found.withdrawn)
            gone.put_back.connect(self._sight.put_back)
            column.addWidget(gone)
        erase = Button(self.words("erase.sheet_title"), role="quiet", name="erase-sheet")
        erase.clicked.connect(partial(self.go.emit, "erase", {"incident": sheet.id, "sheet": True}))
        column.addWidget(erase, 0, Qt.AlignmentFlag.AlignLeading)

    def _ways(self, sheet: Incident) -> FlowLayout:
        """What one comes for, in one press each."""
        said = self._way("child.said", "plus", "main", "add-said", sheet, step=SAID.id, fresh=True)
        change = self._way("child.change", "plus", "plain", "add-change", sheet, step=CHANGE.id, fresh=True)
        self._first = said
        return _row((said, change))

    def _more_ways(self, found: _Found, sheet: Incident) -> FlowLayout:
        report = Button(self.words("child.report"), "printer", "quiet", "sheet-report")
        report.clicked.connect(partial(self.go.emit, "report", {"sheet": sheet.id}))
        ways = [
            self._way("child.go_on", "pencil-simple", "quiet", "go-on-writing", sheet),
            self._way("child.how", "info", "quiet", "how", sheet, step=HOW.id),
            report,
            self._new(self.words("child.another"), WHO.id, role="quiet"),
        ]
        if len(found.sheets) > 1:
            every = Button(self.words("child.all"), "list", "quiet", "all-sheets")
            every.clicked.connect(partial(self.go.emit, "child", {}))
            ways.append(every)
        return _row(ways)

    def _way(self, key: str, icon: str, role: str, name: str, sheet: Incident, **more: Any) -> Button:
        """To a page of this sheet's guide."""
        made = Button(self.words(key), icon, role, name)
        made.clicked.connect(partial(self.go.emit, "guide", {**_guide(sheet.id), **more}))
        return made

    def _new(self, text: str, step: str, *, role: str = "plain") -> Button:
        made = Button(text, "note-pencil", role, "new-sheet")
        made.clicked.connect(partial(self.go.emit, "guide", {**_guide(""), "step": step}))
        return made

    def _show_cards(self, found: _Found, column: QVBoxLayout) -> None:
        """What is still being written; what was kept comes below it, card by card."""
        column.addWidget(PlainLabel(self.words("child.written"), "heading"))
        for draft in found.drafts:
            action = "" if draft.lost else self.words("incident.go_on_draft")
            column.addWidget(self._card(draft, step_name(draft.step, self.words), action))
        if not found.drafts and not any(entry.kind is EntryKind.WRITTEN for entry in found.entries):
            column.addWidget(PlainLabel(self.words("child.empty"), "soft"))
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(12))
        column.addLayout(self._list)

    def _put(self, found: _Found, entry: Entry) -> None:
        """One kept card, with what was added to it below."""
        self._list.addWidget(self._card(entry, step_name(entry.step, self.words), self.words("guide.add_to")))
        self._put_below(found, entry)

    def _put_below(self, found: _Found, entry: Entry) -> None:
        for each in found.entries:
            if each.adds_to == entry.id and each.kind is EntryKind.WRITTEN:
                self._cards[entry.id].add_below(self._card(each, addition_name(each.step, self.words), ""))
                self._put_below(found, each)

    def _on_all(self, opened: str) -> None:
        """Every card is there; the one that was looked for is open."""
        if self._body is not None:
            chain([self._body])
        if opened in self._cards:
            self._cards[opened].open()
            QTimer.singleShot(0, self._cards[opened], partial(self._bring, self._cards[opened]))

    def _card(self, card: Entry | Draft, heading: str, action: str) -> EntryCard:
        made = EntryCard(
            self.words,
            ident=card.id,
            heading=heading,
            date=event_time(card, self.words),
            notes=(written_time(card, self.words),),
            lines=lines(card, self.words),
            action=action,
            can_go=isinstance(card, Entry),
        )
        made.grew.connect(self.reveal)
        made.withdrawn.connect(self._sight.take)
        made.asked.connect(partial(self._on_asked, card))
        self._cards[card.id] = made
        return made

    def _give_keyboard(self, widget: QWidget) -> None:
        """Once it is there: what is made anew cannot have the keyboard in the same breath."""
        if self.isVisible():
            widget.setFocus()

    def _bring(self, card: EntryCard) -> None:
        card.button.setFocus()
        self.scroller.ensureWidgetVisible(card, 0, scaled(40))

    def _on_sight(self) -> None:
        """The list below the cards says what is gone, and how to undo it."""
        self._ask()

    def _on_asked(self, card: Entry | Draft, _ident: str) -> None:
        more = {"draft": card.id} if isinstance(card, Draft) else {"step": LATER.id, "adds_to": card.id}
        self.go.emit("guide", {**_guide(card.incident), **more})


def _guide(sheet: str) -> dict[str, Any]:
    return {"incident": sheet, "guide": CHILD_SHEET.id}


def _row(buttons: Iterable[QWidget]) -> FlowLayout:
    flow = FlowLayout()
    for each in buttons:
        flow.addWidget(each)
    return flow


def _in_order(entries: Sequence[Entry]) -> list[Entry]:
    """The cards that repeat, kept last first; then the pages about the child, as the guide goes."""
    kept = [entry for entry in entries if entry.kind is EntryKind.WRITTEN and not entry.adds_to]
    repeated = [entry for entry in kept if entry.step in (SAID.id, CHANGE.id)]
    places = {step.id: place for place, step in enumerate(CHILD_SHEET.steps)}
    others = [entry for entry in kept if entry not in repeated]
    others.sort(key=lambda entry: (places.get(entry.step, len(places)), entry.seq))
    return [*reversed(repeated), *others]
