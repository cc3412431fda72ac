# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole record on a line of days, a piece at a time: kinds, titles and dates only, and a way to each entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide import calendar_line
from journal.guide.calendar_line import CalendarLine, Item, Period, Unit, period
from journal.guide.calendar_picture import Piece, look, period_text, picture, what_text, when_text, written_text
from journal.guide.child_steps import is_sheet
from journal.guide.things_steps import THINGS
from journal.record.glimpse import Glimpse
from journal.words import Words
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.chips import Chip, ChipRow
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.press_card import PressCard
from ui.widgets.sheet import Sheet
from ui.widgets.time_view import TimeView

if TYPE_CHECKING:
    from journal.vault.vault import Vault

_AT_ONCE = 40
_UNITS = list(Unit)
_CHILD = "child"
_KEPT = {step.id for step in THINGS.steps}


@dataclass(frozen=True, slots=True)
class _Found:
    """``sheets``: which of the incidents are a child's sheets."""

    glimpses: tuple[Glimpse, ...]
    titles: Mapping[str, str]
    sheets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which piece of the line. Without a day it is the one of the last writing, never one that is yet to come."""

    unit: Unit = Unit.QUARTER
    day: date | None = None
    child: bool = False


@dataclass(frozen=True, slots=True)
class _Ready:
    """A piece of the line, and what there is besides it. ``piece`` is None where nothing is written."""

    line: CalendarLine
    piece: Piece | None
    earlier: date | None = None
    later: date | None = None
    child: bool = False


def _find(vault: "Vault") -> _Found:
    """On the vault's thread: times and titles, and no word of the entries."""
    glimpses = vault.glimpses.all(calendar_line.time_fields(), calendar_line.time_steps())
    incidents = vault.incidents.all()
    sheets = frozenset(each.id for each in incidents if is_sheet(each))
    return _Found(tuple(glimpses), {each.id: each.title for each in incidents}, sheets)


def _prepare(found: _Found, wanted: _Wanted, words: Words) -> _Ready:
    """Aside: the line, and the piece of it that is shown."""
    shown = [each for each in found.glimpses if wanted.child or each.incident not in found.sheets]
    line = calendar_line.plan(shown, child=wanted.child)
    said = any(each.incident in found.sheets for each in found.glimpses)
    pieces = line.periods(wanted.unit)
    if not pieces:
        return _Ready(line, None, child=said)
    day = wanted.day or max(item.entry.written for item in (*line.items, *line.undated))
    first = period(wanted.unit, day).first
    at = min(range(len(pieces)), key=lambda place: abs((pieces[place].first - first).days))
    earlier = pieces[at - 1].first if at else None
    later = pieces[at + 1].first if at + 1 < len(pieces) else None
    return _Ready(line, look(line, pieces[at], found.titles, words), earlier, later, said)


