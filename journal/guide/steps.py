# SPDX-License-Identifier: GPL-3.0-or-later
"""The guides: every step and field a person is asked, in order. Structure only; the words stand in resources/text.

Free recall comes before any list of options, within the guide and within a step (domain.md §1.4; Gabbert, Hope and
Fisher 2009; R. A. Taylor's intake chapter in peers.md §C). Ids are for ever; nothing is required.
"""

from journal.guide.known import KNOWN
from journal.guide.step import Answered, Field, Guide, Kind, Part, Step
from journal.guide.things_steps import THINGS

_YES_NO = ("yes", "no", "not_sure")


def _if(field: str, *options: str, step: str = "") -> Answered:
    return Answered(field, frozenset(options), step)


TRUTH = Step("truth", Part.COVER)

WHY = Step(
    "why",
    Part.COVER,
    (
        Field("purpose", Kind.CHOICES, ("lawyer", "complaint", "myself", "not_sure")),
        Field("asked_by_lawyer", Kind.CHOICE, _YES_NO),
        Field("lawyer_name", Kind.LINE, when=_if("asked_by_lawyer", "yes")),
        Field("writer", Kind.CHOICE, ("me", "for_someone", "witness")),
        Field("for_whom", Kind.LINE, when=_if("writer", "for_someone", "witness")),
        Field("writer_name", Kind.LINE),
    ),
)

# Asked before any account: with an open case a defense lawyer comes first (domain.md §8, step 3).
_CASE = _if("charges", "yes", "over", "not_sure")

SAFE = Step(
    "safe",
    Part.CASE,
    (
        Field("safe_place", Kind.CHOICE, _YES_NO, notice_when=_if("safe_place", "no", "not_sure")),
        Field("charges", Kind.CHOICE, ("yes", "over", "no", "not_sure"), notice_when=_if("charges", "yes", "not_sure")),
        Field("charges_what", Kind.LONG_TEXT, when=_CASE, lines=2),
        Field("charges_ended", Kind.LONG_TEXT, when=_if("charges", "over"), lines=2),
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
        Field("cameras", Kind.LONG_TEXT, lines=2),
    ),
    open_at_first=4,
)

# ``vouch``: sentences a person may add if they are so. Its writer must stand by a record read in court (FRE 803(5)).
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
        Field("card_given", Kind.CHOICE, _YES_NO),
        Field("filmed_by_officer", Kind.CHOICE, _YES_NO),
        Field("filmed_how", Kind.LINE, when=_if("filmed_by_officer", "yes", "not_sure")),
        Field("same_officer", Kind.PERSON),
        # Chosen on the page of a department, never asked in the guide.
        Field("same_department", Kind.PERSON, when=_if("agency")),
        *KNOWN,
    ),
    repeats=True,
    names_person=True,
    open_at_first=5,
)

OTHERS = Step(
    "others",
    Part.WITNESSES,
    (
        Field("witness_who", Kind.LONG_TEXT, lines=2),
        Field("known_as", Kind.LINE),
        Field("witness_saw", Kind.LONG_TEXT, lines=3),
        Field("witness_contact", Kind.CONTACT),
        Field("lawyer_may_call", Kind.CHOICE, _YES_NO),
        Field("witness_relation", Kind.LINE),
        Field("witness_stood", Kind.LINE),
        Field("witness_told", Kind.LONG_TEXT, lines=3),
        Field("witness_filmed", Kind.CHOICE, _YES_NO),
        Field("same_person", Kind.PERSON),
    ),
    repeats=True,
    names_person=True,
    open_at_first=4,
)

# What a day after was like: short, dated, never a score (Meacham v. KAPL: duration, severity, signs, treatment).
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
        Field("usual_before", Kind.LONG_TEXT, feeling=True, lines=2),
        Field("who_noticed", Kind.LINE),
        Field("help_sought", Kind.LONG_TEXT, lines=2),
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

OWN_ACCOUNT = Guide(
    "own_account",
    1,
    (
        TRUTH,
        WHY,
        SAFE,
        BEFORE_WRITING,
        SETTING,
        ACCOUNT,
        ORDER,
        WORDS,
        BODY,
        OFFICERS,
        OTHERS,
        DAY,
        QUESTIONS,
        LATER,
    ),
)

DAYS_AFTER = Guide("days_after", 1, (DAY,))

GUIDES = {guide.id: guide for guide in (OWN_ACCOUNT, DAYS_AFTER, THINGS)}

# The account is told once and never asked for again (domain.md §11, rule 8).
TOLD_ONCE = ACCOUNT.id
