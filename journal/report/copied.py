# SPDX-License-Identifier: GPL-3.0-or-later
"""What the print log notes of a report that was printed, saved or bundled."""

from hashlib import sha256

from journal.record.contents import Contents
from journal.record.copy_made import WITHOUT, CopyMade
from journal.report.choice import CHOOSABLE, Choice, held, left_out, settled


def copied(contents: Contents, choice: Choice, pdf: bytes, pages: int, how: str) -> CopyMade:
    """The copy as a whole; ``dataclasses.replace`` says what more is known of it, such as which pages were printed.

    Reads the whole record once and all of the PDF: not for the window's thread.
    """
    choice = settled(contents, choice)
    there, out = held(contents, choice), left_out(contents, choice)
    return CopyMade(
        how=how,
        digest=sha256(pdf).hexdigest(),
        pages=pages,
        incidents=(*choice.incidents, *choice.sheets),
        parts=tuple(str(part) for part in CHOOSABLE if part in there and part in choice.parts),
        without=tuple(each for each in WITHOUT if getattr(out, each)),
    )
