# SPDX-License-Identifier: GPL-3.0-or-later
"""The records of the golden reports, each the same every time: from nothing but a title to a thousand entries."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journal import practice
from journal.report.blocks import Report
from journal.report.choice import Choice
from journal.report.outline import outline
from journal.words import Words as Language
from tests.journal.report.kept import PRINTED, Record


@contextmanager
def title_only() -> Iterator[Report]:
    """Somebody wrote a title, and went no further."""
    record = Record()
    home = record.incident()
    record.keep(home, "setting", {"title": "Walking home"})
    yield outline(record.contents(), Choice([home]), Language(), PRINTED)


@contextmanager
def practice_record() -> Iterator[Report]:
    """The practice record as anyone prints it; its pictures are read from its vault while their pages are drawn."""
    with tempfile.TemporaryDirectory(prefix="own-words-") as place:
        vault = practice.build(Path(place) / "record")
        try:
            contents = vault.contents()
            chosen = [incident.id for incident in contents.incidents]
            yield outline(contents, Choice(chosen), Language(), PRINTED)
        finally:
            vault.close()
