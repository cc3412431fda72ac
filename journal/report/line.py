# SPDX-License-Identifier: GPL-3.0-or-later
"""A line of text as it stands on paper, and the orders that draw it: codes, widths and places, nothing that can act."""

from dataclasses import dataclass
from typing import NamedTuple

from journal.report.embed import Face
from journal.report.style import Style

SPACES = " \u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000"  # at which a line may end
BAR_REACH = 2600.0  # thousandths of the size: one width for whatever is covered, so that it says nothing
_BAR_SIDE, _BAR_FOOT, _BAR_HEIGHT = 0.08, -0.23, 1.0  # of the size: air at each side, below the base line, height


class Run(NamedTuple):
    """A stretch in one font: its codes, and how far they reach in thousandths of the size.

    ``bar``: a black bar is drawn instead, and the codes say, unseen, that something was covered; this is how far they
    would reach by themselves. ``start``: how far from the beginning of the line it stands, where runs do not follow
    each other; its codes may then have moves between them (``> 250 <``).
    """

    face: Face
    codes: str
    reach: float
    bar: float = 0.0
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """``width`` in points without the spaces at its end; ``leftward``: the line runs from right to left."""

    runs: tuple[Run, ...]
    width: float
    leftward: bool = False


def orders(line: Line, style: Style, x: float, y: float) -> str:
    """What draws the line with its base line at (x, y), in points from the lower left corner of what it stands on."""
    size, at, told = style.size, x, [f"BT {style.grey:g} g"]
    for run in line.runs:
        face, codes, reach, bar, start = run
        if start is not None:
            at = x + start * size / 1000
        if bar:
            told.append(_bar(run, style, at, y))
        elif start is None:
            told.append(f"/{face.resource} {size:g} Tf 1 0 0 1 {at:.2f} {y:.2f} Tm <{codes}> Tj")
        else:
            told.append(f"/{face.resource} {size:g} Tf 1 0 0 1 {at:.2f} {y:.2f} Tm [<{codes}>] TJ")
        at += reach * size / 1000
    told.append("ET")
    return "\n".join(told)


def _bar(run: Run, style: Style, x: float, y: float) -> str:
    """A filled box, and on it in no ink the word that is copied with it, drawn together to the width of the box."""
    size, width = style.size, run.reach * style.size / 1000
    left, foot, side = x + _BAR_SIDE * size, y + _BAR_FOOT * size, _BAR_SIDE * size
    box = f"{left:.2f} {foot:.2f} {width - 2 * side:.2f} {_BAR_HEIGHT * size:.2f}"
    font = f"/{run.face.resource} {size:g} Tf {100 * run.reach / run.bar:.2f} Tz 3 Tr"
    word = f"{font} 1 0 0 1 {x:.2f} {y:.2f} Tm <{run.codes}> Tj 100 Tz 0 Tr"
    return f"ET 0 g {box} re f BT {word} {style.grey:g} g"
