# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of things in time: nothing is put in another order, and nothing gets a time that it was not given."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clock import Stamp
from journal.guide import sequence
from journal.guide.known import CERTAINTY, SOURCE
from journal.guide.sequence import Seat, plan
from journal.guide.sequence_picture import pictures
from journal.record.drawing import Disc, Drawing, Shape, Stroke, Text
from journal.words import Words
from tests.helpers.answers import moments, texts

WORDS = Words()
KEPT = Stamp.parse("2026-03-06T18:52:20-05:00")
DAY = "2026-03-05"


def part(text: str, certainty: str = "sure", source: tuple[str, ...] = ("saw",), **moment: str) -> dict[str, Any]:
    return {"id": text, "text": text, "moment": moment, "source": list(source), "certainty": certainty}


# The case that was asked for: three sure ones with times, two “after …”, one of which no time is known.
SIX = [
    part("I lock the door", precision="exact", date=DAY, time="21:33"),
    part("The car stops", precision="about", date=DAY, time="21:40"),
    part("He takes the phone", precision="after", anchor="the hands went up"),
    part("The bag falls", "think_so", ("heard",), precision="after", anchor="the second car came"),
    part("A man calls out", "not_sure", ("told",), precision="unknown"),
    part("They leave", precision="span", date=DAY, time="21:55", end_date=DAY, end_time="22:05"),
]

_times = st.sampled_from(["", "00:05", "07:05", "21:40", "23:59", "evening", "25:00"])
_days = st.sampled_from(["", "2026", "2026-11", "2026-11-12", "2026-11-13", "the spring", "0001-01-01", "9999-12-31"])
_moments = moments() | st.fixed_dictionaries(
    {"precision": st.sampled_from(["exact", "about", "span", "before", "after", "unknown"])},
    optional={"date": _days, "time": _times, "end_date": _days, "end_time": _times, "anchor": texts},
)
parts = st.fixed_dictionaries(
    {"id": st.just("x"), "text": texts},
    optional={
        "moment": _moments,
        "source": st.lists(st.sampled_from(SOURCE.options), max_size=2),
        "certainty": st.sampled_from(["", *CERTAINTY.options]),
    },
)
orders = st.lists(parts, max_size=12)


def drawn(answer: Any, width: float = 744) -> Drawing:
    (drawing,) = pictures(plan(answer), WORDS, {}, KEPT, width=width)
    return drawing


def rows(drawing: Drawing) -> list[list[Shape]]:
    """The shapes of each part, by the lines between the rows."""
    edges = [_top(each) for each in drawing.shapes if _is_rule(each, drawing)]
    return [[each for each in drawing.shapes if top < _top(each) < bottom] for top, bottom in pairwise(edges)]


def _is_rule(shape: Shape, drawing: Drawing) -> bool:
    return isinstance(shape, Stroke) and shape.points[0][0] == 0 and shape.points[-1][0] == drawing.width


def _top(shape: Shape) -> float:
    match shape:
        case Stroke():
            return sum(point[1] for point in shape.points) / len(shape.points)
        case Disc():
            return shape.centre[1]
        case Text():
            return shape.at[1]


def marks(row: list[Shape]) -> list[Shape]:
    """What stands below the words of a row: everything but words, number ring and number."""
    low = max(_top(each) for each in row if isinstance(each, Text))
    return [each for each in row if _top(each) > low]


def words_of(shapes: Any) -> list[str]:
    return [each.text for each in shapes if isinstance(each, Text)]


def across(shapes: list[Shape]) -> Iterator[float]:
    for each in shapes:
        match each:
            case Stroke():
                yield from (point[0] for point in each.points)
            case Disc():
                yield each.centre[0]


def column(drawing: Drawing, name: str) -> float:
    return next(each.at[0] for each in drawing.shapes if isinstance(each, Text) and each.text == name)


# ------------------------------------------------------------------------------------------------------------- laws


@given(orders)
def test_the_order_is_the_persons_and_no_word_of_it_is_changed(answer: list[dict[str, Any]]) -> None:
    made = plan(answer)
    assert [each.text for each in made.parts] == [each["text"] for each in answer]
    assert [each.place for each in made.parts] == list(range(1, len(answer) + 1))


