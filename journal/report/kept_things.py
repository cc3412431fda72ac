# SPDX-License-Identifier: GPL-3.0-or-later
"""Things kept, by their numbers: what each is, its fingerprints, what a file says of itself, what its writer said.

A file's card is kept by itself when the file comes in, so what is said about it is an addition with its own date; here
each stands below its card. Words of a file about itself are shown as such: a phone's clock can be wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journal.dates import noted_text, stamp_text
from journal.guide.aftermath import VIDEO
from journal.guide.answers import instead
from journal.record.chain import grouped
from journal.record.entry import Entry
from journal.record.evidence import Evidence, EvidenceKind
from journal.record.pointers import cards
from journal.report.blocks import Block, Fact, Facts, Heading, Level, Note, Picture, Proofs, Table
from journal.report.choice import FULL_PAGE, SMALL, is_of_evidence
from journal.report.telling import Teller, number
from journal.words import Words

KEPT_FILE = "kept_file"


def kept_things(teller: Teller, entries: Sequence[Entry]) -> list[Block]:
    """Each thing of these entries, in the order of the numbers, and then where video may be, as a list."""
    blocks: list[Block] = []
    here = {entry.id for entry in entries}
    for evidence in teller.contents.evidence:
        card = teller.card_of_evidence(evidence.entry)
        if card and card.id in here:
            blocks += _thing(teller, evidence, card)
    return [*blocks, *_leads(teller, entries)]


def file_fingerprints(teller: Teller) -> list[Block]:
    """For the integrity sheet: the SHA-256 of every file of this copy, as it came in."""
    words, rows = teller.words, []
    for evidence in teller.contents.evidence:
        card = teller.card_of_evidence(evidence.entry)
        digest = kept_file(card).get("digest") if card else None
        if isinstance(digest, str) and digest:
            rows.append((evidence.label, str(kept_file(card).get("name", "")), grouped(digest)))
    if not rows:
        return []
    head = (words("report.evidence.number"), words("facts.name"), words("facts.came"))
    heading = Heading(words("report.evidence.fingerprints"), Level.CARD)
    return [heading, Table(head, tuple(rows), (0.1, 0.28, 0.62))]


def _thing(teller: Teller, evidence: Evidence, card: Entry) -> Iterator[Block]:
    """One thing: its card, the small picture, its facts, and every addition with its date."""
    words = teller.words
    yield Heading(called(evidence, card, words), Level.CARD, evidence.label, numbered=True)
    yield teller.written(card)
    if card.lost:
        yield from teller.answers(card)
    elif evidence.kind is EvidenceKind.FILE:
        yield from _shown(teller, evidence, card)
        yield Facts(tuple(_facts(card, words)))
    else:
        yield from teller.answers(card)
    for added in teller.additions(evidence.entry):
        if is_of_evidence(added) and added is not card:
            yield from _addition(teller, added)
    yield from teller.added_later(card, lambda added: not is_of_evidence(added))


def _shown(teller: Teller, evidence: Evidence, card: Entry) -> Iterator[Block]:
    """The small picture, or where it stands on a page of its own."""
    if evidence.entry not in teller.contents.pictures:
        return
    if teller.choice.photos == SMALL:
        yield Proofs((picture_of(evidence, card, teller.words),))
    elif teller.choice.photos == FULL_PAGE:
        anchor = photo_anchor(evidence)
        yield Note(teller.words("report.evidence.on_its_page", label=evidence.label), (anchor,))


def proofs_of(teller: Teller, entry: Entry) -> list[Block]:
    """The small pictures of the photos that an entry points to, with the words of the entry."""
    if teller.choice.photos != SMALL:
        return []
    pointed, found = cards(entry.answers), teller.contents.pictures
    told = [(each, teller.card_of_evidence(each.entry)) for each in teller.contents.evidence if each.entry in pointed]
    shown = tuple(picture_of(each, card, teller.words) for each, card in told if card and each.entry in found)
    return [Proofs(shown)] if shown else []


def photo_anchor(evidence: Evidence) -> str:
    """Where links to the page of a photo lead."""
    return f"photo-{evidence.label}"


def _addition(teller: Teller, added: Entry) -> Iterator[Block]:
    """What was said later. The same bytes that came in again have only another name and time to tell."""
    words = teller.words
    said = {name: answer for name, answer in added.answers.items() if name != KEPT_FILE}
    told = list(teller.answers(added, only=said)) if said else []
    again = kept_file(added)
    if again:
        day = noted_text(str(again.get("modified") or ""), words)
        key = "report.evidence.again_dated" if day else "report.evidence.again"
        values = {"date": day} if day else {}
        yield Note(
            words(key, entry=number(added), name=again.get("name", ""), kept=stamp_text(added.kept, words), **values)
        )
    if told:
        yield Heading(words("report.evidence.said", entry=number(added)), Level.CARD, number(added))
        yield teller.written(added)
        yield from told


def picture_of(evidence: Evidence, card: Entry | None, words: Words) -> Picture:
    known = kept_file(card)
    width, height = (value if isinstance(value := known.get(name), int) else 0 for name in ("width", "height"))
    unshown = words("report.evidence.unshown")
    return Picture(evidence.entry, width, height, _name(evidence, card), evidence.label, unshown)


def _name(evidence: Evidence, card: Entry | None) -> str:
    """As it was called when it came in for this account."""
    name = kept_file(card).get("name")
    return name if isinstance(name, str) and name else evidence.name


def called(evidence: Evidence, card: Entry, words: Words) -> str:
    name = _name(evidence, card)
    return words("report.evidence.called", label=evidence.label, name=name) if name else evidence.label


def _facts(card: Entry, words: Words) -> Iterator[Fact]:
    known = kept_file(card)
    if name := known.get("name"):
        yield Fact(words("facts.name"), str(name))
    if isinstance(size := known.get("size"), int):
        yield Fact(words("facts.size"), words("report.evidence.size", bytes=words.number(size)))
    if media := known.get("media"):
        yield Fact(words("facts.media"), str(media))
    if known.get("width") and known.get("height"):
        yield Fact(words("facts.pixels"), words("facts.pixels_text", width=known["width"], height=known["height"]))
    if known.get("in_part") is True:
        yield Fact("", words("facts.in_part"))
    if changed := noted_text(str(known.get("modified") or ""), words):
        yield Fact(words("facts.modified"), changed)
    for key, digest in (("came", known.get("digest")), ("stored", known.get("stored_digest"))):
        if isinstance(digest, str) and digest:
            yield Fact(words(f"report.evidence.{key}"), grouped(digest))
    says = known.get("facts")
    for place, (own, text) in enumerate((says if isinstance(says, dict) else {}).items()):
        label = words(f"fact.{own}") if words.has(f"fact.{own}") else str(own)
        head = words("report.evidence.file_says") if place == 0 else ""
        yield Fact(head, words("report.cover_line", label=label, text=text))


def _leads(teller: Teller, entries: Sequence[Entry]) -> Iterator[Block]:
    """Where video may be, at one glance; the cards themselves follow."""
    rows = []
    for entry in entries:
        if entry.step != VIDEO.id or entry.adds_to:
            continue
        kind, where = entry.answers.get("video_kind"), entry.answers.get("video_where")
        chosen = isinstance(kind, str) and kind in VIDEO.field("video_kind").options
        label = (
            teller.chosen(entry, VIDEO.field("video_kind"), kind) if chosen else teller.words("report.evidence.lead")
        )
        said = where if isinstance(where, str) else teller.words("report.not_given")
        given = instead(where)
        text = teller.instead(entry, VIDEO.field("video_where"), given) if given else said
        rows.append(Fact(label, text, own=isinstance(where, str), link=number(entry)))
    if rows:
        yield Heading(teller.words("report.evidence.leads"), Level.CARD)
        yield Facts(tuple(rows))


def kept_file(card: Entry | None) -> Mapping[str, Any]:
    known = card.answers.get(KEPT_FILE) if card else None
    return known if isinstance(known, dict) else {}
