# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of what is done with kept entries. Nobody is led through them: a page asks when the person chose to."""

from journal.guide.step import Field, Guide, Kind, Part, Step
from journal.record import acts

WITHDRAWAL = Step(acts.WITHDRAWAL, Part.COVER, (Field(acts.REASON_WITHDRAWN, Kind.LINE),))

# Not asked: the program writes down which numbers went, and how many.
ERASING = Step(acts.ERASING, Part.COVER, (Field(acts.ERASED_NUMBERS, Kind.LINE), Field(acts.ERASED_COUNT, Kind.LINE)))

ACTS = Guide("acts", 1, (WITHDRAWAL, ERASING))
