# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of a bundle: what is in it, the chain of the record, and its own fingerprint (docs/bundle-format.md).

    {"manifest":{…},"sha256":"…"}⏎

is canonical JSON (journal/record/chain.py) and one line feed. ``sha256`` is of the canonical bytes of what stands under
``manifest``, so the file ends with its own fingerprint, and a file that differs in one byte, a space included, is not
what its content gives when it is written again.

Salt and content stand there only for entries of which this copy prints every answer. Of all others there is a bare
commitment, which says nothing without its salt.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from journal import __version__
from journal.clock import Stamp
from journal.guide.step import Part
from journal.record.acts import ACTS
from journal.record.chain import Link, canonical
from journal.record.contents import Contents
from journal.record.entry import Entry
from journal.report.choice import ONLY_ON_COVER, Choice, is_printed, printed_fields, settled, step_of
from journal.report.covered_record import covered_contents
from journal.report.redaction import Redaction
from journal.report.stop import Cancelled, HeedfulWords, never
from journal.report.telling import Teller
from journal.report.touched import touched
from journal.words import Words

NAME = "manifest.json"
FORMAT = "own-words-bundle"
VERSION = 1
NOTHING = Redaction()  # is covered
# What the cover prints of who wrote; the rest of that page only under conditions of its own.
_ON_COVER = frozenset({"writer_name", "writer", "for_whom"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the bundle. ``digest`` is SHA-256; ``evidence`` (E-4) and ``entry``, the number of the card that tells
    of it, only for what was kept."""

    name: str
    size: int
    digest: bytes
    evidence: str = ""
    entry: int = 0

    def plain(self) -> dict[str, Any]:
        found: dict[str, Any] = {"name": self.name, "size": self.size, "sha256": self.digest.hex()}
        return found | {"evidence": self.evidence, "entry": self.entry} if self.evidence else found


@dataclass(frozen=True)
class Copy:
    """One copy of the record for someone: what it is made from, what was chosen for it, when it was printed, and what
    is covered in it. ``contents`` is the record as it was kept. ``cancelled`` is asked while anything is made of it:
    where it says so, journal.report.stop.Stopped is raised."""

    contents: Contents
    choice: Choice
    printed: Stamp
    redaction: Redaction = NOTHING
    cancelled: Cancelled = never

    @property
    def covered(self) -> bool:
        """Whether anything is. Such a copy has no files: a picture can show what a bar hides in the text."""
        return bool(self.redaction.keys or self.redaction.pictures)

    @cached_property
    def words(self) -> Words:
        """The language of the headings."""
        return HeedfulWords(self.choice.language, self.cancelled)

    def teller(self) -> Teller:
        """Of the record as it was kept: never of what is shown of a copy with words covered."""
        return Teller(self.contents, settled(self.contents, self.choice), self.words)

    def shown(self) -> Teller:
        """Of what this copy shows. Texts may hold what ``redaction.finished`` takes out."""
        contents = (
            covered_contents(self.contents, self.redaction, cancelled=self.cancelled) if self.covered else self.contents
        )
        return Teller(contents, settled(contents, self.choice), self.words)


def manifest(copy: Copy, files: Iterable[Listed], unread: Sequence[Listed] = ()) -> bytes:
    """All of the list. ``unread``: what was kept and could not be read, so that it is not in the bundle."""
    inner = {
        "format": FORMAT,
        "version": VERSION,
        "program": f"Own Words {__version__}",
        "record": copy.contents.record_number,
        "printed": str(copy.printed),
        "covered": copy.covered,
        "files": [each.plain() for each in files],
        "unread": [each.plain() for each in unread],
        "head": copy.contents.head.hex(),
        "links": _links(copy),
    }
    return canonical({"manifest": inner, "sha256": hashlib.sha256(canonical(inner)).hexdigest()}) + b"\n"


def fingerprint_of(listed: bytes) -> bytes:
    """The fingerprint that a list ends with."""
    return bytes.fromhex(listed[-67:-3].decode("ascii"))


def whole_entries(copy: Copy) -> dict[int, Entry]:
    """By number, the entries of which every answer is printed in this copy and no word is covered."""
    teller = copy.teller()
    hidden = touched(copy.contents, copy.redaction, copy.words) if copy.covered else frozenset()
    return {
        entry.seq: entry
        for entry in copy.contents.entries
        if entry.id not in hidden and _is_whole(entry, teller, teller.choice)
    }


def _is_whole(entry: Entry, teller: Teller, choice: Choice) -> bool:
    if entry.lost or entry.step in ACTS or not is_printed(entry, choice):
        return False
    step = step_of(entry)
    if step is None:
        return True  # of a newer program: told as it was kept
    if step.part is Part.COVER and entry.incident not in choice.sheets:
        shown = _ON_COVER | (ONLY_ON_COVER if choice.purpose else frozenset())
        latest = (teller.latest(entry.incident, field) for field in entry.answers)
        return entry.answers.keys() <= shown and all(found and found[1] is entry for found in latest)
    return entry.answers.keys() <= {field.id for field, _answer in printed_fields(entry, step, choice)}


def _links(copy: Copy) -> list[dict[str, Any]]:
    whole = whole_entries(copy)
    return [_plain(link, whole.get(link.seq)) for link in _up_to(copy.contents.links, copy.contents.head)]


def _up_to(links: Iterable[Link], head: bytes) -> Iterable[Link]:
    """What came into the record after these pages were made is no part of this copy."""
    for link in links:
        yield link
        if link.link == head:
            return


def _plain(link: Link, entry: Entry | None) -> dict[str, Any]:
    found: dict[str, Any] = {"seq": link.seq, "commitment": link.commitment.hex(), "link": link.link.hex()}
    return found | {"salt": entry.salt.hex(), "content": entry.content()} if entry else found
