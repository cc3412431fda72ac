# SPDX-License-Identifier: GPL-3.0-or-later
"""A phrase is found however it is written, and nothing longer or shorter than its letters is taken for it."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.report.likeness import Haystack, folded, is_whole, phrase_key


def found(text: str, phrase: str) -> list[tuple[str, bool]]:
    places = Haystack([text]).find(phrase_key(phrase))
    return [(text[start:end], is_whole(text, start, end)) for _number, start, end in places]


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Ana's coat", "ana", [("Ana", True)]),
        ("a banana", "Ana", [("ana", False), ("ana", False)]),
        ("ANA_Ruiz, ana2 and Ana.", "ana", [("ANA", True), ("ana", True), ("Ana", True)]),
        ("José  \n Rami\u0301rez-López", "jose ramírez", [("José  \n Rami\u0301rez", True)]),
        ("Jose Ramirez", "José Ramírez", [("Jose Ramirez", True)]),
        ("O\u2019Brien", "o'brien", [("O\u2019Brien", True)]),
        ("Zoë\u00adlle, Zo\u200bëlle", "zoelle", [("Zoë\u00adlle", True), ("Zo\u200bëlle", True)]),
        ("straße, STRASSE", "Strasse", [("straße", True), ("STRASSE", True)]),
        ("1142 and 11422", "1142", [("1142", True), ("1142", False)]),
        ("badge 77.", "77", [("77", True)]),
        ("write to anaruiz@mail.example now", "ana", [("ana", True)]),
        ("x.y+[z]*(?!", "y+[z]*", [("y+[z]*", True)]),
        ("김민수는 왔다", "김민수", [("김민수", True)]),
        (unicodedata.normalize("NFD", "김민수 IMG"), "김민수", [(unicodedata.normalize("NFD", "김민수"), True)]),
        ("王小明說", "小明", [("小明", True)]),
        ("אמר ולדנה שלום", "דנה", [("דנה", True)]),
        ("شَاهَدَ أحمد", "شاهد احمد", [("شَاهَدَ أحمد", True)]),
        ("Łódź and Żaneta", "zaneta", [("Żaneta", True)]),
        ("a\u2029Ana\r\nRuiz", "ana ruiz", [("Ana\r\nRuiz", True)]),
        ("nothing here", "ana", []),
    ],
)
def test_what_is_found_and_whether_it_is_a_word_of_its_own(
    text: str, phrase: str, expected: list[tuple[str, bool]]
) -> None:
    assert found(text, phrase) == expected


@pytest.mark.parametrize("phrase", ["", "   ", "\n", "\u200b\u00ad", "\u0301"])
def test_a_phrase_with_nothing_in_it_finds_nothing(phrase: str) -> None:
    assert phrase_key(phrase) == ""
    assert found("anything at all\u0301", phrase) == []


@given(st.text(max_size=40), st.text(min_size=1, max_size=12), st.text(max_size=40))
def test_a_phrase_is_found_in_every_text_that_holds_it_letter_for_letter(before: str, phrase: str, after: str) -> None:
    key = phrase_key(phrase)
    text = f"{before} {phrase} {after}"
    if key:
        places = [(start, end) for _number, start, end in Haystack([text]).find(key)]
        first = len(before) + 1 + len(phrase) - len(phrase.lstrip())
        assert any(start <= first + 1 and end >= start + 1 for start, end in places)
        assert all(key in phrase_key(text[start:end]) for start, end in places)


@given(st.text(max_size=60))
def test_composed_or_not_and_large_or_small_counts_alike(text: str) -> None:
    forms = {phrase_key(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(forms) == 1


@given(st.text(max_size=60), st.data())
def test_the_way_back_leads_to_the_letters_that_were_folded(text: str, data: st.DataObject) -> None:
    whole = folded(text)
    if whole.text:
        first = data.draw(st.integers(0, len(whole.text) - 1))
        last = data.draw(st.integers(first + 1, len(whole.text)))
        start, end = whole.span(first, last)
        assert 0 <= start < end <= len(text)
        assert whole.text[first:last].strip() in folded(text[start:end]).text


def test_hundreds_of_phrases_are_found_in_a_thousand_long_texts_within_seconds() -> None:
    texts = [f"I was walking home along Niño street {number}, it was late. " * 40 for number in range(1000)]
    began = time.perf_counter()
    haystack = Haystack(texts)
    count = sum(1 for number in range(500) for _place in haystack.find(phrase_key(f"Street {number},")))
    assert count >= 500 * 40
    assert time.perf_counter() - began < 20  # about 3 seconds alone on this kind of machine; it is run aside
