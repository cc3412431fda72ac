# SPDX-License-Identifier: GPL-3.0-or-later
"""In which direction each letter of a paragraph runs: the levels of the Unicode Bidirectional Algorithm (UAX #9).

Controls that steer direction never come here: they are shown as their codes. What is left are the rules for letters,
numbers, brackets and spaces: P2, P3, W1 to W7, N0 to N2, I1, I2 and L1. Linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

_MAY_BE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_RIGHT = frozenset({"R", "AL"})
_SPACES = frozenset({"WS", "BN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_LEVELS = ({"L": 0, "R": 1, "EN": 2, "AN": 2}, {"L": 2, "R": 1, "EN": 2, "AN": 2})  # I1 and I2
_OPEN_AT_MOST = 63  # brackets that wait for their others: as many as the algorithm knows


def runs_right(text: str) -> bool:
    """Whether any letter of the text is written from right to left."""
    return bool(_MAY_BE_RIGHT.search(text)) and any(unicodedata.bidirectional(letter) in _RIGHT for letter in text)


def base(text: str) -> int:
    """0 where the first letter that has a direction runs to the right, 1 where it runs to the left."""
    for letter in text:
        found = unicodedata.bidirectional(letter)
        if found in _RIGHT:
            return 1
        if found == "L":
            return 0
    return 0


def levels(text: str, start: int) -> list[int]:
    """The level of each letter in a paragraph with this base: even runs to the right, odd to the left."""
    kinds = [unicodedata.bidirectional(letter) or "L" for letter in text]
    told = [at for at, kind in enumerate(kinds) if kind != "BN"]
    resolved = [kinds[at] for at in told]
    side = "R" if start else "L"
    _weak(resolved, side)
    _brackets([text[at] for at in told], resolved, [kinds[at] for at in told], side)
    _neutral(resolved, side)
    found = [start] * len(text)
    for at, kind in zip(told, resolved, strict=True):
        found[at] = _LEVELS[start][kind]
    for at in range(1, len(text)):
        if kinds[at] == "BN":
            found[at] = found[at - 1]
    _spaces(kinds, found, start)
    return found


def order(levels: Sequence[int]) -> list[int]:
    """The places of the pieces of a line from left to right (L2): each has one level."""
    places = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(places):
            if levels[places[at]] < level:
                at += 1
                continue
            end = at
            while end < len(places) and levels[places[end]] >= level:
                end += 1
            places[at:end] = places[at:end][::-1]
            at = end
    return places


def _weak(kinds: list[str], side: str) -> None:
    """W1 to W7: marks, numbers and what stands beside them."""
    _marks_and_arabic_numbers(kinds, side)
    for at, kind in enumerate(kinds):
        if kind == "AL":
            kinds[at] = "R"
        elif kind in ("ES", "CS") and 0 < at < len(kinds) - 1:
            left, right = kinds[at - 1], kinds[at + 1]
            if left == right and (left == "EN" or (left == "AN" and kind == "CS")):
                kinds[at] = left
    _beside_numbers(kinds)
    strong = side
    for at, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _marks_and_arabic_numbers(kinds: list[str], side: str) -> None:
    """W1 and W2."""
    strong, before = side, side
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = kind = before
        before = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"


def _beside_numbers(kinds: list[str]) -> None:
    """W5: signs such as % and $ that touch a number are part of it."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > at and ((at and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")):
            kinds[at:end] = ["EN"] * (end - at)
        at = max(end, at + 1)


def _brackets(letters: list[str], kinds: list[str], written: list[str], side: str) -> None:
    """N0: both brackets of a pair run as what stands between them, or before them."""
    for opened, closed in _pairs(letters, kinds):
        found = {_strong(kind) for kind in kinds[opened + 1 : closed]} - {""}
        if not found:
            continue
        chosen = side
        if side not in found:
            chosen = next((_strong(kinds[at]) for at in range(opened - 1, -1, -1) if _strong(kinds[at])), side)
        for at in (opened, closed):
            kinds[at] = chosen
            for after in range(at + 1, len(kinds)):
                if written[after] != "NSM":
                    break
                kinds[after] = chosen


def _pairs(letters: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    """The places of brackets that belong together, by their beginnings (BD16)."""
    waiting: list[tuple[str, int]] = []
    found = []
    for at, letter in enumerate(letters):
        if kinds[at] != "ON" or letter.isalnum():
            continue
        kind = unicodedata.category(letter)
        if kind == "Ps" and unicodedata.mirrored(letter):
            if len(waiting) == _OPEN_AT_MOST:
                break
            waiting.append((_closing(unicodedata.normalize("NFC", letter)), at))
        elif kind == "Pe":
            other = unicodedata.normalize("NFC", letter)
            place = next((place for place in range(len(waiting) - 1, -1, -1) if waiting[place][0] == other), None)
            if place is not None:
                found.append((waiting[place][1], at))
                del waiting[place:]
    return sorted(found)


@cache
def _closing(letter: str) -> str:
    """The other bracket of a pair stands next in Unicode, or next but one."""
    following = chr(ord(letter) + 1)
    return following if unicodedata.category(following) == "Pe" else chr(ord(letter) + 2)


def _strong(kind: str) -> str:
    return "R" if kind in ("R", "EN", "AN") else kind if kind == "L" else ""


def _neutral(kinds: list[str], side: str) -> None:
    """N1 and N2: what has no direction runs as both its neighbours, or as the paragraph."""
    at, before = 0, side
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        after = _strong(kinds[end]) if end < len(kinds) else side
        if end > at:
            kinds[at:end] = [before if before == after else side] * (end - at)
        before, at = after, end + 1


def _spaces(kinds: list[str], found: list[int], start: int) -> None:
    """L1: spaces at the end, and those before a tab, run as the paragraph does."""
    ends = True
    for at in range(len(kinds) - 1, -1, -1):
        if kinds[at] in ("S", "B"):
            ends = True
        elif kinds[at] not in _SPACES:
            ends = False
        if ends:
            found[at] = start
