# SPDX-License-Identifier: GPL-3.0-or-later
"""Text on its way to paper: what is shown, in which order it is drawn, and that no door to markup stands open."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journal
from journal.report.text import drawing_order, outline_text, paragraphs, runs_right, visible


def everything(_letter: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x07b", "a[U+0007]b"),
        ("\t", "[U+0009]"),
        ("\u202eevil\u202c", "[U+202E]evil[U+202C]"),
        ("\ud83d", "[U+D83D]"),
        ("\u200d\ufeff", "[U+200D][U+FEFF]"),
        ("\U0010ffff", "[U+10FFFF]"),
        ("é ñ \u00a0", "é ñ \u00a0"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_its_number(text: str, shown: str) -> None:
    assert visible(text, everything) == shown


def test_a_letter_that_no_font_has_is_shown_as_its_number() -> None:
    assert visible("a😀b", lambda letter: letter.isascii()) == "a[U+1F600]b"


def test_lines_end_where_the_person_ended_them() -> None:
    assert paragraphs("a\nb\r\nc\u2028d\u2029e\n\nf") == ["a", "b", "c", "d", "e", "", "f"]


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_text_without_right_to_left_letters_is_drawn_as_it_is_written(text: str) -> None:
    assert not runs_right(text)
    assert drawing_order(text) == (text, False)


@given(st.text(st.sampled_from("אבגדש abc 123 .,()-/\"'مرحبا")))
def test_drawing_loses_and_adds_nothing(line: str) -> None:
    drawn, _leftward = drawing_order(line)
    assert sorted(drawn.translate(str.maketrans("()", ")("))) in (
        sorted(line),
        sorted(line.translate(str.maketrans("()", ")("))),
    )
    assert len(drawn) == len(line)


@pytest.mark.parametrize(
    ("line", "drawn", "leftward"),
    [
        ("שלום", "םולש", True),
        ("abc שלום def", "abc םולש def", False),
        ("שלום abc עולם", "םלוע abc םולש", True),
        ("שלום 77", "77 םולש", True),
        ("שלום (אב)", "(בא) םולש", True),
    ],
)
def test_right_to_left_words_are_drawn_from_right_to_left(line: str, drawn: str, leftward: bool) -> None:
    assert drawing_order(line) == (drawn, leftward)


def test_a_heading_in_the_outline_is_one_line_of_what_can_be_seen() -> None:
    assert outline_text("a\nb\x00\ud800") == "a b[U+0000][U+D800]"


def test_no_module_of_ours_hands_text_to_a_reader_of_markup() -> None:
    """ReportLab's Paragraph and drawString read markup or choose fonts by themselves: text goes through typeset.py."""
    for path in Path(journal.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                assert name not in {"Paragraph", "XPreformatted", "drawString", "drawCentredString", "textLine"}, path
            if isinstance(node, ast.ImportFrom | ast.Import):
                names = {alias.name for alias in node.names} | {getattr(node, "module", "") or ""}
                assert not any(name.startswith("reportlab.platypus") for name in names), path
