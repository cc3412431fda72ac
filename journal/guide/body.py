# SPDX-License-Identifier: GPL-3.0-or-later
"""A plain outline of a body, and the names of its parts, as points. No face, no gender, nothing but where something is.

Everything is given for one half: how far from the middle line, and how far down. One figure is 400 wide and 1000 high.
Left and right are the person's own: on the front figure, which faces the reader, their left is on the reader's right.
"""

from dataclasses import dataclass
from functools import cache
from math import hypot

from journal.record.drawing import Point

WIDTH, HEIGHT = 400, 1000
MIDDLE = WIDTH / 2
FRONT, BACK = "front", "back"
SIDES = (FRONT, BACK)
LEFT, RIGHT, CENTRE = "left", "right", "middle"
_BETWEEN = 6  # pieces of a curve between two of its points

# From the top of the head down the outside to the foot and up the inside, drawn as a smooth line.
_HALF: tuple[Point, ...] = (
    (0, 18), (27, 25), (45, 52), (47, 86), (40, 116), (27, 136), (25, 156), (32, 173), (66, 187), (104, 201),
    (126, 226), (134, 270), (140, 330), (147, 384), (157, 436), (167, 494), (176, 524), (181, 556), (177, 590),
    (169, 606), (160, 600), (156, 576), (151, 552), (146, 530), (146, 502), (136, 442), (123, 392), (113, 340),
    (104, 296), (99, 272), (94, 312), (87, 366), (85, 402), (92, 450), (100, 502), (102, 552), (97, 622), (87, 690),
    (84, 722), (87, 772), (81, 842), (69, 902), (70, 930), (82, 956), (84, 972), (66, 978), (34, 974), (27, 956),
    (31, 930), (36, 902), (36, 842), (29, 772), (31, 722), (27, 690), (19, 620), (8, 548), (0, 536),
)  # fmt: skip

# Faint lines that help the eye to tell front from back; each is drawn on both halves.
_HELP: dict[str, tuple[tuple[Point, ...], ...]] = {
    FRONT: (
        ((8, 190), (36, 194), (72, 200)),
        ((0, 416), (0, 421)),
        ((42, 716), (56, 722), (70, 716)),
    ),
    BACK: (
        ((0, 178), (0, 300), (0, 432)),
        ((34, 236), (54, 266), (60, 304)),
        ((0, 470), (0, 536)),
        ((20, 548), (52, 562), (84, 548)),
        ((40, 716), (56, 711), (72, 716)),
    ),
}


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the body with a plain name, ``body.<id>.<left, right or middle>``. ``at`` is its middle on one half.

    The outline of a part overlaps no other. ``paired``: there is one on each side of the middle line.
    """

    id: str
    paired: bool
    at: Point
    outline: tuple[Point, ...]


def _box(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


_ARM = (
    Region("shoulder", True, (104, 222), ((50, 172), (150, 172), (150, 262), (98, 262), (68, 212))),
    Region("upper_arm", True, (118, 314), ((96, 262), (150, 262), (160, 364), (108, 364))),
    Region("elbow", True, (136, 390), ((108, 364), (160, 364), (168, 414), (116, 414))),
    Region("forearm", True, (148, 450), ((116, 414), (168, 414), (180, 488), (128, 488))),
    Region("wrist", True, (156, 502), ((128, 488), (180, 488), (186, 518), (134, 518))),
    Region("hand", True, (165, 556), ((132, 518), (200, 518), (200, 625), (132, 625))),
)
_LEG = (
    Region("thigh", True, (58, 610), ((0, 560), (120, 560), (120, 664), (0, 664))),
    Region("knee", True, (57, 704), _box(0, 664, 110, 744)),
    Region("lower_leg", True, (58, 812), _box(0, 744, 110, 882)),
    Region("ankle", True, (52, 902), _box(0, 882, 110, 926)),
    Region("foot", True, (58, 954), _box(0, 926, 130, 1000)),
)
REGIONS: dict[str, tuple[Region, ...]] = {
    FRONT: (
        Region("head", False, (0, 44), _box(0, 0, 70, 62)),
        Region("face", False, (0, 96), _box(0, 62, 70, 134)),
        Region("neck", False, (0, 158), ((0, 134), (50, 134), (50, 172), (0, 186))),
        Region("chest", False, (0, 240), _box(0, 186, 20, 318)),
        Region("chest", True, (56, 256), ((20, 182), (50, 172), (68, 212), (98, 262), (98, 318), (20, 318))),
        Region("belly", False, (0, 386), _box(0, 318, 46, 452)),
        Region("side", True, (70, 386), ((46, 318), (98, 318), (104, 452), (46, 452))),
        Region("groin", False, (0, 506), ((0, 452), (34, 452), (30, 560), (0, 560))),
        Region("hip", True, (72, 500), ((34, 452), (116, 452), (120, 560), (30, 560))),
        *_ARM,
        *_LEG,
    ),
    BACK: (
        Region("head", False, (0, 76), _box(0, 0, 70, 134)),
        Region("neck", False, (0, 156), ((0, 134), (50, 134), (50, 172), (0, 186))),
        Region("upper_back", False, (0, 250), _box(0, 186, 20, 330)),
        Region("upper_back", True, (56, 262), ((20, 182), (50, 172), (68, 212), (98, 262), (98, 330), (20, 330))),
        Region("lower_back", False, (0, 390), _box(0, 330, 20, 446)),
        Region("lower_back", True, (54, 390), ((20, 330), (98, 330), (104, 446), (20, 446))),
        Region("buttock", True, (50, 504), _box(0, 446, 120, 560)),
        *_ARM,
        *_LEG,
    ),
}


@cache
def outline() -> tuple[Point, ...]:
    """The whole outline as a closed line of many points, (0, 0) at the figure's upper left corner."""
    half = _smooth(_HALF)
    right = [(MIDDLE + x, y) for x, y in half]
    left = [(MIDDLE - x, y) for x, y in reversed(half)]
    return tuple(right + left[1:-1])


