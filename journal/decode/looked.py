# SPDX-License-Identifier: GPL-3.0-or-later
"""What looking at a file gave: plain data, checked at the door."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_QUALITY = 85


class Shown(StrEnum):
    """Whether a file can be looked at in the program. Whatever it says, the file is kept as it is."""

    SHOWN = "shown"
    IN_PART = "in_part"  # the file ends too early or is damaged; what could be read of the picture is shown
    NOT_A_PICTURE = "not_a_picture"  # neither a picture nor a PDF: never tried
    TOO_LARGE = "too_large"  # more bytes or pixels than are ever opened
    NOT_OPENED = "not_opened"  # tried; it is damaged or locked, or took too long or too much memory


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture with nothing left in it to be misread: ``rgb`` is width x height x 3 bytes, row by row from the top."""

    width: int
    height: int
    rgb: bytes

    def jpeg(self) -> bytes:
        """The same as a JPEG with nothing in it but the picture."""
        from PIL import Image

        out = io.BytesIO()
        Image.frombytes("RGB", (self.width, self.height), self.rgb).save(out, "JPEG", quality=_QUALITY)
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class Looked:
    """``media`` was found in the content. ``thumbnail`` and ``print`` are JPEG, upright, without any facts inside;
    empty when there are none. ``width`` and ``height`` are pixels of the whole picture, upright; of a PDF zero.
    ``facts`` is what the file says of itself, by name (journal/decode/facts.py)."""

    media: str
    shown: Shown
    width: int = 0
    height: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    thumbnail: bytes = b""
    print: bytes = b""
