# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos one to a page, where the person chose so: number, name, who took it, both digests, and the picture."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from journal.record.chain import grouped
from journal.record.entry import Entry
from journal.record.evidence import Evidence
from journal.report.blocks import Block, Fact, Facts, Heading, Level, NewPage
from journal.report.choice import FULL_PAGE, step_of
from journal.report.front import entry_facts
from journal.report.kept_things import called, kept_file, photo_anchor, picture_of
from journal.report.telling import Teller

# What a lawyer asks of a photo; the rest of what was said stands with the thing itself.
_ASKED = ("file_made_by", "file_device", "file_when")
_SHARE = 0.72  # of the page for the picture: what stands above it has room, in all but the longest answers


def photo_pages(teller: Teller, entries: Sequence[Entry]) -> list[Block]:
    """Those of the things of these entries that can be shown, in the order of the numbers."""
    if teller.choice.photos != FULL_PAGE:
        return []
    here = {entry.id for entry in entries}
    blocks: list[Block] = []
    for evidence in teller.contents.evidence:
        card = teller.card_of_evidence(evidence.entry)
        if card and card.id in here and evidence.entry in teller.contents.pictures:
            blocks += _page(teller, evidence, card)
    return blocks


def _page(teller: Teller, evidence: Evidence, card: Entry) -> Iterator[Block]:
    words, known = teller.words, kept_file(card)
    yield NewPage()
    yield Heading(called(evidence, card, words), Level.CARD, photo_anchor(evidence))
    rows = list(_said(teller, evidence, card))
    for key, digest in (("came", known.get("digest")), ("stored", known.get("stored_digest"))):
        if isinstance(digest, str) and digest:
            rows.append(Fact(words(f"report.evidence.{key}"), grouped(digest)))
    yield Facts(tuple(rows))
    yield replace(picture_of(evidence, card, words), share=_SHARE)


def _said(teller: Teller, evidence: Evidence, card: Entry) -> Iterator[Fact]:
    """The last answer to each question, as it was worded and given."""
    words = teller.words
    told = [card, *teller.additions(evidence.entry)]
    for field in _ASKED:
        said = [each for each in told if field in each.answers and step_of(each)]
        if said:
            yield from entry_facts(teller, said[-1], field, words(f"report.evidence.{field}"))
