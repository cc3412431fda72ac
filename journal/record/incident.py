# SPDX-License-Identifier: GPL-3.0-or-later
"""An incident: one thing that happened, and what it is called in lists."""

from dataclasses import dataclass

from journal.clock import Stamp
from journal.record.moment import Moment

# The two answers, in whichever step they stand, that name an incident in lists. Ids are for ever.
TITLE = "title"
HAPPENED = "happened"
# A child's sheet is an incident of this guide, and is called what the child is called there: two letters or a nickname.
CHILD_SHEET_GUIDE = "child_sheet"
CHILD_CALLED = "child_called"


@dataclass(frozen=True, slots=True)
class Incident:
    """``title`` and ``happened`` follow the latest answers under those ids; both may be empty."""

    id: str
    guide: str
    begun: Stamp
    title: str = ""
    happened: Moment | None = None
    first_kept: Stamp | None = None
    additions: int = 0
    drafts: int = 0


def title_answer(guide: str) -> str:
    """The id of the answer that names an incident of this guide."""
    return CHILD_CALLED if guide == CHILD_SHEET_GUIDE else TITLE
