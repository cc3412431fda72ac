# SPDX-License-Identifier: GPL-3.0-or-later
"""The child sheet: what a parent or relative heard a child say, and what they saw. Never asked of a child.

What was said and done around the words decides what they can be used for, so each card has it apart from them: what
went on right before, what any adult had said first, who was there, how it is known (Fed. R. Evid. 803(2);
docs/sources.md, "A child's sheet"). What an adult saw change is kept as something seen, never as a sign of anything.
"""

from journal.guide.step import Answered, Field, Guide, Kind, Part, Step
from journal.record.incident import CHILD_CALLED, CHILD_SHEET_GUIDE, Incident

# Printed only when the person chooses so for this one copy.
FULL_NAME = "child_full_name"
WRITER_NAME = "writer_name"

# Said once, before the first card; it can be read again from the sheet.
HOW = Step("child_how", Part.CHILD, told=("listen", "letters", "yours", "apart", "worry"))

WHO = Step(
    "child_who",
    Part.CHILD,
    (
        Field(CHILD_CALLED, Kind.LINE),
        Field("child_age", Kind.LINE),
        Field("child_relation", Kind.LINE),
        Field("about_account", Kind.INCIDENT),
        Field("purpose", Kind.CHOICES, ("lawyer", "complaint", "myself", "not_sure")),
        Field(FULL_NAME, Kind.LINE),
        Field(WRITER_NAME, Kind.LINE),
    ),
    open_at_first=5,
)

THERE = Step(
    "child_there",
    Part.CHILD,
    (
        Field("child_where", Kind.LONG_TEXT, lines=4),
        Field("child_knows", Kind.CHOICES, ("not_sure", "saw", "heard", "told")),
    ),
)

SAID = Step(
    "child_said",
    Part.CHILD,
    (
        Field("child_words", Kind.QUOTE),
        Field("child_said_when", Kind.MOMENT),
        Field("child_before", Kind.LONG_TEXT, lines=3),
        Field("adult_first", Kind.LONG_TEXT, lines=3),
        Field("child_asked", Kind.CHOICE, ("nobody", "someone", "not_sure")),
        Field("said_where", Kind.LINE),
        Field("said_present", Kind.LONG_TEXT, lines=2),
        Field("child_tone", Kind.LONG_TEXT, lines=2),
        Field("child_looked", Kind.LONG_TEXT, lines=2),
        Field("adult_next", Kind.LONG_TEXT, lines=2),
        Field("child_exposed", Kind.LONG_TEXT, lines=2),
        Field("said_known", Kind.CHOICE, ("self", "told", "not_sure")),
        Field("said_told_by", Kind.LINE, when=Answered("said_known", frozenset({"told"}))),
    ),
    repeats=True,
    open_at_first=5,
)

CHANGE = Step(
    "child_change",
    Part.CHILD,
    (
        Field("change_seen", Kind.LONG_TEXT, lines=5),
        Field("change_when", Kind.MOMENT),
        Field("child_usual", Kind.LONG_TEXT, lines=3),
        Field("child_sleep", Kind.LONG_TEXT, lines=2),
        Field("child_food", Kind.LONG_TEXT, lines=2),
        Field("child_school", Kind.LONG_TEXT, lines=2),
        Field("child_play", Kind.LONG_TEXT, lines=2),
        Field("child_body", Kind.LONG_TEXT, lines=2),
        Field("child_mood", Kind.LONG_TEXT, lines=2),
        Field("who_noticed", Kind.LINE),
        Field("child_help", Kind.LONG_TEXT, lines=2),
    ),
    repeats=True,
    open_at_first=3,
)

ASK = Step("child_questions", Part.CHILD, (Field("child_questions", Kind.LONG_TEXT, lines=4),))


def child_sheet(later: Step) -> Guide:
    """The guide; ``later`` is the step in which something is added to what was kept, shared with the account."""
    return Guide(CHILD_SHEET_GUIDE, 1, (HOW, WHO, THERE, SAID, CHANGE, ASK, later))


def is_sheet(incident: Incident) -> bool:
    """Whether it is a child's sheet and no account of the writer's own. The two are never shown as one."""
    return incident.guide == CHILD_SHEET_GUIDE
