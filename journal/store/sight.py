# SPDX-License-Identifier: GPL-3.0-or-later
"""Which entries are out of sight: the withdrawn ones with all that adds to them, and the acts themselves.

They are found anew at each opening and kept in a table in memory, so that every list can leave them out by itself.
"""

import json

from journal.record.acts import ACTS, WITHDRAWAL, withdrawn
from journal.record.entry import Entry
from journal.store.connection import Database

# For entries under the name ``e``, and for anything whose ``adds_to`` may be out of sight.
IN_SIGHT = "e.seq NOT IN (SELECT seq FROM temp.out_of_sight)"
ADDS_TO_SIGHT = "(adds_to IS NULL OR adds_to NOT IN (SELECT id FROM temp.out_of_sight))"


class Sight:
    def __init__(self, database: Database) -> None:
        self._database = database
        database.begin_with(self._begin)

    def _begin(self) -> None:
        self._database.do("CREATE TEMP TABLE out_of_sight (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT")
        self.look()

    def look(self) -> None:
        """Find them all."""
        do = self._database.do
        do("DELETE FROM temp.out_of_sight")
        do(
            "INSERT INTO temp.out_of_sight SELECT seq, id FROM entries"
            " WHERE step IN (SELECT value FROM json_each(?)) AND kind = 'written'",
            (json.dumps(ACTS),),
        )
        do(
            "WITH RECURSIVE gone (seq, id) AS ("
            " SELECT seq, id FROM entries WHERE id IN (SELECT value FROM json_each(?))"
            " UNION SELECT e.seq, e.id FROM entries e JOIN gone ON e.adds_to = gone.id"
            ") INSERT OR IGNORE INTO temp.out_of_sight SELECT seq, id FROM gone",
            (json.dumps(list(self.withdrawn())),),
        )

    def follow(self, entry: Entry) -> None:
        """An entry has come. Inside ``write``."""
        if entry.step == WITHDRAWAL:
            self.look()
        elif entry.step in ACTS or (entry.adds_to and self.hides(entry.adds_to)):
            self._database.do("INSERT INTO temp.out_of_sight VALUES (?, ?)", (entry.seq, entry.id))

    def hides(self, entry: str) -> bool:
        return self._database.value("SELECT 1 FROM temp.out_of_sight WHERE id = ?", (entry,)) is not None

    def withdrawn(self) -> dict[str, str]:
        """The ids of what is withdrawn now, additions to it left aside, and of the withdrawal of each."""
        rows = self._database.rows(
            "SELECT id, adds_to FROM entries WHERE step = ? AND kind = 'written' ORDER BY seq", (WITHDRAWAL,)
        )
        return withdrawn((row[0], row[1]) for row in rows if row[1])
