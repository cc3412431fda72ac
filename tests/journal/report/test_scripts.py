# SPDX-License-Identifier: GPL-3.0-or-later
"""Every script on paper: shaped, in its order, and given back by two readers as it was written.

What is compared is composed (NFC) and without spaces and line ends; where words have spaces between them, a second look
keeps those. What a reader cannot do is said beside the sentences it is about (docs/adr/0015).
"""

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from journal.report import style
from journal.report.bidi import runs_right
from journal.report.blocks import Answer, Fact, Facts, Note, Said, Words
from journal.report.emoji import EMOJI, name
from journal.report.faces import region_of
from journal.report.pdf import build
from journal.report.strips import Stripper
from journal.report.style import page_of
from journal.report.typeset import Typesetter
from tests.journal.report.kept import PRINTED
from tests.journal.report.scripts import MIXED, SENTENCES
from tests.journal.report.test_outside_tools import said_by
from tests.journal.report.test_pdf import bare, bodies

RIGHTWARD = {key: text for key, text in SENTENCES.items() if not runs_right(text)}
WITHOUT_SPACES = {"thai", "khmer", "chinese", "chinese_of_taiwan", "japanese"}
LEFTWARD = (
    "أوقفني الشرطي في الساعة 9:30 مساءً أمام البيت",
    "وقال لي: «ارفع يديك». كان رقم شارته 77.",
    "پلیس ماشین مرا نگه داشت و گفت: «دست‌هایت را بالا ببر».",
    "השוטר עצר אותי בשעה 21:30 ליד הבית וצעק",
    'אמר: "ידיים למעלה" (פעמיים)',
    "שָׁלוֹם",
    "لا إله إلا الله",
    "رقم ۷۷ و 9:30 و 15/3/2026",
    "77 שלום",
)
# A stretch of Latin letters in a right-to-left line, or the other way round.
BOTH = (
    "كان رقم شارته 77 (Badge 77).",
    "שלום Officer John Smith 77 שלום",
    "سيارة رقم ABC 123 بيضاء",
    "He said (שלום עולם) to me 5 times",
    "The sign: “رقم 77” was there.",
    "He said שלום, then עולם and left",
)


