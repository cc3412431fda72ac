# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: S608  only constants of this module are put into SQL; every value is bound
"""The whole record at a glance: few columns, and the answers of only those pages that can hold a time."""

from collections.abc import Collection
from datetime import date
from typing import Any

from journal.record.glimpse import Glimpse
from journal.store.connection import Database
from journal.store.plain import unpacked
from journal.store.sight import IN_SIGHT


class GlimpseStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, fields: Collection[str], steps: Collection[str]) -> list[Glimpse]:
        """Of everything written that is in sight, in chain order. Of ``steps`` the answers in ``fields`` are read."""
        marks = ", ".join("?" * len(steps))
        rows = self._database.each(
            "SELECT e.seq, e.id, e.incident, e.step, e.kept, e.adds_to, b.answers FROM entries e"
            f" LEFT JOIN entry_bodies b ON b.seq = e.seq AND e.step IN ({marks})"
            f" WHERE e.kind = 'written' AND {IN_SIGHT} ORDER BY e.seq",
            tuple(steps),
        )
        return [_glimpse(row, fields) for row in rows]


def _glimpse(row: tuple[Any, ...], fields: Collection[str]) -> Glimpse:
    seq, name, incident, step, kept, adds_to, body = row
    answers = unpacked(body) if body is not None else {}
    times = {field: answer for field, answer in answers.items() if field in fields}
    # A stamp is written with the local day first (journal/clock.py).
    return Glimpse(seq, name, incident or "", step, date.fromisoformat(kept[:10]), times, adds_to or "")
