# SPDX-License-Identifier: GPL-3.0-or-later
"""A piece of the line of days as a drawing: a lane for each kind of mark, and the days of writing below them all.

A thin line joins the time of an event to the time of its writing. There is no mark for today.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from journal.dates import day_of_month, day_text, month_text
from journal.guide import marks
from journal.guide.calendar_line import CalendarLine, Item, Mark, Period, Unit, is_written
from journal.guide.spoken import moment_text
from journal.guide.steps import SETTING
from journal.record.drawing import Anchor, Disc, Drawing, Ink, Point, Shape, Stroke, Text
from journal.record.moment import Precision
from journal.words import Words

_SMALL = 14.0
_HEAD, _STEP, _NAMES = 58.0, 15.0, 176.0
_ROWS = 4  # marks that stand above each other; what is more is said in a word
_NARROW = 560.0
_LINE = 17.0  # of small letters
_THIN, _THIN_REACH, _REACH, _WIDE_REACH = "fijlrt .,'", 4.2, 7.4, 8.2  # how far letters reach, about
# The first and the last day of a mark that are in the piece.
_Stretch = tuple[date, date, Item]
_WITH_PAGE = (Mark.EVENT, Mark.ADDED, Mark.WRITTEN)
_LANES = {mark: place for place, mark in enumerate(Mark)}
_DENSE = 3  # marks of a kind on one day that are told one by one


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the line, ready to be drawn at any width: its items by their days, and what they say in words."""

    shown: Period
    items: tuple[Item, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    """The days of a piece from ``left`` to the edge of the sheet. Before them stand the names, if there is room."""

    shown: Period
    left: float
    width: float

    @classmethod
    def of(cls, shown: Period, width: float) -> "_Axis":
        return cls(shown, _NAMES if width >= _NARROW else 0.0, width)

    def x(self, day: date) -> float:
        """Where this day begins."""
        return self.left + (day - self.shown.first).days / self.shown.days() * (self.width - self.left)

    @property
    def day(self) -> float:
        """How wide a day is."""
        return (self.width - self.left) / self.shown.days()

    @property
    def above(self) -> float:
        """The room a lane needs for its name, where that stands above its marks."""
        return 6.0 if self.left else 24.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a mark stands: its two ends across the sheet, and its height."""

    item: Item
    left: float
    right: float
    y: float

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, self.y


@dataclass(frozen=True, slots=True)
class _Lane:
    """``name`` is as many lines as it takes to stand whole in its column."""

    mark: Mark
    name: tuple[str, ...]
    top: float
    height: float
    spots: tuple[_Spot, ...]
    more: tuple[Point, ...]


def look(line: CalendarLine, shown: Period, titles: Mapping[str, str], words: Words) -> Piece:
    """By the first day that each has in this piece. ``titles``: what each incident is called, by its id."""
    items = sorted(line.within(shown), key=lambda item: (_shown_day(item, shown), _LANES[item.mark], item.entry.seq))
    return Piece(shown, tuple(items), _told(items, shown, titles, words))


def picture(piece: Piece, words: Words, width: float) -> Drawing:
    """``width`` in units, 14 to the height of small letters."""
    lanes: list[_Lane] = []
    top, axis = _HEAD, _Axis.of(piece.shown, width)
    found = _by_mark(piece)
    for mark in Mark:
        if mark in found:
            lanes.append(_lane(mark, found[mark], top, axis, words))
            top += lanes[-1].height
    legend = list(marks.legend(_legend(lanes, words), top, width))
    shapes = [*_joined(lanes), *_head(axis, words, top)]
    for lane in lanes:
        shapes += _drawn(lane, words, axis)
    shapes.append(Stroke(((0, top), (width, top)), 1, Ink.FAINT))
    shapes += [shape for row in legend for shape in row]
    return Drawing(width, top + marks.height(legend), tuple(shapes), piece.told)


def period_text(shown: Period, words: Words) -> str:
    if shown.unit is Unit.YEAR:
        return day_text(f"{shown.first.year}", words)
    if shown.unit is Unit.MONTH:
        return month_text(shown.first, words)
    return words("moment.span", start=month_text(shown.first, words), end=month_text(shown.last, words))


def when_text(item: Item, words: Words, *, covered: bool) -> str:
    """The day of the event as it was said, or of the writing where there is no other.

    ``covered``: without the person's own words, such as what it came after.
    """
    if item.moment is None:
        return day_text(item.entry.written.isoformat(), words)
    if not covered:
        return moment_text(replace(item.moment, words="") if item.first else item.moment, words)
    beside = item.moment.anchor and item.moment.precision in (Precision.BEFORE, Precision.AFTER)
    if beside:
        return words(f"time.legend.{item.moment.precision}")
    return moment_text(replace(item.moment, words=""), words) or words("moment.unknown")


def what_text(item: Item, titles: Mapping[str, str], words: Words) -> str:
    """What kind of time it is, and which incident it belongs to; the page, where the kind alone says too little."""
    key = f"step.{item.entry.step}.name"
    says_all = item.mark not in _WITH_PAGE or (item.mark is Mark.EVENT and item.entry.step == SETTING.id)
    page = "" if says_all else words(key) if words.has(key) else item.entry.step
    title = titles.get(item.entry.incident, "")
    said = (words(f"time.mark.{item.mark}"), page, words("time.titled", title=title) if title else "")
    return words("report.between").join(text for text in said if text)


def written_text(item: Item, words: Words) -> str:
    """When it was written, for what has a time of its own besides."""
    return words("time.written", day=day_text(item.entry.written.isoformat(), words)) if item.moment else ""


def _told(items: Iterable[Item], shown: Period, titles: Mapping[str, str], words: Words) -> tuple[str, ...]:
    """The same in words, line by line. A day on which much was written is one line: it stands in the list."""
    lines = [words("time.calendar.told", period=period_text(shown, words))]
    for (mark, day), run in groupby(items, key=lambda item: (item.mark, _shown_day(item, shown))):
        found = list(run)
        if len(found) > _DENSE:
            kind = words(f"time.lane.{mark}")
            lines.append(words("time.calendar.dense", day=day_text(day.isoformat(), words), kind=kind))
            continue
        for item in found:
            said = (when_text(item, words, covered=True), what_text(item, titles, words), written_text(item, words))
            lines.append(words("report.between").join(text for text in said if text))
    return tuple(lines)


def _shown_day(item: Item, shown: Period) -> date:
    if item.first and item.first <= shown.last and (item.last or item.first) >= shown.first:
        return max(item.first, shown.first)
    return item.entry.written


def _by_mark(piece: Piece) -> dict[Mark, list[_Stretch]]:
    """The first and the last day of each mark in this piece; an entry is written once, whatever times are in it."""
    shown = piece.shown
    found: dict[Mark, list[_Stretch]] = {}
    written: dict[str, _Stretch] = {}
    for item in piece.items:
        if item.first and item.last and item.first <= shown.last and item.last >= shown.first:
            found.setdefault(item.mark, []).append((max(item.first, shown.first), min(item.last, shown.last), item))
        if is_written(item, shown):
            written.setdefault(item.entry.id, (item.entry.written, item.entry.written, item))
    return found | ({Mark.WRITTEN: list(written.values())} if written else {})


def _lane(mark: Mark, stretches: list[_Stretch], top: float, axis: _Axis, words: Words) -> _Lane:
    """Each mark in the lowest row that is free there, and a word where there is none."""
    name = _lines(words(f"time.lane.{mark}"), _name_room(axis))
    apart = _more_room(words)
    spots: list[_Spot] = []
    more: list[Point] = []
    ends = [float("-inf")] * _ROWS
    for first, last, item in sorted(stretches, key=_first_shown):
        left, right = axis.x(first), axis.x(last) + axis.day
        middle = (left + right) / 2
        start = min(left, middle - 6)
        row = next((number for number, end in enumerate(ends) if end <= start), None)
        if row is not None:
            ends[row] = max(right, middle + 6)
            spots.append(_Spot(item, left, right, top + axis.above + _STEP * (row + 0.7)))
        elif not more or start - more[-1][0] > apart:
            more.append((start, top + axis.above + _STEP * (_ROWS + 0.9)))
    used = sum(end > float("-inf") for end in ends) + bool(more)
    height = max(axis.above + _STEP * (max(used, 1) + 0.6), _LINE * len(name) + 8)
    return _Lane(mark, name, top, height, tuple(spots), tuple(more))


def _name_room(axis: _Axis) -> float:
    return (axis.left or axis.width) - 8


def _more_room(words: Words) -> float:
    """How far apart two days must be for the word to stand below both."""
    return max(48.0, _reach(words("time.more")) + 8)


def _lines(text: str, room: float) -> tuple[str, ...]:
    """As few lines as these words fit into; a single word may still reach too far."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _reach(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _reach(text: str) -> float:
    """About how far small letters reach: enough to know where to break, for screen and paper measure them later."""
    wide = sum(not each.isascii() or each.isupper() or each in "mw~" for each in text)
    thin = sum(each in _THIN for each in text)
    return wide * _WIDE_REACH + thin * _THIN_REACH + (len(text) - wide - thin) * _REACH


def _first_shown(stretch: _Stretch) -> tuple[date, date, bool]:
    """From left to right; of those on one day first the ones that a line leads to."""
    first, last, item = stretch
    return first, last, item.moment is None


def _head(axis: _Axis, words: Words, bottom: float) -> Iterator[Shape]:
    shown = axis.shown
    yield Text(period_text(shown, words), (0, 16), _SMALL + 2, ink=Ink.ACCENT)
    for day in _named_days(shown, narrow=axis.width < _NARROW + _NAMES):
        x = axis.x(day)
        name = month_text(day, words, short=True) if shown.unit is Unit.YEAR else day_of_month(day, words)
        yield Stroke(((x, 30), (x, bottom)), 1, Ink.FAINT)
        yield Text(name, (x + 4, 44), _SMALL, ink=Ink.SOFT)


def _named_days(shown: Period, *, narrow: bool) -> Iterator[date]:
    if shown.unit is Unit.MONTH:
        yield from (shown.first.replace(day=day) for day in ((1, 11, 21) if narrow else (1, 6, 11, 16, 21, 26)))
        return
    months = range(shown.first.month, shown.last.month + 1, 3 if narrow and shown.unit is Unit.YEAR else 1)
    for month in months:
        yield shown.first.replace(month=month)
        if shown.unit is Unit.QUARTER and not narrow:
            yield shown.first.replace(month=month, day=16)


def _drawn(lane: _Lane, words: Words, axis: _Axis) -> Iterator[Shape]:
    yield Stroke(((0, lane.top), (axis.width, lane.top)), 1, Ink.FAINT)
    for place, line in enumerate(lane.name):
        at = (4, lane.top + 19 + _LINE * place)
        yield Text(line, at, _SMALL, ink=Ink.SOFT, width=_name_room(axis))
    for spot in lane.spots:
        yield from _mark(spot, lane.mark)
    for x, y in lane.more:
        yield Text(words("time.more"), (min(x, axis.width - _more_room(words) + 4), y), _SMALL, Anchor.START, Ink.SOFT)


def _mark(spot: _Spot, mark: Mark) -> Iterator[Shape]:
    item, (x, y) = spot.item, spot.middle
    if mark is Mark.WRITTEN:
        yield Stroke(((x - 4, y - 4), (x + 4, y - 4), (x + 4, y + 4), (x - 4, y + 4)), 1.5, closed=True)
    elif item.first == item.last:
        yield Disc((x, y), 5, filled=not item.vague)
    else:
        yield from marks.span(spot.left, spot.right, y, unsure=item.vague)


def _joined(lanes: Iterable[_Lane]) -> Iterator[Shape]:
    """From each event to its writing, where both are on this piece of the line."""
    every = list(lanes)
    writing = {spot.item.entry.id: spot for lane in every if lane.mark is Mark.WRITTEN for spot in lane.spots}
    for lane in every:
        for spot in lane.spots if lane.mark is not Mark.WRITTEN else ():
            if spot.item.entry.id in writing:
                yield Stroke((spot.middle, writing[spot.item.entry.id].middle), 0.75, Ink.SOFT)


def _legend(lanes: Iterable[_Lane], words: Words) -> list[tuple[str, list[Shape]]]:
    """The forms that are on this sheet."""
    found = [(lane.mark, spot.item) for lane in lanes for spot in lane.spots]
    dated = [item for mark, item in found if mark is not Mark.WRITTEN]
    joined = any(True for _line in _joined(lanes))
    drawn: list[tuple[str, bool, list[Shape]]] = [
        ("day", any(item.first == item.last and not item.vague for item in dated), [Disc((0, 0), 5, filled=True)]),
        ("about_day", any(item.first == item.last and item.vague for item in dated), [Disc((0, 0), 5)]),
        (
            "days",
            any(item.first != item.last and not item.vague for item in dated),
            list(marks.span(-12, 12, 0)),
        ),
        (
            "about_days",
            any(item.first != item.last and item.vague for item in dated),
            list(marks.span(-12, 12, 0, unsure=True)),
        ),
        ("joined", joined, [Stroke(((-10, -8), (10, 8)), 0.75, Ink.SOFT)]),
    ]
    return [(words(f"time.legend.{name}"), shapes) for name, there, shapes in drawn if there]