@given(orders)
def test_only_a_time_of_day_of_its_own_gives_a_part_a_place_on_the_clock(answer: list[dict[str, Any]]) -> None:
    for given_part, each in zip(answer, plan(answer).parts, strict=True):
        moment = given_part.get("moment", {})
        own = (
            {moment.get("time", ""), moment.get("end_time", "")}
            if moment.get("precision") == "span"
            else {moment.get("time", "")}
        )
        if each.start is not None:
            assert f"{each.start:%H:%M}" in own
            assert moment["precision"] in ("exact", "about", "span")
        assert (each.seat is Seat.CLOCK) == (each.start is not None)
        assert each.end is None or moment["precision"] == "span"


@given(orders)
def test_a_part_keeps_its_seat_whatever_stands_around_it_when_it_names_its_day(answer: list[dict[str, Any]]) -> None:
    """Nothing is taken from the neighbours but the one day that all of them share."""
    for given_part, each in zip(answer, plan(answer).parts, strict=True):
        moment = given_part.get("moment", {})
        if moment.get("date") or not moment.get("time"):
            (alone,) = plan([given_part]).parts
            assert (alone.start, alone.end) == (each.start, each.end)


@given(orders)
def test_a_time_without_a_day_has_no_place_where_the_days_differ(answer: list[dict[str, Any]]) -> None:
    days = {each.get("moment", {}).get(name) for each in answer for name in ("date", "end_date")} - {None, ""}
    for given_part, each in zip(answer, plan(answer).parts, strict=True):
        if len(days) > 1 and not given_part.get("moment", {}).get("date"):
            assert each.start is None or given_part["moment"].get("end_date")


@given(orders.filter(bool), st.sampled_from([470.0, 560.0, 744.0]), st.sampled_from([None, 1, 3, 7]))
def test_every_part_is_drawn_once_and_told_once(answer: list[dict[str, Any]], width: float, most: int | None) -> None:
    made = pictures(plan(answer), WORDS, {}, KEPT, width=width, rows=most)
    found = [row for drawing in made for row in rows(drawing)]
    told = [line for drawing in made for line in drawing.told]
    assert len(found) == len(answer)
    assert len(told) == len(answer) + 1
    for place, (row, each) in enumerate(zip(found, answer, strict=True), 1):
        assert {str(place), f"{place}?"} & set(words_of(row))
        assert " ".join(each["text"].split()) in words_of(row) or not each["text"].strip()
        assert told[place].startswith(f"{place}. ")
    for drawing in made:
        assert all(-1 <= x <= width + 1 for x in across(list(drawing.shapes)))
        assert all(0 <= _top(each) <= drawing.height for each in drawing.shapes)


@given(orders.filter(bool))
def test_a_row_without_a_time_has_no_clock_in_it(answer: list[dict[str, Any]]) -> None:
    drawing, made = drawn(answer), plan(answer)
    edge = min((column(drawing, WORDS(f"time.seat.{seat}")) for seat in made.seats() - {Seat.CLOCK}), default=0)
    for row, each in zip(rows(drawing), made.parts, strict=True):
        places = list(across(marks(row)))
        assert places
        if each.seat is Seat.CLOCK:
            assert not edge or max(places) < edge + 12
        else:
            assert min(places) >= column(drawing, WORDS(f"time.seat.{each.seat}"))


@given(orders.filter(bool))
def test_what_the_form_says_of_being_sure_the_words_say_too(answer: list[dict[str, Any]]) -> None:
    for row, each in zip(rows(drawn(answer)), answer, strict=True):
        rings = [shape for shape in row if isinstance(shape, Disc) and shape.radius == 12]
        sure = each.get("certainty", "")
        assert [ring.dashed for ring in rings] == ([sure != "sure"] if sure else [])
        if sure:
            assert any(WORDS(f"field.certainty.{sure}") in text for text in words_of(row))
        for source in each.get("source", ()):
            assert any(WORDS(f"field.source.{source}") in text for text in words_of(row))


# ------------------------------------------------------------------------------------------------------- the case


def test_three_sure_times_two_after_and_one_unknown() -> None:
    made, drawing = plan(SIX), drawn(SIX)
    assert [each.seat for each in made.parts] == [
        Seat.CLOCK, Seat.CLOCK, Seat.BESIDE, Seat.BESIDE, Seat.UNTIMED, Seat.CLOCK,
    ]  # fmt: skip
    first, second, third, fourth, fifth, sixth = rows(drawing)
    assert "After the hands went up · I saw it · Sure" in words_of(third)
    assert "After the second car came · I heard it · I think so" in words_of(fourth)
    assert "Time not known · Someone told me · Not sure" in words_of(fifth)
    exact, about = (next(each for each in marks(row) if isinstance(each, Disc)) for row in (first, second))
    assert exact.filled
    assert not about.filled
    assert exact.centre[0] < about.centre[0]
    bar = next(each for each in marks(sixth) if isinstance(each, Stroke) and each.closed)
    assert bar.filled
    assert min(across([bar])) > about.centre[0]
    for row in (third, fourth):
        assert min(across(marks(row))) >= column(drawing, "Before or after")
    assert min(across(marks(fifth))) >= column(drawing, "No time known")


