# SPDX-License-Identifier: GPL-3.0-or-later
"""A drawing as plain data: lines, discs and words on a sheet. The window and the paper each draw it with their own pen.

Lengths are in units of the sheet; x goes right, y goes down, and (0, 0) is the upper left corner.
"""

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]


class Ink(StrEnum):
    """What a line or a word stands for; screen and paper choose its look. FAINT is for what only helps the eye.

    PAPER is the colour of the sheet itself: it hides what lies below.
    """

    MAIN = "main"
    SOFT = "soft"
    FAINT = "faint"
    ACCENT = "accent"
    PAPER = "paper"


class Anchor(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through ``points``. ``dashed``: not sure. ``closed``: back to the first; ``filled``: and full inside."""

    points: tuple[Point, ...]
    width: float = 1.0
    ink: Ink = Ink.MAIN
    dashed: bool = False
    closed: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle; hollow unless ``filled``."""

    centre: Point
    radius: float
    ink: Ink = Ink.MAIN
    filled: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words whose base line begins, has its middle or ends at ``at``. ``own``: the person's own words.

    ``width`` is the room it has; longer words are cut with "…" (they stand whole in the list below the drawing).
    """

    text: str
    at: Point
    size: float
    anchor: Anchor = Anchor.START
    ink: Ink = Ink.MAIN
    own: bool = False
    width: float = 0.0


Shape = Stroke | Disc | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """``told`` says the same in words, line by line: for a screen reader, and for the text of the paper."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    told: tuple[str, ...] = ()
