# SPDX-License-Identifier: GPL-3.0-or-later
"""A drawing as orders to the page: lines, discs and words, set with the report's own letters. Never cut or stretched.

All numbers are made here and all words are codes, so nothing that someone wrote can act as an instruction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from journal.record.drawing import Anchor, Disc, Drawing, Ink, Point, Stroke, Text
from journal.report.blocks import Picture
from journal.report.fonts import PLAIN, VOICE
from journal.report.line import orders
from journal.report.style import Style
from journal.report.typeset import Typesetter

LARGEST = 0.75  # points to a unit: a drawing of few units is not blown up to the width of the line
_GREY = {Ink.MAIN: 0.0, Ink.SOFT: 0.35, Ink.FAINT: 0.75, Ink.ACCENT: 0.0, Ink.PAPER: 1.0}
_WORDS_GREY = _GREY | {Ink.FAINT: 0.35}
_THINNEST, _ACCENT = 0.4, 1.4  # points; and how much stronger an accent is drawn, since paper may be copied grey
_ROUND = 0.5523  # how far the handles of four curves reach that together look like a circle
_CUT = "…"
_USUAL = 0.75  # height to width of a picture that does not say


@dataclass(frozen=True, slots=True)
class Framed:
    """Where a picture stands in a figure: as large as this frame allows, at its lower left corner."""

    picture: Picture
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Figure:
    """``orders`` stand on a sheet of this size whose (0, 0) is its lower left corner. Points."""

    width: float
    height: float
    orders: str = ""
    framed: tuple[Framed, ...] = ()


def frame(picture: Picture, x: float, width: float, tallest: float) -> Framed:
    """A frame of the picture's own shape, ``width`` wide unless that would be too tall."""
    across, down = max(picture.width, 0), max(picture.height, 0)
    shape = down / across if across and down else _USUAL
    scale = min(1.0, tallest / (width * shape))
    return Framed(picture, x, width * scale, width * shape * scale)


def figure(drawing: Drawing, typesetter: Typesetter, measure: float, depth: float) -> Figure:
    """The drawing as large as the line and the page allow."""
    across, down = max(drawing.width, 1e-6), max(drawing.height, 1e-6)
    scale = min(measure / across, depth / down, LARGEST)
    sheet = _Sheet(typesetter, scale, drawing.height)
    width, height = drawing.width * scale, drawing.height * scale
    orders = [f"q 0 0 {width:.2f} {height:.2f} re W n 1 j"]
    for shape in drawing.shapes:
        match shape:
            case Stroke():
                orders += sheet.stroke(shape)
            case Disc():
                orders += sheet.disc(shape)
            case Text():
                orders += sheet.words(shape)
    return Figure(width, height, "\n".join([*orders, "Q"]))


class _Sheet:
    """Turns shapes into orders at one scale. The page counts upward, the drawing downward."""

    def __init__(self, typesetter: Typesetter, scale: float, height: float) -> None:
        self._set, self._scale, self._height = typesetter, scale, height

    def stroke(self, shape: Stroke) -> Iterator[str]:
        points = [point for point in shape.points if _is_place(point)]
        if not points:
            return
        if len(points) == 1:
            points = points * 2  # a line of no length with round ends is a dot
        path = [f"{self._place(points[0])} m", *(f"{self._place(point)} l" for point in points[1:])]
        if shape.closed:
            path.append("h")
        width = shape.width * (_ACCENT if shape.ink is Ink.ACCENT else 1)
        yield from self._painted(path, shape.ink, width, dashed=shape.dashed, filled=shape.filled)

    def disc(self, shape: Disc) -> Iterator[str]:
        if not _is_place(shape.centre) or not isfinite(shape.radius):
            return
        (x, y), r = shape.centre, abs(shape.radius)
        h = r * _ROUND
        curves = (
            ((x + r, y + h), (x + h, y + r), (x, y + r)),
            ((x - h, y + r), (x - r, y + h), (x - r, y)),
            ((x - r, y - h), (x - h, y - r), (x, y - r)),
            ((x + h, y - r), (x + r, y - h), (x + r, y)),
        )
        path = [f"{self._place((x + r, y))} m", *(f"{' '.join(map(self._place, curve))} c" for curve in curves)]
        yield from self._painted(path, shape.ink, 1.5, dashed=shape.dashed, filled=shape.filled)

    def words(self, shape: Text) -> Iterator[str]:
        if not _is_place(shape.at) or not isfinite(shape.size) or shape.size <= 0:
            return
        size = shape.size * self._scale
        style = Style(VOICE if shape.own else PLAIN, size, size * 1.3, _WORDS_GREY[shape.ink])
        text = " ".join(shape.text.split("\n"))
        if shape.width > 0:
            text = cut(self._set, text, style, shape.width * self._scale)
        line = self._set.line(text, style)
        back = {Anchor.START: 0.0, Anchor.MIDDLE: line.width / 2, Anchor.END: line.width}[shape.anchor]
        at = shape.at[0] * self._scale - back
        base = (self._height - shape.at[1]) * self._scale
        yield orders(line, style, at, base)

    def _painted(self, path: list[str], ink: Ink, width: float, *, dashed: bool, filled: bool) -> Iterator[str]:
        points = max(width * self._scale, _THINNEST)
        dash = f"[{4 * points:.2f} {3 * points:.2f}] 0 d 0 J" if dashed else "[] 0 d 1 J"
        yield f"{_GREY[ink]:g} G {_GREY[ink]:g} g {points:.2f} w {dash}"
        yield from path
        yield "B" if filled else "S"

    def _place(self, point: Point) -> str:
        return f"{point[0] * self._scale:.2f} {(self._height - point[1]) * self._scale:.2f}"


def _is_place(point: Point) -> bool:
    return isfinite(point[0]) and isfinite(point[1])


def cut(typesetter: Typesetter, text: str, style: Style, room: float) -> str:
    """As much of the text as has room, with the sign that there is more. The whole stands in the list below."""
    if typesetter.line(text, style).width <= room:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if typesetter.line(text[:middle].rstrip() + _CUT, style).width <= room:
            fits = middle
        else:
            too_long = middle
    return text[:fits].rstrip() + _CUT
