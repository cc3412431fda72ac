# SPDX-License-Identifier: GPL-3.0-or-later
"""The fonts: found in their packages, static, and cut to what was used."""

import io

import pytest
from fontTools.ttLib import TTFont

from journal.report.embed import Face
from journal.report.fonts import PLAIN, STRONG, VOICE, File, source


@pytest.mark.parametrize("stack", [VOICE, PLAIN, STRONG])
@pytest.mark.parametrize(
    "letters", ["abcXYZ 019", "éèñçßøåœ", "ŁĘŻőű", "Привет", "Ελλάδα", "Việt", "“”‘’–—…·", "שלום", "مرحبا"]
)
def test_each_voice_has_the_letters_of_many_languages(stack: object, letters: str) -> None:
    assert all(stack.find(letter) for letter in letters)  # type: ignore[attr-defined]


def test_a_letter_beyond_all_fonts_is_found_in_none() -> None:
    assert VOICE.find("😀") is None
    assert VOICE.find("\U0001d400") is None


def test_the_serif_stands_at_the_size_it_is_read_at() -> None:
    """Variable fonts are embedded as one static instance: printers and older readers know no axes."""
    with TTFont(io.BytesIO(VOICE.first().cut("abc")[0])) as font:
        assert not {"fvar", "gvar", "HVAR"} & set(font.keys())


def test_only_the_letters_used_are_embedded() -> None:
    outlines, places = VOICE.first().cut("ab\u00a0")
    with TTFont(io.BytesIO(outlines)) as font:
        assert font["maxp"].numGlyphs <= 6
    assert set(places) == {"a", "b", "\u00a0"}
    assert len(outlines) < 20_000


def test_a_package_that_is_not_there_is_passed_over() -> None:
    assert source(File("fontpkg_of_nobody", "Nobody.ttf")) is None


def test_each_letter_has_one_code_however_often_it_comes() -> None:
    face = Face(VOICE.files[0], 1)
    assert face.encode("aba") == "000100020001"


def test_a_cut_font_says_when_its_makers_changed_it_not_when_it_was_cut() -> None:
    """Else the same report would have other bytes, and another fingerprint, a second later."""
    with TTFont(VOICE.first().path) as made, TTFont(io.BytesIO(VOICE.first().cut("abc")[0])) as cut:
        assert cut["head"].modified == made["head"].modified
