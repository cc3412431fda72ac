# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks on the outline of a body: the answer, read kindly, as a drawing and as words. Knows no screen and no paper.

The answer is a list of ``{"id", "side": "front" or "back", "at": [x, y], "words", "moment", "files": [...]}``; ``at``
is in thousandths of the figure's width and height. A mark is named by its place alone, never by what caused it.
"""

from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from journal.guide import body
from journal.record.drawing import Anchor, Disc, Drawing, Ink, Point, Shape, Stroke, Text
from journal.record.moment import Moment
from journal.words import Words

# The sheet has both figures side by side, each this much smaller than its data, with a gap and a line of words below.
_SCALE, _GAP, _BELOW = 0.6, 40.0, 48.0
_FIGURE = (body.WIDTH * _SCALE, body.HEIGHT * _SCALE)
WIDTH, HEIGHT = _FIGURE[0] * 2 + _GAP, _FIGURE[1] + _BELOW
RADIUS = 12.0
_MOST = 1_000
_FULL = 1000


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. ``at`` is in thousandths; ``moment`` and ``files`` are as they stand in the answer."""

    id: str
    side: str
    at: tuple[int, int]
    words: str = ""
    moment: dict[str, str] = field(default_factory=dict)
    files: tuple[dict[str, str], ...] = ()

    def plain(self) -> dict[str, Any]:
        """As it is stored: what is empty is left out."""
        place = {"id": self.id, "side": self.side, "at": list(self.at)}
        said = {"words": self.words, "moment": dict(self.moment), "files": [dict(each) for each in self.files]}
        return place | {name: value for name, value in said.items() if value}


def marks(answer: Any) -> tuple[Mark, ...]:
    """The marks in their order. Never raises, whatever ``answer`` is; what is no mark is passed over."""
    if not isinstance(answer, list | tuple):
        return ()
    return tuple(mark for each in answer[:_MOST] if (mark := _clean(each)))


def drawing(answer: Any, words: Words, whose: str = "your") -> Drawing:
    """Both figures, each mark with its number. ``whose`` sides they are: ``your``, or ``writer`` for another reader."""
    shapes: list[Shape] = []
    for side in body.SIDES:
        shapes += _figure(side, words, whose)
    found = marks(answer)
    for number, mark in enumerate(found, 1):
        shapes += marked(number, mark)
    return Drawing(
        WIDTH, HEIGHT, tuple(shapes), tuple(told(number, mark, words) for number, mark in enumerate(found, 1))
    )


def marked(number: int, mark: Mark) -> tuple[Shape, ...]:
    """A ring with the mark's number in it, and no line of the figure across it."""
    x, y = spot(mark.side, mark.at)
    size = 15.0 if number < 10 else 12.0
    said = Text(str(number), (x, y + size * 0.35), size, Anchor.MIDDLE, Ink.ACCENT)
    return (Disc((x, y), RADIUS, Ink.PAPER, filled=True), Disc((x, y), RADIUS, Ink.ACCENT), said)


def told(number: int, mark: Mark, words: Words) -> str:
    """A mark as words, e.g. “1, front, left forearm: a bruise, two days later”."""
    where = place_name(mark.side, mark.at, words)
    head = words("marks.told", number=number, place=where)
    return words("marks.told_words", head=head, words=mark.words) if mark.words else head


def place_name(side: str, at: tuple[int, int], words: Words) -> str:
    """E.g. “front, left forearm”: left and right are the person's own."""
    region, hand = body.region_at(side, _in_figure(at))
    return words("marks.place", side=words(f"marks.{side}"), part=words(f"body.{region.id}.{hand}"))


def parts(words: Words) -> list[tuple[str, str, tuple[int, int]]]:
    """Every part that has a name: what it is called, its side, and the point that stands for it."""
    found = []
    for side in body.SIDES:
        for region in body.REGIONS[side]:
            for hand in (body.LEFT, body.RIGHT) if region.paired else (body.CENTRE,):
                x, y = body.middle_of(side, region, hand)
                at = (round(x / body.WIDTH * _FULL), round(y / body.HEIGHT * _FULL))
                called = words("marks.part", part=words(f"body.{region.id}.{hand}"), side=words(f"marks.{side}"))
                found.append((called, side, at))
    return found


def spot(side: str, at: tuple[int, int]) -> Point:
    """Where on the sheet a point of a figure lies."""
    left = 0.0 if side == body.FRONT else _FIGURE[0] + _GAP
    return (left + at[0] / _FULL * _FIGURE[0], at[1] / _FULL * _FIGURE[1])


def place(point: Point) -> tuple[str, tuple[int, int]]:
    """The opposite of ``spot``: the side, and the point of its figure. Between the two it is the nearer one."""
    side = body.FRONT if point[0] < WIDTH / 2 else body.BACK
    left = 0.0 if side == body.FRONT else _FIGURE[0] + _GAP
    x, y = (point[0] - left) / _FIGURE[0] * _FULL, point[1] / _FIGURE[1] * _FULL
    return side, (round(min(max(x, 0), _FULL)), round(min(max(y, 0), _FULL)))


def said(answer: Any, words: Words) -> str:
    """All of it as text, one mark a line: for search and for whoever reads no drawings."""
    return "\n".join(told(number, mark, words) for number, mark in enumerate(marks(answer), 1))


def _in_figure(at: tuple[int, int]) -> Point:
    return (at[0] / _FULL * body.WIDTH, at[1] / _FULL * body.HEIGHT)


def _figure(side: str, words: Words, whose: str) -> list[Shape]:
    left = spot(side, (0, 0))[0]

    def placed(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple((left + x * _SCALE, y * _SCALE) for x, y in points)

    lines: list[Shape] = [Stroke(placed(line), 1.2, Ink.FAINT) for line in body.helping_lines(side)]
    middle, base = left + _FIGURE[0] / 2, _FIGURE[1] + 16
    first, last = (body.RIGHT, body.LEFT) if side == body.FRONT else (body.LEFT, body.RIGHT)
    return [
        *lines,
        Stroke(placed(body.outline()), 1.8, Ink.SOFT, closed=True),
        Text(words(f"marks.{side}"), (middle, base + 24), 17, Anchor.MIDDLE, Ink.MAIN),
        Text(words(f"marks.{whose}_{first}"), (left + 2, base), 14, Anchor.START, Ink.SOFT),
        Text(words(f"marks.{whose}_{last}"), (left + _FIGURE[0] - 2, base), 14, Anchor.END, Ink.SOFT),
    ]


def _clean(each: Any) -> Mark | None:
    if not isinstance(each, dict) or each.get("side") not in body.SIDES:
        return None
    at = each.get("at")
    if not isinstance(at, list | tuple) or len(at) != 2 or not all(_is_number(value) for value in at):
        return None
    x, y = (round(min(max(value, 0), _FULL)) for value in at)
    name, text, files = each.get("id"), each.get("words"), each.get("files")
    moment = Moment.from_plain(each.get("moment"))
    return Mark(
        id=name if isinstance(name, str) else "",
        side=each["side"],
        at=(x, y),
        words=text if isinstance(text, str) else "",
        moment=moment.plain() if moment else {},
        files=tuple(_file(one) for one in files if isinstance(one, dict)) if isinstance(files, list | tuple) else (),
    )


def _file(one: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in one.items()}


def _is_number(value: Any) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and (isinstance(value, int) or isfinite(value))
    )
