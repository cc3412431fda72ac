# SPDX-License-Identifier: GPL-3.0-or-later
"""What an account or a child's sheet is called wherever one is listed or named."""

from journal.guide.child_steps import is_sheet
from journal.guide.spoken import moment_text
from journal.record.incident import Incident
from journal.words import Words


def incident_title(incident: Incident, words: Words) -> str:
    return incident.title or words("home.untitled_sheet" if is_sheet(incident) else "home.untitled")


def incident_date(incident: Incident, words: Words) -> str:
    return moment_text(incident.happened, words) if incident.happened else ""


def incident_name(incident: Incident, words: Words) -> str:
    """Where its date does not stand beside it."""
    return incident.title or incident_date(incident, words) or incident_title(incident, words)