def one_line(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def by_poppler(pdf: bytes, folder: Path, *how: str) -> str:
    """Without the marks of direction that pdftotext puts around what runs the other way."""
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    return re.sub("[\u202a-\u202e]", "", said_by("pdftotext", *how, "-enc", "UTF-8", path, "-"))


@pytest.fixture(scope="module")
def rightward() -> bytes:
    return build(bare(*(Words(text) for text in RIGHTWARD.values())), now=PRINTED)


@pytest.mark.parametrize("key", RIGHTWARD)
def test_two_readers_give_back_what_was_written(key: str, rightward: bytes, tmp_path: Path) -> None:
    for read in (bodies(rightward), by_poppler(rightward, tmp_path)):
        assert one_line(RIGHTWARD[key]) in one_line(read)
        if key not in WITHOUT_SPACES:
            assert " ".join(unicodedata.normalize("NFC", RIGHTWARD[key]).split()) in " ".join(
                unicodedata.normalize("NFC", read).split()
            )


@pytest.mark.parametrize("text", LEFTWARD)
def test_pdfium_gives_back_right_to_left_text_in_the_order_of_writing(text: str) -> None:
    assert one_line(text) in one_line(bodies(build(bare(Words(text)), now=PRINTED)))


@pytest.mark.parametrize("text", BOTH)
def test_pdfium_gives_back_both_directions_with_spaces_of_its_own_where_they_meet(text: str) -> None:
    assert one_line(text) in one_line(bodies(build(bare(Said(text)), now=PRINTED)))


@pytest.mark.parametrize("text", LEFTWARD)
def test_poppler_gives_back_right_to_left_words_in_the_order_of_writing(text: str, tmp_path: Path) -> None:
    """It takes a sign beside a space for the other direction, so only words are compared, and their order."""
    words = re.compile("[\u0590-\u065f\u066e-\u06ef]+")
    read = by_poppler(build(bare(*[Words(text)] * 12), now=PRINTED), tmp_path)
    told = [found for line in read.splitlines() for found in words.findall(unicodedata.normalize("NFC", line))]
    assert told == words.findall(unicodedata.normalize("NFC", text)) * 12


def test_the_mixed_record_comes_back_whole(tmp_path: Path) -> None:
    """Spanish, Arabic, Bengali and Chinese one after another, in every kind of block: each letter, and no other."""
    blocks = [block for text in MIXED for block in (Words(text), Note(text), Answer(text, text, own=True))]
    blocks.append(Facts(tuple(Fact(text, text, own=True) for text in MIXED)))
    pdf = build(bare(*blocks), now=PRINTED)
    for read in (bodies(pdf), by_poppler(pdf, tmp_path)):
        for text in MIXED:
            for word in re.findall(r"\w+", unicodedata.normalize("NFC", text)):
                for piece in word if "\u4e00" <= word[0] <= "\u9fff" else [word]:  # a line may end between Han letters
                    assert one_line(read).count(piece) >= 6, piece


def test_outside_tools_are_content_with_a_report_of_all_scripts(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(build(bare(*(Words(text) for text in (*SENTENCES.values(), *MIXED))), now=PRINTED))
    assert "No syntax or stream encoding errors found" in said_by("qpdf", "--check", path)
    rows = said_by("pdffonts", path).splitlines()[2:]
    assert len(rows) > 12
    assert all(re.search(r" yes +yes +yes ", row) for row in rows)


def test_the_same_report_gives_the_same_bytes_in_every_process() -> None:
    """Python puts sets in another order each time it starts."""
    told = (
        "import hashlib, sys; from journal.report.pdf import build; from journal.report.blocks import Words\n"
        "from tests.journal.report.test_pdf import bare, PRINTED\n"
        "from tests.journal.report.scripts import MIXED, SENTENCES\n"
        "blocks = [Words(text) for text in (*MIXED, *SENTENCES.values())]\n"
        "print(hashlib.sha256(build(bare(*blocks), now=PRINTED)).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", told],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[3],
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def shapes(text: str) -> list[tuple[int, ...]]:
    """The glyphs of each cluster of a line, in the order of drawing."""
    (line,) = Typesetter().flat(text, style.OWN, 400)
    codes = [(run.face, code) for run in line.runs for code in re.findall("[0-9A-F]{4}", run.codes)]
    return [tuple(glyph for glyph, _right, _up in face._made[int(code, 16) - 1][0]) for face, code in codes]


def test_arabic_letters_join() -> None:
    alone, both = shapes("ب"), shapes("ببب")
    assert len({*alone, *both}) == 4  # alone, first, middle, last


def test_indic_letters_stand_together_and_keep_their_letters() -> None:
    assert len(shapes("क्षि")) == 1
    assert len(shapes("কি")) == 1
    assert shapes("কি")[0] == shapes("কি".replace("ক", "ক"))[0]


def test_a_vowel_that_is_written_after_its_letter_is_drawn_before_it() -> None:
    (drawn,) = shapes("कि")
    (letter,) = shapes("क")
    assert drawn[-1] == letter[0]


def test_a_letter_in_pieces_is_drawn_as_the_whole_one() -> None:
    assert shapes("e\u0301") == [shapes("é")[0]]


def test_marks_stand_over_their_letter_and_take_no_room() -> None:
    (bare_line,), (marked,) = (Typesetter().flat(text, style.OWN, 400) for text in ("שלום", "שָׁלוֹם"))
    assert marked.width == pytest.approx(bare_line.width)


def test_brackets_face_the_other_way_in_text_that_runs_to_the_left() -> None:
    (hebrew,) = Typesetter().flat("(שלום)", style.OWN, 400)
    opened, closed = shapes("א(ב")[1], shapes("א)ב")[1]
    drawn = [shape for shape in shapes("(שלום)") if shape in (opened, closed)]
    assert drawn == [closed, opened]  # from left to right
    assert hebrew.leftward


def test_paragraphs_that_run_to_the_left_stand_at_the_right_with_the_line_at_that_side() -> None:
    page = page_of("letter")
    strips = list(Stripper(Typesetter(), page).own("Hello\nשלום\n\nمرحبا"))
    assert [strip.leftward for strip in strips] == [False, True, True, True]
    assert [strip.joined for strip in strips] == [False, False, True, True]
    first, second, _empty, last = (strip.marks[0] for strip in strips)
    assert first.x == style.INDENT
    for mark in (second, last):
        assert mark.x + mark.line.width == pytest.approx(page.measure - style.INDENT)


def test_a_fact_and_a_cell_that_run_to_the_left_end_at_the_right_of_their_column() -> None:
    page = page_of("letter")
    (strip,) = Stripper(Typesetter(), page).block(Facts((Fact("Where", "שלום", own=True),)))
    mark = strip.marks[1]
    assert mark.x + mark.line.width == pytest.approx(page.measure - style.LINK_WIDTH)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        (SENTENCES["chinese"], "sc"),
        (SENTENCES["chinese_of_taiwan"], "tc"),
        (SENTENCES["japanese"], "jp"),
        (SENTENCES["korean"], "kr"),
        ("警察", "sc"),
        ("hello", "sc"),
    ],
)
def test_han_letters_are_drawn_as_where_the_text_comes_from(text: str, region: str) -> None:
    assert region_of(text) == region


