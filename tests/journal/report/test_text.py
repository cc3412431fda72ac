# SPDX-License-Identifier: GPL-3.0-or-later
"""Text on its way to paper: what is shown, in which order it is drawn, and that no door to markup stands open."""

import ast
from pathlib import Path

import pytest

import journal
from journal.report.text import outline_text, paragraphs, visible


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


@pytest.mark.parametrize("blank", ["\u115f", "\u3164", "\u180b", "\u034f"])
def test_a_letter_that_draws_nothing_is_shown_as_its_number(blank: str) -> None:
    assert visible(f"a{blank}b", everything) == f"a[U+{ord(blank):04X}]b"


@pytest.mark.parametrize("text", ["دست\u200cهایت", "क\u094d\u200dष", "ক\u09cd\u200cষ", "ខ្ញុំ\u200bនៅ", "ไป\u200bไหน"])
def test_joiners_and_breaks_are_left_where_a_script_has_use_for_them(text: str) -> None:
    assert visible(text, everything) == text


@pytest.mark.parametrize("text", ["a\u200cb", "\u200dش", "a\u200bb", "क\u200b", "警\u200d", "77\u200c"])
def test_joiners_and_breaks_are_shown_where_none_has(text: str) -> None:
    assert "[U+20" in visible(text, everything)


@pytest.mark.parametrize("control", "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_controls_of_direction_are_always_shown(control: str) -> None:
    """What someone else wrote could otherwise be made to read another way on paper."""
    assert visible(f"ש{control}77", everything) == f"ש[U+{ord(control):04X}]77"


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
