# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks on the outline: named by their place from the person's own side, and broken by nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.guide import body, body_marks
from journal.record.drawing import Disc, Ink, Text
from journal.words import Words
from tests.helpers.answers import body_marks as answers
from tests.helpers.kept import any_json
from tests.journal.guide.test_sketch import points_of

WORDS = Words()
_at = st.lists(st.integers() | st.floats() | st.text(max_size=2), max_size=3)
hostile = any_json() | st.lists(
    st.fixed_dictionaries(
        {"side": st.sampled_from(["front", "back", "left"]), "at": _at | any_json()},
        optional={"id": any_json(), "words": any_json(), "moment": any_json(), "files": any_json()},
    ),
    max_size=4,
)


@given(answer=hostile)
def test_whatever_stands_in_an_answer_a_drawing_comes_of_it(answer: Any) -> None:
    drawing = body_marks.drawing(answer, WORDS)
    assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height + 8 for x, y in points_of(drawing))
    assert len(drawing.told) == len(body_marks.marks(answer))
    body_marks.said(answer, WORDS)


def test_no_line_of_the_figure_runs_through_the_number_of_a_mark() -> None:
    mark = body_marks.Mark("1", "front", (870, 450))
    ground, ring, number = body_marks.marked(1, mark)
    assert ground == Disc(body_marks.spot("front", (870, 450)), body_marks.RADIUS, Ink.PAPER, filled=True)
    assert ring == Disc(body_marks.spot("front", (870, 450)), body_marks.RADIUS, Ink.ACCENT)
    assert isinstance(number, Text)
    shapes = body_marks.drawing([mark.plain()], WORDS).shapes
    assert shapes[-3:] == (ground, ring, number)


@given(answer=answers())
def test_what_the_field_gives_is_read_back_as_it_was(answer: list[dict[str, Any]]) -> None:
    assert [mark.plain() for mark in body_marks.marks(answer)] == answer


@pytest.mark.parametrize(
    ("side", "at", "name"),
    [
        ("front", (500, 40), "front, head"),
        ("front", (500, 100), "front, face"),
        ("front", (870, 450), "front, left forearm"),
        ("front", (130, 450), "front, right forearm"),
        ("back", (870, 450), "back, right forearm"),
        ("back", (130, 450), "back, left forearm"),
        ("front", (890, 505), "front, left wrist"),
        ("front", (360, 705), "front, right knee"),
        ("back", (360, 705), "back, left knee"),
        ("front", (500, 250), "front, middle of the chest"),
        ("back", (640, 260), "back, right side of the upper back"),
        ("back", (370, 500), "back, left buttock"),
        ("front", (1000, 0), "front, head"),
    ],
)
def test_a_place_is_named_from_the_persons_own_side(side: str, at: tuple[int, int], name: str) -> None:
    assert body_marks.place_name(side, at, WORDS) == name


def test_every_part_in_the_list_stands_for_itself() -> None:
    parts = body_marks.parts(WORDS)
    assert len({called for called, _side, _at in parts}) == len(parts) > 60
    for called, side, at in parts:
        where, part = body_marks.place_name(side, at, WORDS).split(", ")
        assert called == f"{part}, {where}"


def test_no_two_parts_overlap_and_their_middles_lie_within() -> None:
    for side in body.SIDES:
        for region in body.REGIONS[side]:
            assert body.region_at(side, (body.MIDDLE + region.at[0], region.at[1]))[0] is region


@given(point=st.tuples(st.floats(-100, 700), st.floats(-100, 900)))
def test_a_press_anywhere_is_a_place_on_one_of_the_figures(point: tuple[float, float]) -> None:
    side, at = body_marks.place(point)
    assert side in body.SIDES
    assert all(0 <= each <= 1000 for each in at)


@given(side=st.sampled_from(body.SIDES), at=st.tuples(st.integers(0, 1000), st.integers(0, 1000)))
def test_a_mark_that_is_drawn_can_be_pressed_where_it_is(side: str, at: tuple[int, int]) -> None:
    x, y = body_marks.spot(side, at)
    assert body_marks.place((x, y)) == (side, at)


def test_the_outline_is_the_same_on_both_sides() -> None:
    points = {(round(x, 6), round(y, 6)) for x, y in body.outline()}
    assert {(round(body.WIDTH - x, 6), y) for x, y in points} == points