def test_the_picture_says_in_words_what_it_shows() -> None:
    assert drawn(SIX).told == (
        "The order of things, first to last, as kept March 6, 2026, 6:52\u202fPM.",
        "1. I lock the door (March 5, 2026, 9:33\u202fPM · I saw it · Sure)",
        "2. The car stops (About March 5, 2026, 9:40\u202fPM · I saw it · Sure)",
        "3. He takes the phone (After the hands went up · I saw it · Sure)",
        "4. The bag falls (After the second car came · I heard it · I think so)",
        "5. A man calls out (Time not known · Someone told me · Not sure)",
        "6. They leave (From March 5, 2026, 9:55\u202fPM to March 5, 2026, 10:05\u202fPM · I saw it · Sure)",
    )


def test_two_times_that_speak_against_the_order_are_both_shown_as_said() -> None:
    answer = [
        part("later first", precision="exact", date=DAY, time="22:00"),
        part("earlier then", precision="exact", date=DAY, time="21:00"),
    ]
    first, second = rows(drawn(answer))
    assert words_of(first)[1] == "later first"
    assert max(across(_discs(first))) > max(across(_discs(second)))
    assert not any("earlier than" in line for line in drawn(answer).told)


def _discs(row: list[Shape]) -> list[Shape]:
    return [each for each in marks(row) if isinstance(each, Disc)]


def test_a_span_that_ends_before_it_starts_is_shown_by_its_two_ends_alone() -> None:
    (row,) = rows(drawn([part("x", precision="span", date=DAY, time="22:00", end_date=DAY, end_time="21:00")]))
    assert not [each for each in marks(row) if isinstance(each, Stroke) and each.closed]


def test_times_without_a_day_share_a_clock_without_a_day() -> None:
    made = plan([part("x", precision="exact", time="21:00"), part("y", precision="about", time="22:00")])
    assert [each.seat for each in made.parts] == [Seat.CLOCK, Seat.CLOCK]
    assert made.day == ""
    assert not any("2000" in text for text in words_of(drawn([part("x", precision="exact", time="21:00")]).shapes))


def test_a_day_without_a_time_of_day_is_said_and_not_placed() -> None:
    answer = [part("x", precision="exact", date=DAY), part("y", precision="exact", date=DAY, time="21:00")]
    assert plan(answer).parts[0].seat is Seat.UNTIMED
    assert "March 5, 2026 · no time of day given · I saw it · Sure" in words_of(rows(drawn(answer))[0])


@pytest.mark.parametrize("answer", [None, [], {"instead": "not_sure"}, "text", [1, "x"]])
def test_what_is_no_order_is_no_picture(answer: Any) -> None:
    assert pictures(plan(answer), WORDS, {}, KEPT, width=744) == ()


def test_the_legend_names_only_the_forms_that_are_there() -> None:
    said = words_of(drawn(SIX[:1]).shapes)
    assert WORDS("time.legend.exact") in said
    assert WORDS("time.legend.after") not in said
    assert set(words_of(drawn(SIX).shapes)) >= {
        WORDS(f"time.legend.{each}") for each in ("exact", "about", "span", "after", "untimed", "sure", "not_sure")
    }


def test_the_sources_are_said_as_they_were_worded_then() -> None:
    (drawing,) = pictures(plan(SIX[:1]), WORDS, {"parts.saw": "Saw it myself"}, KEPT, width=744)
    assert "9:33\u202fPM · Saw it myself · Sure" in words_of(drawing.shapes)


def test_earlier_orders_stay_and_the_last_kept_one_is_the_one_that_counts() -> None:
    from tests.journal.report.kept import Record

    record = Record()
    home = record.incident()
    first = record.keep(home, "order", {"parts": SIX[:2]})
    record.keep(home, "order", {"parts": {"instead": "not_sure"}})
    second = record.keep(home, "order", {"parts": SIX}, adds_to=first)
    assert sequence.kept_orders(record.entries) == [first, second]
