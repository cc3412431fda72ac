# SPDX-License-Identifier: GPL-3.0-or-later
"""Bars on paper: one width whatever they cover, black, copied as a word; and none where no word for them is given."""

import dataclasses
import io

import pypdfium2
import pytest
from PIL import Image

from journal.report import style
from journal.report.blocks import Heading, Level, Report, Words
from journal.report.line import BAR_REACH
from journal.report.pdf import build
from journal.report.text import BAR
from journal.report.typeset import Typesetter
from tests.journal.report.kept import PRINTED
from tests.journal.report.test_pdf import bare, bodies, pages

WORD = "[covered]"


def covered(*blocks: object) -> Report:
    return dataclasses.replace(bare(*blocks), bar=WORD)


def black_boxes(pdf: bytes) -> list[int]:
    """The lengths in pixels, at four to a point, of the long black stretches of the first page with text."""
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[len(document) - 1].render(scale=4).to_pil().convert("L")
    document.close()
    found = set()
    for row in range(0, image.height, 4):
        dark = image.crop((0, row, image.width, row + 1)).tobytes()
        length = 0
        for pixel in (*dark, 255):
            if pixel < 64:
                length += 1
            else:
                found |= {length} if length > 60 else set()
                length = 0
    return sorted(found)


def test_a_bar_has_one_width_and_is_copied_as_its_word() -> None:
    pdf = build(covered(Words(f"Officer {BAR} hit {BAR}, and {BAR}’s hand.")), now=PRINTED)
    assert "Officer [covered] hit [covered], and [covered]’s hand." in bodies(pdf)
    (length,) = black_boxes(pdf)
    assert length == pytest.approx(4 * style.OWN.size * (BAR_REACH / 1000 - 0.16), abs=2)


@pytest.mark.parametrize("around", ["שלום {} עולם", "مرحبا {}", "{}", "{}{}{}", "abc{}abc"])
def test_a_bar_stands_in_text_of_every_direction(around: str) -> None:
    pdf = build(covered(Words(around.replace("{}", BAR))), now=PRINTED)
    assert bodies(pdf).count("covered") == around.count("{}")
    assert black_boxes(pdf)


def test_bars_wrap_like_words_and_none_is_lost() -> None:
    lines = Typesetter(WORD).flat(f"{BAR} " * 40, style.OWN, 380)
    assert len(lines) > 3
    assert sum(1 for line in lines for run in line.runs if run.bar) == 40
    assert all(line.width <= 380 for line in lines)
    close = Typesetter(WORD).flat(BAR * 40, style.OWN, 380)
    assert sum(1 for line in close for run in line.runs if run.bar) == 40
    assert all(line.width <= 380.01 for line in close)


def test_without_a_word_for_bars_the_letter_is_a_letter_that_nobody_can_see() -> None:
    pdf = build(bare(Words(f"a{BAR}b")), now=PRINTED)
    assert "a[U+FDD0]b" in bodies(pdf)
    assert not black_boxes(pdf)


def test_a_bar_in_a_heading_is_a_word_in_contents_and_outline() -> None:
    pdf = build(covered(Heading(f"Officer {BAR}", Level.PART, "x", own=True, listed=True), Words("x")), now=PRINTED)
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    titles = [item.get_title() for item in document.get_toc()]
    document.close()
    assert "Officer [covered]" in titles
    assert sum("Officer [covered]" in page for page in pages(pdf)) == 2
