# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds on every page of every golden report, the one of hundreds of pages too: nothing stands outside its frame,
no heading ends a page, nothing that holds together is parted, and contents and outline name the right pages."""

from itertools import pairwise

import pypdfium2
import pytest
from pypdfium2 import raw

from journal.report.blocks import Heading, Level
from journal.report.pages import Sheet, paginate
from journal.report.pdf import _Book, _Watch
from journal.report.style import EDGE, page_of
from journal.report.text import outline_text
from tests.journal.report.said import Reader, tight
from tests.journal.report.test_golden import REPORTS, made

SLACK = 2.0  # points: letters lean out of their places a little, and a stroke is as wide as its pen


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_stands_outside_the_frame_of_its_page(name: str) -> None:
    page = page_of(made(name).report.paper)
    top, foot = page.height - page.top, page.bottom
    with pypdfium2.PdfDocument(made(name).pdf) as document:
        for number, sheet in enumerate(document, 1):
            across = bool(made(name).report.margins.across)
            for place, each in enumerate(sheet.get_objects()):
                if across and place == 0:
                    continue
                left, low, right, high = each.get_bounds()
                told = f"page {number}, {each.type}: {left:.1f} {low:.1f} {right:.1f} {high:.1f}"
                assert page.left - SLACK <= left, told
                if low > foot - SLACK and high < top + SLACK:
                    assert right <= page.left + page.measure + SLACK, told
                else:
                    assert each.type in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH), told
                    assert high < foot - SLACK or low > top - SLACK, told
                    assert right <= page.width - page.left + SLACK, told
                    assert low > page.foot - 4 - EDGE.leading, told  # a second line below on a copy with words covered
                    assert high < page.height - page.head + 12, told


def sheets_of(name: str) -> list[Sheet]:
    """The pages of the body as they are laid out."""
    book = _Book(made(name).report, _Watch(None, None))
    return paginate(book._body(), page_of(made(name).report.paper).depth)


@pytest.mark.parametrize("name", REPORTS)
def test_no_page_ends_with_a_heading_or_parts_what_holds_together(name: str) -> None:
    for sheet in sheets_of(name):
        last = sheet.strips[-1].strip
        assert last.heading is None
        assert not last.holds
        assert sheet.used <= sheet.depth


@pytest.mark.parametrize("name", REPORTS)
def test_below_a_heading_there_is_something_to_read(name: str) -> None:
    """Some lines of what it is about; but for the last part of a report, which may be short."""
    sheets = sheets_of(name)
    for sheet, after in pairwise(sheets):
        for place in sheet.strips:
            heading = place.strip.heading
            if heading and heading.level is Level.PART and not after.strips[0].strip.heading:
                assert sheet.depth - place.top >= 120, heading.text


@pytest.mark.parametrize("name", REPORTS)
def test_contents_and_outline_name_the_page_on_which_each_part_begins(name: str) -> None:
    with pypdfium2.PdfDocument(made(name).pdf) as document:
        pages = [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
        outline = [(item.get_title(), item.get_dest().get_index() + 1) for item in document.get_toc()]
        labels = [document.get_page_label(place) for place in range(len(document))]
    reader = Reader(made(name).report, pages)
    assert reader.differences() == []
    assert reader.listed
    blocks = (block for part in made(name).report.parts for block in part.blocks)
    kept = {block.anchor for block in blocks if isinstance(block, Heading) and block.numbered}
    for title, page in reader.listed:
        if title in kept:  # a number stands for the whole heading of the thing
            assert any(at == page and told.split(" ")[0] == title for told, at in outline), title
        else:
            assert (outline_text(title, made(name).report.bar), page) in outline
        assert tight(title, made(name).report.bar)[:20] in "".join(pages[page - 1].split())
    assert labels == [str(number) for number in range(1, len(pages) + 1)]
