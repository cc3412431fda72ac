# SPDX-License-Identifier: GPL-3.0-or-later
"""What lists need to stay quick in a long record: an incident step by step, and days, without the rest."""

from typing import Any

VERSION = 3

_STATEMENTS = (
    # What is known of a step, and its cards in the order they were kept. Covers everything that a list filters by.
    "CREATE INDEX entries_of_incident_by_step ON entries (incident, step, kind, seq, adds_to)",
    "CREATE INDEX incidents_of_guide ON incidents (guide)",
    "CREATE INDEX drafts_of_step ON drafts (step, turn)",
    # A stamp begins with the day on the wall, so that a day is a range of it.
    "CREATE INDEX entries_by_time ON entries (kept, kind)",
    "CREATE INDEX event_days_by_day ON event_days (day)",
)


def apply(connection: Any) -> None:
    for statement in _STATEMENTS:
        connection.execute(statement)
