# SPDX-License-Identifier: GPL-3.0-or-later
"""The cards of one incident, one window below the other: what was kept, what is still written, what is out of sight."""

from collections.abc import Iterable, Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.dates import stamp_day
from journal.record.entry import Draft, Entry
from journal.record.incident import Incident
from journal.words import Words
from ui.incident_tasks import Found
from ui.portions import ON_ONE_SHELF, in_portions, shelves
from ui.reading import addition_name, event_time, lines, step_name, written_time
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.entry_card import EntryCard
from ui.widgets.label import PlainLabel
from ui.widgets.sheet import Sheet
from ui.widgets.sheet_row import SheetRow
from ui.widgets.undo_line import UndoLine
from ui.widgets.withdrawn_list import WithdrawnList


class IncidentBody(Sheet):
    """Draws what was found. Decides nothing.

    Signals:
        grown: cards have come or gone, and the order of Tab with them.
        to_be_seen: carries a widget that has just come up.
        add_wanted, draft_wanted: carry the id of the entry or draft.
        withdraw_wanted: the id of the entry, and a reason.
        put_back_wanted: the id of the withdrawal.
        sheet_wanted: the id of a child's sheet that belongs to it.
        more_wanted, start_wanted: the next window; the first one.
        erase_wanted: the whole account is to be erased.
    """

    grown = Signal()
    to_be_seen = Signal(object)
    add_wanted = Signal(str)
    draft_wanted = Signal(str)
    withdraw_wanted = Signal(str, str)
    put_back_wanted = Signal(str)
    more_wanted = Signal()
    start_wanted = Signal()
    sheet_wanted = Signal(str)
    erase_wanted = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.cards: dict[str, EntryCard] = {}
        self._gone: frozenset[str] = frozenset()
        self._undo: UndoLine | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(scaled(12))
        self._build()

    def show_first(self, found: Found) -> None:
        """Fill an empty body."""
        self._start.setVisible(not found.from_start)
        self._gone = found.gone
        for draft in found.drafts:
            self._drafts.addWidget(self._draft(draft))
        self._drafts_head.setVisible(bool(found.drafts))
        names = dict.fromkeys(step_name(step, self._words) for step in found.left_out)
        self._left_out.setText(self._words("incident.left_out", names=", ".join(names)))
        self._left_out.setVisible(bool(names))
        self._empty.setVisible(not (found.cards or found.drafts or found.left_out or found.withdrawn))
        if found.withdrawn:
            gone = WithdrawnList(self._words, self)
            gone.offer(found.withdrawn)
            gone.put_back.connect(self.put_back_wanted)
            self._column.insertWidget(self._column.indexOf(self._erase), gone)
        if found.sheets:
            self._show_sheets(found.sheets)
        self.show_more(found)

    def show_more(self, found: Found) -> None:
        """One more window below those that are shown."""
        self._more.hide()
        self._gone |= found.gone
        below: dict[str, list[Entry]] = {}
        for entry in found.additions:
            below.setdefault(entry.adds_to, []).append(entry)

        held = shelves(self._list, len(found.cards), self)
        places = {entry.id: held[place // ON_ONE_SHELF] for place, entry in enumerate(found.cards)}

        def make(entry: Entry) -> None:
            places[entry.id].addWidget(self._entry(entry))
            self._add_below(entry, below)

        def done() -> None:
            self._more.setVisible(found.more)
            self.grown.emit()

        in_portions(self, found.cards, make, done)

    def gone(self, entry: str, act: str) -> None:
        """In the place of a card: that it is out of sight, and the way back."""
        card = self.cards.pop(entry, None)
        holder = card.parentWidget() if card is not None else None
        layout = holder.layout() if holder is not None else None
        if card is None or layout is None:
            return
        if self._undo is not None:
            self._undo.hide()
            self._undo.deleteLater()
        self._undo = UndoLine(self._words("withdraw.done"), self._words("withdraw.put_back"), holder)
        self._undo.asked.connect(lambda: self.put_back_wanted.emit(act))
        layout.replaceWidget(card, self._undo)
        card.hide()
        card.deleteLater()
        self._undo.show()
        self._undo.button.setFocus()
        self.grown.emit()
        self.to_be_seen.emit(self._undo)

    def cover(self) -> None:
        for card in self.cards.values():
            card.cover()

    def focus_parts(self) -> list[QWidget]:
        """As it is read."""
        return list(self._parts())

    def _parts(self) -> Iterator[QWidget]:
        yield self._start
        for layout in (self._list, self._drafts):
            if layout is self._drafts:
                yield self._more
            for place in range(layout.count()):
                item = layout.itemAt(place)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    yield widget
        yield from self.findChildren(SheetRow)
        yield from self.findChildren(WithdrawnList)
        yield self._erase

    def _build(self) -> None:
        words = self._words
        self._start = Button(words("incident.from_start"), role="quiet", name="from-start", parent=self)
        self._list, self._drafts = QVBoxLayout(), QVBoxLayout()
        self._more = Button(words("incident.more"), role="quiet", name="more-cards", parent=self)
        self._drafts_head = PlainLabel(words("incident.drafts"), "heading", self)
        self._left_out = PlainLabel("", "small", self)
        self._empty = PlainLabel(words("incident.empty"), "soft", self)
        self._column.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeading)
        for layout in (self._list, self._drafts):
            layout.setSpacing(scaled(12))
        self._column.addLayout(self._list)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self._drafts_head)
        self._column.addLayout(self._drafts)
        self._column.addWidget(self._left_out)
        self._column.addWidget(self._empty)
        self._erase = Button(words("erase.ask"), role="quiet", name="erase-account", parent=self)
        self._column.addWidget(self._erase, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addStretch()
        for widget in (self._start, self._more, self._drafts_head, self._left_out, self._empty):
            widget.hide()
        self._more.clicked.connect(self.more_wanted)
        self._start.clicked.connect(self.start_wanted)
        self._erase.clicked.connect(self.erase_wanted)

    def _show_sheets(self, sheets: Iterable[Incident]) -> None:
        """As what they are, below the account's own cards and never among them."""
        place = self._column.indexOf(self._empty)
        self._column.insertSpacing(place, scaled(16))
        self._column.insertWidget(place + 1, PlainLabel(self._words("child.title"), "heading", self))
        for each in sheets:
            note = self._words("home.first_written", day=stamp_day(each.begun, self._words))
            title = each.title or self._words("home.untitled_sheet")
            row = SheetRow(self._words, title, note, own_words=bool(each.title), parent=self)
            row.opened.connect(partial(self.sheet_wanted.emit, each.id))
            self._column.insertWidget(self._column.indexOf(self._empty), row)

    def _entry(self, entry: Entry) -> EntryCard:
        card = EntryCard(
            self._words,
            ident=entry.id,
            heading=addition_name(entry.step, self._words) if entry.adds_to else step_name(entry.step, self._words),
            date=event_time(entry, self._words),
            notes=(written_time(entry, self._words),),
            lines=lines(entry, self._words, self._gone),
            action=self._words("guide.add_to") if not entry.adds_to else "",
            can_go=True,
            parent=self,
        )
        card.asked.connect(self.add_wanted)
        card.grew.connect(self.to_be_seen)
        card.withdrawn.connect(self.withdraw_wanted)
        self.cards[entry.id] = card
        return card

    def _add_below(self, entry: Entry, below: dict[str, list[Entry]]) -> None:
        """An addition stands below what it adds to, and can be seen to be there while that is covered."""
        for addition in below.get(entry.id, ()):
            self.cards[entry.id].add_below(self._entry(addition))
            self._add_below(addition, below)

    def _draft(self, draft: Draft) -> EntryCard:
        card = EntryCard(
            self._words,
            ident=draft.id,
            heading=step_name(draft.step, self._words),
            date=event_time(draft, self._words),
            notes=(written_time(draft, self._words),),
            lines=lines(draft, self._words, self._gone),
            action="" if draft.lost else self._words("incident.go_on_draft"),
            parent=self,
        )
        card.asked.connect(self.draft_wanted)
        self.cards[draft.id] = card
        return card
