# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report has to say, word for word in the order of the paper: worked out from the blocks alone, and looked for
in the text that another program reads out of the PDF.

The one thing not compared is white space: it is taken out on both sides, for readers differ in where they put it.
Whatever stands side by side is read line by line, so of a row it is asked that each of its cells is there, letter for
letter and in order, and nothing else. Of a drawing it is asked that each of its words is there; one that is cut for
want of room ends in a sign that it is. Where anything runs from right to left readers differ in which piece of a line
they take first: there each letter has to be there, and no other.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from journal.record.drawing import Text
from journal.report.bidi import runs_right
from journal.report.blocks import (
    Answer,
    Block,
    Drawn,
    Event,
    Fact,
    Facts,
    Fingerprint,
    Heading,
    Note,
    Picture,
    Proofs,
    Report,
    Said,
    Table,
    Words,
)
from journal.report.style import PROOFS
from journal.report.text import BAR
from tests.journal.report.nasty import on_paper

_CUT = "…"
_TURNS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c"))  # said by pdftotext where a line turns
_FACELESS = dict.fromkeys(map(ord, ")[]{}<>«»“”‘’"), "(")
_BEFORE = 40  # letters shown of what stands before a difference


@dataclass(frozen=True)
class Piece:
    """``cells`` side by side; ``cut``: each stands whole or ends early with a sign, in any order, as on a drawing;
    ``page``: the number of a page follows; ``again``: what may stand above once more at the head of a page."""

    cells: tuple[str, ...]
    cut: bool = False
    page: bool = False
    again: tuple[str, ...] = ()


def said(report: Report) -> Iterator[Piece]:
    """Everything but the edges of the pages."""
    cover = report.cover
    yield from _texts(cover.made_up, cover.covered, cover.legend, cover.kicker)
    for account in cover.accounts:
        yield from _texts(account.title, *account.lines)
    yield from map(_fact, cover.facts)
    yield from _texts(report.contents)
    blocks = [block for part in report.parts for block in part.blocks]
    for block in blocks:
        if isinstance(block, Heading) and (block.listed or block.numbered):
            yield Piece((block.anchor if block.numbered else block.text,), page=True)
    for block in blocks:
        yield from _block(block, report.pictures)


def _block(block: Block, pictures: Collection[str]) -> Iterator[Piece]:
    match block:
        case Heading() | Said() | Note() | Words() | Fingerprint():
            yield from _texts(block.text)
        case Answer():
            yield from _texts(block.question, block.mark if block.own else "", block.text)
        case Facts():
            yield from map(_fact, block.rows)
        case Event():
            yield Piece((block.place, block.text))
            yield from _texts(block.known)
        case Table():
            yield Piece(block.head)
            yield from (Piece(row, again=block.head) for row in block.rows)
        case Drawn():
            yield from _texts(block.question)
            yield Piece(tuple(shape.text for shape in block.drawing.shapes if isinstance(shape, Text)), cut=True)
            yield from _texts(block.caption, *(block.drawing.told if block.told else ()))
        case Picture():
            yield from _row([block], pictures)
        case Proofs():
            for at in range(0, len(block.pictures), PROOFS):
                yield from _row(block.pictures[at : at + PROOFS], pictures)


def _texts(*texts: str) -> Iterator[Piece]:
    yield from (Piece((text,)) for text in texts if text)


def _fact(fact: Fact) -> Piece:
    return Piece((fact.label, fact.text, fact.link))


def _row(row: Sequence[Picture], pictures: Collection[str]) -> Iterator[Piece]:
    """In its frame why a picture is not shown, then below them their numbers and names."""
    yield from _texts(*(each.unshown for each in row if each.key not in pictures))
    for each in row:
        yield from _texts(each.mark)
        yield Piece((each.caption,), cut=True)


def tight(text: str, bar: str = "") -> str:
    """Without white space, with what cannot be seen as its code, and with the word that is copied with a bar."""
    shown = bar.join(map(on_paper, text.split(BAR))) if bar else on_paper(text)
    return "".join(shown.split())


class Reader:
    """Goes through the pages of a report as some program read them, piece by piece."""

    def __init__(self, report: Report, pages: Sequence[str]) -> None:
        edge = report.margins
        self.report = report
        self.text, self.heads = "", set[int]()
        for number, page in enumerate(pages, 1):
            found = "".join(page.translate(_TURNS).split())
            for above in (edge.across, *((edge.made_up, edge.legend) if number > 1 else ())):
                assert found.startswith(tight(above)), (number, above, found[:80])
                found = found[len(tight(above)) :]
            place = edge.page.format(page=number, pages=len(pages))
            foot = tight(f"{place}{edge.covered}{edge.record}{edge.fingerprint}")
            assert found.endswith(foot), (number, foot, found[-80:])
            self.heads.add(len(self.text))
            self.text += found[: len(found) - len(foot)]
        self.at = 0
        self.listed: list[tuple[str, int]] = []

    def differences(self) -> list[str]:
        """What was looked for, and what stands there instead; the first one ends it."""
        for piece in said(self.report):
            if not self._passes(piece):
                around = self.text[max(self.at - _BEFORE, 0) : self.at]
                return [f"after {around!r}: {piece} is not {self.text[self.at : self.at + 200]!r}"]
        rest = self.text[self.at :]
        return [f"nobody said {rest[:200]!r}"] if rest else []

    def _tight(self, text: str) -> str:
        return tight(text, self.report.bar)

    def _passes(self, piece: Piece) -> bool:
        if piece.again and self.at in self.heads and self._row(piece.again) and self._row(piece.cells):
            return True
        if piece.cut:
            return self._scattered([cell for cell in map(self._tight, piece.cells) if cell])
        return self._row(piece.cells) and (not piece.page or self._number(piece.cells[0]))

    def _row(self, cells: Sequence[str]) -> bool:
        """Whether what comes is made of the cells; if so it is passed."""
        told = [self._tight(cell) for cell in cells]
        length = sum(map(len, told))
        found = self.text[self.at : self.at + length]
        if found != "".join(told):
            leftward = any(map(runs_right, cells))
            if (len(told) == 1 and not leftward) or not _alike(found, "".join(told)):
                return False
            if not all(_stands_in(cell, found) for cell in told if not runs_right(cell)):
                return False
        self.at += length
        return True

    def _scattered(self, cells: list[str]) -> bool:
        """Whether what comes are these, each whole or cut, in any order; if so they are passed."""
        while cells:
            whole = [
                cell
                for cell in cells
                if self.text.startswith(cell, self.at)
                or (runs_right(cell) and _alike(cell, self.text[self.at : self.at + len(cell)]))
            ]
            if whole:
                found = max(whole, key=len)
                self.at += len(found)
            else:
                end = self.text.find(_CUT, self.at, self.at + max(map(len, cells)) + 1)
                begun = self.text[self.at : end]
                found = next((cell for cell in cells if end > self.at and cell.startswith(begun)), "")
                self.at = end + 1
            if not found:
                return False
            cells.remove(found)
        return True

    def _number(self, title: str) -> bool:
        found = re.compile(r"\d+").match(self.text, self.at)
        if found:
            self.listed.append((title, int(found[0])))
            self.at = found.end()
        return found is not None


def _alike(one: str, other: str) -> bool:
    """The same letters, in whatever order; a bracket may face either way."""
    return sorted(one.translate(_FACELESS)) == sorted(other.translate(_FACELESS))


def _stands_in(cell: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in cell)
