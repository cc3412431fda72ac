# SPDX-License-Identifier: GPL-3.0-or-later
"""Things that were kept: what a person can say about a file, and about a thing that can be held in a hand.

A file's card is kept by itself when the file comes in; everything said of it is an addition to that card. What a
lawyer asks of a file: who made it, on what device, where the first copy is (docs/sources.md, "Files and
fingerprints"); of a thing: its marks, and who had it when.
"""

from journal.guide.known import KNOWN
from journal.guide.step import Field, Guide, Kind, Part, Step
from journal.record.evidence import EvidenceKind

FILE = Step(
    EvidenceKind.FILE.value,
    Part.EVIDENCE,
    (
        Field("kept_file", Kind.KEPT_FILE),
        Field("file_shows", Kind.LONG_TEXT, lines=3),
        Field("file_made_by", Kind.LINE),
        Field("file_device", Kind.LINE),
        Field("file_when", Kind.MOMENT),
        Field("file_first_copy", Kind.LONG_TEXT, lines=2),
        Field("file_others", Kind.LONG_TEXT, lines=2),
        Field("file_changes", Kind.LONG_TEXT, lines=2),
        Field("file_about", Kind.LONG_TEXT, lines=2),
        *KNOWN,
    ),
    repeats=True,
    open_at_first=5,
    alone=True,
)

THING = Step(
    EvidenceKind.THING.value,
    Part.EVIDENCE,
    (
        Field("thing_what", Kind.LONG_TEXT, lines=2),
        Field("thing_kept", Kind.THING),
        Field("thing_marks", Kind.LONG_TEXT, lines=2),
        Field("thing_belongs", Kind.LINE),
        Field("thing_photos", Kind.FILES),
        Field("thing_came", Kind.MOMENT),
    ),
    repeats=True,
    open_at_first=3,
    alone=True,
)

THINGS = Guide("things", 1, (FILE, THING))
