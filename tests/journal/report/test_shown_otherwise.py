# SPDX-License-Identifier: GPL-3.0-or-later
"""The key speaks of codes and of names in brackets where there are any, and only there."""

import pytest

from journal.report.blocks import Said
from journal.report.choice import Choice
from journal.report.outline import outline
from journal.words import Words
from tests.journal.report.kept import PRINTED, Record
from tests.journal.report.scripts import MIXED, SENTENCES

WORDS = Words()
CODES, EMOJI = WORDS("report.key.codes"), WORDS("report.key.emoji")


def key(text: str, title: str = "") -> list[str]:
    record = Record()
    home = record.incident()
    record.keep(home, "setting", {"title": title})
    record.keep(home, "day", {"day_text": text})
    report = outline(record.contents(), Choice([each.id for each in record.incidents]), WORDS, PRINTED)
    (part,) = [part for part in report.parts if part.id == "key"]
    return [block.text for block in part.blocks if isinstance(block, Said) and block.text in (CODES, EMOJI)]


@pytest.mark.parametrize("text", ["plain\nand simple, 1 + 1 = 2 #*", *SENTENCES.values(), *MIXED[:4]])
def test_nothing_is_said_where_every_letter_is_printed(text: str) -> None:
    assert key(text) == []


@pytest.mark.parametrize("text", ["a\x07b", "a\tb", "\u1e08 \U00012345", "a\u200bb", "\u202eb", "\ud800"])
def test_codes_are_explained_where_there_are_any(text: str) -> None:
    assert key(text) == [CODES]


@pytest.mark.parametrize("text", ["😨", "👩🏽", "🇺🇸", "1️⃣", "❤️"])
def test_names_in_brackets_are_explained_where_there_are_any(text: str) -> None:
    assert key(text) == [EMOJI]


def test_both_are_explained_and_only_once() -> None:
    assert key("😨 \x07 😨 \x07") == [CODES, EMOJI]


def test_a_title_counts_as_well() -> None:
    assert key("x", title="The night of 😨") == [EMOJI]
