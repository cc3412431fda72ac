# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: S608  only constants of this module are put into SQL; every value is bound
"""Erasing for good, in one transaction: words, salts, search, drafts, keys of files go; bare digests stay.

What went is noted by its numbers in an entry of its own. Without the salt nobody can try words against a digest.
"""

from collections.abc import Callable
from dataclasses import dataclass

from journal.clock import Clock
from journal.record.acts import ERASED_COUNT, ERASED_NUMBERS, ERASING, ranges
from journal.record.entry import Entry, EntryKind, Wording
from journal.store.connection import Database
from journal.store.entries import EntryStore
from journal.store.evidence import EvidenceStore
from journal.store.incidents import IncidentStore
from journal.store.settings import SettingStore
from journal.store.sight import Sight

# What goes, with all that adds to it, wherever that stands. Filled anew by each erasing.
_TABLE = "CREATE TEMP TABLE IF NOT EXISTS erasing (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT"
_FIND = """
    WITH RECURSIVE gone (seq, id) AS (
        SELECT seq, id FROM entries WHERE {root}
        UNION SELECT e.seq, e.id FROM entries e JOIN gone ON e.adds_to = gone.id
    ) INSERT INTO temp.erasing SELECT seq, id FROM gone
"""
# The place to come back to, the last search and the last choice for a report may name what went.
_REMEMBERED = ("place", "search", "report_choice")


@dataclass(frozen=True, slots=True)
class ErasingStores:
    """The stores that an erasing reaches into."""

    entries: EntryStore
    incidents: IncidentStore
    evidence: EvidenceStore
    settings: SettingStore
    sight: Sight


class Erasing:
    def __init__(
        self, database: Database, clock: Clock, random_bytes: Callable[[int], bytes], stores: ErasingStores
    ) -> None:
        self._database = database
        self._clock = clock
        self._random_bytes = random_bytes
        self._stores = stores

    def incident(self, incident: str, wording: Wording) -> Entry | None:
        """An incident with all that belongs to it; gives the entry that says so, None when nothing had been kept.

        Raises DiskFullButSaved when it was done with room from the reserve, DiskFull when it could not be.
        """

        def task() -> Entry | None:
            self._find("incident = ?", incident)
            noted = self._erase(wording)
            self._database.do("DELETE FROM drafts WHERE incident = ?", (incident,))
            self._database.do("DELETE FROM incidents WHERE id = ?", (incident,))
            return noted

        return self._database.write(task)

    def entry(self, entry: str, wording: Wording) -> Entry | None:
        """One entry with all that adds to it, such as one thing that was kept."""

        def task() -> Entry | None:
            incident = self._database.value("SELECT incident FROM entries WHERE id = ?", (entry,))
            self._find("id = ?", entry)
            noted = self._erase(wording)
            if incident:
                self._stores.incidents.name_anew(incident)
            return noted

        return self._database.write(task)

    def wipe_log(self) -> None:
        """Empty the write-ahead log, which still holds the pages as they were. After the commit."""
        self._database.empty_log()

    def _find(self, root: str, value: str) -> None:
        self._database.do(_TABLE)
        self._database.do("DELETE FROM temp.erasing")
        self._database.do(_FIND.format(root=root), (value,))

    def _erase(self, wording: Wording) -> Entry | None:
        do, now = self._database.do, self._clock.now()
        rows = self._database.rows("SELECT seq, id FROM temp.erasing ORDER BY seq")
        if not rows:
            return None
        self._stores.evidence.forget([row[1] for row in rows])
        do("INSERT INTO erased SELECT seq, ? FROM temp.erasing ORDER BY seq", (str(now),))
        do("DELETE FROM drafts WHERE adds_to IN (SELECT id FROM temp.erasing)")
        for table, key in (
            ("entry_text", "rowid"),
            ("mentions", "seq"),
            ("event_days", "seq"),
            ("entry_bodies", "seq"),
            ("entries", "seq"),
        ):
            do(f"DELETE FROM {table} WHERE {key} IN (SELECT seq FROM temp.erasing)")
        do("DELETE FROM temp.erasing")
        for each in _REMEMBERED:
            self._stores.settings.forget(each)
        self._stores.sight.look()
        answers = {ERASED_NUMBERS: ranges(row[0] for row in rows), ERASED_COUNT: str(len(rows))}
        name = self._random_bytes(16).hex()
        return self._stores.entries.append(Entry(name, "", EntryKind.WRITTEN, ERASING, wording, answers, now, now))
