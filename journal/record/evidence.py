# SPDX-License-Identifier: GPL-3.0-or-later
"""A thing that was kept: a file with its sealed bytes, or a physical thing. Each has a short number, E-1, E-2 …

What is known of it stands in entries: the card itself (step ``file`` or ``thing``, kept at once when a file comes in)
and the additions to that card. So the chain covers its digests, and what is said of it later has its own date.
"""

from dataclasses import dataclass
from enum import StrEnum

from journal.clock import Stamp


class EvidenceKind(StrEnum):
    """The ids of the two steps whose cards are evidence. For ever."""

    FILE = "file"
    THING = "thing"


class Role(StrEnum):
    """What a sealed object holds: the bytes as they came, a small picture for lists, or one of about 200 dpi."""

    ORIGINAL = "original"
    THUMBNAIL = "thumbnail"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Sealed:
    """One sealed file in ``objects/`` and what opens it. ``size`` and ``digest`` (SHA-256) are of the bytes as they
    came. Never printed, logged or shown but for the digests."""

    id: str
    role: Role
    key: bytes
    size: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Evidence:
    """``entry`` is the id of its card; ``incident`` is empty for what belongs to the whole record.

    ``name`` is the file's own name, or the person's first words for a thing; ``media`` a media type found in the bytes
    (``image/jpeg``), empty for a thing; ``size`` in bytes. ``objects`` by role; empty for a thing.
    """

    number: int
    entry: str
    incident: str
    kind: EvidenceKind
    name: str
    media: str
    size: int
    added: Stamp
    objects: tuple[Sealed, ...] = ()

    @property
    def label(self) -> str:
        """How it is called everywhere, e.g. ``E-4``."""
        return f"E-{self.number}"

    def sealed(self, role: Role) -> Sealed | None:
        return next((each for each in self.objects if each.role is role), None)
