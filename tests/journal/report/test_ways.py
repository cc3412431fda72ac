# SPDX-License-Identifier: GPL-3.0-or-later
"""What a reader of the PDF finds its way by: title, language, page numbers, outline, and links that lead somewhere."""

import ctypes
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from journal.report.blocks import Heading, Level, depths
from tests.journal.report.practised import practised


@pytest.fixture
def document() -> Iterator[pypdfium2.PdfDocument]:
    opened = pypdfium2.PdfDocument(practised().pdf)
    yield opened
    opened.close()


def text_of(document: pypdfium2.PdfDocument, page: int) -> str:
    return str(document[page].get_textpage().get_text_range())


def links(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, int, float]]:
    """The text under each link, the page it leads to, and how high on that page."""
    for page in document:
        told, place, link = page.get_textpage(), ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, place, link):
            box = raw.FS_RECTF()
            assert raw.FPDFLink_GetAnnotRect(link, box)
            target = raw.FPDFLink_GetDest(document, link)
            assert target, "a link that leads nowhere"
            to = raw.FPDFDest_GetDestPageIndex(document, target)
            flags, x, y, zoom = [raw.FPDF_BOOL() for _ in range(3)], *(raw.FS_FLOAT() for _ in range(3))
            raw.FPDFDest_GetLocationInPage(target, *flags, x, y, zoom)
            under = told.get_text_bounded(box.left - 1, box.bottom - 1, box.right + 1, box.top + 1)
            yield str(under).strip(), to, y.value


def test_every_link_leads_to_the_entry_thing_or_part_that_it_names(document: pypdfium2.PdfDocument) -> None:
    found = list(links(document))
    numbers = [(name, to, y) for name, to, y in found if re.fullmatch(r"#\d+|E-\d+", name)]
    assert {name for name, _to, _y in numbers if name.startswith("E-")} >= {"E-1", "E-2"}
    assert len({name for name, _to, _y in numbers}) > 25
    for name, to, y in numbers:
        page = document[to]
        below = str(page.get_textpage().get_text_bounded(0, y - 60, page.get_width(), y))
        assert re.search(re.escape(name) + r"(?!\d)", below), (name, to + 1)
    titles = [
        heading.text for part in practised().report.parts for heading in part.blocks if isinstance(heading, Heading)
    ]
    parts = [(name, to) for name, to, _y in found if name in titles]
    assert len(parts) > 20
    for name, to in parts:
        assert name in text_of(document, to)


def test_the_outline_has_every_part_and_leads_to_it(document: pypdfium2.PdfDocument) -> None:
    headings = [each for part in practised().report.parts for each in part.blocks if isinstance(each, Heading)]
    expected = [
        (deep, each.text) for each, deep in zip(headings, depths(headings), strict=True) if each.anchor or each.listed
    ]
    found = [(item.level, item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]
    assert [(level, title) for level, title, _page in found] == expected
    for _level, title, page in found:
        assert title.replace("-", "") in re.sub(
            r"\s+|\ufffe|-", lambda hit: " " if hit[0].isspace() else "", text_of(document, page)
        )


def test_what_is_about_the_whole_report_stands_beside_the_accounts() -> None:
    def heading(level: Level, *, whole: bool = False) -> Heading:
        return Heading("x", level, whole=whole)

    account, part, card = (heading(level) for level in Level)
    whole = heading(Level.PART, whole=True)
    assert list(depths([part, card, account, part, card, whole, card, account, part])) == [0, 1, 0, 1, 2, 0, 1, 0, 1]


def test_readers_count_the_pages_as_they_are_printed(document: pypdfium2.PdfDocument) -> None:
    for number in range(len(document)):
        assert document.get_page_label(number) == str(number + 1)
        assert f"Page {number + 1} of {len(document)}" in text_of(document, number)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is a program of its own")
def test_another_reader_finds_title_language_and_no_fault(tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(practised().pdf)
    done = subprocess.run(["qpdf", "--check", target], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = subprocess.run(["qpdf", "--json", target], capture_output=True, text=True, timeout=60, check=True).stdout
    for name, value in (("DisplayDocTitle", "true"), ("Lang", '"u:en"'), ("Title", '"u:Own Words"')):
        assert f'"/{name}": {value}' in told
    assert '"/PageMode": "/UseOutlines"' in told
