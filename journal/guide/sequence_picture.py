# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of things as a drawing: down the sheet the person's order, across it the clock.

Each part has a row of its own, so that no two marks meet and nothing is put in order by its time. Where a part has no
time of its own there is no clock in its row at all: it stands beside, or where no time is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from journal.clock import Stamp
from journal.dates import day_text, short_day, time_text
from journal.guide import marks
from journal.guide.sequence import PartInTime, Seat, part_text, told
from journal.guide.sequence import Sequence as Order
from journal.guide.ticks import DAY, stretch, ticks
from journal.record.drawing import Anchor, Drawing, Ink, Shape, Stroke, Text
from journal.record.moment import Precision
from journal.words import Words

_SMALL, _OWN = 14.0, 17.0
_NUMBER, _TEXT = 16.0, 38.0  # where the number has its middle, and the words their beginning
_COLUMN, _GAP = 112.0, 12.0
_HEAD, _ROW = 48.0, 74.0
_LABEL = 76.0  # the room a name of a point on the clock needs
_CERTAINTIES = ("sure", "think_so", "not_sure")


@dataclass(frozen=True, slots=True)
class _Clock:
    """From ``left`` to ``right`` on the sheet the time from ``start`` to ``end``."""

    left: float
    right: float
    start: datetime
    end: datetime

    def x(self, at: datetime) -> float:
        return self.left + (self.right - self.left) * ((at - self.start) / (self.end - self.start))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where things stand across the sheet; ``columns`` has the left edge of each column that is needed."""

    width: float
    columns: Mapping[Seat, float]
    clock: _Clock | None


def pictures(
    order: Order, words: Words, texts: Mapping[str, str], kept: Stamp, *, width: float, rows: int | None = None
) -> tuple[Drawing, ...]:
    """The whole as one drawing, or as several of at most ``rows`` parts. All have the same clock.

    ``texts``: the wording of the entry; ``width`` in units of the sheet, 14 to the height of its small letters.
    """
    if not order.parts:
        return ()
    sheet = _sheet(order, width)
    count = len(order.parts)
    at_once = ceil(count / ceil(count / (rows or count)))  # of one length, so that no single part is left over
    runs = [order.parts[start : start + at_once] for start in range(0, count, at_once)]
    lines = told(order, words, texts, kept)
    drawings = []
    for number, run in enumerate(runs):
        first = run[0].place
        said = lines[first : first + len(run)]
        legend = list(_legend(order, words, sheet, _HEAD + _ROW * len(run))) if number == len(runs) - 1 else []
        shapes = [*_head(order, words, sheet)]
        for place, part in enumerate(run):
            shapes += _row(part, _HEAD + _ROW * place, part_text(part, words, texts, order.day), words, sheet)
        bottom = _HEAD + _ROW * len(run)
        shapes.append(Stroke(((0, bottom), (width, bottom)), 1, Ink.FAINT))
        shapes += [shape for line in legend for shape in line]
        drawings.append(
            Drawing(width, bottom + marks.height(legend), tuple(shapes), said if number else (lines[0], *said))
        )
    return tuple(drawings)


def _sheet(order: Order, width: float) -> _Sheet:
    columns: dict[Seat, float] = {}
    edge = width
    for seat in (Seat.UNTIMED, Seat.BESIDE):
        if seat in order.seats():
            edge -= _COLUMN
            columns[seat] = edge
    points = [at for part in order.parts for at in (part.start, part.end) if at]
    clock = _Clock(_TEXT, edge - _GAP, *stretch(points)) if points else None
    if clock is None:
        columns = {seat: _TEXT + (x - edge) for seat, x in columns.items()}
    return _Sheet(width, columns, clock)


def _head(order: Order, words: Words, sheet: _Sheet) -> Iterator[Shape]:
    """What each column is called, and the clock with its names."""
    for seat, x in sheet.columns.items():
        yield Text(words(f"time.seat.{seat}"), (x, 34), _SMALL, ink=Ink.SOFT, width=_COLUMN - 4)
    if sheet.clock is None:
        return
    clock = sheet.clock
    if order.day:
        yield Text(day_text(order.day, words), (clock.left, 14), _SMALL, ink=Ink.ACCENT, width=clock.right - clock.left)
    step, points = _ticks(clock)
    several = len({part.start.date() for part in order.parts if part.start}) > 1
    before = None
    for point in points:
        x = clock.x(point)
        day = short_day(point.date(), words) if several and point.date() != before else ""
        hour = time_text(f"{point:%H:%M}", words) if step < DAY else ""
        before = point.date()
        yield Text(hour or day, (x, 34), _SMALL, Anchor.MIDDLE, Ink.SOFT)
        if hour and day:
            yield Text(day, (x, 14), _SMALL, Anchor.MIDDLE, Ink.ACCENT)
        yield Stroke(((x, 39), (x, 45)), 1, Ink.SOFT)


def _ticks(clock: _Clock) -> tuple[timedelta, list[datetime]]:
    """Round times whose names have room on both sides."""
    half = _LABEL / 2
    step, points = ticks(clock.start, clock.end, (clock.right - clock.left) / _LABEL)
    return step, [point for point in points if clock.left + half - 24 <= clock.x(point) <= clock.right - half + 12]


def _row(part: PartInTime, top: float, known: str, words: Words, sheet: _Sheet) -> Iterator[Shape]:
    """Number and words, what is known of it in words, and below it the mark: on the clock, or in its column."""
    yield Stroke(((0, top), (sheet.width, top)), 1, Ink.FAINT)
    yield from marks.number(part.place, part.certainty, (_NUMBER, top + 18), words)
    text = " ".join(part.text.split()) or words("time.sequence.wordless")
    own = bool(part.text.strip())
    room = sheet.width - _TEXT
    yield Text(text, (_TEXT, top + 23), _OWN, own=own, width=room)
    yield Text(known, (_TEXT, top + 43), _SMALL, ink=Ink.SOFT, width=room)
    y = top + 60
    if part.seat is Seat.CLOCK and sheet.clock is not None:
        yield from _line(sheet.clock, y)
        yield from _mark(part, sheet.clock, y)
    elif part.seat is Seat.BESIDE and part.moment is not None:
        yield from marks.beside(sheet.columns[part.seat], y, after=part.moment.precision is Precision.AFTER)
    else:
        yield from marks.untimed((sheet.columns[Seat.UNTIMED] + 8, y))


def _line(clock: _Clock, y: float) -> Iterator[Shape]:
    yield Stroke(((clock.left, y), (clock.right, y)), 1, Ink.FAINT)
    for point in _ticks(clock)[1]:
        yield Stroke(((clock.x(point), y - 3), (clock.x(point), y + 3)), 1, Ink.FAINT)


def _mark(part: PartInTime, clock: _Clock, y: float) -> Iterator[Shape]:
    assert part.start is not None
    unsure = part.certainty in ("think_so", "not_sure")
    x = clock.x(part.start)
    if part.end is not None:
        yield from marks.span(x, clock.x(part.end), y, unsure=unsure)
    elif part.moment is not None and part.moment.precision is Precision.EXACT:
        yield from marks.exact((x, y), unsure=unsure)
    else:
        yield from marks.about((x, y), unsure=unsure)


def _legend(order: Order, words: Words, sheet: _Sheet, top: float) -> Iterator[list[Shape]]:
    """What the forms mean, in words: those that are on this sheet and no others."""
    drawn: list[tuple[str, Sequence[Shape]]] = []
    timed = [part for part in order.parts if part.seat is Seat.CLOCK]
    exact = [part for part in timed if part.moment and part.moment.precision is Precision.EXACT]
    spans = [part for part in timed if part.end]
    if exact:
        drawn.append(("exact", list(marks.exact((0, 0)))))
    if len(exact) + len(spans) < len(timed):
        drawn.append(("about", list(marks.about((0, 0)))))
    if spans:
        drawn.append(("span", list(marks.span(-12, 12, 0))))
    for name, precision in (("after", Precision.AFTER), ("before", Precision.BEFORE)):
        if any(part.seat is Seat.BESIDE and part.moment and part.moment.precision is precision for part in order.parts):
            drawn.append((name, list(marks.beside(-13, 0, after=name == "after"))))
    if Seat.UNTIMED in order.seats():
        drawn.append(("untimed", list(marks.untimed((0, 0)))))
    sure = {part.certainty for part in order.parts}
    drawn += [(each, list(marks.number(1, each, (0, 0), words))) for each in _CERTAINTIES if each in sure]
    items = [(words(f"time.legend.{name}"), shapes) for name, shapes in drawn]
    yield from marks.legend(items, top, sheet.width)
