# SPDX-License-Identifier: GPL-3.0-or-later
"""What looking at a file gave: plain data, checked at the door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Shown(StrEnum):
    """Whether a file can be looked at in the program. Whatever it says, the file is kept as it is."""

    SHOWN = "shown"
    NOT_A_PICTURE = "not_a_picture"  # neither a picture nor a PDF: never tried
    TOO_LARGE = "too_large"  # more bytes or pixels than are ever opened
    NOT_OPENED = "not_opened"  # tried; it is damaged, or took too long or too much memory


@dataclass(frozen=True, slots=True)
class Looked:
    """``media`` was found in the content. ``thumbnail`` (320 pixels at most) and ``print`` are JPEG, upright, without
    any facts inside; empty when there are none. ``width`` and ``height`` in pixels of the picture as it is turned;
    of a PDF zero. ``facts`` is what the file says of itself, by name (journal/decode/facts.py)."""

    media: str
    shown: Shown
    width: int = 0
    height: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    thumbnail: bytes = b""
    print: bytes = b""
