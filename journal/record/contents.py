# SPDX-License-Identifier: GPL-3.0-or-later
"""All that a report is made from, read out of the vault once, as plain data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from journal.record.acts import Gone
from journal.record.chain import Link
from journal.record.copy_made import CopyNoted
from journal.record.entry import Entry
from journal.record.evidence import Evidence
from journal.record.incident import Incident


@dataclass(frozen=True, slots=True)
class Contents:
    """``entries`` are in chain order, what is in sight; ``drafts`` counts what is still being written, by incident id.

    ``withdrawn`` and ``erased`` are numbers and times only. ``evidence`` is in the order of its numbers.
    ``pictures``: by the id of a file's card, what reads its print-size copy (JPEG, upright) when it is drawn, one at a
    time; only for files that have one. ``copies`` is the print log: which copies were made of the record before.
    ``links``: every place of the whole record's chain, also of what is out of sight or erased; the last is ``head``.
    """

    record_number: str
    incidents: tuple[Incident, ...]
    entries: tuple[Entry, ...]
    drafts: dict[str, int]
    head: bytes
    practice: bool = False
    evidence: tuple[Evidence, ...] = ()
    withdrawn: tuple[Gone, ...] = ()
    erased: tuple[Gone, ...] = ()
    copies: tuple[CopyNoted, ...] = ()
    pictures: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
