# SPDX-License-Identifier: GPL-3.0-or-later
"""Sketches as data: nothing breaks them, nothing on them goes unsaid, and a line stays where it was drawn."""

from math import hypot
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from journal.guide import sketch
from journal.record.drawing import Disc, Drawing, Stroke, Text
from journal.words import Words
from tests.helpers.answers import sketches
from tests.helpers.kept import any_json

WORDS = Words()
NAN, INF = float("nan"), float("inf")
_numbers = st.integers() | st.floats() | st.none() | st.text(max_size=3) | st.booleans()
_points = st.lists(_numbers, max_size=3) | any_json()
_shape = (
    st.fixed_dictionaries({"line": st.lists(_points, max_size=4) | any_json()})
    | st.fixed_dictionaries({"label": st.fixed_dictionaries({"at": _points, "text": any_json()}) | any_json()})
    | st.fixed_dictionaries({"mark": st.fixed_dictionaries({"at": _points, "who": any_json()}) | any_json()})
    | any_json()
)
hostile = any_json() | st.fixed_dictionaries(
    {"height": any_json(), "shapes": st.lists(_shape, max_size=4) | any_json()}
)


def points_of(drawing: Drawing) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for shape in drawing.shapes:
        match shape:
            case Stroke():
                found += shape.points
            case Disc():
                found.append(shape.centre)
            case Text():
                found.append(shape.at)
    return found


@given(answer=hostile)
def test_whatever_stands_in_an_answer_a_drawing_comes_of_it(answer: Any) -> None:
    drawing = sketch.drawing(answer, WORDS)
    assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height + sketch.LETTERS for x, y in points_of(drawing))
    assert len(drawing.told) == len(sketch.shapes(answer))
    sketch.own_words(answer)


@given(answer=sketches())
def test_what_the_sheet_gives_is_read_back_as_it_was(answer: dict[str, Any]) -> None:
    assert sketch.answer_of(sketch.shapes(answer)) == answer


@given(answer=sketches())
def test_every_word_on_the_sheet_is_told_and_can_be_found(answer: dict[str, Any]) -> None:
    told = "\n".join(sketch.drawing(answer, WORDS).told)
    for text in sketch.own_words(answer):
        assert text in told


def test_hostile_numbers_stay_on_the_sheet_or_are_passed_over() -> None:
    shapes = [
        {"line": [[NAN, 1], [INF, 2], [10**400, -(10**400)], [True, 1], [3.6, 4.4]]},
        {"line": [[NAN, 1]]},
        {"label": {"at": [1, 2], "text": ""}},
        {"label": {"at": [1], "text": "x"}},
        {"mark": {"at": [1, 2], "who": 7}},
    ]
    assert sketch.shapes({"shapes": shapes}) == [{"line": [[1000, 0], [4, 4]]}]
    assert len(sketch.shapes({"shapes": [{"line": [[1, 1]]}] * 100_000})) == 5_000


@given(line=st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 700)).map(list), min_size=1, max_size=60))
def test_a_line_with_fewer_points_is_nowhere_a_unit_away_from_what_was_drawn(line: list[list[int]]) -> None:
    short = sketch.simplified(line)
    assert short[0] == line[0]
    assert short[-1] == line[-1]
    kept = iter(line)
    assert all(point in kept for point in short), "in their order, and none that was not there"
    for x, y in line:
        assert min(_from(x, y, a, b) for a, b in zip(short, short[1:] or short, strict=False)) <= 1


def test_a_straight_line_drawn_slowly_takes_two_points() -> None:
    assert sketch.simplified([[x, x // 2] for x in range(600)]) == [[0, 0], [599, 299]]


def test_a_sheet_is_told_in_everyday_words() -> None:
    shapes = [
        {"line": [[10, 10], [900, 680]]},
        {"line": [[500, 300], [520, 320]]},
        {"label": {"at": [130, 200], "text": "the deli"}},
        {"mark": {"at": [500, 650], "who": "me"}},
        {"mark": {"at": [900, 300], "who": "the tall one"}},
        {"mark": {"at": [900, 300], "who": ""}},
    ]
    assert sketch.drawing({"shapes": shapes}, WORDS).told == (
        "A line from the upper left to the lower right",
        "A line at the middle",
        "“the deli” at the upper left",
        "You, at the bottom",
        "“the tall one” at the right",
        "Someone, at the right",
    )


def _from(x: float, y: float, a: list[int], b: list[int]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = min(max(((x - a[0]) * dx + (y - a[1]) * dy) / length, 0), 1) if length else 0
    return hypot(x - a[0] - along * dx, y - a[1] - along * dy)
