# SPDX-License-Identifier: GPL-3.0-or-later
"""All that a report is made from, read out of the vault once, as plain data."""

from dataclasses import dataclass

from journal.record.entry import Entry
from journal.record.incident import Incident


@dataclass(frozen=True, slots=True)
class Contents:
    """``entries`` are in chain order, whole record; ``drafts`` counts what is still being written, by incident id."""

    record_number: str
    incidents: tuple[Incident, ...]
    entries: tuple[Entry, ...]
    drafts: dict[str, int]
    head: bytes
    practice: bool = False
