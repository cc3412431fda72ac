# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of a report, whatever block it stands in, changed by one function: nothing that is printed is missed."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import assert_never

from journal.record.drawing import Drawing, Text
from journal.report.blocks import (
    Account,
    Answer,
    Block,
    Cover,
    Drawn,
    Event,
    Fact,
    Facts,
    Fingerprint,
    Heading,
    Margins,
    NewPage,
    Note,
    Part,
    Picture,
    Proofs,
    Report,
    Said,
    Table,
    Words,
)


class Voice(StrEnum):
    """Who is speaking: the person; the program for them (a chosen answer, a date); or the program."""

    OWN = "own"
    CHOSEN = "chosen"
    PROGRAM = "program"


# The part's id (empty on the cover and at the edges), the entry it stands under, who speaks, the text -> the text.
Say = Callable[[str, str, Voice, str], str]


def retold(report: Report, say: Say) -> Report:
    """The report with each text as ``say`` gives it back. Numbers of pages and fingerprints are none."""
    cover, edge = report.cover, report.margins

    def program(text: str) -> str:
        return say("", "", Voice.PROGRAM, text) if text else text

    return replace(
        report,
        title=program(report.title),
        cover=_cover(cover, say),
        margins=Margins(
            page=edge.page,
            record=program(edge.record),
            fingerprint=edge.fingerprint,
            legend=program(edge.legend),
            across=program(edge.across),
            made_up=program(edge.made_up),
            covered=edge.covered,
        ),
        contents=program(report.contents),
        parts=tuple(_part(part, say) for part in report.parts),
    )


def texts_of(block: Block) -> list[tuple[Voice, str]]:
    """Every text of a block, and who says it."""
    found: list[tuple[Voice, str]] = []

    def say(_part: str, _under: str, voice: Voice, text: str) -> str:
        found.append((voice, text))
        return text

    _Reteller("", say).block(block)
    return found


def _cover(cover: Cover, say: Say) -> Cover:
    teller = _Reteller("", say)
    return Cover(
        kicker=teller.program(cover.kicker),
        accounts=tuple(
            Account(teller.spoken(each.title, each.own), each.own, tuple(map(teller.chosen, each.lines)))
            for each in cover.accounts
        ),
        facts=teller.facts(cover.facts),
        legend=teller.program(cover.legend),
        made_up=teller.program(cover.made_up),
        covered=cover.covered,
    )


def _part(part: Part, say: Say) -> Part:
    teller = _Reteller(part.id, say)
    return replace(part, blocks=tuple(map(teller.block, part.blocks)))


class _Reteller:
    """Goes through one part and knows under which entry it is."""

    def __init__(self, part: str, say: Say) -> None:
        self._part, self._say, self._under = part, say, ""

    def program(self, text: str) -> str:
        return self._said(Voice.PROGRAM, text)

    def chosen(self, text: str) -> str:
        return self._said(Voice.CHOSEN, text)

    def own(self, text: str) -> str:
        return self._said(Voice.OWN, text)

    def spoken(self, text: str, own: bool) -> str:
        return self.own(text) if own else self.chosen(text)

    def facts(self, rows: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(replace(row, label=self.program(row.label), text=self.spoken(row.text, row.own)) for row in rows)

    def block(self, block: Block) -> Block:  # noqa: C901 - one case for each kind of block
        match block:
            case Heading():
                self._under = block.anchor or self._under
                return replace(block, text=self.own(block.text) if block.own else self.program(block.text))
            case Said() | Note():
                return replace(block, text=self.program(block.text))
            case Words():
                return replace(block, text=self.own(block.text))
            case Answer():
                question, mark = self.program(block.question), self.chosen(block.mark)
                return replace(block, question=question, text=self.spoken(block.text, block.own), mark=mark)
            case Facts():
                return replace(block, rows=self.facts(block.rows))
            case Event():
                return replace(block, text=self.own(block.text), known=self.chosen(block.known))
            case Table():
                return self._table(block)
            case Drawn():
                drawing, caption, question = block.drawing, self.program(block.caption), self.program(block.question)
                return replace(block, drawing=self._drawing(drawing), caption=caption, question=question)
            case Picture():
                return self._picture(block)
            case Proofs():
                return replace(block, pictures=tuple(map(self._picture, block.pictures)))
            case Fingerprint() | NewPage():
                return block
            case _:
                assert_never(block)

    def _said(self, voice: Voice, text: str) -> str:
        return self._say(self._part, self._under, voice, text) if text else text

    def _table(self, table: Table) -> Table:
        rows = tuple(tuple(map(self.chosen, row)) for row in table.rows)
        return replace(table, head=tuple(map(self.program, table.head)), rows=rows)

    def _drawing(self, drawing: Drawing) -> Drawing:
        shapes = tuple(
            replace(shape, text=self.spoken(shape.text, shape.own)) if isinstance(shape, Text) else shape
            for shape in drawing.shapes
        )
        return replace(drawing, shapes=shapes, told=tuple(map(self.chosen, drawing.told)))

    def _picture(self, picture: Picture) -> Picture:
        caption, unshown = self.own(picture.caption), self.program(picture.unshown)
        return replace(picture, caption=caption, unshown=unshown)
