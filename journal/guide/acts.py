# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of what is done with kept entries. Nobody is led through them: a page asks when the person chose to."""

from journal.guide.step import Field, Guide, Kind, Part, Step
from journal.record import acts, copy_made

WITHDRAWAL = Step(acts.WITHDRAWAL, Part.COVER, (Field(acts.REASON_WITHDRAWN, Kind.LINE),))

# Not asked: the program writes down which numbers went, and how many.
ERASING = Step(acts.ERASING, Part.COVER, (Field(acts.ERASED_NUMBERS, Kind.LINE), Field(acts.ERASED_COUNT, Kind.LINE)))

# Only for whom it was is asked, afterwards; the program writes down the rest.
COPY = Step(
    acts.COPY,
    Part.COVER,
    (
        Field(copy_made.COPY_FOR, Kind.LINE),
        Field(copy_made.COPY_HOW, Kind.CHOICE, copy_made.HOW),
        Field(copy_made.COPY_COVERED, Kind.CHOICE, ("yes",)),
        Field(copy_made.COPY_ACCOUNTS, Kind.LINE),
        Field(copy_made.COPY_PARTS, Kind.LINE),
        Field(copy_made.COPY_WITHOUT, Kind.LINE),
        Field(copy_made.COPY_PAGES, Kind.LINE),
        Field(copy_made.COPY_RANGE, Kind.LINE),
        Field(copy_made.COPY_SHEETS, Kind.LINE),
        Field(copy_made.COPY_DIGEST, Kind.LINE),
        Field(copy_made.COPY_MANIFEST, Kind.LINE),
    ),
)

ACTS = Guide("acts", 2, (WITHDRAWAL, ERASING, COPY))
