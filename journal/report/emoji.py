# SPDX-License-Identifier: GPL-3.0-or-later
"""Emoji on paper: their names in brackets. They have no colour there, and a small grey face may be read as another.

The names are those of Unicode, so English in every report. Copying from the file gives the emoji themselves.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

_SKIN = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_TONES = dict(zip(_SKIN, ("light", "medium-light", "medium", "medium-dark", "dark"), strict=True))
_PICTURE = (
    "[\U0001f000-\U0001f1e5\U0001f200-\U0001faff\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff"
    "\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299\xa9\xae]"
)
_LOOK = "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_REGION_FLAG = "\U0001f3f4[\U000e0030-\U000e007a]{1,8}\U000e007f"
_KEYCAP = "[0-9#*]\ufe0f?\u20e3"
_JOINED = f"{_PICTURE}{_LOOK}{{0,2}}(?:\u200d{_PICTURE}{_LOOK}{{0,2}}){{0,9}}"
EMOJI = re.compile("|".join((_FLAG, _REGION_FLAG, _KEYCAP, _JOINED)))

_FIRST_LETTER, _FIRST_TAG = 0x1F1E6, 0xE0000
_OLD = "\u2800"  # before it, black and white in a name mean filled and not filled
_FILLING = re.compile(r"\b(heavy|black|white) ")


@cache
def name(emoji: str) -> str:
    """What stands on paper for one match of ``EMOJI``, e.g. ``[grinning face]``; empty where Unicode has no name."""
    if re.fullmatch(_FLAG, emoji):
        return f"[flag: {''.join(chr(ord(letter) - _FIRST_LETTER + ord('A')) for letter in emoji)}]"
    if re.fullmatch(_REGION_FLAG, emoji):
        return f"[flag: {''.join(chr(ord(letter) - _FIRST_TAG) for letter in emoji[1:-1])}]"
    if emoji[-1] == "\u20e3":
        return f"[key {emoji[0]}]"
    names = [_one(part) for part in emoji.split("\u200d")]
    return f"[{', '.join(names)}]" if all(names) else ""


def is_named(found: str, has: Callable[[str], bool]) -> bool:
    """Whether a match of ``EMOJI`` is printed as its name: no font has it as one letter. ``has``: some font has it."""
    alone = found.rstrip("\ufe0e\ufe0f")
    return not (len(alone) == 1 and has(alone)) and bool(name(found))


def _one(part: str) -> str:
    """One picture, with the tone of its skin."""
    called = unicodedata.name(part[0], "").lower()
    if part[0] < _OLD:
        called = _FILLING.sub("", called)
    if part[0] in _TONES:
        called = f"{_TONES[part[0]]} skin tone"
    tones = [f"{_TONES[letter]} skin tone" for letter in part[1:] if letter in _TONES]
    return ": ".join([called, *tones]) if called else ""
