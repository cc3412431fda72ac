# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds that a search can be narrowed to, as sets of steps. What stands in no other is part of the account."""

from journal.guide.steps import CHILD_SHEET, GUIDES, LATER

ACCOUNT = "account"
_STEPS = {
    "words": ("words",),
    "people": ("officers", "others"),
    "body": ("body_marks", "injuries", "care"),
    "days": ("day", "changed", "work"),
    "child": tuple(step.id for step in CHILD_SHEET.steps if step.fields and step is not LATER),
    "things": ("file", "thing", "property"),
    "papers": ("papers", "court", "complaints", "records", "video"),
}
_ALL = tuple(dict.fromkeys(step.id for guide in GUIDES.values() for step in guide.steps if step.fields))
_ELSEWHERE = frozenset(step for steps in _STEPS.values() for step in steps)

# By its id (``search.kind.<id>`` is its name), in the order in which they are offered.
KINDS = {
    ACCOUNT: frozenset(step for step in _ALL if step not in _ELSEWHERE),
    **{kind: frozenset(steps) for kind, steps in _STEPS.items()},
}


def steps_of(kinds: list[str]) -> frozenset[str]:
    """All steps of these kinds; an id that is not known says nothing."""
    return frozenset().union(*(KINDS.get(kind, frozenset()) for kind in kinds))
