# SPDX-License-Identifier: GPL-3.0-or-later
"""The fonts: found in their packages, static, and cut to what was used."""

import io
import time

import pytest
from fontTools.ttLib import TTFont

from journal.report.embed import Face
from journal.report.fonts import PLAIN, STRONG, VOICE, File, Shape, Source, Stack, source


def alone(font: Source, letter: str) -> Shape:
    return ((font.glyph(letter), 0.0, 0.0),)


@pytest.mark.parametrize("stack", [VOICE, PLAIN, STRONG])
@pytest.mark.parametrize(
    "letters", ["abcXYZ 019", "éèñçßøåœ", "ŁĘŻőű", "Привет", "Ελλάδα", "Việt", "“”‘’–—…·", "שלום", "مرحبا"]
)
def test_each_voice_has_the_letters_of_many_languages(stack: Stack, letters: str) -> None:
    assert all(stack.find(letter) for letter in letters)


@pytest.mark.parametrize("stack", [VOICE, PLAIN, STRONG])
@pytest.mark.parametrize("letters", ["हिन्दी", "বাংলা", "ไทย", "ខ្មែរ", "தமிழ்", "తెలుగు", "警察", "けいさつ", "경찰"])
def test_each_voice_has_the_letters_of_the_scripts_that_need_a_font_of_their_own(stack: Stack, letters: str) -> None:
    assert all(stack.find(letter) for letter in letters)


def test_a_letter_beyond_all_fonts_is_found_in_none() -> None:
    assert VOICE.find("😀") is None
    assert VOICE.find("\U0001d400") is None


def test_a_variable_font_is_embedded_at_the_weight_that_was_chosen() -> None:
    """As one static instance: printers and older readers know no axes."""
    serif = VOICE.first()
    cut = serif.cut([alone(serif, "a")])
    with TTFont(io.BytesIO(cut.program)) as font:
        assert not {"fvar", "gvar", "HVAR"} & set(font.keys())
        assert font["hmtx"][font.getGlyphName(cut.places[alone(serif, "a")])][0] == serif.widths["a"]
    book, bold = (source(stack.find("ж")) for stack in (PLAIN, STRONG))
    assert book.widths["ж"] < bold.widths["ж"]
    assert book.cut([alone(book, "ж")]).program != bold.cut([alone(bold, "ж")]).program


def test_only_the_letters_used_are_embedded() -> None:
    serif = VOICE.first()
    cut = serif.cut([alone(serif, "a"), alone(serif, "b")])
    with TTFont(io.BytesIO(cut.program)) as font:
        assert font["maxp"].numGlyphs == 3
    assert len(cut.program) < 20_000


def test_a_page_of_chinese_takes_neither_the_time_nor_the_bytes_of_its_font() -> None:
    han = source(VOICE.find("警"))
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 400)]
    start = time.perf_counter()
    cut = han.cut(alone(han, letter) for letter in letters)
    assert time.perf_counter() - start < 2
    assert cut.compact
    assert len(cut.program) < 400 * 500


def test_han_letters_have_the_shape_of_their_region() -> None:
    glyphs = {region: source(VOICE.find("直", region)).glyph("直") for region in ("jp", "kr", "sc", "tc")}
    assert len(set(glyphs.values())) > 1


def test_a_package_that_is_not_there_is_passed_over() -> None:
    assert source(File("fontpkg_of_nobody", "Nobody.ttf")) is None


def test_each_letter_has_one_code_however_often_it_comes() -> None:
    face = Face(VOICE.files[0], 1)
    assert face.encode("aba") == "000100020001"


def test_a_cut_font_is_the_same_however_often_it_is_cut() -> None:
    """Else the same report would have other bytes, and another fingerprint, a second later."""
    serif = VOICE.first()
    glyphs = [alone(serif, letter) for letter in "abc"]
    assert serif.cut(glyphs) == serif.cut(reversed(glyphs))


def test_a_space_that_a_font_lacks_is_its_space() -> None:
    plain = PLAIN.first()
    assert plain.glyph("\u2003") == plain.glyph(" ")
    assert plain.widths["\u2003"] == 1000


def test_a_letter_and_its_mark_are_one_glyph_where_they_stand_by_themselves() -> None:
    serif = VOICE.first()
    joined = ((serif.glyph("a"), 0.0, 0.0), (serif.glyph("b"), 30.0, 200.0))
    cut = serif.cut([joined])
    with TTFont(io.BytesIO(cut.program)) as font:
        glyph = font["glyf"][font.getGlyphName(cut.places[joined])]
        assert [(part.x, part.y) for part in glyph.components] == [(0, 0), (30, 200)]
        assert font["hmtx"][font.getGlyphName(cut.places[joined])][1] == glyph.xMin
