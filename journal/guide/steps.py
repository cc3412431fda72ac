# SPDX-License-Identifier: GPL-3.0-or-later
"""The guides: every step and field a person is asked, in order. Structure only; the words stand in resources/text.

Free recall comes before any list of options, within the guide and within a step (Gabbert, Hope and Fisher 2009, and
lawyers' practice: docs/sources.md, "One free account, before any question"). Ids are for ever; nothing is required.
"""

from journal.guide.aftermath import (
    BODY_MARKS,
    CARE,
    CHANGED,
    COMPLAINTS,
    COURT,
    INJURIES,
    PAPERS,
    PROPERTY,
    RECORDS,
    VIDEO,
    WORK,
)
from journal.guide.child_steps import child_sheet
from journal.guide.encounter import CUSTODY, EARLIER, ENCOUNTER, FORCE, FORCE_AHEAD, REASON, SKETCH, TREATED
from journal.guide.known import KNOWN, YES_NO, answered
from journal.guide.step import Field, Guide, Kind, Part, Start, Step
from journal.guide.things_steps import THINGS

TRUTH = Step("truth", Part.COVER, told=("what", "choose", "stays", "not_a_lawyer", "court", "show", "early", "leave"))

WHY = Step(
    "why",
    Part.COVER,
    (
        Field("purpose", Kind.CHOICES, ("lawyer", "complaint", "myself", "not_sure")),
        Field("asked_by_lawyer", Kind.CHOICE, YES_NO),
        Field("lawyer_name", Kind.LINE, when=answered("asked_by_lawyer", "yes")),
        Field("writer", Kind.CHOICE, ("me", "for_someone", "witness")),
        Field("for_whom", Kind.LINE, when=answered("writer", "for_someone", "witness")),
        Field("writer_name", Kind.LINE),
    ),
)

# Asked before any account: with an open case, a defense lawyer comes before one's own part in that day
# (docs/sources.md, "An open case comes first").
_CASE = answered("charges", "yes", "over", "not_sure")

SAFE = Step(
    "safe",
    Part.CASE,
    (
        Field("safe_place", Kind.CHOICE, YES_NO, notice_when=answered("safe_place", "no", "not_sure")),
        Field(
            "charges",
            Kind.CHOICE,
            ("yes", "over", "no", "not_sure"),
            notice_when=answered("charges", "yes", "not_sure"),
        ),
        Field("charges_what", Kind.LONG_TEXT, when=_CASE, lines=2),
        Field("charges_ended", Kind.LONG_TEXT, when=answered("charges", "over"), lines=2),
        Field("court_name", Kind.LINE, when=_CASE),
        Field("court_date", Kind.MOMENT, when=_CASE),
        Field("case_number", Kind.LINE, when=_CASE),
        Field("defense_lawyer", Kind.LINE, when=_CASE),
        Field("other_dates", Kind.LONG_TEXT, lines=2),
    ),
)

BEFORE_WRITING = Step(
    "before_writing",
    Part.ACCOUNT,
    (
        Field("seen_heard", Kind.LONG_TEXT),
        Field("seen_kinds", Kind.CHOICES, ("none", "not_sure", "video", "news", "social", "talked", "own_notes")),
        Field("seen_when", Kind.MOMENT),
    ),
)

SETTING = Step(
    "setting",
    Part.ACCOUNT,
    (
        Field("around", Kind.LONG_TEXT, lines=6),
        Field("happened", Kind.MOMENT),
        Field("place", Kind.LINE),
        Field("title", Kind.LINE),
        Field("how_long", Kind.LINE),
        Field("view", Kind.LONG_TEXT, lines=3),
        Field("light", Kind.LINE),
        Field("weather", Kind.LINE),
        Field("how_far", Kind.LINE),
        Field("in_the_way", Kind.LINE),
        Field("eyes_ears", Kind.LINE),
        Field("landmark", Kind.LINE),
        Field("which_police", Kind.LINE),
        Field("cameras", Kind.LONG_TEXT, lines=2),
        Field("indoors", Kind.CHOICE, ("inside", "outside", "in_car", "not_sure")),
    ),
    open_at_first=4,
)

