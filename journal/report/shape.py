# SPDX-License-Identifier: GPL-3.0-or-later
"""Letters -> what is drawn for them, by HarfBuzz: joined Arabic, Indic conjuncts, marks in their places.

Each cluster, the letters that belong together and all that is drawn for them, becomes one glyph of the report with
these letters behind it. So whoever copies it gets the letters as they were written, whichever reader it is.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import uharfbuzz as hb

from journal.report.embed import Face
from journal.report.emoji import EMOJI, is_named, name
from journal.report.faces import Setting
from journal.report.fonts import Shape

_MARKS = 15  # on one letter; more are set by themselves, so that a heap of them is no more work than a long word
_JOINERS = "\u200b\u200c\u200d"


class Cluster(NamedTuple):
    """``letters`` are what is copied; ``width`` in thousandths of the size; an odd ``level`` runs to the left.

    ``rest``: what is drawn after the shape, with widths. To readers it is spaces: one glyph as wide as a name would
    hide from PDFium that the next line is another.
    """

    letters: str
    face: Face
    shape: Shape
    width: float
    level: int = 0
    rest: tuple[tuple[Shape, float], ...] = ()

    def code(self, letters: str) -> str:
        """Its codes in the report, with these letters behind it; without any, a name is its own letters."""
        if not self.rest:
            return self.face.shaped(self.shape, letters, self.width)
        if not letters:
            return self.face.encode(name(self.letters))
        width = self.width - sum(width for _shape, width in self.rest)
        code = self.face.shaped(self.shape, letters, width)
        return "".join([code, *(self.face.shaped(shape, " ", width) for shape, width in self.rest)])


def shaped(text: str, level: int, setting: Setting, before: Face | None = None) -> list[Cluster]:
    """The clusters of a stretch of one level, in the order in which they are written. It has no bars.

    ``before``: the font of what stands before it.
    """
    found: list[Cluster] = []
    for face, stretch in _stretches(text, setting, before):
        if face is None:
            found.append(_named(stretch, level, setting))
        else:
            found += _clusters(stretch, level, face)
    return found


def _named(emoji: str, level: int, setting: Setting) -> Cluster:
    """An emoji: its name in brackets, in one piece."""
    face = setting.of("a")
    if face is None:
        raise LookupError(setting.stack.name)
    first, *rest = [(_alone(face, letter), face.widths[letter]) for letter in name(emoji)]
    width = first[1] + sum(width for _shape, width in rest)
    return Cluster(emoji, face, first[0], width, level, tuple(rest))


def _alone(face: Face, letter: str) -> Shape:
    return ((face.source.glyph(letter), 0.0, 0.0),)


def _stretches(text: str, setting: Setting, before: Face | None) -> Iterator[tuple[Face | None, str]]:
    """The longest stretches in one font, in pieces where marks are heaped up; without a font: one emoji."""
    letter = next((letter for letter in text if letter.isalpha()), "")
    face = before or (setting.of(letter) if letter else None)  # a sign before a word stands in the word's font
    begun = at = 0
    for unit in _units(text):
        for found, letters in _in_fonts(unit, face, setting):
            if at > begun and (found is not face or found is None or _hangs_on(letters[0])):
                yield face, text[begun:at]
                begun = at
            face, at = found, at + len(letters)
    if at > begun:
        yield face, text[begun:at]


def _units(text: str) -> Iterator[str]:
    """Letters with the marks and joiners on them, and emoji."""
    at = 0
    while at < len(text):
        emoji = EMOJI.match(text, at)
        end = emoji.end() if emoji else at + 1
        while not emoji and end < len(text) and end - at <= _MARKS and _hangs_on(text[end]):
            end += 1
        yield text[at:end]
        at = end


@cache
def _hangs_on(letter: str) -> bool:
    return letter in _JOINERS or unicodedata.category(letter) in ("Mn", "Mc", "Me")


def _in_fonts(unit: str, before: Face | None, setting: Setting) -> list[tuple[Face | None, str]]:
    """The font of a unit, or those of its letters where no font has them all.

    Spaces, numbers and signs stay in the font of what stands before them: so one word is one piece to a reader.
    """
    if EMOJI.fullmatch(unit) and is_named(unit, setting.has):
        return [(None, unit)]
    letters = [letter for letter in unit if not _is_unseen(letter)]
    if before is not None and not any(letter.isalpha() for letter in letters) and _has(before, letters):
        return [(before, unit)]
    if len(letters) == 1:
        return [(setting.of(letters[0]), unit)]
    one = [letter for letter in unicodedata.normalize("NFC", unit) if not _is_unseen(letter)]
    for first in dict.fromkeys((*one, *letters)):
        face = setting.of(first)
        if face is not None and (_has(face, letters) or _has(face, one)):
            return [(face, unit)]
    return [(setting.of(letter) or before, letter) for letter in unit]


def _is_unseen(letter: str) -> bool:
    return letter in _JOINERS or "\ufe00" <= letter <= "\ufe0f"


def _has(face: Face, letters: Iterable[str]) -> bool:
    return all(letter in face.source.letters for letter in letters)


def _clusters(text: str, level: int, face: Face) -> list[Cluster]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.language = "rtl" if level % 2 else "ltr", "en"
    buffer.guess_segment_properties()
    hb.shape(face.source.font, buffer)
    drawn: dict[int, list[tuple[int, float, float, float]]] = {}
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        entry = (info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        drawn.setdefault(info.cluster, []).append(entry)
    begins = sorted(drawn)
    found: list[Cluster] = []
    for begin, end in zip(begins, [*begins[1:], len(text)], strict=True):
        shape, width = _one(drawn[begin], face)
        letters = text[begin:end]
        if face.source.compact and len(shape) > 1:
            found += _apart(letters, shape, width, face, level)
        else:
            found.append(Cluster(letters, face, shape, width, level))
    return found


def _one(drawn: list[tuple[int, float, float, float]], face: Face) -> tuple[Shape, float]:
    """What is drawn for one cluster, without the empty glyphs of joiners, and its width."""
    shape, at = [], 0.0
    for glyph, advance, right, up in drawn:
        if advance or glyph != face.source.space or len(drawn) == 1:
            shape.append((glyph, at + right, float(up)))
        at += advance
    return tuple(shape), at


def _apart(letters: str, shape: Shape, width: float, face: Face, level: int) -> list[Cluster]:
    """The same where a font can have no joined glyphs (CFF): the last glyph has the letters that are left."""
    found = []
    for number, (glyph, *_place) in enumerate(shape):
        last = number == len(shape) - 1
        own = letters[number:] if last else letters[number : number + 1]
        found.append(Cluster(own, face, ((glyph, 0.0, 0.0),), face.source.advance(glyph), level))
    return [cluster for cluster in found if cluster.letters] or [Cluster(letters, face, shape[:1], width, level)]
