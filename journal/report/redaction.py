# SPDX-License-Identifier: GPL-3.0-or-later
"""What is covered in a copy: phrases, and whole pictures and files. Every place of a phrase can be decided by itself.

A text is covered where it was kept, so it is covered wherever the paper tells it again: headings, contents, lists,
drawings, names of files. What only the program says, such as a date, is covered on the page
(journal/report/covering.py). docs/adr/0016 says what covering cannot do.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from journal.record.contents import Contents
from journal.record.entry import STEP_TITLE, Entry
from journal.report.likeness import Haystack, is_whole, phrase_key
from journal.report.own_texts import Way, is_name_of_file, own_texts
from journal.report.stop import Cancelled, never
from journal.report.text import BAR

# In a text on its way to the page: stands before a phrase that is to stay as it is. Taken out before anything is drawn.
SEAM = "\ufdd1"
KEPT_FILE = "kept_file"
LONGEST = 5_000  # letters of a phrase; what is longer is no phrase
_AROUND = 48  # letters to either side that show where a phrase stands
_OURS = re.compile("[\ufdd0-\ufdef]")  # letters that mean nothing anywhere else
_UNSEEN = re.compile("[\ufdd1-\ufdef]")
_ROW = re.compile("\ufdd0(?:[ \t\u00a0]*\ufdd0)+")


class Spot(StrEnum):
    """What kind of place a phrase stands in."""

    TEXT = "text"
    FILE_NAME = "file_name"
    PAGE = "page"  # said by the program: a date, a chosen answer


@dataclass(frozen=True, slots=True)
class Redaction:
    """``words``: phrases as typed. ``spared``: keys of places that stay as they are; ``caught``: of pieces of longer
    words that are covered all the same. ``pictures``: ids of cards of files, and ``entry/field`` of sketches."""

    words: tuple[str, ...] = ()
    spared: frozenset[str] = frozenset()
    caught: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()

    @property
    def keys(self) -> tuple[str, ...]:
        """What is looked for, each once; a phrase with nothing in it, or longer than any phrase, is none."""
        found = (phrase_key(phrase) for phrase in self.words if len(phrase) <= LONGEST)
        return tuple(dict.fromkeys(key for key in found if key))

    def covers(self, place: str, whole: bool) -> bool:
        """Whether the phrase is covered there; ``whole``: it is a word of its own (``likeness.is_whole``)."""
        return place not in self.spared if whole else place in self.caught

    def plain(self) -> dict[str, Any]:
        """As it is kept inside the vault."""
        return {"words": list(self.words)} | {
            name: sorted(getattr(self, name)) for name in ("spared", "caught", "pictures") if getattr(self, name)
        }

    @classmethod
    def from_plain(cls, plain: Any) -> "Redaction":
        """The opposite of ``plain``; what is no text is passed over."""
        given = plain if isinstance(plain, Mapping) else {}

        def texts(name: str) -> list[str]:
            value = given.get(name)
            return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []

        return cls(tuple(texts("words")), *(frozenset(texts(name)) for name in ("spared", "caught", "pictures")))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a phrase. ``key`` names it for ever; ``number`` and ``where`` say which page of questions it stands
    on, ``before``, ``found`` and ``after`` what stands there. ``whole``: not a piece of a longer word."""

    key: str
    phrase: str
    spot: Spot
    entry: str
    number: str
    where: str
    before: str
    found: str
    after: str
    whole: bool


@dataclass(frozen=True)
class _Text:
    """A text of the record: in an entry, or (``way`` is empty) what a thing kept is called in lists."""

    entry: str
    way: Way
    text: str
    number: str = ""
    where: str = ""

    @property
    def is_name(self) -> bool:
        return not self.way or is_name_of_file(self.way)

    def key(self, start: int, phrase: str) -> str:
        return "|".join((self.entry, ".".join(map(str, self.way)), str(start), phrase))


