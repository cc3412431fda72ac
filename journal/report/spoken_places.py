# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a phrase stands in what the program says: in a date or a chosen answer it can be covered, in the program's own
sentences it cannot. Everyone can read in the program what stands below such a bar, and so which word was covered.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from journal.report.likeness import Haystack, is_whole
from journal.report.redaction import SEAM, Redaction
from journal.report.stop import asked_of
from journal.report.told import Voice
from journal.words import Words

# Numbers of entries and things, and fingerprints in groups of four: a phrase met in one of them is there by chance.
_NUMBERS = re.compile(r"#\d+(?:[–-]\d+)?|\bE-\d+|(?:\b[0-9a-f]{4} ){2,}[0-9a-f]{4}\b|\b[0-9a-f]{32,}\b")
_NAME = re.compile(r"\{[^{}]*\}")
_ENOUGH = 20  # letters of a sentence that make it the program's wherever they stand
_PAPER = "report."  # the keys of what only the paper says; other short texts are answers that were chosen


class Spoken(NamedTuple):
    """A text on the paper, who says it, and the id of the part it stands in (empty on the cover and at the edges)."""

    voice: Voice
    text: str
    part: str = ""

    def key(self, phrase: str) -> str:
        """What is decided at once: where the program says this phrase, part by part. A date is not left standing in
        one row of a list and covered in the next."""
        return f"page|{self.part}|{phrase}"


class SpokenPlaces:
    """These texts, each once: to find in them what was not decided where it was kept."""

    def __init__(self, spoken: Iterable[Spoken], words: Words) -> None:
        self._spoken = list(dict.fromkeys(spoken))
        self._haystack = Haystack((each.text for each in self._spoken), asked_of(words))
        self._sentences = _Sentences(words)

    def find(self, key: str) -> Iterator[tuple[Spoken, int, int, bool]]:
        """Each place that can be covered: the text, from where to where, and whether it is a word of its own."""
        for number, start, end in self._haystack.find(key):
            spoken = self._spoken[number]
            if SEAM in spoken.text[max(0, start - 1) : end] or _is_number(spoken.text, start, end):
                continue
            if spoken.voice is Voice.OWN or not self._sentences.hold(spoken, start, end, key):
                yield spoken, start, end, is_whole(spoken.text, start, end)

    def cuts(self, redaction: Redaction) -> dict[Spoken, list[tuple[int, int, bool]]]:
        """For each text with something in it that is covered: from where to where."""
        found: dict[Spoken, list[tuple[int, int, bool]]] = {}
        for key in redaction.keys:
            for spoken, start, end, whole in self.find(key):
                if redaction.covers(spoken.key(key), whole):
                    found.setdefault(spoken, []).append((start, end, True))
        return found


class _Sentences:
    """The program's own sentences in one language, as patterns of what always stands in them."""

    def __init__(self, words: Words) -> None:
        self._every = list(words.every().items())
        self._haystack: Haystack | None = None
        self._known: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}

    def hold(self, spoken: Spoken, start: int, end: int, key: str) -> bool:
        """Whether this stretch of the text belongs to a sentence of the program, not to what was filled in."""
        return any(
            first <= start and end <= last
            for name, sentence, pattern in self._with(key)
            for first, last in _fixed(spoken, name, sentence, pattern)
        )

    def _with(self, key: str) -> list[tuple[str, str, re.Pattern[str]]]:
        if self._haystack is None:
            self._haystack = Haystack(_NAME.sub("\n", sentence) for _name, sentence in self._every)
        if key not in self._known:
            numbers = sorted({number for number, _start, _end in self._haystack.find(key)})
            self._known[key] = [(*self._every[number], _pattern(self._every[number][1])) for number in numbers]
        return self._known[key]


def _fixed(spoken: Spoken, name: str, sentence: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    if spoken.voice is Voice.CHOSEN and not name.startswith(_PAPER) and "{" not in sentence:
        return
    whole = pattern.fullmatch(spoken.text)
    long = len(_NAME.sub("", sentence)) >= _ENOUGH
    for match in [whole] if whole else pattern.finditer(spoken.text) if long else ():
        yield from (match.span(number) for number in range(1, pattern.groups + 1))


@lru_cache(maxsize=4096)
def _pattern(sentence: str) -> re.Pattern[str]:
    """One group for each stretch that is always the same."""
    stretches = [f"({re.escape(stretch)})" if stretch else "" for stretch in _NAME.split(sentence)]
    return re.compile(".*?".join(stretches), re.DOTALL)


def _is_number(text: str, start: int, end: int) -> bool:
    return any(each.start() <= start and end <= each.end() for each in _NUMBERS.finditer(text))