def test_lines_end_between_words_where_words_have_no_spaces() -> None:
    for key in ("chinese", "japanese", "thai", "khmer"):
        lines = Typesetter().flat(SENTENCES[key] * 3, style.OWN, 200)
        assert len(lines) > 4
        assert all(line.width > 100 for line in lines[:-1])
    chinese = "".join(SENTENCES["chinese"] * 3)
    read = bodies(build(bare(Words(chinese)), now=PRINTED)).replace("\r", "").split("\n")
    assert not any(line[:1] in ("。", "，", "！", "”") for line in read if line)


def test_korean_words_stay_whole() -> None:
    read = bodies(build(bare(Words(SENTENCES["korean"] * 4)), now=PRINTED)).split()
    assert set(read) >= set(SENTENCES["korean"].split()[1:-1])


@pytest.mark.parametrize(
    ("emoji", "called"),
    [
        ("😨", "[fearful face]"),
        ("👩🏽", "[woman: medium skin tone]"),
        ("👨‍👩‍👧", "[man, woman, girl]"),
        ("👮🏿‍♂️", "[police officer: dark skin tone, male sign]"),
        ("🇺🇸", "[flag: US]"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "[flag: gbeng]"),
        ("❤️", "[heart]"),
        ("☹️", "[frowning face]"),
        ("1️⃣", "[key 1]"),
        ("🖤", "[black heart]"),
    ],
)
def test_an_emoji_is_printed_as_its_name_and_copied_as_itself(emoji: str, called: str, tmp_path: Path) -> None:
    assert EMOJI.fullmatch(emoji)
    assert name(emoji) == called
    (named,), (spelled,) = (Typesetter().flat(text, style.OWN, 400) for text in (emoji, called))
    assert named.width == pytest.approx(spelled.width, rel=0.02)
    pdf = build(bare(Words(f"Then {emoji} and more")), now=PRINTED)
    for read in (bodies(pdf), by_poppler(pdf, tmp_path, "-raw")):
        assert f"Then{emoji}andmore" in one_line(read)


def test_an_emoji_among_letters_that_run_to_the_left_is_copied_as_its_name() -> None:
    """PDFium drops letters beyond U+FFFF where it turns text round."""
    assert "fearful" in bodies(build(bare(Words("פחדתי 😨 מאוד")), now=PRINTED))


def test_a_name_that_is_longer_than_its_line_is_broken_and_not_lost() -> None:
    lines = Typesetter().flat("👨‍👩‍👧", style.OWN, 60)
    assert len(lines) > 1
    assert all(line.width <= 60.01 for line in lines)


@pytest.mark.parametrize(
    "unit", ["أوقفني", "ש", "क्षि", "警", "경", "ខ្ញុំ", "\u0301", "😀", "e\u0301", "a ש (", "क\u094d\u200d"]
)
def test_no_script_takes_longer_than_its_length_asks_for(unit: str) -> None:
    def lines(length: int) -> int:
        return len(Typesetter().flat((unit * length)[:length], style.OWN, 400))

    assert lines(20_000) > 9 * lines(2_000) - 20


def test_a_heap_of_marks_is_cut_where_it_stops_being_a_letter() -> None:
    assert max(len(shape) for shape in shapes("a" + "\u0323" * 40)) <= 20


def test_a_font_that_has_run_out_of_codes_still_loses_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journal.report.embed._MOST", 3)
    read = bodies(build(bare(Words(SENTENCES["hindi"])), now=PRINTED))
    assert sorted(one_line(SENTENCES["hindi"])) == sorted(one_line(read.split("Part")[-1]))


def test_preview_of_all_scripts_draws_every_page() -> None:
    pdf = build(bare(*(Words(text) for text in SENTENCES.values())), now=PRINTED)
    with pypdfium2.PdfDocument(pdf) as document:
        dark = [sum(255 - grey for grey in page.render(grayscale=True).to_pil().tobytes()) for page in document]
    assert min(dark) > 10_000
