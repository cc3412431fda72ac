# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole record on one line of days, as a plan: what happened when, and when each thing was written.

The time of an event and the time of writing are two marks. A day that was not said is never put on the line; a month
or a year is as long there as it was said. No day is worked out, and none is measured from today.
"""

import calendar
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from journal.guide.step import Kind
from journal.guide.steps import GUIDES
from journal.record.entry import Entry
from journal.record.glimpse import Glimpse
from journal.record.moment import Moment, Precision


class Mark(StrEnum):
    """What a mark stands for; each has its own lane, in this order."""

    EVENT = "event"
    DAY = "day"
    CHILD = "child"
    COURT = "court"
    CARE = "care"
    RECEIVED = "received"
    ADDED = "added"
    WRITTEN = "written"


# Which answer is which kind of mark. A time that stands in no line here is a date the person wrote: ADDED.
MARKS = {
    "happened": Mark.EVENT,
    "earlier_when": Mark.EVENT,
    "force_when": Mark.EVENT,
    "taken_in": Mark.EVENT,
    "taken_out": Mark.EVENT,
    "day_when": Mark.DAY,
    "changed_when": Mark.DAY,
    "missed_when": Mark.DAY,
    "child_said_when": Mark.CHILD,
    "change_when": Mark.CHILD,
    "court_date": Mark.COURT,
    "paper_court": Mark.COURT,
    "court_when": Mark.COURT,
    "court_next": Mark.COURT,
    "injury_when": Mark.CARE,
    "care_when": Mark.CARE,
    "paper_date": Mark.RECEIVED,
    "thing_came": Mark.RECEIVED,
    "complaint_answered": Mark.RECEIVED,
}
# When a video was seen is about how something is known, not about what happened.
NOT_SHOWN = frozenset({"seen_when"})
_PLACED = (Precision.EXACT, Precision.ABOUT, Precision.SPAN)


@dataclass(frozen=True, slots=True)
class Item:
    """One time in an entry, or for WRITTEN an entry without one. ``first`` is None where no day was said.

    ``vague``: known as about then, or as a month or a year only.
    """

    mark: Mark
    entry: Glimpse
    moment: Moment | None = None
    first: date | None = None
    last: date | None = None
    vague: bool = False


class Unit(StrEnum):
    """How long a piece of the line is that is seen at once."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months, both days included."""

    unit: Unit
    first: date
    last: date

    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """``items`` by their first day, then as they were kept; ``undated`` as they were kept."""

    items: tuple[Item, ...]
    undated: tuple[Item, ...]

    def periods(self, unit: Unit) -> list[Period]:
        """Those that hold something; a stretch of nothing is no piece of the line."""
        days = {item.entry.written for item in (*self.items, *self.undated)}
        days |= {item.first for item in self.items if item.first}
        return sorted({period(unit, day) for day in days}, key=lambda each: each.first)

    def within(self, shown: Period) -> list[Item]:
        """What has a mark in this piece: that of the event, that of the writing, or both."""
        return [item for item in (*self.items, *self.undated) if _reaches(item, shown) or is_written(item, shown)]


def period(unit: Unit, day: date) -> Period:
    """The piece of the line with this day on it."""
    months = _MONTHS[unit]
    start = (day.month - 1) // months * months + 1
    end = start + months - 1
    return Period(unit, date(day.year, start, 1), date(day.year, end, calendar.monthrange(day.year, end)[1]))


def plan(glimpses: Iterable[Glimpse], *, child: bool = False) -> CalendarLine:
    """The line. What a child said stands on it only if that is asked for."""
    items: list[Item] = []
    undated: list[Item] = []
    for entry in glimpses:
        for item in _items(entry):
            if child or item.mark is not Mark.CHILD:
                (items if item.first or item.mark is Mark.WRITTEN else undated).append(item)
    items.sort(key=lambda item: (item.first or item.entry.written, item.entry.seq))
    return CalendarLine(tuple(items), tuple(undated))


def glimpse(entry: Entry, fields: Collection[str]) -> Glimpse:
    """What the line needs of an entry that is at hand."""
    times = {field: answer for field, answer in entry.answers.items() if field in fields}
    return Glimpse(entry.seq, entry.id, entry.incident, entry.step, entry.kept.local.date(), times, entry.adds_to)


@cache
def time_fields() -> frozenset[str]:
    """The ids of all questions for a time that stand on the line."""
    return frozenset(field for fields in _asked().values() for field in fields)


@cache
def time_steps() -> frozenset[str]:
    """The ids of the pages that have such a question."""
    return frozenset(_asked())


def is_written(item: Item, shown: Period) -> bool:
    return shown.first <= item.entry.written <= shown.last


def _reaches(item: Item, shown: Period) -> bool:
    return item.first is not None and item.first <= shown.last and (item.last or item.first) >= shown.first


def _asked() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for guide in GUIDES.values():
        for step in guide.steps:
            times = [field.id for field in step.fields if field.kind is Kind.MOMENT and field.id not in NOT_SHOWN]
            if times:
                found[step.id] = times
    return found


def _items(entry: Glimpse) -> Iterator[Item]:
    found = False
    for field, answer in entry.times.items():
        moment = Moment.from_plain(answer)
        if moment is not None:
            found = True
            yield _item(MARKS.get(field, Mark.ADDED), entry, moment)
    if not found:
        yield Item(Mark.WRITTEN, entry)


def _item(mark: Mark, entry: Glimpse, moment: Moment) -> Item:
    days = _days(moment) if moment.precision in _PLACED else None
    if days is None:
        return Item(mark, entry, moment)
    vague = moment.precision is Precision.ABOUT or not _is_day(moment.date or moment.end_date)
    return Item(mark, entry, moment, *days, vague=vague)


def _days(moment: Moment) -> tuple[date, date] | None:
    """From the first to the last day that was said; what was said the other way round has no place."""
    said = [_reach(text) for text in (moment.date, moment.end_date) if text]
    if not said or None in said:
        return None
    first, last = said[0], said[-1]
    assert first is not None
    assert last is not None
    return (first[0], last[1]) if first[0] <= last[1] else None


def _reach(text: str) -> tuple[date, date] | None:
    """The days of a year, a month or a day."""
    if _is_day(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return day, day
    numbers: list[Any] = text.split("-")
    try:
        match [int(number) for number in numbers]:
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
            case [year, month]:
                return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        pass
    return None


def _is_day(text: str) -> bool:
    return len(text) == len("2026-11-12")