class CalendarPage(Page):
    """Arguments: unit and day, the piece to show; child, to show what a child said too."""

    rail = "home"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        unit = str(arguments.get("unit") or Unit.QUARTER)
        known = Unit(unit) if unit in list(Unit) else Unit.QUARTER
        self._wanted = _Wanted(known, _day(arguments.get("day")), bool(arguments.get(_CHILD)))
        if self.session.vault is not None:
            self.session.worker.run(partial(_find, self.session.vault), self._on_found, owner=self)

    def place(self) -> dict[str, Any]:
        found: dict[str, Any] = {"unit": str(self._wanted.unit)}
        if self._shown is not None:
            found["day"] = self._shown.first.isoformat()
        return found | ({_CHILD: True} if self._wanted.child else {})

    def first_focus(self) -> QWidget | None:
        return self._units.chips()[_UNITS.index(self._wanted.unit)]

    def _build(self) -> None:
        self._wanted = _Wanted()
        self._found = _Found((), {})
        self._shown: Period | None = None
        self._ready: _Ready | None = None
        self._lists: list[Sheet] = []
        self._many = _AT_ONCE
        words = self.words
        self._units = ChipRow(((each, words(f"time.unit.{each}")) for each in _UNITS), single=True)
        self._units.describe(words("time.calendar.unit"))
        self._child = Chip(words("time.calendar.child"))
        self._child.setObjectName(f"chip-{_CHILD}")
        self._earlier = Button(words("time.calendar.earlier"), "caret-left", "plain", "earlier")
        self._later = Button(words("time.calendar.later"), "caret-right", "plain", "later")
        self._empty = PlainLabel(words("time.calendar.empty"), "soft")
        self._view: TimeView | None = None
        self._body = QVBoxLayout()
        self._body.setSpacing(scaled(12))
        self._more = Button(words("time.calendar.more"), role="quiet", name="more-lines")
        ways = FlowLayout()
        for each in (self._earlier, self._later, self._child):
            ways.addWidget(each)
        self.column.addWidget(PlainLabel(words("time.calendar.title"), "title"))
        self.column.addWidget(PlainLabel(words("time.calendar.lead"), "lead"))
        self.column.addWidget(self._units)
        self.column.addLayout(ways)
        self.column.addWidget(self._empty)
        self.column.addLayout(self._body)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch()
        for widget in (self._child, self._empty, self._more):
            widget.hide()

    def _connect(self) -> None:
        self._units.chosen_changed.connect(self._on_unit)
        self._child.clicked.connect(self._on_child)
        self._earlier.clicked.connect(partial(self._on_turned, -1))
        self._later.clicked.connect(partial(self._on_turned, 1))
        self._more.clicked.connect(self._on_more)

    def _on_found(self, found: _Found) -> None:
        self._found = found
        self._ask()

    def _ask(self) -> None:
        task = partial(_prepare, self._found, self._wanted, self.words)
        self.session.worker.aside(task, partial(self._on_ready, self._wanted), owner=self)

    def _want(self, **changes: Any) -> None:
        """Another piece; unless it says which day, around the one that is shown."""
        day = self._shown.first if self._shown else self._wanted.day
        self._wanted = replace(self._wanted, **{"day": day, **changes})
        self._ask()

    def _on_ready(self, asked: _Wanted, ready: _Ready) -> None:
        """Only the answer to the last question is shown."""
        if asked != self._wanted:
            return
        self._ready, self._many = ready, _AT_ONCE
        self._shown = ready.piece.shown if ready.piece else None
        self._units.choose([self._wanted.unit])
        self._child.setVisible(ready.child)
        self._child.setChecked(self._wanted.child)
        self._earlier.setEnabled(ready.earlier is not None)
        self._later.setEnabled(ready.later is not None)
        self._empty.setVisible(ready.piece is None)
        if ready.piece is not None:
            self._draw(ready.piece)
        self._list()

    def _draw(self, piece: Piece) -> None:
        make = partial(picture, piece, self.words)
        name = self.words("time.calendar.picture", period=period_text(piece.shown, self.words))
        if self._view is None:
            self._view = TimeView(make, name)
            self._view.turned.connect(self._on_turned)
            self._view.zoomed.connect(self._on_zoomed)
            self._body.insertWidget(0, self._view)
        else:
            self._view.setAccessibleName(name)
            self._view.show_made(make)

    def _list(self) -> None:
        for each in self._lists:
            self._body.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._lists = []
        ready = self._ready
        if ready is None or ready.piece is None:
            return
        undated = {id(item) for item in ready.line.undated}
        dated = [item for item in ready.piece.items if id(item) not in undated]
        self._put(self.words("time.calendar.list"), dated)
        self._put(self.words("time.calendar.undated"), ready.line.undated)
        self._more.setVisible(max(len(dated), len(ready.line.undated)) > self._many)
        stops = [self._units, self._earlier, self._later, self._child, *([self._view] if self._view else [])]
        chain([*stops, *self._lists, self._more])

    def _put(self, heading: str, items: Iterable[Item]) -> None:
        shown = list(items)[: self._many]
        if not shown:
            return
        sheet = Sheet()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, scaled(4), 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(PlainLabel(heading, "heading"))
        for item in shown:
            column.addWidget(self._line(item))
        self._lists.append(sheet)
        self._body.addWidget(sheet)
        sheet.show()

    def _line(self, item: Item) -> PressCard:
        words = self.words
        when, written = when_text(item, words, covered=True), written_text(item, words)
        what = what_text(item, self._found.titles, words)
        line = PressCard(words("report.between").join(text for text in (when, what) if text), written)
        line.setObjectName("line-in-time")
        line.column.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(12))
        line.say(when, "date")
        line.say(what, "body")
        if written:
            line.say(written, "small")
        where = _where(item.entry, self._found.sheets)
        line.clicked.connect(partial(self.go.emit, *where))
        return line

    def _on_unit(self) -> None:
        chosen = self._units.chosen()
        self._want(unit=Unit(chosen[0]) if chosen else self._wanted.unit)

    def _on_zoomed(self, closer: int) -> None:
        """Closer is a shorter piece."""
        at = _UNITS.index(self._wanted.unit) - closer
        if 0 <= at < len(_UNITS):
            self._want(unit=_UNITS[at])

    def _on_turned(self, ahead: int) -> None:
        there = (self._ready.later if ahead > 0 else self._ready.earlier) if self._ready else None
        if there is not None:
            self._want(day=there)

    def _on_child(self) -> None:
        self._want(child=self._child.isChecked())

    def _on_more(self) -> None:
        self._many += _AT_ONCE
        self._list()


def _where(entry: Glimpse, sheets: frozenset[str]) -> tuple[str, dict[str, str]]:
    """The page on which this entry can be opened."""
    if entry.step in _KEPT:
        return "thing", {"card": entry.adds_to or entry.id}
    if entry.incident in sheets:
        return "child", {"sheet": entry.incident}
    if entry.incident:
        return "incident", {"incident": entry.incident, "entry": entry.id}
    return "days", {"entry": entry.id}


def _day(text: Any) -> date | None:
    """From a place that was kept; None for what is no day."""
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
