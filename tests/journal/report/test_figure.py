# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawings on paper: whole, within the line, with their words as words."""

import io
import math
import re
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.guide import sketch
from journal.record.drawing import Anchor, Disc, Drawing, Ink, Stroke, Text
from journal.report.bidi import runs_right
from journal.report.blocks import Drawn, Said, Words
from journal.report.figure import LARGEST, figure
from journal.report.pdf import build
from journal.report.plain import plain_text
from journal.report.style import page_of
from journal.report.typeset import Typesetter
from journal.words import Words as Language
from tests.journal.report.kept import PRINTED
from tests.journal.report.nasty import on_paper, strings
from tests.journal.report.test_pdf import bare, bodies, pages, unbroken

PAGE = page_of("letter")


def sheet(*shapes: Any, width: float = 1000, height: float = 700, told: tuple[str, ...] = ()) -> Drawing:
    return Drawing(width, height, tuple(shapes), told)


def picture(pdf: bytes, page: int, scale: float = 1.0) -> Any:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return document[page].render(scale=scale).to_pil().convert("L")
    finally:
        document.close()


def test_words_of_a_drawing_are_words_on_paper() -> None:
    said = sheet(Text("the deli & <b>door</b>", (100, 100), 40, own=True), Text("you", (900, 650), 40, Anchor.END))
    text = bodies(build(bare(Drawn(said, "The sketch")), now=PRINTED))
    assert "the deli & <b>door</b>" in text
    assert "you" in text
    assert "The sketch" in text


def test_hard_words_in_a_drawing_come_back_letter_for_letter_and_order_nothing() -> None:
    told = [text for text in strings(300) if len(text) < 60 and "\n" not in on_paper(text)]
    told = [text for text in told if not runs_right(text)]  # what stands beside such a text is read after it
    assert len(told) > 120
    blocks = [
        Drawn(sheet(Text(f"QQ{place}QQ{text}", (0, 30), 10), width=2000, height=40)) for place, text in enumerate(told)
    ]
    text = bodies(build(bare(*blocks), now=PRINTED))
    found = re.split(r"QQ(\d+)QQ", text)
    got = {int(found[at]): found[at + 1] for at in range(1, len(found), 2)}
    plain = {place: text for place, text in enumerate(told) if not any(letter >= "\u0590" for letter in text)}
    assert len(plain) > 60
    for place, wanted in plain.items():
        assert unbroken(got[place]) == unbroken(on_paper(wanted))


def test_a_drawing_that_is_too_wide_or_too_tall_is_made_smaller_and_never_cut() -> None:
    for width, height in ((5000, 700), (400, 9000), (10, 10), (1000, 700)):
        made = figure(sheet(width=width, height=height), Typesetter(), PAGE.measure, PAGE.depth)
        assert made.width <= PAGE.measure + 0.01
        assert made.height <= PAGE.depth + 0.01
        assert made.width / made.height == pytest.approx(width / height)
        assert made.width <= width * LARGEST + 0.01


def test_the_tallest_drawing_stands_on_one_page_with_its_caption() -> None:
    tall = sheet(Text("top", (0, 60), 60), Text("end", (0, 8990), 60), width=400, height=9000)
    told = pages(build(bare(Said("before"), Drawn(tall, "Below it")), now=PRINTED))
    page = next(text for text in told if "top" in text)
    assert "end" in page
    assert "Below it" in page


def test_every_shape_leaves_ink_and_stays_within_the_sheet() -> None:
    far = Stroke(((-5000, 350), (5000, 350)), 3)
    for shape in (far, Disc((500, 350), 200, filled=True), Stroke(((500, 350),), 30), Text("x", (500, 350), 90)):
        for ink in (Ink.MAIN, Ink.SOFT, Ink.ACCENT):
            inked = type(shape)(**{name: getattr(shape, name) for name in shape.__slots__} | {"ink": ink})
            pdf = build(bare(Drawn(sheet(inked))), now=PRINTED)
            empty = picture(build(bare(Drawn(sheet())), now=PRINTED), 2)
            drawn = picture(pdf, 2)
            changed = [
                at for at, (a, b) in enumerate(zip(drawn.tobytes(), empty.tobytes(), strict=True)) if abs(a - b) > 40
            ]
            assert changed, shape
            columns = [at % drawn.width for at in changed]
            assert min(columns) >= math.floor(PAGE.left) - 1
            assert max(columns) <= math.ceil(PAGE.left + PAGE.measure) + 1


def test_what_has_no_place_is_passed_over() -> None:
    nowhere = (float("nan"), 1.0)
    shapes = (Stroke((nowhere, (1, float("inf")))), Disc(nowhere, 3), Disc((1, 1), float("nan")), Text("x", nowhere, 9))
    assert "nan" not in figure(sheet(*shapes), Typesetter(), 300, 300).orders
    assert "inf" not in figure(sheet(*shapes), Typesetter(), 300, 300).orders


def test_long_words_are_cut_with_a_sign_and_stand_whole_in_the_list_below() -> None:
    words = "a very long word of the person about a place " * 3
    said = sheet(Text(words.strip(), (0, 40), 40, own=True, width=300), told=(words.strip(),))
    text = bodies(build(bare(Drawn(said)), now=PRINTED))
    assert text.split("…")[0].endswith("a very long w")
    assert "…" in text
    assert unbroken(words) in unbroken(text.replace("\r\n", " "))


@settings(max_examples=12, deadline=None)
@given(label=st.text("abcdefghij klm,.'&<>()", min_size=1, max_size=40).filter(str.strip), x=st.integers(0, 1000))
def test_every_word_of_a_sketch_is_in_the_text_of_the_paper(label: str, x: int) -> None:
    answer = {"shapes": [{"label": {"at": [x, 300], "text": label}}, {"mark": {"at": [1000 - x, 90], "who": label}}]}
    told = Drawn(sketch.drawing(answer, Language()), told=False)
    text = bodies(build(bare(told, *(Words(each) for each in sketch.long_words(answer))), now=PRINTED))
    assert unbroken(label) in unbroken(text.replace("\r\n", "\n"))


def test_what_a_drawing_says_stands_in_the_plain_text_too() -> None:
    report = bare(Drawn(sheet(told=("1, front, left forearm", "2, back")), "Marks on the body"))
    assert "    1, front, left forearm\n    2, back" in plain_text(report)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    made = bare(Drawn(sheet(Text("x", (1, 30), 20), Disc((20, 20), 9, dashed=True), Stroke(((0, 0), (9, 9))))))
    assert build(made, now=PRINTED) == build(made, now=PRINTED)
