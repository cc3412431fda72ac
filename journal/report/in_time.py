# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything in this copy on one line of days, in pictures and in rows that lead to the entries.

It stands once, after the last account: it is about all of them together, and who reads it knows by then what each mark
stands for. Only dates that the writer gave stand here, never one that a law sets.
"""

from collections.abc import Iterator, Mapping

from journal.dates import day_text
from journal.guide.calendar_line import (
    Item,
    Mark,
    Unit,
    glimpse,
    is_written,
    plan,
    time_fields,
)
from journal.guide.calendar_picture import Piece, look, picture, what_text, when_text, written_text
from journal.record.entry import Entry
from journal.record.glimpse import Glimpse
from journal.report.blocks import Block, Drawn, Fact, Facts, Heading, Level, Note, Part
from journal.report.choice import CALENDAR, is_printed, printed_fields, step_of
from journal.report.telling import Teller

_SHEET = 560.0  # units across the page
_QUARTERS = 8  # up to so many pieces of three months; a longer record is drawn year by year


def calendar(teller: Teller) -> Part | None:
    """None where no entry has a time of its own, or the part was not chosen."""
    choice, words = teller.choice, teller.words
    if CALENDAR not in choice.parts:
        return None
    shown = (entry for entry in teller.contents.entries if is_printed(entry, choice))
    # A child's sheet is on its own pages and in no other part, chosen or not.
    line = plan([_glimpse(teller, entry) for entry in shown if entry.incident not in choice.sheets], child=False)
    quarters = line.periods(Unit.QUARTER)
    pieces = quarters if len(quarters) <= _QUARTERS else line.periods(Unit.YEAR)
    if all(item.mark is Mark.WRITTEN for item in (*line.items, *line.undated)):
        return None
    titles = {each.id: teller.title(each.id) for each in teller.contents.incidents}
    blocks: list[Block] = []
    for piece in pieces:
        seen = look(line, piece, titles, words)
        blocks.append(Drawn(picture(seen, words, _SHEET), told=False))
        blocks.append(Facts(tuple(_rows(teller, seen, titles))))
    if line.undated:
        blocks.append(Heading(words("time.calendar.undated"), Level.CARD))
        blocks.append(Facts(tuple(_row(teller, item, titles) for item in line.undated)))
    heading = Heading(words(f"report.part.{CALENDAR}"), Level.PART, listed=True)
    return Part(CALENDAR, (heading, Note(words(f"report.intro.{CALENDAR}")), *blocks))


def _glimpse(teller: Teller, entry: Entry) -> Glimpse:
    """With the times that this copy shows, and no others."""
    step = step_of(entry)
    shown = {field.id for field, _answer in printed_fields(entry, step, teller.choice)} if step else set()
    return glimpse(entry, time_fields() & shown)


def _rows(teller: Teller, piece: Piece, titles: Mapping[str, str]) -> Iterator[Fact]:
    """Each time where it begins; what was written on one day and has no time of its own is one row."""
    bare: dict[str, list[Item]] = {}
    for item in piece.items:
        if item.mark is Mark.WRITTEN:
            bare.setdefault(item.entry.written.isoformat(), []).append(item)
        elif item.first and piece.shown.first <= item.first <= piece.shown.last:
            yield _row(teller, item, titles)
    for day, items in bare.items():
        if is_written(items[0], piece.shown):
            numbers = ", ".join(f"#{item.entry.seq}" for item in items)
            label, first = day_text(day, teller.words), f"#{items[0].entry.seq}"
            yield Fact(label, teller.words("time.calendar.written", numbers=numbers), link=first)


def _row(teller: Teller, item: Item, titles: Mapping[str, str]) -> Fact:
    words = teller.words
    said = (what_text(item, titles, words), written_text(item, words))
    text = words("report.between").join(text for text in said if text)
    return Fact(when_text(item, words, covered=False), text, link=f"#{item.entry.seq}")
