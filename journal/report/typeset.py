# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines out of text: fonts found letter by letter, words measured once, lines broken where they may end.

Letters that stand one after another, each by itself, as Latin, Greek and Cyrillic do, go a quick way: fonts and widths
are all that is asked, and lines end at spaces. All others are shaped (shape.py), put in order (bidi.py, arrange.py)
and broken as their scripts are (breaks.py). A space at which a line is broken stays at its end, outside the measure,
so that the text comes back whole from the page. Linear in the length of the text, whatever is in it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter

from journal.report.arrange import in_order, two_ways
from journal.report.bidi import base, levels, runs_right
from journal.report.breaks import segments
from journal.report.embed import Face
from journal.report.emoji import EMOJI, is_named, name
from journal.report.faces import Faces, Setting, region_of
from journal.report.fonts import Stack
from journal.report.line import BAR_REACH, SPACES, Line, Run
from journal.report.shape import Cluster, shaped
from journal.report.style import Style
from journal.report.text import BAR, paragraphs, visible

_TOKEN = re.compile(f"[^{SPACES}]*[{SPACES}]*")
_PIECE = re.compile(r"\[U\+[0-9A-F]{4,6}\]|.", re.DOTALL)
_AT_ONCE = 1000  # words that are set before somebody may stop it
_HANGING = 8  # spaces that may stand outside the measure
_BY_ITSELF = re.compile("[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2000-\u205f\u20a0-\u2bff]")
_FACE_AND_BAR = attrgetter("face", "bar")
_NO_LEVELS: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    """What is never broken but for want of room. ``clusters``: what it is made of, if it was shaped."""

    text: str
    runs: tuple[Run, ...]
    reach: float  # without the spaces at its end
    full: float
    fits: bool  # no more spaces at its end than may stand outside the measure
    clusters: tuple[Cluster, ...] = ()