@cache
def helping_lines(side: str) -> tuple[tuple[Point, ...], ...]:
    found: list[tuple[Point, ...]] = []
    for line in _HELP[side]:
        curve = _smooth(line)
        found.append(tuple((MIDDLE + x, y) for x, y in curve))
        if any(x for x, _y in line):
            found.append(tuple((MIDDLE - x, y) for x, y in curve))
    return tuple(found)


def region_at(side: str, point: Point) -> tuple[Region, str]:
    """The part at this point of a figure, or the nearest one, and whose side it is on for the person themselves."""
    off, down = point[0] - MIDDLE, point[1]
    half = (abs(off), down)
    found = min(REGIONS[side], key=lambda region: _distance(half, region.outline))
    return found, _hand(side, off) if found.paired else CENTRE


def middle_of(side: str, region: Region, hand: str) -> Point:
    """A point in the middle of the part, on the person's ``hand``."""
    off = region.at[0] if (hand == LEFT) == (side == FRONT) else -region.at[0]
    return (MIDDLE + (off if region.paired else 0), region.at[1])


def _hand(side: str, off: float) -> str:
    on_readers_right = off > 0
    return LEFT if on_readers_right == (side == FRONT) else RIGHT


def _smooth(points: tuple[Point, ...]) -> list[Point]:
    """A curve through all points (Catmull and Rom 1974)."""
    if len(points) < 3:
        return list(points)
    padded = (points[0], *points, points[-1])
    curve: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(_BETWEEN):
            t = step / _BETWEEN
            curve.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return [*curve, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def _distance(point: Point, outline: tuple[Point, ...]) -> float:
    """How far a point lies outside; 0 within."""
    edges = list(zip(outline, (*outline[1:], outline[0]), strict=True))
    crossed = sum(
        (a[1] > point[1]) != (b[1] > point[1]) and point[0] < (b[0] - a[0]) * (point[1] - a[1]) / (b[1] - a[1]) + a[0]
        for a, b in edges
    )
    return 0.0 if crossed % 2 else min(_from_line(point, a, b) for a, b in edges)


def _from_line(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)
