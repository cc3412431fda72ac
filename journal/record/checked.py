# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check of the record found: plain data, which the record itself remembers until the next one."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from journal.clock import Stamp
from journal.record.evidence import Role


class DamageKind(StrEnum):
    """KEYS and PAGES are warnings: everything can be read as it was kept."""

    KEYS = "keys"  # one of the two copies of the keys is not whole, or another than the other
    DATABASE = "database"  # a part of record.db cannot be read, whatever it held
    PAGES = "pages"  # SQLCipher doubts a page that nothing seems to miss
    ENTRY = "entry"  # an entry cannot be read
    CHANGED = "changed"  # an entry or its place among the others is not what was kept
    DRAFT = "draft"  # something still being written cannot be read
    FILE = "file"  # a kept file is not as it was sealed
    FILE_GONE = "file_gone"  # a kept file is not in the folder
    OLDER = "older"  # there are kept files that the database does not know: it may be an older one


_WARNINGS = (DamageKind.KEYS, DamageKind.PAGES)


@dataclass(frozen=True, slots=True)
class Damage:
    """What is damaged, and where. ``seq``, ``step`` and ``kept`` are those of an entry, as far as they can be read
    (0, empty, None); ``number`` is the E-number of a file, ``role`` which of its sealed files, ``object`` its id."""

    kind: DamageKind
    seq: int = 0
    step: str = ""
    kept: Stamp | None = None
    number: int = 0
    role: Role = Role.ORIGINAL
    object: str = ""

    @property
    def label(self) -> str:
        """``E-4`` for a file; the number of an entry; empty for what has no number."""
        return f"E-{self.number}" if self.number else str(self.seq or "")

    def plain(self) -> dict[str, Any]:
        return {
            "kind": str(self.kind),
            "seq": self.seq,
            "step": self.step,
            "kept": str(self.kept) if self.kept else "",
            "number": self.number,
            "role": str(self.role),
            "object": self.object,
        }

    @classmethod
    def from_plain(cls, said: Mapping[str, Any]) -> "Damage":
        """Raises KeyError or ValueError for anything that ``plain`` does not give."""
        kept = Stamp.parse(said["kept"]) if said["kept"] else None
        role = Role(said["role"])
        return cls(DamageKind(said["kind"]), said["seq"], said["step"], kept, said["number"], role, said["object"])


@dataclass(frozen=True, slots=True)
class Checked:
    """``entries``: places of the chain, erased ones too; ``files``: sealed files; ``head``: the last link.

    ``head`` is worth what ``damages`` says: only of a whole chain it is the one that was recomputed.
    """

    entries: int
    files: int
    head: bytes
    damages: tuple[Damage, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Everything is there and as it was kept; a warning may stand beside it."""
        return all(each.kind in _WARNINGS for each in self.damages)

    def plain(self, at: Stamp) -> dict[str, Any]:
        """For the setting ``last_check``."""
        return {
            "at": str(at),
            "entries": self.entries,
            "files": self.files,
            "head": self.head.hex(),
            "damages": [each.plain() for each in self.damages],
        }


def remembered(said: Any) -> tuple[Stamp, Checked] | None:
    """The opposite of ``Checked.plain``; None when there was no check yet, or what was kept of it is strange."""
    try:
        damages = tuple(Damage.from_plain(each) for each in said["damages"])
        checked = Checked(said["entries"], said["files"], bytes.fromhex(said["head"]), damages)
        return Stamp.parse(said["at"]), checked
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
