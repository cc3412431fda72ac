# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked about the encounter itself, after the free account: how it began, force, custody, reasons, treatment.

Asked for as facts, never weighed: what was done and what went before it, orders and the time to follow them, where the
hands were, what stopped and what help came (Graham v. Connor, 490 U.S. 386 (1989); docs/sources.md, "The
encounter").
"""

from journal.guide.known import KNOWN, YES_NO
from journal.guide.step import Field, Kind, Part, Step

# Drawn before it is told: a self-made sketch brought back more in two studies, and no more in a third (docs/sources.md,
# "Place, drawing and order"). It can always be left out.
SKETCH = Step(
    "sketch",
    Part.SEQUENCE,
    (Field("place_drawn", Kind.SKETCH), Field("drawing_words", Kind.LONG_TEXT, lines=2)),
)

ENCOUNTER = Step(
    "encounter",
    Part.ENCOUNTER,
    (
        Field("began", Kind.LONG_TEXT, lines=5),
        Field("orders", Kind.LONG_TEXT, lines=4),
        Field("leave_said", Kind.LONG_TEXT, lines=2),
        Field("id_asked", Kind.LONG_TEXT, lines=2),
        Field("searched", Kind.LONG_TEXT, lines=3),
        Field("search_said", Kind.LONG_TEXT, lines=2),
        Field("filming", Kind.LONG_TEXT, lines=2),
        Field("ended", Kind.LONG_TEXT, lines=2),
        Field("told_could_leave", Kind.CHOICE, ("told_yes", "told_no", "not_told", "not_sure")),
        Field("search_asked", Kind.CHOICE, YES_NO),
        *KNOWN,
    ),
    open_at_first=3,
)

# Says what comes and asks nothing: who leaves it out leaves out the questions too, without seeing one of them.
FORCE_AHEAD = Step("force_ahead", Part.FORCE, leads_to="force", told=("what", "choose", "leave"))

# When the person was held, on the ground or in cuffs: the free words above these lists come first.
_WHEN = ("none", "not_sure", "before", "during", "after")

FORCE = Step(
    "force",
    Part.FORCE,
    (
        Field("force_what", Kind.LONG_TEXT, lines=5),
        Field("force_before", Kind.LONG_TEXT, lines=3),
        Field("force_by", Kind.PERSON, never_me=True),
        Field("force_where", Kind.LONG_TEXT, lines=2),
        Field("force_to", Kind.PERSON),
        Field("force_when", Kind.MOMENT),
        Field("force_used", Kind.LINE),
        Field("force_times", Kind.LINE),
        Field("force_long", Kind.LINE),
        Field("force_officers", Kind.LINE),
        Field("force_orders", Kind.LONG_TEXT, lines=2),
        Field("force_time", Kind.LINE),
        Field("force_warning", Kind.LONG_TEXT, lines=2),
        Field("force_own", Kind.LONG_TEXT, lines=3),
        Field("force_held", Kind.LONG_TEXT, lines=2),
        Field("cuffs_felt", Kind.LONG_TEXT, lines=2),
        Field("force_stopped", Kind.LONG_TEXT, lines=2),
        Field("help_asked", Kind.LONG_TEXT, lines=2),
        Field("help_given", Kind.LONG_TEXT, lines=2),
        Field("help_by", Kind.LINE),
        Field("held_when", Kind.CHOICES, _WHEN),
        Field("ground_when", Kind.CHOICES, _WHEN),
        Field("cuffed_when", Kind.CHOICES, _WHEN),
        *KNOWN,
    ),
    repeats=True,
    open_at_first=4,
)

CUSTODY = Step(
    "custody",
    Part.CUSTODY,
    (
        Field("taken_what", Kind.LONG_TEXT, lines=5),
        Field("taken_where", Kind.LINE),
        Field("taken_in", Kind.MOMENT),
        Field("taken_out", Kind.MOMENT),
        Field("custody_words", Kind.LONG_TEXT, lines=2),
        Field("custody_food", Kind.LINE),
        Field("custody_medicine", Kind.LINE),
        Field("custody_bathroom", Kind.LINE),
        Field("custody_call", Kind.LINE),
        Field("custody_cuffs", Kind.LONG_TEXT, lines=2),
        Field("custody_people", Kind.LONG_TEXT, lines=2),
        Field("released_how", Kind.LONG_TEXT, lines=2),
        Field("released_papers", Kind.LONG_TEXT, lines=2),
        Field("arrested", Kind.CHOICE, YES_NO),
        *KNOWN,
    ),
    open_at_first=4,
)

REASON = Step(
    "reason",
    Part.REASON,
    (
        Field("reason_words", Kind.QUOTE),
        Field("reason_by", Kind.PERSON, never_me=True),
        Field("reason_when", Kind.LINE),
        Field("reason_changed", Kind.LONG_TEXT, lines=3),
        Field("reason_how", Kind.CHOICE, ("on_own", "as_answer", "not_sure")),
        *KNOWN,
    ),
    repeats=True,
    open_at_first=3,
)

# Words, acts, how others were treated and one's own sense stand apart; no motive has to be shown (docs/sources.md,
# "How people were treated").
TREATED = Step(
    "treated",
    Part.TREATMENT,
    (
        Field("treated_words", Kind.LONG_TEXT, lines=3),
        Field("treated_acts", Kind.LONG_TEXT, lines=3),
        Field("treated_others", Kind.LONG_TEXT, lines=3),
        Field("treated_sense", Kind.LONG_TEXT, lines=3, feeling=True),
        Field("need_what", Kind.LONG_TEXT, lines=2),
        Field("need_told", Kind.LONG_TEXT, lines=2),
        Field("need_answer", Kind.LONG_TEXT, lines=2),
        Field("name_used", Kind.LONG_TEXT, lines=2),
        Field("need_was", Kind.CHOICES, ("none", "not_sure", "told", "asked", "offered", "refused")),
        *KNOWN,
        Field("identity", Kind.LONG_TEXT, lines=3, identity=True),
    ),
    open_at_first=4,
)

# A pattern is shown by what happened before, with its own date and place (docs/sources.md, "Officers, and a pattern").
EARLIER = Step(
    "earlier",
    Part.OFFICERS,
    (
        Field("earlier_what", Kind.LONG_TEXT, lines=4),
        Field("earlier_when", Kind.MOMENT),
        Field("earlier_officer", Kind.PERSON, never_me=True, only="officers"),
        Field("earlier_agency", Kind.LINE),
        Field("earlier_place", Kind.LINE),
        Field("earlier_papers", Kind.LONG_TEXT, lines=2),
        *KNOWN,
    ),
    repeats=True,
    open_at_first=3,
)
