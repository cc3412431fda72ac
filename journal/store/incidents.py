# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: S608  only constants of this module are put into SQL; every value is bound
"""Incidents, and their names in lists: the latest answers under two ids, whichever step they stand in."""

import json
from collections.abc import Callable, Collection
from typing import Any

from journal.clock import Clock, Stamp
from journal.record.entry import Answers
from journal.record.incident import HAPPENED, Incident, title_answer
from journal.record.moment import Moment
from journal.store.connection import Database
from journal.store.plain import packed, unpacked
from journal.store.sight import ADDS_TO_SIGHT, IN_SIGHT

_COLUMNS = """
    i.id, i.guide, i.begun, i.title, i.happened,
    (SELECT e.kept FROM entries e WHERE e.incident = i.id AND e.kind = 'written' ORDER BY e.seq LIMIT 1),
    (SELECT count(*) FROM entries e INDEXED BY additions_of_incident
        WHERE e.incident = i.id AND e.adds_to IS NOT NULL AND e.seq NOT IN (SELECT seq FROM temp.out_of_sight)),
    (SELECT count(*) FROM drafts d WHERE d.incident = i.id)
"""


class IncidentStore:
    def __init__(self, database: Database, clock: Clock, new_id: Callable[[], str]) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    def start(self, guide: str) -> Incident:
        incident = Incident(self._new_id(), guide, self._clock.now())
        self._database.write(
            lambda: self._database.do(
                "INSERT INTO incidents (id, guide, begun) VALUES (?, ?, ?)", (incident.id, guide, str(incident.begun))
            )
        )
        return incident

    def get(self, incident: str) -> Incident:
        """Raises KeyError when there is none of this id."""
        row = self._database.row(f"SELECT {_COLUMNS} FROM incidents i WHERE i.id = ?", (incident,))
        if row is None:
            raise KeyError(incident)
        return _incident(row)

    def page(self, limit: int, after: Incident | None = None) -> list[Incident]:
        """Started last first; the page that follows ``after``."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM incidents i"
            " WHERE i.number < coalesce((SELECT number FROM incidents WHERE id = ?), ?) ORDER BY i.number DESC LIMIT ?",
            (after and after.id, 2**63 - 1, limit),
        )
        return [_incident(row) for row in rows]

    def of_guide(self, guide: str, limit: int = -1) -> list[Incident]:
        """Those of one guide, started last first."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM incidents i WHERE i.guide = ? ORDER BY i.number DESC LIMIT ?", (guide, limit)
        )
        return [_incident(row) for row in rows]

    def some(self, incidents: Collection[str]) -> list[Incident]:
        """Those of these ids that there are."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM incidents i WHERE i.id IN (SELECT value FROM json_each(?)) ORDER BY i.number DESC",
            (json.dumps(sorted(incidents)),),
        )
        return [_incident(row) for row in rows]

    def all(self) -> list[Incident]:
        """In the order they were started."""
        return list(reversed(self.page(-1)))  # SQL's word for no limit

    def follow(self, incident: str, source: str, answers: Answers) -> None:
        """Let the incident be called what ``answers`` of the draft or entry ``source`` call it. Inside ``write``."""
        for answer, column in self._names(incident):
            if answer in answers:
                self._name(incident, column, answers[answer], source)
            elif self._database.value(f"SELECT {column}_from FROM incidents WHERE id = ?", (incident,)) == source:
                self._name(incident, column, *self._latest(incident, answer, source))

    def name_anew(self, incident: str) -> None:
        """Call the incident what is in sight calls it, after something went out of sight or came back."""
        for answer, column in self._names(incident):
            self._name(incident, column, *self._latest(incident, answer, ""))

    def _names(self, incident: str) -> tuple[tuple[str, str], ...]:
        """The answers that name this incident, and the columns they are kept in for lists."""
        guide = self._database.value("SELECT guide FROM incidents WHERE id = ?", (incident,))
        return ((title_answer(guide or ""), "title"), (HAPPENED, "happened"))

    def _name(self, incident: str, column: str, value: Any, source: str | None) -> None:
        kept = None if value is None else packed(value)
        self._database.do(
            f"UPDATE incidents SET {column} = ?, {column}_from = ? WHERE id = ?", (kept, source, incident)
        )

    def _latest(self, incident: str, answer: str, besides: str) -> tuple[Any, str | None]:
        """The last given answer of this incident that is in sight and not in ``besides``: drafts, then what was kept.

        ``instr`` spares reading every text of a long incident; only what may hold the answer is taken apart.
        """
        rows = self._database.each(
            "SELECT id, answers FROM ("
            " SELECT d.id, b.answers, 1 AS late, d.turn AS place FROM drafts d JOIN draft_bodies b USING (number)"
            f"  WHERE d.incident = :incident AND {ADDS_TO_SIGHT}"
            " UNION ALL"
            " SELECT e.id, b.answers, 0, e.seq FROM entries e JOIN entry_bodies b USING (seq)"
            f"  WHERE e.incident = :incident AND {IN_SIGHT}"
            ") WHERE id <> :besides AND instr(answers, :name) > 0 ORDER BY late DESC, place DESC",
            {"incident": incident, "besides": besides, "name": f'"{answer}":'.encode()},
        )
        for item, body in rows:
            answers = unpacked(body)
            if answer in answers:
                return answers[answer], item
        return None, None


def _incident(row: tuple[Any, ...]) -> Incident:
    name, guide, begun, title, happened, first_kept, additions, drafts = row
    said = unpacked(title) if title is not None else ""
    return Incident(
        id=name,
        guide=guide,
        begun=Stamp.parse(begun),
        title=said if isinstance(said, str) else "",
        happened=Moment.from_plain(unpacked(happened)) if happened is not None else None,
        first_kept=Stamp.parse(first_kept) if first_kept else None,
        additions=additions,
        drafts=drafts,
    )
