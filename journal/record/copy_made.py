# SPDX-License-Identifier: GPL-3.0-or-later
"""The print log: which copies were made of this record, of what, when, and for whom if the person said so.

Each copy is an entry of its own, noted after it was printed, saved or bundled. No word of the record stands in it: ids,
numbers and the fingerprint of the PDF. For whom it was may be said later: that is an addition to the entry.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from journal.record.acts import COPY
from journal.record.entry import Entry

PRINTED, SAVED, BUNDLED = "printed", "saved", "bundled"
HOW = (PRINTED, SAVED, BUNDLED)
# What else a copy can be without (journal/report/choice.py), in the order in which it is said.
WITHOUT = ("feelings", "contacts", "identity")
# The ids of the answers. For ever.
COPY_HOW, COPY_COVERED, COPY_FOR = "copy_how", "copy_covered", "copy_for"
COPY_ACCOUNTS, COPY_PARTS, COPY_WITHOUT = "copy_accounts", "copy_parts", "copy_without"
COPY_PAGES, COPY_RANGE, COPY_SHEETS = "copy_pages", "copy_range", "copy_sheets"
COPY_DIGEST, COPY_MANIFEST = "copy_digest", "copy_manifest"
_RANGES = re.compile(r"[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*")


@dataclass(frozen=True, slots=True)
class CopyMade:
    """``how`` is one of ``HOW``; ``digest`` the SHA-256 of the PDF, ``manifest`` that of a bundle's manifest, in hex.

    ``pages`` of the whole PDF; ``first`` and ``last`` of those that were printed, from 1, or 0 for all, and ``ranges``
    (``1-3,7``) where there is a gap between them; ``copies`` of them. ``incidents`` are ids of accounts and of
    child's sheets; ``parts`` those that held something and went in, by their ids, and ``without`` what was left out
    inside them (``WITHOUT``). ``covered``: chosen words were covered.
    """

    how: str
    digest: str
    pages: int
    incidents: tuple[str, ...]
    parts: tuple[str, ...]
    without: tuple[str, ...] = ()
    covered: bool = False
    first: int = 0
    last: int = 0
    copies: int = 1
    manifest: str = ""
    ranges: str = ""

    def answers(self, for_whom: str = "") -> dict[str, str]:
        """As an entry keeps it; what says nothing is left out."""
        said = {
            COPY_HOW: self.how,
            COPY_COVERED: "yes" if self.covered else "",
            COPY_FOR: for_whom if for_whom.strip() else "",
            COPY_ACCOUNTS: " ".join(self.incidents),
            COPY_PARTS: " ".join(self.parts),
            COPY_WITHOUT: " ".join(self.without),
            COPY_PAGES: str(self.pages),
            COPY_RANGE: self.ranges or (f"{self.first}-{self.last}" if self.first else ""),
            COPY_SHEETS: str(self.copies) if self.copies > 1 else "",
            COPY_DIGEST: self.digest,
            COPY_MANIFEST: self.manifest,
        }
        return {name: text for name, text in said.items() if text}

    @classmethod
    def from_answers(cls, answers: Mapping[str, Any]) -> "CopyMade":
        """The opposite. What another version kept in another shape is as if it had not been said."""
        said = {name: text for name, text in answers.items() if isinstance(text, str)}
        pages = said.get(COPY_RANGE, "")
        numbers = re.split("[-,]", pages) if _RANGES.fullmatch(pages) else [""]
        return cls(
            how=how if (how := said.get(COPY_HOW, "")) in HOW else "",
            digest=said.get(COPY_DIGEST, ""),
            pages=_number(said.get(COPY_PAGES, "")),
            incidents=tuple(said.get(COPY_ACCOUNTS, "").split()),
            parts=tuple(said.get(COPY_PARTS, "").split()),
            without=tuple(each for each in WITHOUT if each in said.get(COPY_WITHOUT, "").split()),
            covered=said.get(COPY_COVERED) == "yes",
            first=_number(numbers[0]),
            last=_number(numbers[-1]),
            copies=_number(said.get(COPY_SHEETS, "")) or 1,
            manifest=said.get(COPY_MANIFEST, ""),
            ranges=pages if len(numbers) > 1 and "," in pages else "",
        )


@dataclass(frozen=True, slots=True)
class CopyNoted:
    """One copy as the log has it; ``said`` are the entries that say for whom, in chain order: the last one counts."""

    entry: Entry
    made: CopyMade
    said: tuple[Entry, ...] = field(default=())

    @property
    def for_whom(self) -> str:
        """Empty when nobody said so."""
        return _for_whom(self.said[-1]) if self.said else ""


def noted(entries: Iterable[Entry]) -> tuple[CopyNoted, ...]:
    """The copies, as they were made one after the other, from all entries of this step."""
    copies: dict[str, Entry] = {}
    said: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda each: each.seq):
        if entry.step != COPY:
            continue
        if not entry.adds_to:
            copies[entry.id] = entry
        if _for_whom(entry):
            said.setdefault(entry.adds_to or entry.id, []).append(entry)
    return tuple(
        CopyNoted(entry, CopyMade.from_answers(entry.answers), tuple(said.get(entry.id, ())))
        for entry in copies.values()
    )


def and_noted(copies: Iterable[CopyNoted], entry: Entry) -> tuple[CopyNoted, ...]:
    """The same log with one more entry of it."""
    entries = {each.id: each for copy in copies for each in (copy.entry, *copy.said)}
    return noted([*entries.values(), entry])


def _for_whom(entry: Entry) -> str:
    text = entry.answers.get(COPY_FOR)
    return text if isinstance(text, str) else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
