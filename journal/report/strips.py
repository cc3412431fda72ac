# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks -> strips: the smallest pieces of a page that are never cut, each with what is drawn in it.

A strip that ``holds`` the next one never ends a page: headings stay with their text, and no paragraph leaves a
single line behind or takes one along.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from journal.report import style as look
from journal.report.blocks import (
    Answer,
    Block,
    Drawn,
    Event,
    Fact,
    Facts,
    Fingerprint,
    Heading,
    Level,
    NewPage,
    Note,
    Picture,
    Proofs,
    Said,
    Table,
    Words,
)
from journal.report.figure import Figure, Framed, cut, figure, frame
from journal.report.line import Line
from journal.report.style import Page, Style
from journal.report.typeset import Typesetter

_GAP = 6.0
_SHORT_LIST = 4
_WHOLE = 8  # lines of a row of facts that are never cut
_FEWEST = 3  # rows of a table on one page


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of text ``x`` points from the left margin; ``link`` is the entry it leads to."""

    x: float
    line: Line
    style: Style
    link: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """``before`` is the space above, dropped at the head of a page. The marks share one base line.

    ``bar``: the line at the side of the person's words, at the right where they run ``leftward``; ``joined``: it goes
    on through the space above. ``figure`` stands at the left edge, as high as the strip. ``again`` stands above the
    strip once more when it begins a page; ``room`` is what has to be left of a page for the strip to stand there: a
    heading is not the last thing one sees.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0.0
    holds: bool = False
    bar: bool = False
    joined: bool = False
    leftward: bool = False
    rule: bool = False
    heading: Heading | None = None
    fresh: bool = False
    figure: Figure | None = None
    again: tuple["Strip", ...] = ()
    room: float = 0.0


