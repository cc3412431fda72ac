# SPDX-License-Identifier: GPL-3.0-or-later
"""The outline as a PDF, in memory. Laid out once, then drawn: contents and “page x of y” need no second layout."""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import xObjectName
from reportlab.pdfgen.canvas import Canvas

from journal import __version__
from journal.clock import Stamp
from journal.report import style as look
from journal.report.blocks import Facts, Heading, Level, Report, depths
from journal.report.embed_picture import Pictures
from journal.report.figure import Framed
from journal.report.line import Line, orders
from journal.report.pages import Placed, Sheet, paginate
from journal.report.stop import Cancelled, Stopped
from journal.report.strips import Mark, Strip, Stripper
from journal.report.style import Page, Style, page_of
from journal.report.text import outline_text
from journal.report.typeset import Typesetter

rl_config.useA85 = 0  # text wrapping of binary data: a fifth larger and many times slower (docs/performance.md)

Progress = Callable[[int, int], None]
_INSET = 6.0  # of words in the frame of a picture that cannot be shown
_STEPS = 1000  # of progress: half for layout, half for drawing


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table of contents."""

    heading: Heading
    page: int


def build(
    report: Report,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    unshown: Callable[[str], None] | None = None,
    now: Stamp,
) -> bytes:
    """The PDF, byte for byte the same for the same report and time; empty when it was stopped. Nothing is written.

    ``unshown`` is told the number of each picture that could not be read: a frame stands in its place and says so.
    """
    watch = _Watch(progress, cancelled)
    try:
        book = _Book(report, watch)
        pdf = book.pdf(now)
        if unshown is not None:
            for mark in book.unshown:
                unshown(mark)
        return pdf
    except Stopped:
        return b""


class _Canvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Without the font that ReportLab names on each page and never embeds."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Watch:
    """Tells how far it is and looks whether to go on."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._progress, self._cancelled = progress, cancelled
        self._said = -1

    def heed(self) -> None:
        """Raises Stopped when somebody pressed Stop."""
        if self._cancelled is not None and self._cancelled():
            raise Stopped

    def __call__(self, start: int, done: int, total: int) -> None:
        self.heed()
        step = start + _STEPS // 2 * done // max(total, 1)
        if self._progress is not None and step != self._said:
            self._said = step
            self._progress(step, _STEPS)


