# SPDX-License-Identifier: GPL-3.0-or-later
"""The print log in words: for the page of copies, and for the integrity sheet where the person wants it there."""

from collections.abc import Iterator, Mapping

from journal.dates import stamp_text
from journal.record.chain import grouped
from journal.record.copy_made import CopyMade
from journal.report.blocks import Block, Fact, Facts, Heading, Level, Said
from journal.report.telling import Teller, number
from journal.words import Words


def copy_log(teller: Teller) -> list[Block]:
    """Nothing, unless it was chosen. An account that is not in this copy is not named."""
    words = teller.words
    if not teller.choice.copies:
        return []
    titles = {incident: teller.title(incident) for incident in (*teller.choice.incidents, *teller.choice.sheets)}
    rows: list[Fact] = []
    for copy in teller.contents.copies:
        when = stamp_text(copy.entry.kept, words)
        what = words("report.between").join(what_text(copy.made, titles, words))
        rows.append(Fact(when, what, link=number(copy.entry)))
        if copy.for_whom:
            rows.append(Fact(words("report.copies.for"), copy.for_whom, own=True))
        rows.append(Fact(words("report.copies.fingerprint"), grouped(copy.made.digest)))
    heading = Heading(words("report.copies.title"), Level.CARD)
    if not rows:
        return [heading, Said(words("report.copies.none"))]
    return [heading, Said(words("report.copies.about")), Facts(tuple(rows))]


def what_text(made: CopyMade, titles: Mapping[str, str], words: Words) -> Iterator[str]:
    """How it was made, how much of it, and what is in it, piece by piece. ``titles``: of the accounts to be named."""
    if made.how:
        yield words(f"field.copy_how.{made.how}")
    if made.covered:
        yield words("report.copies.covered")
    yield words.count("report.copies.pages", made.pages)
    if made.ranges:
        yield words("report.copies.ranges", pages=made.ranges.replace("-", "–").replace(",", ", "))
    elif made.first:
        yield words("report.copies.range", first=made.first, last=made.last)
    if made.copies > 1:
        yield words.count("report.copies.times", made.copies)
    named = [titles[each] for each in made.incidents if titles.get(each)]
    others = len(made.incidents) - len(named)
    yield from named
    if others:
        yield words.count("report.copies.others" if named else "report.copies.accounts", others)