class Stripper:
    """Turns blocks into strips for one page width."""

    def __init__(self, typesetter: Typesetter, page: Page) -> None:
        self._set, self._measure, self._depth = typesetter, page.measure, page.depth

    def strips(self, blocks: Iterable[Block]) -> Iterator[Strip]:
        """A note keeps to what follows it; a note that ends a card keeps to nothing. Nor do lists
        in a row, or one that ends a card.
        A small picture keeps to the first of what is known of it.

        The last answers of a card, where they are a line each, keep to what stands before them.
        """
        told = list(blocks)
        last = _last_lines(told)
        for place, block in enumerate(told):
            before = told[place - 1] if place else None
            after = told[place + 1] if place + 1 < len(told) else None
            ends = after is None or (isinstance(after, Heading | NewPage) and not isinstance(before, Heading))
            strips = list(self.block(block))
            if strips and isinstance(block, Words | Answer) and (isinstance(after, Note) or place + 1 in last):
                strips[-1] = replace(strips[-1], holds=True)
            if isinstance(block, Proofs) and isinstance(after, Facts):
                strips[-1] = replace(strips[-1], holds=True)
            if strips and isinstance(block, Facts) and isinstance(after, Facts | Heading | NewPage | None):
                strips[-1] = replace(strips[-1], holds=False)
            for line, strip in enumerate(strips):
                if isinstance(block, Note):
                    strip = replace(strip, holds=strip.holds or not ends)
                    if line == 0 and isinstance(before, Words | Answer):
                        strip = replace(strip, before=look.QUESTION.before)
                yield strip

    def block(self, block: Block) -> Iterator[Strip]:  # noqa: C901 - one case for each kind of block
        match block:
            case Heading():
                yield from self._heading(block)
            case Said():
                yield from self._text(block.text, look.SAID)
            case Note():
                yield from self._text(block.text, look.NOTE, link=block.links[0] if block.links else "")
            case Words():
                yield from self.own(block.text)
            case Answer():
                yield from self._answer(block)
            case Facts():
                yield from self._facts(block)
            case Event():
                yield from self._event(block)
            case Table():
                yield from self._table(block)
            case Fingerprint():
                for place, strip in enumerate(self._text(_halved(block.text), look.DIGEST)):
                    yield replace(strip, before=look.SAID.before if place == 0 else 0, holds=place == 0)
            case Drawn() | Picture() | Proofs():
                yield from self._figure(block)
            case NewPage():
                yield Strip(0, fresh=True)

    def own(self, text: str, x: float = look.INDENT, bar: bool = True, mark: Mark | None = None) -> Iterator[Strip]:
        """The person's words: every paragraph, with a line at their side. ``mark`` stands beside the first line."""
        style, first, joined, apart, leftward = look.OWN, mark, False, True, False
        for lines in self._set.lines(text, style, self._measure - x):
            told = bool(lines[0].runs)  # an empty line of the person's is space enough
            joined = joined and (not told or leftward == lines[0].leftward)
            leftward = lines[0].leftward if told else leftward
            left = 0 if bar and leftward else x  # the line stands where reading begins, and the words stand in from it
            for place, strip in enumerate(self._paragraph(lines, style, left, room=self._measure - x)):
                marks = (first, *strip.marks) if first else strip.marks
                before = style.before if place == 0 and told and apart else 0
                yield replace(strip, marks=marks, bar=bar, leftward=leftward, joined=joined, before=before)
                first, joined = None, True
            apart = told

    def _paragraph(
        self, lines: list[Line], style: Style, x: float, link: str = "", room: float | None = None
    ) -> Iterator[Strip]:
        """One strip a line; the first two lines stay together, and so do the last two. ``room``: how wide it may be."""
        count = len(lines)
        for place, line in enumerate(lines):
            at = _flush(line, x, self._measure - x if room is None else room)
            holds = count > 1 and (place == 0 or place == count - 2)
            before = style.before if place == 0 else 0
            yield Strip(style.leading, (Mark(at, line, style, link),), before, holds)

    def _text(self, text: str, style: Style, x: float = 0, link: str = "") -> Iterator[Strip]:
        for lines in self._set.lines(text, style, self._measure - x):
            yield from self._paragraph(lines, style, x, link)

    def _heading(self, block: Heading) -> Iterator[Strip]:
        styles = {
            Level.INCIDENT: look.INCIDENT_OWN if block.own else look.INCIDENT,
            Level.PART: look.PART,
            Level.CARD: look.CARD_OWN if block.own else look.CARD,
        }
        for place, strip in enumerate(self._text(block.text, styles[block.level])):
            first = place == 0
            rule, room = first and block.level is Level.CARD, look.ROOM[block.level] if first else 0
            yield replace(strip, holds=True, heading=block if first else None, rule=rule, room=room)

    def _answer(self, block: Answer) -> Iterator[Strip]:
        question, answer = block.question, block.text
        if not block.own:
            asked, given = self._set.line(question, look.QUESTION), self._set.line(answer, look.CHOSEN)
            at = asked.width + _GAP
            if at + given.width <= self._measure:
                marks = (Mark(0, asked, look.QUESTION), Mark(at, given, look.CHOSEN, block.link))
                yield Strip(look.QUESTION.leading, marks, look.CHOSEN.before)
                return
        for strip in self._question(block):
            yield replace(strip, holds=True)
        if block.own:
            yield from self.own(answer)
        else:
            yield from self._text(answer, look.CHOSEN, look.INDENT, block.link)

    def _question(self, block: Answer) -> Iterator[Strip]:
        """The question, and what is to be known about the answer: beside it where there is room, else below it."""
        lines = self._set.flat(block.question, look.QUESTION, self._measure)
        mark = self._set.line(block.mark, look.MARK) if block.mark and block.own else None
        beside = mark is not None and lines[-1].width + _GAP + mark.width <= self._measure
        for place, line in enumerate(lines):
            marks = [Mark(0, line, look.QUESTION)]
            if mark and beside and place == len(lines) - 1:
                marks.append(Mark(line.width + _GAP, mark, look.MARK, block.link))
            yield Strip(look.QUESTION.leading, tuple(marks), look.QUESTION.before * (place == 0))
        if mark and not beside:
            yield from self._text(block.mark, look.MARK, link=block.link)

    def _facts(self, block: Facts) -> Iterator[Strip]:
        """A short list, such as the times above an account, stays with what it is about. None leaves one row behind,
        or takes one along."""
        short = len(block.rows) <= _SHORT_LIST
        for place, fact in enumerate(block.rows):
            keeps = short or place in (0, len(block.rows) - 2)
            for line, strip in enumerate(self._fact(fact, close=block.close)):
                before = look.LIST_BEFORE if place == line == 0 else strip.before
                yield replace(strip, before=before, holds=strip.holds or keeps)

    def _fact(self, fact: Fact, *, close: bool = False) -> Iterator[Strip]:
        """Label, fact, and the entry it comes from, line beside line. It is cut only where it is long."""
        edge = self._measure * look.LABEL_SHARE
        label_style, said, own = look.LABEL, look.FACT, look.FACT_OWN
        if close:
            label_style, said, own = look.CLOSE_LABEL, look.CLOSE_FACT, look.CLOSE_FACT_OWN
        style = own if fact.own else said
        labels = self._set.flat(fact.label, label_style, edge - _GAP)
        room = self._measure - edge - look.LINK_WIDTH
        texts = self._set.flat(fact.text, style, room)
        rows = max(len(labels), len(texts))
        for place in range(rows):
            marks = []
            if place < len(labels):
                marks.append(Mark(0, labels[place], label_style))
            if place < len(texts):
                marks.append(Mark(_flush(texts[place], edge, room), texts[place], style))
            if place == 0 and fact.link:
                link = self._set.line(fact.link, look.NOTE)
                marks.append(Mark(self._measure - link.width, link, look.NOTE, fact.link))
            holds = place < rows - 1 if rows <= _WHOLE else place in (0, rows - 2)
            opens = place == 0 and bool(fact.label)
            yield Strip(style.leading, tuple(marks), style.before * opens, holds, rule=opens)

    def _figure(self, block: Drawn | Picture | Proofs) -> Iterator[Strip]:
        match block:
            case Drawn():
                yield from self._drawn(block)
            case Picture():
                yield from self._picture(block)
            case Proofs():
                yield from self._proofs(block)

    def _drawn(self, block: Drawn) -> Iterator[Strip]:
        """The drawing and its caption on one page; what it says in words may go on to the next."""
        asked = list(self._text(block.question, look.QUESTION)) if block.question else []
        caption = list(self._text(block.caption, look.NOTE)) if block.caption else []
        around = sum(strip.before + strip.height for strip in (*asked, *caption)) + look.FIGURE_BEFORE
        made = figure(block.drawing, self._set, self._measure * block.share, self._depth - around)
        for strip in asked:
            yield replace(strip, holds=True)
        yield Strip(made.height, before=look.FIGURE_BEFORE, holds=bool(caption), figure=made)
        for place, strip in enumerate(caption):
            yield replace(strip, holds=place < len(caption) - 1)
        for line in block.drawing.told if block.told else ():
            yield from self._text(line, look.TOLD)

    def _picture(self, block: Picture) -> Iterator[Strip]:
        """One picture as large as the page allows, with its number and caption below it."""
        below = [look.NOTE.leading + look.NOTE.before]
        framed = frame(block, 0, self._measure, self._depth * block.share - sum(below) - look.FIGURE_BEFORE)
        yield from self._framed([framed], self._measure)

    def _proofs(self, block: Proofs) -> Iterator[Strip]:
        """Rows that are never cut; the pictures of a row stand on one line."""
        width = (self._measure - look.PROOF_GAP * (look.PROOFS - 1)) / look.PROOFS
        for start in range(0, len(block.pictures), look.PROOFS):
            row = block.pictures[start : start + look.PROOFS]
            places = [(width + look.PROOF_GAP) * place for place in range(len(row))]
            framed = [frame(each, x, width, look.PROOF_HEIGHT) for each, x in zip(row, places, strict=True)]
            yield from self._framed(framed, width)

    def _framed(self, framed: list[Framed], room: float) -> Iterator[Strip]:
        tall = max(each.height for each in framed)
        yield Strip(tall, before=look.FIGURE_BEFORE, holds=True, figure=Figure(self._measure, tall, "", tuple(framed)))
        marks = []
        for each in framed:
            label = self._set.line(each.picture.mark, look.MARK)
            marks.append(Mark(each.x, label, look.MARK, each.picture.mark))
            at = label.width + _GAP if each.picture.mark else 0
            caption = cut(self._set, each.picture.caption, look.NOTE, room - at)
            marks.append(Mark(each.x + at, self._set.line(caption, look.NOTE), look.NOTE))
        yield Strip(look.NOTE.leading, tuple(marks), look.NOTE.before)

    def _event(self, block: Event) -> Iterator[Strip]:
        number = Mark(0, self._set.line(block.place, look.EVENT_PLACE), look.EVENT_PLACE)
        known = list(self._text(block.known, look.NOTE, look.EVENT_INDENT, block.link)) if block.known else []
        if not block.text and known:
            first = replace(known[0], height=look.EVENT_PLACE.leading, marks=(number, *known[0].marks), before=10.0)
            yield from (first, *known[1:])
            return
        told = list(self.own(block.text, look.EVENT_INDENT, bar=False, mark=number))
        for place, strip in enumerate(told):
            before = 10.0 if place == 0 else strip.before
            holds = strip.holds or (place == len(told) - 1 and bool(known))
            yield replace(strip, before=before, holds=holds)
        yield from known

    def _table(self, block: Table) -> Iterator[Strip]:
        """Its head stands again where it goes on. No page has fewer than three of its rows, unless it has no more."""
        head = tuple(self._row(block.head, block.widths, look.CELL_HEAD, holds=True))
        yield from head
        last = len(block.rows) - 1
        for place, row in enumerate(block.rows):
            holds = place < last and not _FEWEST - 1 <= place <= last - _FEWEST
            for strip in self._row(row, block.widths, look.CELL, holds=holds):
                yield replace(strip, again=head)

    def _row(self, cells: tuple[str, ...], shares: tuple[float, ...], style: Style, holds: bool) -> Iterator[Strip]:
        """One row, in one piece: cells are short."""
        measures = [share * self._measure for share in shares]
        columns = [self._set.flat(cell, style, width - _GAP) for cell, width in zip(cells, measures, strict=True)]
        rows = max(len(column) for column in columns)
        for place in range(rows):
            marks = tuple(
                Mark(_flush(column[place], sum(measures[:number]), measures[number] - _GAP), column[place], style)
                for number, column in enumerate(columns)
                if place < len(column)
            )
            yield Strip(style.leading, marks, style.before * (place == 0), holds or place < rows - 1, rule=place == 0)


def _last_lines(blocks: list[Block]) -> set[int]:
    """The places of the chosen answers with which a card ends: a line each, and nothing by themselves."""
    found: set[int] = set()
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, Answer) and not block.own and isinstance(after, Heading | NewPage | Note | None):
            while place and isinstance(each := blocks[place], Answer) and not each.own:
                found.add(place)
                place -= 1
    return found


def _flush(line: Line, x: float, room: float) -> float:
    """Where the line begins in this room: at its left, or so that it ends at its right where it runs leftward."""
    return x + room - line.width if line.leftward else x


def _halved(digest: str) -> str:
    """The groups on two lines of the same length, for comparing by eye."""
    groups = digest.split(" ")
    middle = len(groups) // 2
    return "\n".join((" ".join(groups[:middle]), " ".join(groups[middle:])))
