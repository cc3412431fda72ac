# SPDX-License-Identifier: GPL-3.0-or-later
"""A place as it was drawn, and marks on a body, from the answer to the page: nothing in them breaks or goes unsaid."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from journal.guide.answers import is_empty
from journal.guide.spoken import searchable
from journal.guide.steps import OWN_ACCOUNT
from journal.report.blocks import Drawn, Event
from journal.report.choice import Choice
from journal.report.outline import outline
from journal.report.pdf import build
from journal.report.plain import plain_text
from journal.words import Words as Language
from tests.helpers.answers import body_marks, sketches
from tests.journal.guide.test_body_marks import hostile as hostile_marks
from tests.journal.guide.test_sketch import hostile as hostile_sketch
from tests.journal.report.kept import PRINTED, Record
from tests.journal.report.test_pdf import pages
from ui.reading import lines

WORDS = Language()
SKETCH, MARKS = OWN_ACCOUNT.step("sketch"), OWN_ACCOUNT.step("body_marks")


def report_of(step: str, answers: dict[str, Any]) -> Any:
    record = Record()
    home = record.incident("Walking home")
    entry = record.keep(home, step, answers)
    return outline(record.contents(), Choice((home,)), WORDS, PRINTED), entry


@settings(max_examples=60, deadline=None)
@given(drawn=hostile_sketch | sketches(), marked=hostile_marks | body_marks())
def test_whatever_was_kept_it_is_printed_read_and_found_without_breaking(drawn: Any, marked: Any) -> None:
    for step, field, answer in ((SKETCH, "place_drawn", drawn), (MARKS, "body_places", marked)):
        if is_empty(step.field(field), answer):
            continue
        report, entry = report_of(step.id, {field: answer})
        plain_text(report)
        build(report, now=PRINTED)
        lines(entry, WORDS)
        searchable(step, {field: answer}, WORDS)


def test_a_sketch_is_printed_where_its_step_stands_with_its_question() -> None:
    answer = {"shapes": [{"label": {"at": [100, 100], "text": "the deli"}}, {"mark": {"at": [500, 300], "who": "me"}}]}
    report, _entry = report_of("sketch", {"place_drawn": answer, "drawing_words": "Not to scale"})
    (drawn,) = [
        block for part in report.parts if part.id == "sequence" for block in part.blocks if isinstance(block, Drawn)
    ]
    assert drawn.question == "What about place_drawn?"
    told = "".join(pages(build(report, now=PRINTED)))
    for text in ("the deli", "you", "Not to scale", "What about place_drawn?"):
        assert text in told


def test_marks_are_printed_with_their_numbers_places_and_words() -> None:
    answer = [
        {
            "id": "a",
            "side": "front",
            "at": [870, 450],
            "words": "sore",
            "moment": {"precision": "exact", "date": "2026-11-13"},
        },
        {"id": "b", "side": "back", "at": [500, 250]},
    ]
    report, _entry = report_of("body_marks", {"body_places": answer})
    found = [block for part in report.parts for block in part.blocks if isinstance(block, Event)]
    assert found == [
        Event("1", "sore", "front, left forearm · November 13, 2026"),
        Event("2", "", "back, middle of the upper back"),
    ]
    told = "".join(pages(build(report, now=PRINTED)))
    assert "writer's left" in told
    assert "2 back, middle of the upper back" in " ".join(told.split())


@given(answer=sketches(st.text("abc ", min_size=1).filter(str.strip)))
def test_every_word_of_a_sketch_can_be_searched_for(answer: dict[str, Any]) -> None:
    found = searchable(SKETCH, {"place_drawn": answer}, WORDS)
    for shape in answer["shapes"]:
        for text in (shape.get("label", {}).get("text"), shape.get("mark", {}).get("who")):
            assert not text or text == "me" or text in found
