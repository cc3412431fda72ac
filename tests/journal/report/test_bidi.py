# SPDX-License-Identifier: GPL-3.0-or-later
"""Directions, against another implementation of the same rules, and by hand."""

import time
import unicodedata

import pytest
from bidi import get_base_level, get_display
from bidi.mirror import MIRRORED
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.report.bidi import base, levels, order, runs_right
from tests.journal.report.scripts import MIXED, SENTENCES

LETTERS = "אבגש abc 123 .,:()[]-/%$+\"'مرحبا٣٤ \u0301\u05b8ñ中«»"


def on_paper(text: str, start: int) -> str:
    """The letters from left to right, brackets in leftward stretches facing the other way."""
    found = levels(text, start)
    return "".join(MIRRORED.get(text[at], text[at]) if found[at] % 2 else text[at] for at in order(found))


def faceless(text: str) -> str:
    """The other implementation turns brackets round in some leftward stretches and not in others."""
    return text.translate(str.maketrans(dict.fromkeys("()[]«»", "|")))


@settings(max_examples=500)
@given(st.text(st.sampled_from(LETTERS)), st.sampled_from("LR"))
def test_another_implementation_puts_them_in_the_same_order(text: str, side: str) -> None:
    assert faceless(on_paper(text, int(side == "R"))) == faceless(get_display(text, base_dir=side))


@pytest.mark.parametrize("text", [*SENTENCES.values(), *MIXED])
def test_sentences_run_as_another_implementation_runs_them(text: str) -> None:
    assert base(text) == get_base_level(text)
    assert faceless(on_paper(text, base(text))) == faceless(get_display(text))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("שלום", "םולש"),
        ("abc שלום def", "abc םולש def"),
        ("שלום abc עולם", "םלוע abc םולש"),
        ("שלום 77", "77 םולש"),
        ("שלום (אב)", "(בא) םולש"),
        ("שלום (Badge 77)", "(Badge 77) םולש"),
        ("שלום Badge (77)", "Badge (77) םולש"),
    ],
)
def test_numbers_and_latin_words_keep_their_own_direction(line: str, shown: str) -> None:
    assert on_paper(line, base(line)) == shown


@given(st.text(st.characters(max_codepoint=0x58F)))
def test_text_without_right_to_left_letters_stays_as_it_is(text: str) -> None:
    assert not runs_right(text)
    if all(unicodedata.bidirectional(letter) not in ("S", "B") for letter in text):
        assert order(levels(text, 0)) == list(range(len(text)))


@pytest.mark.parametrize("text", ["ש" * 200_000, "(ש" * 100_000, "(a)" * 70_000 + "ש", "ש(" * 50 + "(a)" * 60_000])
def test_long_texts_take_no_longer_than_their_length_asks_for(text: str) -> None:
    start = time.perf_counter()
    levels(text, base(text))
    assert time.perf_counter() - start < 10