# ``vouch``: sentences a person may add if they are so. Whoever wrote a record that is read out in court has to stand
# by it (Fed. R. Evid. 803(5)).
ACCOUNT = Step(
    "account",
    Part.ACCOUNT,
    (
        Field("account", Kind.LONG_TEXT, lines=16),
        Field("vouch", Kind.CHOICES, ("remembered_well", "true_as_known", "parts_unclear")),
    ),
)

ORDER = Step("order", Part.SEQUENCE, (Field("parts", Kind.ORDER),))

WORDS = Step(
    "words",
    Part.WORDS,
    (
        Field("quote", Kind.QUOTE),
        Field("voice", Kind.LONG_TEXT, lines=2),
        Field("speaker", Kind.PERSON),
        Field("said_to", Kind.LINE),
        Field("said_when", Kind.LINE),
        Field("reply", Kind.LONG_TEXT, lines=2),
        Field("said_how", Kind.CHOICE, ("on_own", "as_answer", "not_sure")),
        Field("voice_was", Kind.CHOICES, ("not_sure", "loud", "quiet", "flat", "calm", "sharp", "shaking", "changed")),
        *KNOWN,
    ),
    repeats=True,
    open_at_first=3,
)

BODY = Step(
    "body",
    Part.BODY,
    (
        Field("movement", Kind.LONG_TEXT, lines=4),
        Field("who_moved", Kind.PERSON),
        Field("their_hands", Kind.LONG_TEXT, lines=2),
        Field("own_body", Kind.LONG_TEXT, lines=3),
        Field("moved_when", Kind.LINE),
        Field("their_face", Kind.LONG_TEXT, lines=2),
        Field("distance", Kind.LINE),
        *KNOWN,
    ),
    repeats=True,
    open_at_first=4,
)

OFFICERS = Step(
    "officers",
    Part.OFFICERS,
    (
        Field("officer_look", Kind.LONG_TEXT, lines=4),
        Field("known_as", Kind.LINE),
        Field("officer_name", Kind.LINE),
        Field("badge", Kind.LINE),
        Field("car", Kind.LONG_TEXT, lines=2),
        Field("rank", Kind.LINE),
        Field("agency", Kind.LINE),
        Field("clothes", Kind.LONG_TEXT, lines=2),
        Field("officer_did", Kind.LONG_TEXT, lines=3),
        Field("officer_role", Kind.LINE),
        Field("uniform", Kind.CHOICE, ("uniform", "plain", "not_sure")),
        Field("on_duty", Kind.CHOICE, YES_NO),
        Field("card_given", Kind.CHOICE, YES_NO),
        Field("filmed_by_officer", Kind.CHOICE, YES_NO),
        Field("filmed_how", Kind.LINE, when=answered("filmed_by_officer", "yes", "not_sure")),
        Field("same_officer", Kind.PERSON),
        # Chosen on the page of a department, never asked in the guide.
        Field("same_department", Kind.PERSON, when=answered("agency")),
        *KNOWN,
    ),
    repeats=True,
    names_person=True,
    open_at_first=5,
    starts=(
        Start("words", "speaker"),
        Start("body", "who_moved"),
        Start("force", "force_by"),
        Start("reason", "reason_by"),
        Start("earlier", "earlier_officer"),
    ),
)

OTHERS = Step(
    "others",
    Part.WITNESSES,
    (
        Field("witness_who", Kind.LONG_TEXT, lines=2),
        Field("known_as", Kind.LINE),
        Field("witness_saw", Kind.LONG_TEXT, lines=3),
        Field("witness_contact", Kind.CONTACT),
        Field("lawyer_may_call", Kind.CHOICE, YES_NO),
        Field("witness_relation", Kind.LINE),
        Field("witness_stood", Kind.LINE),
        Field("witness_told", Kind.LONG_TEXT, lines=3),
        Field("witness_filmed", Kind.CHOICE, YES_NO),
        Field("same_person", Kind.PERSON),
    ),
    repeats=True,
    names_person=True,
    open_at_first=4,
    starts=(Start("words", "speaker"), Start("body", "who_moved"), Start("force", "force_to")),
)

