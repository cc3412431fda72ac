# SPDX-License-Identifier: GPL-3.0-or-later
"""What is never parted: rows of lists and tables, the last short answers of a card, heads and what they stand above."""

import pytest

from journal.report.blocks import Answer, Block, Fact, Facts, Heading, Level, Note, Table, Words
from journal.report.pages import Sheet, paginate
from journal.report.strips import Stripper
from journal.report.style import page_of
from journal.report.typeset import Typesetter

PAGE = page_of("letter")


def sheets(*blocks: Block, filled: int = 0) -> list[Sheet]:
    """Laid out below this many lines of something else."""
    stripper = Stripper(Typesetter(), PAGE)
    above = [Words("a line")] * filled
    return paginate(stripper.strips([*above, *blocks]), PAGE.depth)


def lines(sheet: Sheet) -> list[str]:
    """Which marks each strip has, as how long they are: enough to tell strips apart."""
    return [" ".join(f"{mark.x:.0f}/{mark.line.width:.1f}" for mark in each.strip.marks) for each in sheet.strips]


@pytest.mark.parametrize("filled", range(0, 40, 3))
@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5, 40, 200])
def test_no_page_has_fewer_than_three_rows_of_a_table_and_its_head_stands_above_each_of_them(
    filled: int, rows: int
) -> None:
    told = tuple((f"#{row}", "What " * (1 + row % 9)) for row in range(rows))
    table = Table(("Entry", "What it is"), told, (0.2, 0.8))
    head = lines(sheets(Table(table.head, (), table.widths))[0])
    found = [page for page in map(lines, sheets(table, filled=filled)) if head[0] in page]
    counts = [sum(line.startswith("0/") for line in page[page.index(head[0]) + 1 :]) for page in found]
    assert sum(counts) == rows
    assert all(count >= min(3, rows) for count in counts)


def test_a_row_of_facts_of_a_few_lines_is_never_cut_and_a_long_one_is() -> None:
    for filled in range(40):
        rows = (Fact("Label", "words of a fact " * 12), Fact("Other", "more of it " * 12), Fact("Last", "short"))
        for sheet in sheets(Heading("HEAD", Level.CARD), Facts(rows), filled=filled)[1:]:
            first = sheet.strips[0].strip
            assert first.bar or first.heading or first.rule
    assert len(sheets(Facts((Fact("Label", "words of a fact " * 900),)))) > 2


def test_the_last_short_answers_of_a_card_take_something_along_to_the_next_page() -> None:
    card: list[Block] = [
        Answer("What did you see?", "A car. " * 8, own=True),
        Answer("How do you know this?", "I saw it", own=False),
        Answer("How sure are you?", "Sure", own=False),
        Note("Added to later, see #9"),
    ]
    for filled in range(30, 45):
        for sheet in sheets(*card, filled=filled)[1:]:
            assert any(each.strip.bar for each in sheet.strips)


def test_a_short_list_that_ends_a_card_does_not_take_the_next_card_along() -> None:
    card: list[Block] = [Heading("HEAD", Level.CARD), Facts((Fact("Sure", "The writer is sure."),))]
    assert len(sheets(*card * 8, filled=10)[0].strips) > 18


def test_short_lists_in_a_row_are_not_one_long_one() -> None:
    told = [Facts((Fact(f"Day {day}", "The bench"),)) for day in range(30)]
    assert len(sheets(*told, filled=20)[0].strips) > 22