class Typesetter:
    """Sets text for one document and knows which letters of which fonts it has used.

    ``bar``: the word that is copied with a black bar; without one there are no bars. ``heed`` is called again and again
    on the way through a text, and may raise to end it all.
    """

    def __init__(self, bar: str = "", heed: Callable[[], None] = lambda: None) -> None:
        self._bar, self._heed = bar, heed
        self._faces = Faces()
        self._plain: dict[Stack, set[str]] = {}  # letters that go the quick way
        self._seen: dict[Setting, set[str]] = {}  # letters that are printed as they are
        self._tokens: dict[Stack, dict[str, _Token]] = {}
        self._shaped: dict[tuple[str, tuple[int, ...], Face | None, Setting], _Token] = {}

    @property
    def faces(self) -> list[Face]:
        """The fonts that something is set in, in the order in which they were first needed."""
        return [face for face in self._faces.used.values() if face.is_used]

    def lines(self, text: str, style: Style, measure: float) -> list[list[Line]]:
        """The lines of each paragraph of the text; an empty one is a line with nothing in it."""
        region = "sc" if text.isascii() else region_of(text)
        limit = measure * 1000 / style.size
        return [self._paragraph(paragraph, style, limit, region) for paragraph in paragraphs(text)]

    def flat(self, text: str, style: Style, measure: float) -> list[Line]:
        """The lines of all paragraphs, for texts of the program's own."""
        return [line for paragraph in self.lines(text, style, measure) for line in paragraph]

    def line(self, text: str, style: Style) -> Line:
        """The text on one line, however long."""
        return self._paragraph(text.replace("\n", " "), style, float("inf"), region_of(text))[0]

    def _paragraph(self, text: str, style: Style, limit: float, region: str) -> list[Line]:
        stack = style.stack
        if self._is_plain(text, stack):
            tokens: Iterable[_Token] = self._words(text, stack)
            return [_joined(line, style) for line in self._broken(tokens, limit, stack)]
        setting = Setting(self._faces, stack, region)
        shown = self._shown(text, setting)
        if self._is_plain(shown, stack):
            return [_joined(line, style) for line in self._broken(self._words(shown, stack), limit, stack)]
        if not runs_right(shown):
            tokens = (self._segment(each, _NO_LEVELS, setting) for each in segments(shown))
            return [_joined(line, style) for line in self._broken(tokens, limit, stack)]
        start, bar = base(shown), self._bar_run(stack)
        lines = self._broken(self._leveled(shown, start, setting), limit, stack)
        return [two_ways([each for token in line for each in token.clusters], start, style.size, bar) for line in lines]

    def _is_plain(self, text: str, stack: Stack) -> bool:
        """Whether each letter stands by itself, is seen, and has a font: then nothing but widths matters."""
        if text.isascii() and text.isprintable():
            return True
        known = self._plain.setdefault(stack, set())
        fresh = set(text) - known
        known |= {letter for letter in sorted(fresh) if self._stands_alone(letter, stack)}  # fonts come in one order
        return fresh <= known

    def _stands_alone(self, letter: str, stack: Stack) -> bool:
        if not _BY_ITSELF.match(letter) or visible(letter, lambda _letter: True) != letter:
            return False
        return self._faces.of(letter, stack, "sc") is not None

    def _shown(self, text: str, setting: Setting) -> str:
        """The text as it is seen: codes for what is not. Emoji stay, and bars."""
        if self._bar and BAR in text:
            return BAR.join(self._shown(piece, setting) for piece in text.split(BAR))
        known = self._seen.setdefault(setting, set())
        known |= {letter for letter in sorted(set(text) - known) if visible(letter, setting.has) == letter}
        if known.issuperset(text):
            return text
        parts, at = [], 0
        for found in EMOJI.finditer(text):
            if is_named(found[0], setting.has):
                parts += [visible(text[at : found.start()], setting.has), found[0]]
                at = found.end()
        return "".join([*parts, visible(text[at:], setting.has)])

    def _broken(self, tokens: Iterable[_Token], limit: float, stack: Stack) -> list[list[_Token]]:
        lines: list[list[_Token]] = [[]]
        at = 0.0
        for count, token in enumerate(tokens):
            if count % _AT_ONCE == 0:
                self._heed()
            if at + token.reach > limit and lines[-1]:
                lines.append([])
                at = 0.0
            if token.reach <= limit and token.fits:
                lines[-1].append(token)
                at += token.full
                continue
            for piece in self._pieces(token, limit, stack):
                if at + piece.full > limit and lines[-1]:
                    lines.append([])
                    at = 0.0
                lines[-1].append(piece)
                at += piece.full
        return lines

    def _pieces(self, token: _Token, limit: float, stack: Stack) -> Iterator[_Token]:
        """A token that is longer than a line: letter by letter, codes whole; a name that is longer too, as letters."""
        if not token.clusters:
            for piece in _PIECE.findall(token.text):
                yield self._word(piece, stack)
        for cluster in token.clusters:
            if cluster.width > limit and EMOJI.fullmatch(cluster.letters):
                for letter in name(cluster.letters):
                    made = Cluster(letter, cluster.face, (), cluster.face.widths[letter], cluster.level)
                    made = made._replace(shape=((cluster.face.source.glyph(letter), 0.0, 0.0),))
                    yield self._made(letter, [made], stack)
            else:
                yield self._made(cluster.letters, [cluster], stack)

    def _words(self, shown: str, stack: Stack) -> list[_Token]:
        known = self._tokens.setdefault(stack, {})
        return [known.get(word) or self._word(word, stack) for word in _TOKEN.findall(shown)]

    def _word(self, word: str, stack: Stack) -> _Token:
        known = self._tokens.setdefault(stack, {})
        if word not in known:
            known[word] = self._measure(word, stack)
        return known[word]

    def _measure(self, text: str, stack: Stack) -> _Token:
        """Spaces are set in the font of their neighbour: readers pass over a piece of text that is only a space."""
        runs: list[Run] = []
        face, start = None, 0
        first = text.lstrip(SPACES)[:1] or text[:1]
        for at, letter in enumerate(text):
            found = self._faces.of(first if letter in SPACES and face is None else letter, stack, "sc")
            if letter in SPACES and face is not None:
                found = face
            if found is not face:
                if face is not None:
                    runs.append(_run(face, text[start:at]))
                face, start = found, at
        if face is not None:
            runs.append(_run(face, text[start:]))
        full = sum(run.reach for run in runs)
        end = text[len(text.rstrip(SPACES)) :] if runs else ""
        return _Token(
            text, tuple(runs), full - sum(runs[-1][0].widths[each] for each in end), full, len(end) <= _HANGING
        )

    def _leveled(self, shown: str, start: int, setting: Setting) -> Iterator[_Token]:
        """The pieces of a paragraph with letters of both directions."""
        found, at = levels(shown, start), 0
        first = next(letter for letter in shown if unicodedata.bidirectional(letter) in ("R", "AL"))
        before = setting.of(first)
        for each in segments(shown):
            token = self._segment(each, tuple(found[at : at + len(each)]), setting, before)
            yield token
            at += len(each)
            before = next((one.face for one in reversed(token.clusters) if one.letters[0].isalpha()), before)

    def _segment(self, text: str, found: tuple[int, ...], setting: Setting, before: Face | None = None) -> _Token:
        """One piece, shaped once. Without levels it runs to the right, and plain words go the quick way."""
        if not found and BAR not in text and self._is_plain(text, setting.stack):
            return self._word(text, setting.stack)
        key = (text, found, before, setting)
        if key not in self._shaped:
            self._shaped[key] = self._made(text, self._clusters(*key), setting.stack)
        return self._shaped[key]

    def _clusters(self, text: str, found: tuple[int, ...], before: Face | None, setting: Setting) -> list[Cluster]:
        """Stretch by stretch of one level, and the bars between."""
        bar = self._bar_run(setting.stack)
        sides = found or (0,) * len(text)
        keys = [(level, bool(bar) and letter == BAR) for letter, level in zip(text, sides, strict=True)]
        edges = [0, *(at for at, (one, other) in enumerate(pairwise(keys), 1) if one != other), len(text)]
        clusters: list[Cluster] = []
        for begin, end in pairwise(edges):
            level, is_bar = keys[begin]
            if is_bar and bar:
                clusters += [Cluster(BAR, bar.face, (), BAR_REACH, level)] * (end - begin)
            else:
                clusters += shaped(text[begin:end], level, setting, before)
                before = clusters[-1].face
        return clusters

    def _made(self, text: str, clusters: list[Cluster], stack: Stack) -> _Token:
        full = sum(cluster.width for cluster in clusters)
        trailing, count = 0.0, 0
        for cluster in reversed(clusters):
            if cluster.letters.strip(SPACES):
                break
            trailing += cluster.width
            count += 1
        runs = () if any(each.level for each in clusters) else in_order(clusters, self._bar_run(stack))
        return _Token(text, runs, full - trailing, full, count <= _HANGING, tuple(clusters))

    def _bar_run(self, stack: Stack) -> Run | None:
        if not self._bar:
            return None
        run = self._measure(self._bar, stack).runs[0]
        return run._replace(reach=BAR_REACH, bar=run.reach)


def _run(face: Face, text: str) -> Run:
    widths = face.widths
    return Run(face, face.encode(text), sum([widths[letter] for letter in text]))


def _joined(tokens: list[_Token], style: Style) -> Line:
    """One line of tokens: neighbours in one font become one run."""
    runs: list[Run] = []
    full = sum([token.full for token in tokens])
    trailing = tokens[-1].full - tokens[-1].reach if tokens else 0.0
    for (face, bar), group in groupby((run for token in tokens for run in token.runs), _FACE_AND_BAR):
        same = list(group)
        runs += (
            same
            if bar or len(same) == 1
            else [Run(face, "".join([run.codes for run in same]), sum([run.reach for run in same]))]
        )
    return Line(tuple(runs), (full - trailing) * style.size / 1000)
