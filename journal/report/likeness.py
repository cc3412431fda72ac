# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a phrase stands in a text, however it is written there: large or small letters, with its accents or without,
composed or not, with any space or line end between its words, with invisible letters in it.

A name is written with and without its accents by the same hand. One that is missed cannot be called back; one too many
is seen in the list and left as it stands.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from journal.report.stop import Cancelled, Stopped, heedful, never

# Accents of Latin, Greek and Cyrillic, and the vowel signs of Hebrew and Arabic, which are mostly left away.
_ACCENTS = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED))
_ALIKE = {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u201b": "'", "`": "'", "\u00b4": "'"}
_ALIKE |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | dict.fromkeys("\u201c\u201d\u201e", '"')
_GONE, _MANY = "\ufffe", "\uffff"  # in a folded text: a letter that counts for nothing, and one that counts as several
_SOFT = "\u0640"  # the Arabic stroke that only lengthens a word
_ODD = re.compile(f"[ {_GONE}]{{2,}}|{_GONE}|{_MANY}")
_CLUSTER = re.compile(r"\s|.[\u0300-\u036f\u1160-\u11ff]*", re.DOTALL)
# Scripts that put no space between words, or that join small words to the next: there, a name is never “inside”.
_JOINED = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff"
    "\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ADDRESS = re.compile(r"@|://|www\.|\w\.\w{2,4}$")
_REACH = 80  # letters to either side in which the rest of an address is looked for


class _Table(dict[int, str]):
    """What each letter counts as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _letter(chr(code))
        self[code] = folded if len(folded) == 1 else _MANY if folded else _GONE
        return self[code]


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it counts for likeness, and the way back. Each piece begins at ``at`` in it and spans ``start`` to
    ``end`` of the text itself; letter for letter where both are of one length."""

    text: str
    at: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where ``first`` up to ``last`` of the folded text stands in the text itself, in whole letters."""
        return self._piece(first)[0], self._piece(last - 1)[1]

    def _piece(self, place: int) -> tuple[int, int]:
        piece = bisect_right(self.at, place) - 1
        following = self.at[piece + 1] if piece + 1 < len(self.at) else len(self.text)
        start, end = self.start[piece], self.end[piece]
        if end - start == following - self.at[piece]:
            start += place - self.at[piece]
            return start, start + 1
        return start, end


def folded(text: str) -> Folded:
    """Linear in the length of the text, whatever is in it."""
    if not unicodedata.is_normalized("NFC", text):
        return _folded_clusters(text)
    plain = text.translate(_TABLE)
    if _GONE not in plain and _MANY not in plain and "  " not in plain:
        return Folded(plain, (0,), (0,), (len(text),))
    pieces, at = [], 0
    for odd in _ODD.finditer(plain):
        if odd.start() > at:
            pieces.append((plain[at : odd.start()], at, odd.start()))
        found = _letter(text[odd.start()]) if odd[0] == _MANY else " " if " " in odd[0] else ""
        pieces.append((found, odd.start(), odd.end()))
        at = odd.end()
    return _together([*pieces, (plain[at:], at, len(text))])


def phrase_key(phrase: str) -> str:
    """What two phrases that are looked for alike have in common; empty for one in which there is nothing to find."""
    return folded(phrase).text.strip()


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether what stands there is a word or words of its own, not a piece of a longer one. ``Ana`` in “Ana's” and in
    “Ana_2” is; in “banana” it is not. In an address or a file's name every piece counts as one."""
    before = next((each for each in reversed(text[max(0, start - _REACH) : start]) if _counts(each)), "")
    behind = next((each for each in text[end : end + _REACH] if _counts(each)), "")
    first = next((each for each in text[start:end] if _counts(each)), "")
    last = next((each for each in reversed(text[start:end]) if _counts(each)), "")
    if not (_grown(before, first) or _grown(last, behind)):
        return True
    around = text[max(0, start - _REACH) : start].split()[-1:] if start and not text[start - 1].isspace() else []
    after = text[end : end + _REACH].split()[:1] if end < len(text) and not text[end].isspace() else []
    return bool(_ADDRESS.search("".join([*around, text[start:end], *after]).rstrip(".,;:!?)")))


class Haystack:
    """Many texts, folded once and laid end to end, so that hundreds of phrases are found in a moment."""

    def __init__(self, texts: Iterable[str], cancelled: Cancelled = never) -> None:
        """Here and in ``find``: raises Stopped where ``cancelled`` says so."""
        self._cancelled = cancelled
        self.texts = list(texts)
        self._folded = [folded(text) for text in heedful(self.texts, cancelled)]
        self._all = "\n".join(each.text for each in self._folded)  # no folded text has a line end
        self._at = list(accumulate((len(each.text) + 1 for each in self._folded), initial=0))

    def find(self, key: str) -> Iterator[tuple[int, int, int]]:
        """Each place: the number of the text, and from where to where in it. Places may lie over each other."""
        place = self._all.find(key) if key else -1
        while place >= 0:
            number = bisect_right(self._at, place) - 1
            if self._cancelled():
                raise Stopped
            first = place - self._at[number]
            start, end = self._folded[number].span(first, first + len(key))
            yield number, start, end
            place = self._all.find(key, place + 1)


def _letter(letter: str) -> str:
    """One letter as it counts: nothing, one letter or several. Composed at the end, so that Korean stays whole."""
    if letter.isspace() or letter in "\x1c\x1d\x1e\x1f":
        return " "
    if letter in _ALIKE:
        return _ALIKE[letter]
    if letter == _SOFT or unicodedata.category(letter) == "Cf":
        return ""
    taken = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    bare = "".join(each for each in taken if not _is_accent(each))
    whole = " ".join(unicodedata.normalize("NFC", bare).split()) if bare.strip() else ""
    return whole.translate({ord(_GONE): None, ord(_MANY): None})


def _is_accent(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _ACCENTS)


def _folded_clusters(text: str) -> Folded:
    """The same for a text that is not composed: each letter with its marks is composed first."""
    pieces: list[tuple[str, int, int]] = []
    for cluster in _CLUSTER.finditer(text):
        whole = "".join(_letter(each) for each in unicodedata.normalize("NFC", cluster[0]))
        if whole == " " and pieces and pieces[-1][0] == " ":
            pieces[-1] = (" ", pieces[-1][1], cluster.end())
        elif whole:
            pieces.append((whole, cluster.start(), cluster.end()))
    return _together(pieces)


def _together(pieces: list[tuple[str, int, int]]) -> Folded:
    told = [piece for piece in pieces if piece[0]] or [("", 0, 0)]
    at = tuple(accumulate((len(piece[0]) for piece in told), initial=0))[:-1]
    text = "".join(piece[0] for piece in told)
    return Folded(text, at, tuple(start for _text, start, _end in told), tuple(end for _text, _start, end in told))


def _counts(letter: str) -> bool:
    return _TABLE[ord(letter)] != _GONE


def _grown(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word: letters to letters, digits to digits."""
    if not left or not right or left == " " or right == " ":
        return False
    if _JOINED.match(left) or _JOINED.match(right):
        return False
    if left.isdigit() or right.isdigit():
        return left.isdigit() and right.isdigit()
    return all(unicodedata.category(each)[0] in "LM" for each in (left, right))
