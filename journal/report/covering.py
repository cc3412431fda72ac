# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of the report with words covered: made from the covered record, and then looked through once more.

What is left to cover there is said by the program: dates, chosen answers, and a phrase that only comes about where two
answers stand side by side. The program's own sentences are never covered: everyone can read in the program what stands
below such a bar, and so which word was covered.
"""

from dataclasses import replace

from journal.clock import Stamp
from journal.record.contents import Contents
from journal.report.blocks import Block, Heading, Level, Part, Picture, Proofs, Report, Said
from journal.report.choice import Choice, is_printed, settled
from journal.report.covered_record import covered_contents, unreadable
from journal.report.likeness import phrase_key
from journal.report.outline import outline, unexplained
from journal.report.redaction import LONGEST, Occurrence, Places, Redaction, Spot, cut, excerpt, finished
from journal.report.shown_otherwise import with_codes_explained
from journal.report.spoken_places import Spoken, SpokenPlaces
from journal.report.stop import asked_of
from journal.report.text import BAR
from journal.report.told import Voice, retold
from journal.words import Words

# Explained in the program's own sentences from end to end.
FIXED_PARTS = frozenset({"key", "counsel"})
_ABSENT, _AFTER_ABSENT = "absent", "key"
_EDGES = ".,;:!?()[]“”\"'’"


def covered_report(contents: Contents, choice: Choice, words: Words, printed: Stamp, redaction: Redaction) -> Report:
    """The copy, ready for any printer. The full one is made by ``outline`` alone."""
    hidden = covered_contents(contents, redaction, cancelled=asked_of(words))
    return with_codes_explained(covered(unexplained(hidden, choice, words, printed), redaction, words), words)


def covered(report: Report, redaction: Redaction, words: Words) -> Report:
    """A report made from ``covered_contents``: what is left is covered in it, and it says that it is such a copy."""
    cuts = SpokenPlaces(_spots(report), words).cuts(redaction)

    def say(part: str, _under: str, voice: Voice, text: str) -> str:
        found = [] if part in FIXED_PARTS else cuts.get(Spoken(voice, text, part), [])
        return finished(cut(text, found))

    return _marked(_without_pictures(retold(report, say), words), words)


def occurrences(
    contents: Contents, choice: Choice, words: Words, printed: Stamp, redaction: Redaction
) -> dict[str, list[Occurrence]]:
    """For each phrase, as it was typed: every place in the entries of this copy, then what only the pages say, where
    places with one key are decided together. What is covered already by another phrase is listed with both."""
    places, printed_here = Places(contents, asked_of(words)), _printed(contents, choice)
    report = outline(covered_contents(contents, redaction, places), choice, words, printed)
    spots = _spots(report)
    spoken = SpokenPlaces(spots, words)
    found = {}
    for phrase in redaction.words:
        key = phrase_key(phrase) if len(phrase) <= LONGEST else ""
        found[phrase] = [each for each in places.occurrences(phrase) if each.entry in printed_here]
        for text, start, end, whole in spoken.find(key) if key else ():
            where, number = spots[text]
            around = excerpt(finished(text.text), *_moved(text.text, start, end))
            found[phrase].append(Occurrence(text.key(key), key, Spot.PAGE, "", number, where, *around, whole))
    return found


def single_words(contents: Contents, choice: Choice, redaction: Redaction) -> dict[str, list[str]]:
    """For each phrase of several words: which of them stand somewhere by themselves and are not covered there. Only
    those that may be part of a name: not in small letters from end to end, and no shorter than three."""
    parts = {phrase: [word.strip(_EDGES) for word in phrase.split()] for phrase in redaction.words}
    known = set(redaction.keys)
    names = {
        phrase: [word for word in dict.fromkeys(words) if len(word) > 2 and not word.islower()]
        for phrase, words in parts.items()
        if len(words) > 1
    }
    if not any(names.values()):
        return {}
    left, here = Places(covered_contents(contents, redaction)), _printed(contents, choice)
    return {
        phrase: [
            word
            for word in words
            if phrase_key(word) not in known
            and any(each.whole and each.entry in here for each in left.occurrences(word))
        ]
        for phrase, words in names.items()
    }


def _printed(contents: Contents, choice: Choice) -> set[str]:
    chosen = settled(contents, choice)
    return {entry.id for entry in contents.entries if is_printed(entry, chosen)}


def _moved(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch once everything that is not printed is taken out before it."""
    return len(finished(text[:start])), len(finished(text[:start])) + len(finished(text[start:end]))


def _spots(report: Report) -> dict[Spoken, tuple[str, str]]:
    """Every text that may hold something to cover: in which part it stands first, and under which entry."""
    titles = {part.id: _title(part) for part in report.parts}
    found: dict[Spoken, tuple[str, str]] = {}

    def say(part: str, under: str, voice: Voice, text: str) -> str:
        if part not in FIXED_PARTS:
            found.setdefault(
                Spoken(voice, text, part), (titles.get(part, ""), under if under[:1] in ("#", "E") else "")
            )
        return text

    retold(report, say)
    return found


def _title(part: Part) -> str:
    return next((block.text for block in part.blocks if isinstance(block, Heading)), "")


def _without_pictures(report: Report, words: Words) -> Report:
    """A frame that says so stands for each picture that is covered; its bytes and its shape are not in the copy."""
    hidden = frozenset(key for key, read in report.pictures.items() if read is unreadable)
    if not hidden:
        return report

    def shown(picture: Picture) -> Picture:
        if picture.key not in hidden:
            return picture
        return replace(picture, width=0, height=0, unshown=words("report.covered.picture"))

    def block(each: Block) -> Block:
        match each:
            case Picture():
                return shown(each)
            case Proofs():
                return replace(each, pictures=tuple(map(shown, each.pictures)))
            case _:
                return each

    return replace(
        report,
        parts=tuple(replace(part, blocks=tuple(map(block, part.blocks))) for part in report.parts),
        pictures={key: read for key, read in report.pictures.items() if key not in hidden},
    )


def covered_places(report: Report) -> int:
    """How many bars stand in a copy, and frames in the place of a picture."""
    bars = 0

    def say(_part: str, _under: str, _voice: Voice, text: str) -> str:
        nonlocal bars
        bars += text.count(BAR)
        return text

    retold(report, say)
    return bars


def _marked(report: Report, words: Words) -> Report:
    """The copy says on its cover, on every page and where it says what is left out, that words are covered."""
    line = words("report.covered.line")
    said = (
        Said(words.count("report.covered.places", covered_places(report))),
        Said(words("report.covered.how")),
    )
    parts = list(report.parts)
    place = next((at for at, part in enumerate(parts) if part.id == _ABSENT), None)
    if place is None:
        heading = Heading(words("report.part.absent"), Level.PART, listed=True)
        parts.insert(_before(parts, _AFTER_ABSENT), Part(_ABSENT, (heading, *said)))
    else:
        parts[place] = replace(parts[place], blocks=(*parts[place].blocks, *said))
    return replace(
        report,
        cover=replace(report.cover, covered=line),
        margins=replace(report.margins, covered=line),
        parts=tuple(parts),
        bar=words("report.covered.bar"),
    )


def _before(parts: list[Part], part_id: str) -> int:
    return next((at for at, part in enumerate(parts) if part.id == part_id), len(parts))
