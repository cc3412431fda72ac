# SPDX-License-Identifier: GPL-3.0-or-later
"""Which font draws a letter, in one report; and, for Han letters, of which region."""

import re
from typing import NamedTuple

from journal.report.embed import Face
from journal.report.fonts import File, Stack

_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_EAST = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")


class Faces:
    """The fonts of one report, each with a name of its own, in the order in which they were first needed."""

    def __init__(self) -> None:
        self.used: dict[File, Face] = {}
        self._letters: dict[tuple[Stack, str], dict[str, Face | None]] = {}

    def of(self, letter: str, stack: Stack, region: str) -> Face | None:
        """The font that draws this letter, or None when no font has it."""
        known = self._letters.setdefault((stack, region), {})
        if letter not in known:
            file = stack.find(letter, region)
            if file is not None and file not in self.used:
                self.used[file] = Face(file, len(self.used) + 1)
            known[letter] = self.used[file] if file is not None else None
        return known[letter]


class Setting(NamedTuple):
    """The fonts of one voice, and the region whose Han letters it prefers."""

    faces: Faces
    stack: Stack
    region: str = "sc"

    def of(self, letter: str) -> Face | None:
        """The font that draws this letter, or None when no font has it."""
        return self.faces.of(letter, self.stack, self.region)

    def has(self, letter: str) -> bool:
        """Whether any font draws it."""
        return self.of(letter) is not None


def region_of(text: str) -> str:
    """Where a text with Han letters comes from: kana are of Japan, Hangul of Korea, the rest by which letters it has.

    A letter that only the older forms have makes it Taiwan: China's own set of letters (GB 2312) lacks it.
    """
    if not _EAST.search(text):
        return "sc"
    if _KANA.search(text):
        return "jp"
    if _HANGUL.search(text):
        return "kr"
    han = "".join(_HAN.findall(text))
    here, there = (len(han.encode(code, "ignore").decode(code)) for code in ("gb2312", "big5"))
    return "tc" if there > here else "sc"
