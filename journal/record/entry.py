# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafts, which are free to change, and entries, which never do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from journal.clock import Stamp

# Field id -> answer as plain JSON data; the shape of each kind is in journal/guide/answers.py.
Answers = Mapping[str, Any]

# Where a wording keeps the title of its step. No field id has a hash sign, and one field is called ``title``.
STEP_TITLE = "#step"


class EntryKind(StrEnum):
    """WRITTEN holds answers; SKIPPED says that a step was left out; SEEN that a page was shown (the truth page)."""

    WRITTEN = "written"
    SKIPPED = "skipped"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Draft:
    """One card of one step while it is still being written. It has no history.

    ``incident`` is empty for what belongs to the whole record. ``adds_to`` is the entry that this will add to.
    ``lost``: a bad place on the disk took its words. It has no answers; it is told of, and never written on again.
    """

    id: str
    incident: str
    guide: str
    step: str
    begun: Stamp
    changed: Stamp
    answers: Answers = field(default_factory=dict)
    adds_to: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The questions as the person read them: guide and version, language, and text by id.

    Ids in ``texts``: ``STEP_TITLE`` for the step, ``<field>`` for a question, ``<field>.<option>`` for a chosen option.
    """

    guide: str
    guide_version: int
    language: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept draft (same id), or a note that a step was skipped or seen.

    The last four fields are the chain's: position from 1, the salt of the commitment, the commitment, and the link
    that ties it to everything before (journal/record/chain.py). ``lost``: a bad place on the disk took its words; only
    what is known of it besides is here, without answers and wording.
    """

    id: str
    incident: str
    kind: EntryKind
    step: str
    wording: Wording
    answers: Answers
    begun: Stamp
    kept: Stamp
    clock_flags: tuple[str, ...] = ()
    adds_to: str = ""
    seq: int = 0
    salt: bytes = b""
    commitment: bytes = b""
    link: bytes = b""
    lost: bool = False

    def content(self) -> dict[str, Any]:
        """What the commitment covers: everything but the chain's own fields."""
        return {
            "id": self.id,
            "incident": self.incident,
            "kind": str(self.kind),
            "step": self.step,
            "guide": self.wording.guide,
            "guide_version": self.wording.guide_version,
            "language": self.wording.language,
            "wording": dict(self.wording.texts),
            "answers": dict(self.answers),
            "begun": str(self.begun),
            "kept": str(self.kept),
            "clock_flags": list(self.clock_flags),
            "adds_to": self.adds_to,
        }

    @classmethod
    def from_content(
        cls, content: Mapping[str, Any], *, seq: int = 0, salt: bytes = b"", commitment: bytes = b"", link: bytes = b""
    ) -> "Entry":
        """The opposite of ``content``. Raises KeyError or ValueError for content of another shape."""
        return cls(
            id=content["id"],
            incident=content["incident"],
            kind=EntryKind(content["kind"]),
            step=content["step"],
            wording=Wording(content["guide"], content["guide_version"], content["language"], content["wording"]),
            answers=content["answers"],
            begun=Stamp.parse(content["begun"]),
            kept=Stamp.parse(content["kept"]),
            clock_flags=tuple(content["clock_flags"]),
            adds_to=content["adds_to"],
            seq=seq,
            salt=salt,
            commitment=commitment,
            link=link,
        )
