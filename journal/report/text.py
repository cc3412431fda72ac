# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's text on its way to paper: nothing added, nothing lost. There is no markup in a report, so none to escape.

What cannot be seen or has no letter in any font is shown as its Unicode number in brackets, ``[U+0007]``.
"""

import re
import unicodedata
from collections.abc import Callable

# Stands in an outline for what was covered, wherever ``Report.bar`` has a word for it. No text has this letter by
# itself: who covers words writes one that was typed as its code, as ``visible`` does.
BAR = "\ufdd0"
_BREAK = re.compile("\r\n|[\n\u2028\u2029]")
# Cc controls, Cf invisible formatting (bidi controls among them), Cs halves of a pair, Co private, Cn unassigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_RIGHT = frozenset({"R", "AL"})
_SIDES = {"R": "R", "AL": "R", "L": "L"} | dict.fromkeys(("EN", "AN", "NSM", "CS", "ES", "ET", "BN"), "weak")
_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_MAY_BE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def paragraphs(text: str) -> list[str]:
    """The text at its own line ends: LF, CR LF, and the line and paragraph separators of Unicode."""
    return _BREAK.split(text)


def visible(text: str, has: Callable[[str], bool]) -> str:
    """The text with every letter that cannot be shown replaced by its code. ``has``: some font has this letter."""
    return "".join([letter if _is_seen(letter) and has(letter) else f"[U+{ord(letter):04X}]" for letter in text])


def outline_text(text: str, bar: str = "") -> str:
    """A heading for the outline beside the pages: on one line, with nothing in it that cannot be seen.

    ``bar`` stands for each bar; without a word for them there are none.
    """
    text = text.replace(BAR, bar) if bar else text
    return visible(" ".join(paragraphs(text)), lambda _letter: True)


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN


def runs_right(text: str) -> bool:
    """Whether any letter of the text is written from right to left."""
    return bool(_MAY_BE_RIGHT.search(text)) and any(unicodedata.bidirectional(letter) in _RIGHT for letter in text)


def drawing_order(line: str) -> tuple[str, bool]:
    """The letters of a line from left to right on paper, and whether the line as a whole runs to the left.

    Each stretch of one direction is turned by itself, brackets in it face the other way. The order of the stretches
    is the one from which readers built on PDFium work out the written order again: to the left when more stretches
    run left than right.
    """
    stretches = _stretches(line)
    kinds = [kind for kind, _text in stretches]
    leftward = kinds.count("R") > kinds.count("L")
    drawn, current = [], "R" if leftward else "L"
    for kind, text in stretches:
        current = kind if kind in ("L", "R") else current
        turned = current == "R" and kind != "weak"
        drawn.append(text[::-1].translate(_MIRROR) if turned else text)
    return "".join(reversed(drawn) if leftward else drawn), leftward


def _stretches(line: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for letter in line:
        side = _SIDES.get(unicodedata.bidirectional(letter), "neutral")
        if found and found[-1][0] == side:
            found[-1] = (side, found[-1][1] + letter)
        else:
            found.append((side, letter))
    return found
