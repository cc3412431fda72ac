# SPDX-License-Identifier: GPL-3.0-or-later
"""Which entries a copy with words covered must not hand over as they were kept: not their content, nor their salt, nor
the file they are the card of. From a digest with its salt, a covered name could be found by trying names.
"""

from collections.abc import Iterator

from journal.dates import stamp_day
from journal.record.contents import Contents
from journal.record.entry import EntryKind
from journal.report.blocks import Answer, Block, Heading
from journal.report.choice import Choice, settled
from journal.report.covered_record import covered_contents
from journal.report.kept_things import kept_things
from journal.report.likeness import Haystack, is_whole
from journal.report.own_texts import every_text, own_texts
from journal.report.redaction import Places, Redaction, file_names
from journal.report.spoken_places import Spoken, SpokenPlaces
from journal.report.stop import asked_of
from journal.report.telling import Teller
from journal.report.told import texts_of
from journal.words import Words


def touched(contents: Contents, redaction: Redaction, words: Words) -> frozenset[str]:
    """The ids of all entries in which something is covered: a phrase anywhere in them (answers, questions, names, or
    what the paper says for them, such as a date), a sketch, a file, or the name of one that is covered."""
    places = Places(contents, asked_of(words))
    cuts = places.cuts(redaction)
    found = {entry for (entry, _way), spans in cuts.items() if any(is_covered for _start, _end, is_covered in spans)}
    found |= _in_content(contents, redaction, words)
    found |= _of_files(contents, redaction)
    found |= _in_what_is_said(covered_contents(contents, redaction, places), redaction, words)
    return frozenset(found)


def _in_content(contents: Contents, redaction: Redaction, words: Words) -> set[str]:
    """What is neither an answer's text nor decided by itself: questions, ids, times as they are stored."""
    holders: dict[str, list[str]] = {}
    for entry in contents.entries:
        own = {text for _way, text in own_texts(entry)}
        for text in {*every_text(entry.content())} - own:
            holders.setdefault(text, []).append(entry.id)
    haystack = Haystack(holders, asked_of(words))
    return {
        entry
        for key in redaction.keys
        for number, start, end in haystack.find(key)
        if is_whole(haystack.texts[number], start, end)
        for entry in holders[haystack.texts[number]]
    }


def _of_files(contents: Contents, redaction: Redaction) -> set[str]:
    """Cards of covered files, whatever names them, and sketches."""
    files = file_names(contents, redaction.pictures)
    sketches = {name.split("/", 1)[0] for name in redaction.pictures if "/" in name}
    naming = {entry.id for entry in contents.entries if files and not files.isdisjoint(every_text(entry.content()))}
    return sketches | naming | (files & {entry.id for entry in contents.entries})


def _in_what_is_said(contents: Contents, redaction: Redaction, words: Words) -> set[str]:
    """What the paper says for an entry: days and times, chosen answers, what a file says of itself."""
    said: dict[Spoken, set[str]] = {}
    for entry, block in _told(contents, words):
        for voice, text in texts_of(block):
            said.setdefault(Spoken(voice, text), set()).add(entry)
    places = SpokenPlaces(said, words)
    caught = {name.split("|", 2)[2] for name in redaction.caught if name.startswith("page|")}
    return {
        entry
        for key in redaction.keys
        for spoken, _start, _end, whole in places.find(key)
        if whole or key in caught
        for entry in said[spoken]
    }


def _told(contents: Contents, words: Words) -> Iterator[tuple[str, Block]]:
    """Every block that tells of an entry, in a copy of everything, with the entry's id."""
    ids = tuple(each.id for each in contents.incidents)
    teller = Teller(contents, settled(contents, Choice(ids, sheets=ids, child_names=True)), words)
    for entry in contents.entries:
        if entry.kind is EntryKind.WRITTEN:
            yield from ((entry.id, block) for block in teller.answers(entry))
        yield entry.id, teller.written(entry)
        days = "\n".join(stamp_day(stamp, words) for stamp in (entry.begun, entry.kept))
        yield entry.id, Answer("", days, own=False)
    cards, card = {each.label: each.entry for each in contents.evidence}, ""
    for block in kept_things(teller, contents.entries):
        card = cards.get(block.anchor, card) if isinstance(block, Heading) else card
        yield card, block
