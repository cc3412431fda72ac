# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked about the time after: video, papers, injuries and care, costs, complaints and what came back.

Facts for damages, for keeping video and for checking records (docs/sources.md, "Injuries, care and things", and
docs/sources.md, "Video"). A date that someone named is written down as it was said; none is ever worked out.
"""

from journal.guide.known import KNOWN
from journal.guide.step import Field, Kind, Part, Step

VIDEO = Step(
    "video",
    Part.EVIDENCE,
    (
        Field("video_where", Kind.LONG_TEXT, lines=3),
        Field("video_owner", Kind.LINE),
        Field("video_asked", Kind.LONG_TEXT, lines=2),
        Field("video_reply", Kind.LONG_TEXT, lines=2),
        Field("video_until", Kind.LINE),
        Field("video_files", Kind.FILES),
        Field(
            "video_kind",
            Kind.CHOICE,
            (
                "not_sure",
                "on_officer",
                "in_car",
                "transport",
                "station",
                "call_sound",
                "shop",
                "home",
                "bystander",
                "own",
            ),
        ),
        *KNOWN,
    ),
    repeats=True,
    open_at_first=3,
)

PAPERS = Step(
    "papers",
    Part.CASE,
    (
        Field("paper_what", Kind.LONG_TEXT, lines=2),
        Field("paper_number", Kind.LINE),
        Field("paper_from", Kind.LINE),
        Field("paper_date", Kind.MOMENT),
        Field("paper_court", Kind.MOMENT),
        Field("paper_says", Kind.LONG_TEXT, lines=3),
        Field("paper_where", Kind.LINE),
        Field("paper_files", Kind.FILES),
        Field(
            "paper_kind",
            Kind.CHOICE,
            ("not_sure", "ticket", "court", "voucher", "release", "card", "medical", "letter", "other"),
        ),
    ),
    repeats=True,
    open_at_first=3,
)

COURT = Step(
    "court",
    Part.CASE,
    (
        Field("court_what", Kind.LONG_TEXT, lines=2),
        Field("court_when", Kind.MOMENT),
        Field("court_where", Kind.LINE),
        Field("court_number", Kind.LINE),
        Field("court_happened", Kind.LONG_TEXT, lines=3),
        Field("court_next", Kind.MOMENT),
        Field("court_outcome", Kind.LONG_TEXT, lines=2),
        Field("court_lawyer", Kind.LINE),
    ),
    repeats=True,
    open_at_first=3,
)

BODY_MARKS = Step("body_marks", Part.INJURIES, (Field("body_places", Kind.MARKS),))

INJURIES = Step(
    "injuries",
    Part.INJURIES,
    (
        Field("injury_what", Kind.LONG_TEXT, lines=3),
        Field("injury_place", Kind.LINE),
        Field("injury_look", Kind.LONG_TEXT, lines=2),
        Field("injury_when", Kind.MOMENT),
        Field("injury_pain", Kind.LONG_TEXT, lines=2),
        Field("injury_size", Kind.LINE),
        Field("injury_since", Kind.LONG_TEXT, lines=2),
        Field("injury_photos", Kind.LINE),
        Field("injury_files", Kind.FILES),
        *KNOWN,
    ),
    repeats=True,
    open_at_first=3,
)

# A right to copies within 30 days, once extended: 45 CFR 164.524. When they are due is never computed.
CARE = Step(
    "care",
    Part.INJURIES,
    (
        Field("care_who", Kind.LINE),
        Field("care_when", Kind.MOMENT),
        Field("care_told", Kind.LONG_TEXT, lines=3),
        Field("care_found", Kind.LONG_TEXT, lines=3),
        Field("care_tests", Kind.LONG_TEXT, lines=2),
        Field("care_next", Kind.LONG_TEXT, lines=2),
        Field("care_again", Kind.LINE),
        Field("care_records", Kind.LONG_TEXT, lines=2),
        Field("care_came", Kind.LINE),
        Field("care_files", Kind.FILES),
    ),
    repeats=True,
    open_at_first=3,
)

PROPERTY = Step(
    "property",
    Part.PROPERTY,
    (
        Field("item_what", Kind.LONG_TEXT, lines=2),
        Field("item_happened", Kind.LONG_TEXT, lines=3),
        Field("item_cost", Kind.MONEY),
        Field("item_by", Kind.PERSON, never_me=True),
        Field("item_voucher", Kind.LINE),
        Field("item_receipt", Kind.LONG_TEXT, lines=2),
        Field("item_back", Kind.LONG_TEXT, lines=2),
        Field("item_files", Kind.FILES),
        Field("item_was", Kind.CHOICES, ("none", "not_sure", "taken", "broken", "lost", "paid")),
        *KNOWN,
    ),
    repeats=True,
    open_at_first=3,
)

WORK = Step(
    "work",
    Part.PROPERTY,
    (
        Field("missed_what", Kind.LONG_TEXT, lines=3),
        Field("missed_when", Kind.MOMENT),
        Field("missed_long", Kind.LINE),
        Field("missed_pay", Kind.MONEY),
        Field("missed_known", Kind.LINE),
        Field("missed_papers", Kind.LINE),
    ),
    repeats=True,
    open_at_first=3,
)

COMPLAINTS = Step(
    "complaints",
    Part.COMPLAINTS,
    (
        Field("complaint_what", Kind.LONG_TEXT, lines=4),
        Field("complaint_office", Kind.LINE),
        Field("complaint_when", Kind.MOMENT),
        Field("complaint_number", Kind.LINE),
        Field("complaint_person", Kind.LINE),
        Field("complaint_copy", Kind.LINE),
        Field("complaint_files", Kind.FILES),
        Field("complaint_answer", Kind.LONG_TEXT, lines=3),
        Field("complaint_answered", Kind.MOMENT),
    ),
    repeats=True,
    open_at_first=3,
)

CHANGED = Step(
    "changed",
    Part.COMPLAINTS,
    (
        Field("changed_what", Kind.LONG_TEXT, lines=4),
        Field("changed_when", Kind.MOMENT),
        Field("changed_by", Kind.PERSON, never_me=True),
        Field("changed_before", Kind.LONG_TEXT, lines=2),
        *KNOWN,
    ),
    repeats=True,
    open_at_first=2,
)

RECORDS = Step(
    "records",
    Part.COMPLAINTS,
    (
        Field("record_what", Kind.LONG_TEXT, lines=2),
        Field("record_from", Kind.LINE),
        Field("record_when", Kind.MOMENT),
        Field("record_differs", Kind.LONG_TEXT, lines=5),
        Field("record_fits", Kind.LONG_TEXT, lines=3),
        Field("record_number", Kind.LINE),
        Field("record_files", Kind.FILES),
    ),
    repeats=True,
    open_at_first=4,
)
