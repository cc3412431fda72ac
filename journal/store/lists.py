# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: S608  only constants of the store are put into SQL; every value is bound
"""Windows onto a long record: each asks for what is shown and no more, however much there is besides.

Like every list, they show what is in sight.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from journal.record.entry import Entry, EntryKind
from journal.store.connection import Database
from journal.store.rows import read
from journal.store.sight import IN_SIGHT

# Below cards stands what adds to them; what adds to something elsewhere, or to nothing that is here, is a card itself.
_IS_CARD = """(e.adds_to IS NULL OR NOT EXISTS (
    SELECT 1 FROM entries t WHERE t.id = e.adds_to AND t.incident IS e.incident AND t.kind = 'written'))"""
# The page of a step shows what was kept under it, whatever of another step it adds to.
_IS_CARD_OF_STEP = """(e.adds_to IS NULL OR NOT EXISTS (
    SELECT 1 FROM entries t WHERE t.id = e.adds_to AND t.incident IS e.incident AND t.step = e.step))"""
_LATEST = 50  # entries of a step in which the latest answer to each question is looked for


class Lists:
    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, incident: str, steps: Iterable[str]) -> dict[str, frozenset[EntryKind]]:
        """Which of these steps anything is kept of, and of which kinds; ``""`` for the whole record."""
        found: dict[str, frozenset[EntryKind]] = {}
        for step in steps:
            kinds = frozenset(kind for kind in EntryKind if self._has(incident, step, kind))
            if kinds:
                found[step] = kinds
        return found

    def steps(self, incident: str) -> list[str]:
        """Every step that anything is kept of, acts and steps of a newer program among them."""
        rows = self._database.rows(
            "WITH RECURSIVE found (step) AS ("
            " SELECT (SELECT min(step) FROM entries WHERE incident IS ?1)"
            " UNION ALL SELECT (SELECT min(step) FROM entries WHERE incident IS ?1 AND step > found.step)"
            " FROM found WHERE found.step IS NOT NULL"
            ") SELECT step FROM found WHERE step IS NOT NULL",
            (incident or None,),
        )
        return [row[0] for row in rows]

    def cards(
        self, incident: str, order: Sequence[str], limit: int, after: Entry | None = None, start: Entry | None = None
    ) -> list[Entry]:
        """Cards of an incident in the order of these steps, within a step as they were kept.

        The first ``limit`` of them; those that follow ``after``; or those from ``start`` on.
        """
        known = after or start
        low = (after.seq if after else start.seq - 1 if start else 0) if known and known.step in order else 0
        first = order.index(known.step) if known and known.step in order else 0
        found: list[Entry] = []
        for step in order[first:]:
            found += read(
                self._database,
                "WHERE e.incident IS ? AND e.step = ? AND e.kind = 'written' AND e.seq > ?"
                f" AND {IN_SIGHT} AND {_IS_CARD} ORDER BY e.seq LIMIT ?",
                (incident or None, step, low, limit - len(found)),
            )
            low = 0
            if len(found) >= limit:
                break
        return found

    def of_step(self, incident: str, step: str, limit: int) -> list[Entry]:
        """What was kept last under a step of an incident, in the order it was kept; not what adds to one of them."""
        found = read(
            self._database,
            f"WHERE e.incident IS ? AND e.step = ? AND e.kind = 'written' AND {IN_SIGHT}"
            f" AND {_IS_CARD_OF_STEP} ORDER BY e.seq DESC LIMIT ?",
            (incident or None, step, limit),
        )
        return found[::-1]

    def below(self, entries: Iterable[str], limit: int) -> list[Entry]:
        """All that adds to these, and what adds to that, in the order it was kept; the latest ``limit`` of them."""
        return read(
            self._database,
            "WHERE e.kind = 'written' AND e.seq IN ("
            "SELECT seq FROM below WHERE seq NOT IN (SELECT seq FROM temp.out_of_sight) ORDER BY seq DESC LIMIT ?"
            ") ORDER BY e.seq",
            (json.dumps(list(entries)), limit),
            before="WITH RECURSIVE below (seq, id) AS ("
            " SELECT seq, id FROM entries WHERE adds_to IS NOT NULL AND adds_to IN (SELECT value FROM json_each(?))"
            " UNION SELECT a.seq, a.id FROM entries a JOIN below ON a.adds_to = below.id) ",
        )

    def top(self, entry: Entry) -> Entry:
        """The card that an addition stands below; a card itself."""
        while entry.adds_to:
            above = read(self._database, "WHERE e.id = ?", (entry.adds_to,))
            if not above or above[0].incident != entry.incident:
                break
            entry = above[0]
        return entry

    def answers(self, incident: str, steps: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The latest answers that were kept under each of these steps, additions included."""
        found: dict[str, dict[str, Any]] = {}
        for step in steps:
            kept = read(
                self._database,
                f"WHERE e.incident IS ? AND e.step = ? AND e.kind = 'written' AND {IN_SIGHT}"
                " ORDER BY e.seq DESC LIMIT ?",
                (incident or None, step, _LATEST),
            )
            for entry in reversed(kept):
                found.setdefault(step, {}).update(entry.answers)
        return found

    def is_hidden(self, entry: Entry) -> bool:
        """Whether it is out of sight."""
        return self._database.value("SELECT 1 FROM temp.out_of_sight WHERE id = ?", (entry.id,)) is not None

    def gone(self, cards: Collection[str]) -> frozenset[str]:
        """Which of these cards are no longer there: neither kept nor a draft."""
        rows = self._database.rows(
            "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = value)"
            " AND NOT EXISTS (SELECT 1 FROM drafts WHERE id = value)",
            (json.dumps(sorted(cards)),),
        )
        return frozenset(row[0] for row in rows)

    def _has(self, incident: str, step: str, kind: EntryKind) -> bool:
        found = self._database.value(
            f"SELECT 1 FROM entries e WHERE e.incident IS ? AND e.step = ? AND e.kind = ? AND {IN_SIGHT} LIMIT 1",
            (incident or None, step, str(kind)),
        )
        return found is not None
