# SPDX-License-Identifier: GPL-3.0-or-later
"""Who has had a thing, out of its card and what was added to it: as it was written, with the day of each writing."""

from collections.abc import Iterable, Iterator

from journal.dates import stamp_day
from journal.guide.answers import instead
from journal.guide.step import Kind
from journal.guide.things_steps import THING
from journal.record.entry import Entry
from journal.words import Words
from ui.reading import Line, thing_lines

_FIELDS = [field.id for field in THING.fields if field.kind is Kind.THING]


def custody_lines(entries: Iterable[Entry], words: Words) -> Iterator[Line]:
    """In the order in which they were kept. An answer that takes the place of all others is said as it is."""
    for entry in entries:
        for field in _FIELDS:
            answer = entry.answers.get(field)
            if not isinstance(answer, dict):
                continue
            yield Line("date", words("thing_page.written", day=stamp_day(entry.kept, words)))
            if given := instead(answer):
                yield Line("body", words(f"instead.{given}"))
            yield from thing_lines(answer, words)
