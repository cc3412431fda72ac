# SPDX-License-Identifier: GPL-3.0-or-later
"""The order in which a line of two directions is written into the file, so that readers give back what was written.

A PDF has places for letters and no direction. Readers take the letters from left to right and turn round what they
take for right-to-left text. This is the way back from what readers built on PDFium do (Chrome, Edge and our own view);
where letters stand on paper is not changed by it (bidi.py).
"""

import unicodedata
from functools import cache

from journal.report.text import BAR

_SIDES = {"R": "R", "AL": "R", "L": "L"} | dict.fromkeys(("EN", "AN", "NSM", "CS", "ES", "ET", "BN"), "weak")
_MIRROR = str.maketrans("()[]{}<>«»‹›“”‘’", ")(][}{><»«›‹”“’‘")


def stretches(line: str) -> list[tuple[int, int, bool]]:
    """Where each stretch begins and ends, and whether it is turned round; in the order in which they are drawn.

    Turned stretches are drawn last letter first. All go from the last to the first when more run left than right.
    """
    found: list[tuple[str, int, int]] = []
    for at, letter in enumerate(line):
        kind = "L" if letter == BAR else _SIDES.get(unicodedata.bidirectional(letter), "neutral")
        if found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1], at + 1)
        else:
            found.append((kind, at, at + 1))
    kinds = [kind for kind, _begin, _end in found]
    leftward = kinds.count("R") > kinds.count("L")
    current, turned = "R" if leftward else "L", []
    for kind, begin, end in found:
        current = kind if kind in ("L", "R") else current
        turned.append((begin, end, current == "R" and kind != "weak"))
    return turned[::-1] if leftward else turned


@cache
def turned_round(letters: str) -> str:
    """Letters of one cluster as they stand in a stretch that is turned: the last first, brackets the other way."""
    return letters[::-1].translate(_MIRROR)
