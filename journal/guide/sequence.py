# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of things as a plan: each part where the person put it, and on a clock only if it has a time of its own.

Nothing is worked out. The order is the person's, also where two times speak against it; a part without a time of day
never gets one from its neighbours (Hope, Mullis and Gabbert 2013 had parts set on a line; that the unsure ones stay
unsure is ours: docs/sources.md, "Place, drawing and order").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from journal.clock import Stamp
from journal.dates import stamp_text
from journal.guide.answers import instead
from journal.guide.spoken import known_text, moment_text
from journal.guide.steps import ORDER
from journal.record.entry import Entry, EntryKind
from journal.record.moment import Moment, Precision
from journal.words import Words

PARTS = ORDER.fields[0].id
# The clock of parts that name a time of day and no day. It is never shown.
_NO_DAY = date(2000, 1, 1)
_TIMED = (Precision.EXACT, Precision.ABOUT, Precision.SPAN)
_RELATIVE = (Precision.BEFORE, Precision.AFTER)
_YEARS = range(1000, 9000)  # beyond these a clock has nowhere to go on


class Seat(StrEnum):
    """Where a part stands: on the clock, beside it (before or after something), or where no time is known."""

    CLOCK = "clock"
    BESIDE = "beside"
    UNTIMED = "untimed"


@dataclass(frozen=True, slots=True)
class PartInTime:
    """``place`` counts from 1 in the person's order. ``start`` is there on the clock only, ``end`` for a span there."""

    place: int
    text: str
    said: Mapping[str, Any]
    moment: Moment | None
    certainty: str
    seat: Seat
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """``day``: the one day that all named days are; empty when there are several, or none."""

    parts: tuple[PartInTime, ...]
    day: str = ""

    def seats(self) -> frozenset[Seat]:
        return frozenset(part.seat for part in self.parts)


def plan(answer: Any) -> Sequence:
    """An answer of the kind ``order`` as a sequence; an empty one for “I don't know” and its like."""
    if instead(answer) or not isinstance(answer, list):
        return Sequence(())
    said = [part for part in answer if isinstance(part, dict)]
    moments = [Moment.from_plain(part.get("moment")) for part in said]
    days = {day for moment in moments if moment for day in (moment.date, moment.end_date) if day}
    shared = next(iter(days), "") if len(days) < 2 and all(_day(day) for day in days) else None
    parts = tuple(
        _part(place, part, moment, shared) for place, (part, moment) in enumerate(zip(said, moments, strict=True), 1)
    )
    return Sequence(parts, shared or "")


def kept_orders(entries: Iterable[Entry]) -> list[Entry]:
    """Every order that was kept, in the order of keeping: the last one is what the person says now."""
    written = (entry for entry in entries if entry.kind is EntryKind.WRITTEN and entry.step == ORDER.id)
    return [entry for entry in written if plan(entry.answers.get(PARTS)).parts]


def when_text(part: PartInTime, words: Words, day: str = "") -> str:
    """When it was, as it was said. The ``day`` that stands above the whole picture is not said again."""
    moment = part.moment
    if moment and day and moment.precision in _TIMED and part.seat is Seat.CLOCK:
        first, last = ("" if each == day else each for each in (moment.date, moment.end_date))
        moment = replace(moment, date=first, end_date=last)
    said = moment_text(moment, words) if moment else ""
    if part.seat is Seat.UNTIMED and (moment is None or moment.precision is not Precision.UNKNOWN):
        return words("report.between").join(text for text in (said, words("time.not_given")) if text)
    return said


def part_text(part: PartInTime, words: Words, texts: Mapping[str, str], day: str = "") -> str:
    """When, how it is known, and how sure: in words, whatever the picture shows by form."""
    told = (when_text(part, words, day), known_text(part.said, texts, words))
    return words("report.between").join(text for text in told if text)


def told(sequence: Sequence, words: Words, texts: Mapping[str, str], kept: Stamp) -> tuple[str, ...]:
    """The picture in words: what it is, and each part in the person's order."""
    lines = [words("time.sequence.told", kept=stamp_text(kept, words))]
    for part in sequence.parts:
        text = part.text.strip() or words("time.sequence.wordless")
        lines.append(words("time.sequence.part", place=part.place, text=text, known=part_text(part, words, texts)))
    return tuple(lines)


def _part(place: int, said: Mapping[str, Any], moment: Moment | None, shared: str | None) -> PartInTime:
    start = end = None
    seat = Seat.UNTIMED
    if moment and moment.precision in _RELATIVE:
        seat = Seat.BESIDE
    elif moment and moment.precision in _TIMED:
        start = _at(moment.date, moment.time, shared)
        if moment.precision is Precision.SPAN:
            end = _at(moment.end_date or moment.date, moment.end_time, shared)
            start, end = (start, end) if start and end else (start or end, None)
        seat = Seat.CLOCK if start else Seat.UNTIMED
    certainty = str(said.get("certainty") or "")
    return PartInTime(place, str(said.get("text") or ""), said, moment, certainty, seat, start, end)


def _at(day: str, hour: str, shared: str | None) -> datetime | None:
    """A place on the clock: only with a time of day, on its own day or on the one that all share."""
    if not day and shared is None:
        return None
    on = _day(day or shared or "") if day or shared else _NO_DAY
    try:
        return datetime.combine(on, time.fromisoformat(hour).replace(tzinfo=None)) if on and hour else None
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-11-12") else None
    except ValueError:
        return None
    return day if day and day.year in _YEARS else None