@dataclass(frozen=True)
class Places:
    """Every text of a record, folded once: to look for one phrase after another. Immutable, but for what it works out
    the first time it is asked. Looking raises Stopped where ``cancelled`` says so."""

    contents: Contents
    cancelled: Cancelled = never
    _texts: list[_Text] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_texts", list(_all_texts(self.contents)))

    @cached_property
    def _haystack(self) -> Haystack:
        return Haystack((each.text for each in self._texts), self.cancelled)

    def occurrences(self, phrase: str) -> list[Occurrence]:
        """Every place of the phrase in what was kept, in the order of the record."""
        key = phrase_key(phrase) if len(phrase) <= LONGEST else ""
        return [self._occurrence(each, start, end, key) for each, start, end in self._find(key)]

    def cuts(self, redaction: Redaction) -> dict[tuple[str, Way], list[tuple[int, int, bool]]]:
        """For each text with a phrase in it: from where to where, and whether it is covered there."""
        found: dict[tuple[str, Way], list[tuple[int, int, bool]]] = {}
        for key in redaction.keys:
            for each, start, end in self._find(key):
                whole = each.is_name or is_whole(each.text, start, end)
                is_covered = redaction.covers(each.key(start, key), whole)
                found.setdefault((each.entry, each.way), []).append((start, end, is_covered))
        return found

    def _find(self, key: str) -> Iterator[tuple[_Text, int, int]]:
        return ((self._texts[number], start, end) for number, start, end in self._haystack.find(key))

    @staticmethod
    def _occurrence(each: _Text, start: int, end: int, key: str) -> Occurrence:
        spot = Spot.FILE_NAME if each.is_name else Spot.TEXT
        whole = each.is_name or is_whole(each.text, start, end)
        before, found, after = excerpt(each.text, start, end)
        return Occurrence(
            each.key(start, key), key, spot, each.entry, each.number, each.where, before, found, after, whole
        )


def cut(text: str, cuts: Iterable[tuple[int, int, bool]], between: Callable[[str], str] = str) -> str:
    """The text with a bar for each stretch that is covered, one for stretches that overlap; a seam marks what stays.
    ``between`` says how the rest is told."""
    cuts = sorted(cuts)
    covered: list[tuple[int, int]] = []
    for start, end, is_covered in cuts:
        if is_covered and covered and start < covered[-1][1]:
            covered[-1] = (covered[-1][0], max(end, covered[-1][1]))
        elif is_covered:
            covered.append((start, end))
    seams = [start for start, _end, is_covered in cuts if not is_covered]
    out, at = [], 0
    for start, end in [*covered, (len(text), len(text))]:
        for seam in (each for each in seams if at <= each < start):
            out += [between(text[at:seam]), SEAM]
            at = seam
        out += [between(text[at:start]), BAR if end > start else ""]
        at = end
    return "".join(out)


def shown_as_code(text: str) -> str:
    """A bar that someone wrote is no bar: it is shown as its code, like every letter that cannot be seen."""
    return _OURS.sub(lambda letter: f"[U+{ord(letter[0]):04X}]", text)


def finished(text: str) -> str:
    """A text of the covered record as it is printed: one bar for several in a row, and nothing else that is ours."""
    return _ROW.sub(BAR, _UNSEEN.sub("", text))


def file_names(contents: Contents, pictures: frozenset[str]) -> frozenset[str]:
    """The ids of every card that stands for one of these files, also where the same bytes came in again."""
    cards = {entry.id: digest_of(entry) for entry in contents.entries if digest_of(entry)}
    digests = {digest for card, digest in cards.items() if card in pictures}
    return pictures | {card for card, digest in cards.items() if digest in digests}


def digest_of(entry: Entry) -> str:
    """The fingerprint of the file that this is the card of; empty for any other entry."""
    known = entry.answers.get(KEPT_FILE)
    digest = known.get("digest") if isinstance(known, Mapping) else ""
    return digest if isinstance(digest, str) else ""


def _all_texts(contents: Contents) -> Iterator[_Text]:
    known: set[tuple[str, str]] = set()
    for entry in contents.entries:
        texts = entry.wording.texts
        for way, text in own_texts(entry):
            known.add((entry.id, text))
            where = texts.get(str(way[0])) or texts.get(STEP_TITLE, "")
            yield _Text(entry.id, way, text, f"#{entry.seq}", where)
    for each in contents.evidence:
        if each.name and (each.entry, each.name) not in known:
            yield _Text(each.entry, (), each.name, each.label)


def excerpt(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before a place, at it and after it, each on one line."""
    before, after = text[max(0, start - 2 * _AROUND) : start], text[end : end + 2 * _AROUND]
    left = " ".join(before.split()) + (" " if before[-1:].isspace() else "")
    right = (" " if after[:1].isspace() else "") + " ".join(after.split())
    if len(left) > _AROUND:
        left = "…" + left[-_AROUND:].split(" ", 1)[-1]
    if len(right) > _AROUND:
        right = right[:_AROUND].rsplit(" ", 1)[0] + "…"
    return left, " ".join(text[start:end].split()), right
