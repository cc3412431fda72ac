# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafts: one row for each card that is being written, replaced at every save."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from journal.clock import Clock, Stamp
from journal.errors import DatabaseDamaged
from journal.record.entry import Answers, Draft
from journal.store.connection import Database
from journal.store.incidents import IncidentStore
from journal.store.plain import packed, sayable, settled, unpacked
from journal.store.settings import SettingStore
from journal.store.sight import ADDS_TO_SIGHT

_SELECT = (
    "SELECT d.id, d.incident, d.guide, d.step, d.adds_to, d.begun, d.changed, b.answers"
    " FROM drafts d JOIN draft_bodies b USING (number)"
)

_BARE = "SELECT d.id, d.incident, d.guide, d.step, d.adds_to, d.begun, d.changed FROM drafts d"


class DraftStore:
    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        new_id: Callable[[], str],
        incidents: IncidentStore,
        settings: SettingStore,
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._incidents = incidents
        self._settings = settings
        self._turn = 0  # never goes back while the vault is open, even when the last draft goes: search counts on it

    def new(self, incident: str, guide: str, step: str, adds_to: str = "", answers: Answers | None = None) -> Draft:
        """A draft in memory: nothing is written before ``save``."""
        now = self._clock.now()
        return Draft(self._new_id(), incident, guide, step, now, now, dict(answers or {}), adds_to)

    def save(self, draft: Draft, searchable: str = "", place: Mapping[str, Any] | None = None) -> Draft:
        """Everything about a draft in one commit; when this returns, it may be shown as saved.

        ``searchable`` is its text for search, ``place`` where the person is (the setting of that name). A draft that
        was kept meanwhile with the same answers stays kept; with other answers it is a bug, ValueError.
        Raises DiskFullButSaved when only the reserve had room for these words, DiskFull when nothing had.
        """
        saved = replace(draft, changed=self._clock.now(), answers=settled(dict(draft.answers)))
        self._database.write(lambda: self._save(saved, searchable, place))
        return saved

    def get(self, draft: str) -> Draft | None:
        found = self._find("WHERE d.id = ?", (draft,))
        return found[0] if found else None

    def of_incident(self, incident: str) -> list[Draft]:
        """In the order they were first saved; ``""`` for those of the whole record."""
        return self._find(f"WHERE d.incident IS ? AND {ADDS_TO_SIGHT} ORDER BY d.number", (incident or None,))

    def of_step(self, step: str, limit: int = 100) -> list[Draft]:
        """Of the whole record, saved last first."""
        where = f"WHERE d.step = ? AND {ADDS_TO_SIGHT} ORDER BY d.turn DESC LIMIT ?"
        return self._find(where, (step, limit))

    def latest(self) -> Draft | None:
        """The draft that was saved last."""
        found = self._find(f"WHERE {ADDS_TO_SIGHT} ORDER BY d.turn DESC LIMIT 1", ())
        return found[0] if found else None

    def remove(self, draft: str) -> None:
        """Gone for good, with its words in search. A draft that is not there is no matter."""
        self._database.write(lambda: self.drop(draft))

    def drop(self, draft: str) -> None:
        """``remove`` inside a transaction that has begun already."""
        incident = self._database.value("SELECT incident FROM drafts WHERE id = ?", (draft,))
        self._database.do("DELETE FROM drafts WHERE id = ?", (draft,))
        if incident:
            self._incidents.follow(incident, draft, {})

    def _find(self, where: str, values: tuple[Any, ...]) -> list[Draft]:
        """Those whose words lie in a bad place come too, as ``lost``."""
        try:
            return [_draft(row) for row in self._database.rows(f"{_SELECT} {where}", values)]
        except DatabaseDamaged:
            found = []
            for bare in self._database.rows(f"{_BARE} {where}", values):
                try:
                    found += [_draft(row) for row in self._database.rows(f"{_SELECT} WHERE d.id = ?", bare[:1])]
                except DatabaseDamaged:
                    found.append(replace(_draft((*bare, b"{}")), lost=True))
            return found

    def _save(self, draft: Draft, searchable: str, place: Mapping[str, Any] | None) -> None:
        if place is not None:
            self._settings.put("place", dict(place))
        kept = self._database.value(
            "SELECT b.answers FROM entries e JOIN entry_bodies b USING (seq) WHERE e.id = ?", (draft.id,)
        )
        answers = packed(draft.answers)
        if kept is not None:
            if kept != answers:
                raise ValueError("this draft was kept already")
            return
        self._turn = max(self._turn, self._database.value("SELECT max(turn) FROM drafts") or 0) + 1
        self._database.do(
            "INSERT INTO drafts (id, incident, guide, step, adds_to, begun, changed, turn)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, turn = excluded.turn",
            (
                draft.id,
                draft.incident or None,
                draft.guide,
                draft.step,
                draft.adds_to or None,
                str(draft.begun),
                str(draft.changed),
                self._turn,
            ),
        )
        self._database.do(
            "INSERT INTO draft_bodies (number, answers, searchable) SELECT number, ?, ? FROM drafts WHERE id = ?"
            " ON CONFLICT (number) DO UPDATE SET answers = excluded.answers, searchable = excluded.searchable",
            (answers, sayable(searchable), draft.id),
        )
        if draft.incident:
            self._incidents.follow(draft.incident, draft.id, draft.answers)


def _draft(row: tuple[Any, ...]) -> Draft:
    name, incident, guide, step, adds_to, begun, changed, answers = row
    return Draft(
        name, incident or "", guide, step, Stamp.parse(begun), Stamp.parse(changed), unpacked(answers), adds_to or ""
    )
