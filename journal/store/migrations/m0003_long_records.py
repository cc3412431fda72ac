# SPDX-License-Identifier: GPL-3.0-or-later
"""What lists need to stay quick in a long record: an incident step by step, without reading the rest."""

from typing import Any

VERSION = 3

_STATEMENTS = (
    # What is known of a step, and its cards in the order they were kept. Covers everything that a list filters by.
    "CREATE INDEX entries_of_incident_by_step ON entries (incident, step, kind, seq, adds_to)",
    "CREATE INDEX drafts_of_step ON drafts (step, turn)",
)


def apply(connection: Any) -> None:
    for statement in _STATEMENTS:
        connection.execute(statement)