class _Book:
    """One report on its way to paper."""

    def __init__(self, report: Report, watch: _Watch) -> None:
        self._report, self._watch = report, watch
        self._page: Page = page_of(report.paper)
        self._set = Typesetter(report.bar, watch.heed)
        self._stripper = Stripper(self._set, self._page)
        self.unshown: dict[str, None] = {}  # numbers of pictures, in the order of the pages

    def pdf(self, now: Stamp) -> bytes:
        body = paginate(self._body(), self._page.depth)
        cover = paginate(self._cover(), self._page.depth)
        # How many pages the contents take does not depend on the numbers in them.
        count = len(paginate(self._contents(_listed(body), 0), self._page.depth))
        contents = paginate(self._contents(_listed(body), len(cover) + count), self._page.depth)
        return self._draw([*cover, *contents, *body], now)

    def _body(self) -> Iterator[Strip]:
        parts = self._report.parts
        total = sum(len(part.blocks) for part in parts)
        done = 0
        for part in parts:
            for place, strip in enumerate(self._stripper.strips(part.blocks)):
                if place % 200 == 0:
                    self._watch(0, done, total)
                yield strip
            done += len(part.blocks)
            self._watch(0, done, total)

    def _cover(self) -> Iterator[Strip]:
        cover = self._report.cover
        single = len(cover.accounts) < 2
        yield Strip(70 if single else 24)
        for text in (cover.made_up, cover.covered, cover.legend):
            if text:
                yield from self._plain(text, look.LEGEND)
                yield Strip(16)
        yield from self._plain(cover.kicker, look.KICKER)
        for account in cover.accounts:
            title = look.TITLE if single else look.TITLE_OF_MANY
            told = list(self._plain(account.title, title if account.own else replace(title, stack=look.PART.stack)))
            for line in account.lines:
                told += self._plain(line, look.UNDER_TITLE)
            yield from (replace(strip, holds=strip is not told[-1]) for strip in told)
        yield Strip(30)
        yield from self._stripper.block(Facts(cover.facts))

    def _plain(self, text: str, style: Style) -> Iterator[Strip]:
        for place, line in enumerate(self._set.flat(text, style, self._page.measure)):
            at = self._page.measure - line.width if line.leftward else 0.0
            yield Strip(style.leading, (Mark(at, line, style),), style.before * (place == 0))

    def _contents(self, entries: list[_Entry], before: int) -> Iterator[Strip]:
        """Each listed heading with its page at the end of the line, and below it the numbers of the things kept."""
        yield from self._stripper.block(Heading(self._report.contents, Level.PART))
        yield Strip(8)
        for numbered, group in groupby(entries, lambda entry: entry.heading.numbered):
            told = list(group)
            yield from self._numbers(told, before) if numbered else self._lines(told, before)

    def _lines(self, entries: Iterable[_Entry], before: int) -> Iterator[Strip]:
        number_width = 40.0
        for entry in entries:
            holds = entry.heading.level is Level.INCIDENT
            style = look.CONTENTS_INCIDENT if holds else look.CONTENTS_PART
            if entry.heading.own:
                style = replace(style, stack=look.OWN.stack, size=11.5)
            page = self._set.line(str(entry.page + before), style)
            lines = self._set.flat(entry.heading.text, style, self._page.measure - number_width)
            for place, line in enumerate(lines):
                marks = [Mark(0, line, style, f"page-{entry.page + before}")]
                if place == len(lines) - 1:
                    marks.append(Mark(self._page.measure - page.width, page, style))
                yield Strip(style.leading, tuple(marks), style.before * (place == 0), holds or place < len(lines) - 1)

    def _numbers(self, entries: list[_Entry], before: int) -> Iterator[Strip]:
        """Things kept, a few in a row: the number of each, and its page beside it."""
        style, step = look.CONTENTS_NUMBER, self._page.measure / look.IN_A_ROW
        for first in range(0, len(entries), look.IN_A_ROW):
            marks: list[Mark] = []
            for place, entry in enumerate(entries[first : first + look.IN_A_ROW]):
                page = entry.page + before
                name, number = self._set.line(entry.heading.anchor, style), self._set.line(str(page), style)
                marks.append(Mark(place * step + look.INDENT, name, style, entry.heading.anchor))
                marks.append(Mark(place * step + look.INDENT + look.NUMBER_AT, number, style))
            yield Strip(style.leading, tuple(marks), style.before)

    def _draw(self, sheets: list[Sheet], now: Stamp) -> bytes:
        out = io.BytesIO()
        canvas = self._canvas(out)
        pictures = Pictures(canvas._doc, out, self._report.pictures, self._watch.heed)  # noqa: SLF001
        pen = _Pen(canvas, self._page, self._set, pictures, self.unshown)
        headings = [placed.strip.heading for sheet in sheets for placed in sheet.strips if placed.strip.heading]
        anchors, deep = {heading.anchor for heading in headings}, depths(headings)
        for number, sheet in enumerate(sheets, 1):
            self._watch(_STEPS // 2, number, len(sheets))
            canvas.bookmarkPage(f"page-{number}")
            self._above(pen, is_cover=number == 1)
            for placed in sheet.strips:
                pen.strip(placed, anchors)
                if placed.strip.heading:
                    _bookmark(canvas, placed, pen.top(placed), next(deep), self._report.bar)
            self._below(pen, number, len(sheets))
            pen.finish()
        document = canvas._doc  # noqa: SLF001 - ReportLab has no other door to fonts, dates and the catalog
        fonts = document.idToObject["BasicFonts"].dict
        fonts.clear()
        for face in self._set.faces:
            fonts[face.resource] = face.add_to(document)
        stamp = document._timeStamp  # noqa: SLF001
        stamp.YMDhms = now.local.timetuple()[:6]
        stamp.dhh, stamp.dmm = _offset(now.offset_minutes)
        canvas.showOutline()
        canvas.save()
        return out.getvalue()

    def _canvas(self, out: io.BytesIO) -> _Canvas:
        """An empty file that says what it is. Readers count its pages as it says at their feet: from the cover on."""
        size = (self._page.width, self._page.height)
        canvas = _Canvas(out, size, pageCompression=1, invariant=1, lang=self._report.language, pdfVersion=(1, 5))
        canvas.setTitle(self._report.title)
        canvas.setAuthor("")
        canvas.setSubject("")
        canvas.setCreator(f"Own Words {__version__}")
        canvas.setProducer("Own Words")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.addPageLabel(0, style="ARABIC", start=1)
        return canvas

    def _above(self, pen: "_Pen", *, is_cover: bool) -> None:
        """What stands above the text, and across it on practice paper. The cover says both in its own place."""
        edge = self._report.margins
        if edge.across:
            pen.across(self._set.line(edge.across, look.ACROSS), look.ACROSS)
        above = () if is_cover else tuple(text for text in (edge.made_up, edge.legend) if text)
        for place, text in enumerate(above):
            height = self._page.height - self._page.head - place * look.EDGE.leading
            pen.at(0, height, self._set.line(text, look.EDGE), look.EDGE)

    def _below(self, pen: "_Pen", number: int, pages: int) -> None:
        """Page, record number, time of printing and fingerprint: drawn last, as they are read last."""
        edge, line = self._report.margins, self._set.line
        right, foot = self._page.width - 2 * self._page.left, self._page.foot
        count = line(edge.page.format(page=number, pages=pages), look.EDGE)
        middle, end = line(edge.record, look.EDGE), line(edge.fingerprint, look.EDGE)
        pen.rule(self._page.height - foot - 14, right)
        pen.at(0, foot, count, look.EDGE)
        if edge.covered:
            pen.at(0, foot - look.EDGE.leading, line(edge.covered, look.EDGE), look.EDGE)
        pen.at((right - middle.width) / 2, foot, middle, look.EDGE)
        pen.at(right - end.width, foot, end, look.EDGE)


class _Pen:
    """Draws on one canvas. Text is set letter by letter in codes: nothing in it can act as an instruction."""

    def __init__(
        self, canvas: Canvas, page: Page, typesetter: Typesetter, pictures: Pictures, unshown: dict[str, None]
    ) -> None:
        self._canvas, self._page, self._set, self._pictures = canvas, page, typesetter, pictures
        self._unshown = unshown
        self._orders: list[str] = []

    def top(self, placed: Placed) -> float:
        return self._page.height - self._page.top - placed.top

    def strip(self, placed: Placed, anchors: set[str]) -> None:
        strip, top = placed.strip, self.top(placed)
        if strip.bar:
            height = strip.height + (strip.before if strip.joined and placed.top else 0)
            side = self._page.measure - look.BAR_AT - look.BAR_WIDTH if strip.leftward else look.BAR_AT
            self._orders.append(
                f"{look.BAR_GREY} g {self._page.left + side:.2f} {top - strip.height:.2f} "
                f"{look.BAR_WIDTH:.2f} {height:.2f} re f"
            )
        if strip.rule and strip.before and placed.top:
            self.rule(self._page.height - top - strip.before * look.RULE_RISE, self._page.measure)
        if strip.figure:
            place = f"{self._page.left:.2f} {top - strip.height:.2f}"
            self._orders.append(f"q 1 0 0 1 {place} cm\n{strip.figure.orders}\nQ")
            for framed in strip.figure.framed:
                self.picture(framed, top - strip.height)
        base = top - max((mark.style.leading * 0.5 + mark.style.size * 0.26 for mark in strip.marks), default=0)
        for mark in strip.marks:
            self.at(mark.x, base, mark.line, mark.style)
            if mark.link and (mark.link in anchors or mark.link.startswith("page-")):
                left = self._page.left + mark.x
                box = (left, base - 3, left + mark.line.width, base + mark.style.size)
                self._canvas.linkRect("", mark.link, box, relative=0, thickness=0)

    def at(self, x: float, y: float, line: Line, style: Style) -> None:
        """The line with its base line at ``y`` above the foot of the page, ``x`` right of the margin."""
        self._orders.append(orders(line, style, self._page.left + x, y))

    def picture(self, framed: Framed, foot: float) -> None:
        """The picture in its frame, in its own shape; or the frame, and in it that it cannot be shown."""
        found, left = self._pictures.embed(framed.picture.key), self._page.left + framed.x
        if found is None:
            self._unshown[framed.picture.mark] = None
            size = f"{left:.2f} {foot:.2f} {framed.width:.2f} {framed.height:.2f}"
            self._orders.append(f"{look.HAIRLINE_GREY} G {look.HAIRLINE} w {size} re S")
            lines = self._set.flat(framed.picture.unshown, look.NOTE, framed.width - 2 * _INSET)
            for place, line in enumerate(lines, 1):
                down = framed.height - _INSET - place * look.NOTE.leading
                self.at(framed.x + _INSET, foot + down, line, look.NOTE)
            return
        scale = min(framed.width / found.width, framed.height / found.height)
        self._canvas._formsinuse.append(found.name)  # noqa: SLF001 - its door for pictures decodes them
        name, width, height = xObjectName(found.name), found.width * scale, found.height * scale
        self._orders.append(f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {foot:.2f} cm /{name} Do Q")

    def rule(self, below_top: float, length: float) -> None:
        y = self._page.height - below_top
        start, end = self._page.left, self._page.left + length
        self._orders.append(f"{look.HAIRLINE_GREY} G {look.HAIRLINE} w {start:.2f} {y:.2f} m {end:.2f} {y:.2f} l S")

    def across(self, line: Line, style: Style) -> None:
        """Large and pale from corner to corner, under everything else."""
        turn = 0.5735764, 0.8191520  # sine and cosine of 35 degrees
        size = style.size
        x = self._page.width / 2 - turn[1] * line.width / 2 + turn[0] * size * 0.35
        y = self._page.height / 2 - turn[0] * line.width / 2 - turn[1] * size * 0.35
        self._orders.append(f"BT {style.grey:g} g {turn[1]} {turn[0]} {-turn[0]} {turn[1]} {x:.2f} {y:.2f} Tm")
        for face, codes, _reach, _bar, _start in line.runs:
            self._orders.append(f"/{face.resource} {size:g} Tf <{codes}> Tj")
        self._orders.append("ET")

    def finish(self) -> None:
        self._canvas.addLiteral("\n".join(self._orders))
        self._canvas.showPage()
        self._orders.clear()


def _listed(sheets: list[Sheet]) -> list[_Entry]:
    return [
        _Entry(heading, number)
        for number, sheet in enumerate(sheets, 1)
        for placed in sheet.strips
        if (heading := placed.strip.heading) and (heading.listed or heading.numbered)
    ]


def _bookmark(canvas: Canvas, placed: Placed, top: float, depth: int, bar: str) -> None:
    """A place to jump to, and an entry in the outline that readers show beside the pages."""
    heading = placed.strip.heading
    if heading is None or not (heading.anchor or heading.listed):
        return
    key = heading.anchor or f"at-{canvas.getPageNumber()}-{placed.top:.0f}"
    canvas.bookmarkHorizontal(key, 0, top + 8)
    canvas.addOutlineEntry(outline_text(heading.text, bar), key, depth, closed=1)


def _offset(minutes: int) -> tuple[int, int]:
    hours, rest = divmod(abs(minutes), 60)
    return (hours if minutes >= 0 else -hours, rest)
