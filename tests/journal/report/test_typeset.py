# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines: nothing lost, nothing too wide, and time that grows with the length alone."""

from hypothesis import given
from hypothesis import strategies as st

from journal.report import style
from journal.report.faces import Setting
from journal.report.line import Line
from journal.report.text import paragraphs
from journal.report.typeset import Typesetter

MEASURE = 380.0
_SET = Typesetter()


def told(lines: list[Line]) -> str:
    """What the codes of these lines say."""
    runs = [run for line in lines for run in line.runs]
    return "".join(
        run.face._made[int(run.codes[at : at + 4], 16) - 1][1] for run in runs for at in range(0, len(run.codes), 4)
    )


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc", "Cf"))))
def test_every_letter_and_space_is_on_a_line_in_its_order(text: str) -> None:
    lines = [line for paragraph in _SET.lines(text, style.OWN, MEASURE) for line in paragraph]
    assert told(lines) == _SET._shown(text, Setting(_SET._faces, style.OWN.stack))


@given(st.text(min_size=1))
def test_no_line_is_wider_than_the_measure(text: str) -> None:
    for paragraph in _SET.lines(text, style.OWN, MEASURE):
        assert all(line.width <= MEASURE + 0.01 for line in paragraph)


@given(st.text())
def test_there_is_a_line_for_each_paragraph_even_an_empty_one(text: str) -> None:
    assert len(_SET.lines(text, style.OWN, MEASURE)) == len(paragraphs(text))


def test_a_letter_without_a_glyph_in_the_first_font_comes_from_the_next() -> None:
    (line,) = _SET.flat("abc שלום", style.OWN, MEASURE)
    assert len({run.face for run in line.runs}) == 2


def test_letters_that_share_a_glyph_keep_codes_of_their_own() -> None:
    (line,) = _SET.flat("a b\u00a0c\u202fd", style.OWN, MEASURE)
    assert told([line]) == "a b\u00a0c\u202fd"
