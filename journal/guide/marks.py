# SPDX-License-Identifier: GPL-3.0-or-later
"""The marks of both pictures of time. What is sure and what is not differ in form, never by colour alone.

A filled dot on a needle is an exact time; a ring between broken lines is “about”; a bar is a span; a dot beside an
upright is before or after what the upright stands for; an empty lozenge has no time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from journal.record.drawing import Anchor, Disc, Ink, Point, Shape, Stroke, Text
from journal.words import Words

_LINE, _SMALL = 28.0, 14.0
_SAMPLE, _BESIDE = 24.0, 54.0  # where a sample has its middle, and its words their beginning
_WIDE = 560.0  # from this width on the legend has two columns


def number(place: int, certainty: str, at: Point, words: Words) -> Iterator[Shape]:
    """Its place in the order: in a whole ring when sure, in a broken one when not, with a sign when not sure at all."""
    text = words("time.not_sure_sign", place=place) if certainty == "not_sure" else str(place)
    yield Text(text, (at[0], at[1] + 5), _SMALL, Anchor.MIDDLE)
    if certainty:
        yield Disc(at, 12, dashed=certainty != "sure")


def exact(at: Point, *, unsure: bool = False) -> Iterator[Shape]:
    x, y = at
    yield Stroke(((x, y - 11), (x, y + 11)), 2, dashed=unsure)
    yield Disc(at, 4.5, filled=True)
    if unsure:
        yield Disc(at, 8.5, dashed=True)


def about(at: Point, *, unsure: bool = False) -> Iterator[Shape]:
    x, y = at
    yield Disc(at, 6, dashed=unsure)
    for start, end in ((9, 13), (17, 21)):
        yield Stroke(((x - start, y), (x - end, y)), 2)
        yield Stroke(((x + start, y), (x + end, y)), 2)


def span(start: float, end: float, y: float, *, unsure: bool = False) -> Iterator[Shape]:
    """A bar; two ends and nothing between them where the end was said to be before the start."""
    if end < start:
        for x in (start, end):
            yield Stroke(((x, y - 8), (x, y + 8)), 2, dashed=unsure)
        return
    left, right = (start, end) if end - start >= 6 else ((start + end) / 2 - 3, (start + end) / 2 + 3)
    corners = ((left, y - 5), (right, y - 5), (right, y + 5), (left, y + 5))
    yield Stroke(corners, 1.5, dashed=unsure, closed=True, filled=not unsure)


def beside(x: float, y: float, *, after: bool) -> Iterator[Shape]:
    """The upright is what the person named; the dot, which has no time, stands before or after it."""
    upright, dot = (x + 2, x + 22) if after else (x + 24, x + 4)
    yield Stroke(((upright, y - 10), (upright, y + 10)), 2)
    yield Stroke(((upright, y), (dot + (-5 if after else 5), y)), 1.5, dashed=True)
    yield Disc((dot, y), 4.5)


def untimed(at: Point) -> Iterator[Shape]:
    x, y = at
    yield Stroke(((x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)), 1.5, closed=True)


def legend(items: Sequence[tuple[str, Sequence[Shape]]], top: float, width: float) -> Iterator[list[Shape]]:
    """Line by line: a sample, drawn around (0, 0), and what it means; two side by side where there is room."""
    across = 2 if width >= _WIDE else 1
    room = width / across
    for line, start in enumerate(range(0, len(items), across)):
        y = top + 24 + line * _LINE
        shapes: list[Shape] = []
        for column, (text, sample) in enumerate(items[start : start + across]):
            x = column * room
            shapes += [moved(shape, x + _SAMPLE, y) for shape in sample]
            shapes.append(Text(text, (x + _BESIDE, y + 5), _SMALL, ink=Ink.SOFT, width=room - _BESIDE - 4))
        yield shapes


def height(lines: Sequence[object]) -> float:
    return 16 + len(lines) * _LINE if lines else 8


def moved(shape: Shape, x: float, y: float) -> Shape:
    match shape:
        case Stroke():
            return replace(shape, points=tuple((px + x, py + y) for px, py in shape.points))
        case Disc():
            return replace(shape, centre=(shape.centre[0] + x, shape.centre[1] + y))
        case Text():
            return replace(shape, at=(shape.at[0] + x, shape.at[1] + y))
