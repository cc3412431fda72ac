# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines out of text: fonts found letter by letter, words measured once, lines broken at spaces.

A space at which a line is broken stays at its end, outside the measure, so that the text comes back whole from the
page. Linear in the length of the text, whatever is in it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from journal.report.embed import Face
from journal.report.fonts import File, Stack
from journal.report.line import BAR_REACH, Line, Run
from journal.report.style import Style
from journal.report.text import BAR, drawing_order, paragraphs, runs_right, visible

_TOKEN = re.compile("[^ \u2002-\u2006\u2008-\u200a\u3000]*[ \u2002-\u2006\u2008-\u200a\u3000]*")
_PIECE = re.compile(r"\[U\+[0-9A-F]{4,6}\]|.", re.DOTALL)
_SPACES = " \u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000"
_AT_ONCE = 1000  # words that are set before somebody may stop it
_HANGING = 8  # spaces that may stand outside the measure


@dataclass(frozen=True, slots=True)
class _Token:
    runs: tuple[Run, ...]
    reach: float  # without the spaces at its end
    full: float


class Typesetter:
    """Sets text for one document and knows which letters of which fonts it has used.

    ``bar``: the word that is copied with a black bar; without one there are no bars. ``heed`` is called again and again
    on the way through a text, and may raise to end it all.
    """

    def __init__(self, bar: str = "", heed: Callable[[], None] = lambda: None) -> None:
        self._bar, self._heed = bar, heed
        self.faces: dict[File, Face] = {}
        self._letters: dict[Stack, dict[str, Face | None]] = {}
        self._tokens: dict[Stack, dict[str, _Token]] = {}

    def lines(self, text: str, style: Style, measure: float) -> list[list[Line]]:
        """The lines of each paragraph of the text; an empty one is a line with nothing in it."""
        return [self._paragraph(paragraph, style, measure) for paragraph in paragraphs(text)]

    def flat(self, text: str, style: Style, measure: float) -> list[Line]:
        """The lines of all paragraphs, for texts of the program's own."""
        return [line for paragraph in self.lines(text, style, measure) for line in paragraph]

    def line(self, text: str, style: Style) -> Line:
        """The text on one line, however long."""
        return self._whole(self._shown(text.replace("\n", " "), style.stack), style)

    def _paragraph(self, text: str, style: Style, measure: float) -> list[Line]:
        stack, limit = style.stack, measure * 1000 / style.size
        shown = self._shown(text, stack)
        if runs_right(shown):
            return [self._whole(line, style) for line in _spaces_first(self._broken_text(shown, stack, limit))]
        return [_joined(line, style) for line in self._broken(shown, stack, limit)]

    def _broken(self, shown: str, stack: Stack, limit: float) -> list[list[_Token]]:
        lines: list[list[_Token]] = [[]]
        at = 0.0
        known = self._tokens.setdefault(stack, {})
        for count, word in enumerate(_TOKEN.findall(shown)):
            if count % _AT_ONCE == 0:
                self._heed()
            token = known.get(word) or self._token(word, stack)
            if at + token.reach > limit and lines[-1]:
                lines.append([])
                at = 0.0
            if token.reach <= limit and len(word) - len(word.rstrip(_SPACES)) <= _HANGING:
                lines[-1].append(token)
                at += token.full
                continue
            for piece in _PIECE.findall(word):
                letter = self._token(piece, stack)
                if at + letter.full > limit and lines[-1]:
                    lines.append([])
                    at = 0.0
                lines[-1].append(letter)
                at += letter.full
        return lines

    def _broken_text(self, shown: str, stack: Stack, limit: float) -> list[str]:
        """The same breaks as plain text: lines with right-to-left letters are put in order one by one."""
        lines, at = [], 0
        for line in self._broken(shown, stack, limit):
            length = sum(1 if bar else len(codes) // 4 for token in line for _face, codes, _reach, bar in token.runs)
            lines.append(shown[at : at + length])
            at += length
        return lines

    def _whole(self, shown: str, style: Style) -> Line:
        drawn, leftward = drawing_order(shown) if runs_right(shown) else (shown, False)
        token = self._measure(drawn, style.stack)
        return Line(token.runs, token.reach * style.size / 1000, leftward)

    def _shown(self, text: str, stack: Stack) -> str:
        if text.isascii() and text.isprintable():
            return text
        if self._bar and BAR in text:
            return BAR.join(self._shown(piece, stack) for piece in text.split(BAR))
        return visible(text, lambda letter: self._face(letter, stack) is not None)

    def _face(self, letter: str, stack: Stack) -> Face | None:
        known = self._letters.setdefault(stack, {})
        if letter not in known:
            file = stack.find(letter)
            if file is None:
                known[letter] = None
            else:
                if file not in self.faces:
                    self.faces[file] = Face(file, len(self.faces) + 1)
                known[letter] = self.faces[file]
        return known[letter]

    def _token(self, word: str, stack: Stack) -> _Token:
        known = self._tokens.setdefault(stack, {})
        if word not in known:
            known[word] = self._measure(word, stack)
        return known[word]

    def _measure(self, text: str, stack: Stack) -> _Token:
        """Spaces are set in the font of their neighbour: readers pass over a piece of text that is only a space."""
        if self._bar and BAR in text:
            return self._barred(text, stack)
        runs: list[Run] = []
        face, start = None, 0
        first = text.lstrip(_SPACES)[:1] or text[:1]
        for at, letter in enumerate(text):
            if letter in _SPACES:
                found = face or self._face(first, stack)
            else:
                found = self._face(letter, stack)
            if found is not face:
                if face is not None:
                    runs.append(_run(face, text[start:at]))
                face, start = found, at
        if face is not None:
            runs.append(_run(face, text[start:]))
        full = sum(run.reach for run in runs)
        end = text[len(text.rstrip(_SPACES)) :] if runs else ""
        return _Token(tuple(runs), full - sum(runs[-1][0].widths[letter] for letter in end), full)

    def _barred(self, text: str, stack: Stack) -> _Token:
        """What stands between the bars, and the bars."""
        word = self._measure(self._bar, stack)
        bar = word.runs[0]._replace(reach=BAR_REACH, bar=word.runs[0].reach)
        runs: list[Run] = []
        for place, piece in enumerate(text.split(BAR)):
            between = self._measure(piece, stack)
            runs += [bar, *between.runs] if place else between.runs
        full = sum(run.reach for run in runs)
        return _Token(tuple(runs), full - between.full + between.reach, full)


def _spaces_first(lines: list[str]) -> list[str]:
    """The spaces at a break go to the next line where lines run to the left: readers drop them at a line's left end."""
    for at in range(len(lines) - 1):
        if drawing_order(lines[at])[1] and drawing_order(lines[at + 1])[1]:
            words = lines[at].rstrip(_SPACES)
            lines[at], lines[at + 1] = words, lines[at][len(words) :] + lines[at + 1]
    return lines


def _run(face: Face, text: str) -> Run:
    widths = face.widths
    return Run(face, face.encode(text), sum([widths[letter] for letter in text]))


def _joined(tokens: list[_Token], style: Style) -> Line:
    """One line of tokens: neighbours in one font become one run."""
    runs: list[tuple[Face, list[str], float, float]] = []
    full = trailing = 0.0
    for token in tokens:
        for face, codes, reach, bar in token.runs:
            if runs and runs[-1][0] is face and not bar and not runs[-1][3]:
                runs[-1][1].append(codes)
                runs[-1] = (face, runs[-1][1], runs[-1][2] + reach, 0.0)
            else:
                runs.append((face, [codes], reach, bar))
        full += token.full
        trailing = token.full - token.reach
    width = (full - trailing) * style.size / 1000
    return Line(tuple(Run(face, "".join(codes), reach, bar) for face, codes, reach, bar in runs), width)