# What a day after was like, short, dated, never a score. Courts look at how long, how bad, signs in the body and
# treatment (docs/sources.md, "The days after").
DAY = Step(
    "day",
    Part.DAYS,
    (
        Field("day_when", Kind.MOMENT),
        Field("day_text", Kind.LONG_TEXT, feeling=True, lines=6),
        Field("sleep", Kind.LONG_TEXT, feeling=True, lines=2),
        Field("food", Kind.LONG_TEXT, feeling=True, lines=2),
        Field("body_signs", Kind.LONG_TEXT, feeling=True, lines=2),
        Field("stayed_away", Kind.LONG_TEXT, feeling=True, lines=2),
        Field("work_school", Kind.LONG_TEXT, lines=2),
        Field("family", Kind.LONG_TEXT, feeling=True, lines=2),
        Field("caring", Kind.LONG_TEXT, feeling=True, lines=2),
        Field("usual_before", Kind.LONG_TEXT, feeling=True, lines=2),
        Field("who_noticed", Kind.LINE),
        Field("help_sought", Kind.LONG_TEXT, lines=2),
        Field("day_costs", Kind.LONG_TEXT, lines=2),
    ),
    repeats=True,
    open_at_first=2,
)

QUESTIONS = Step(
    "questions",
    Part.QUESTIONS,
    (
        Field("questions", Kind.LONG_TEXT, lines=5),
        Field("hopes", Kind.LONG_TEXT, feeling=True, lines=4),
        Field("meeting_needs", Kind.LONG_TEXT, lines=2),
        Field("reach_me", Kind.CONTACT),
        Field("reach_safely", Kind.LINE),
    ),
    open_at_first=2,
)

LATER = Step(
    "later",
    Part.ADDITIONS,
    (
        Field("addition", Kind.LONG_TEXT, lines=6),
        Field("reason", Kind.LINE),
        *KNOWN,
    ),
    repeats=True,
    open_at_first=2,
)

# Calm pages stand between hard ones, and what hurts never comes first (docs/sources.md, "Calm pages").
OWN_ACCOUNT = Guide(
    "own_account",
    2,
    (
        TRUTH,
        WHY,
        SAFE,
        BEFORE_WRITING,
        SETTING,
        SKETCH,
        ACCOUNT,
        ORDER,
        WORDS,
        BODY,
        OFFICERS,
        OTHERS,
        EARLIER,
        ENCOUNTER,
        FORCE_AHEAD,
        FORCE,
        CUSTODY,
        REASON,
        TREATED,
        VIDEO,
        PAPERS,
        COURT,
        BODY_MARKS,
        INJURIES,
        CARE,
        PROPERTY,
        WORK,
        COMPLAINTS,
        CHANGED,
        RECORDS,
        DAY,
        QUESTIONS,
        LATER,
    ),
    headings=(
        (TRUTH.id, "before"),
        (SETTING.id, "happened"),
        (OFFICERS.id, "who"),
        (ENCOUNTER.id, "more"),
        (VIDEO.id, "after"),
        (QUESTIONS.id, "lawyer"),
    ),
)

DAYS_AFTER = Guide("days_after", 2, (DAY,))

CHILD_SHEET = child_sheet(LATER)

GUIDES = {guide.id: guide for guide in (OWN_ACCOUNT, DAYS_AFTER, CHILD_SHEET, THINGS)}

# The account is told once and never asked for again: a second telling can hurt, and can be held against the first
# (docs/sources.md, "One free account, before any question").
TOLD_ONCE = ACCOUNT.id
