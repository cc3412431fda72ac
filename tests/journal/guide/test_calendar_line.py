# SPDX-License-Identifier: GPL-3.0-or-later
"""The line of days: no day is made up, what happened and its writing are two marks, and nothing is lost on the way."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.guide import calendar_line
from journal.guide.calendar_line import MARKS, NOT_SHOWN, Item, Mark, Unit, period, plan
from journal.guide.calendar_picture import look, picture, what_text, when_text
from journal.guide.step import Kind
from journal.guide.steps import GUIDES
from journal.record.drawing import Disc, Drawing, Ink, Shape, Stroke, Text
from journal.record.glimpse import Glimpse
from journal.record.moment import Moment, Precision
from journal.words import PSEUDO, Words

WORDS = Words()
HOME = "a" * 32
TITLES = {HOME: "The bench"}

_days = st.sampled_from(["", "2026", "2026-03", "2026-03-05", "2026-04-14", "2025-12-31", "the spring", "2026-02-30"])
_moments = st.fixed_dictionaries(
    {"precision": st.sampled_from([str(each) for each in Precision])},
    optional={"date": _days, "end_date": _days, "time": st.sampled_from(["21:40", ""]), "anchor": st.just("he left")},
)
_glimpses = st.lists(
    st.builds(
        Glimpse,
        seq=st.integers(1, 500),
        id=st.uuids().map(lambda each: each.hex),
        incident=st.sampled_from(["", HOME]),
        step=st.sampled_from(["setting", "day", "safe", "words", "of a newer program"]),
        written=st.dates(date(2025, 11, 1), date(2027, 2, 1)),
        times=st.dictionaries(
            st.sampled_from(["happened", "day_when", "court_date", "new_when"]), _moments, max_size=2
        ),
    ),
    max_size=25,
    unique_by=lambda each: each.id,
)


def entry(seq: int, written: date, step: str = "setting", **times: Any) -> Glimpse:
    return Glimpse(seq, f"{seq:032x}", HOME, step, written, times)


def exact(day: str, precision: str = "exact", **more: str) -> dict[str, str]:
    return {"precision": precision, "date": day, **more}


def drawn(glimpses: list[Glimpse], unit: Unit = Unit.MONTH, width: float = 744) -> Drawing:
    line = plan(glimpses)
    return picture(look(line, line.periods(unit)[0], TITLES, WORDS), WORDS, width)


def texts(drawing: Drawing) -> list[str]:
    return [each.text for each in drawing.shapes if isinstance(each, Text)]


def joins(drawing: Drawing) -> list[Shape]:
    """Those on the line of days; the one in the legend is short."""
    thin = [each for each in drawing.shapes if isinstance(each, Stroke) and each.width == 0.75]
    return [each for each in thin if abs(each.points[0][1] - each.points[1][1]) > 16]


# ------------------------------------------------------------------------------------------------------------- laws


@given(_glimpses)
def test_every_entry_is_on_the_line_and_every_time_of_it_once(glimpses: list[Glimpse]) -> None:
    line = plan(glimpses)
    every = [*line.items, *line.undated]
    assert {item.entry.id for item in every} == {each.id for each in glimpses}
    for each in glimpses:
        mine = [item for item in every if item.entry.id == each.id]
        assert len(mine) == max(1, len(each.times))


@given(_glimpses)
def test_a_day_that_was_not_said_is_never_on_the_line(glimpses: list[Glimpse]) -> None:
    for item in plan(glimpses).items:
        if item.mark is Mark.WRITTEN:
            assert item.first is None
            continue
        assert item.moment is not None
        assert item.moment.precision in (Precision.EXACT, Precision.ABOUT, Precision.SPAN)
        assert item.first is not None
        assert item.last is not None
        assert item.first <= item.last
        said = [text for text in (item.moment.date, item.moment.end_date) if text]
        assert item.first.isoformat().startswith(said[0])
        assert item.last.isoformat().startswith(said[-1])


@given(_glimpses)
def test_only_before_after_unknown_and_what_is_no_date_stand_in_the_list_beside(glimpses: list[Glimpse]) -> None:
    for item in plan(glimpses).undated:
        assert item.moment is not None
        assert item.first is None
        placed = item.moment.precision in (Precision.EXACT, Precision.ABOUT, Precision.SPAN)
        days = [text for text in (item.moment.date, item.moment.end_date) if text]
        whole = len(days) == 1 and days[0] not in ("the spring", "2026-02-30")
        assert not (placed and whole)


@given(_glimpses, st.sampled_from(Unit))
def test_the_pieces_of_the_line_leave_nothing_out(glimpses: list[Glimpse], unit: Unit) -> None:
    line = plan(glimpses)
    pieces = line.periods(unit)
    assert all(before.last < after.first for before, after in pairwise(pieces))
    assert all(line.within(piece) for piece in pieces)
    seen = {id(item) for piece in pieces for item in line.within(piece)}
    assert seen == {id(item) for item in (*line.items, *line.undated)}


@given(_glimpses.filter(bool), st.sampled_from(Unit), st.sampled_from([470.0, 560.0, 744.0]))
def test_each_piece_is_drawn_inside_its_sheet_and_told(glimpses: list[Glimpse], unit: Unit, width: float) -> None:
    line = plan(glimpses)
    for piece in line.periods(unit):
        drawing = picture(look(line, piece, TITLES, WORDS), WORDS, width)
        for each in drawing.shapes:
            points = each.points if isinstance(each, Stroke) else (each.centre if isinstance(each, Disc) else each.at,)
            assert all(-8 <= x <= width + 8 and -1 <= y <= drawing.height for x, y in points)
        assert len(drawing.told) >= 2
        assert any(isinstance(each, Stroke | Disc) for each in drawing.shapes)


@given(st.sampled_from(Unit), st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_piece_is_whole_months_with_the_day_in_it(unit: Unit, day: date) -> None:
    piece = period(unit, day)
    assert piece.first <= day <= piece.last
    assert piece.first.day == 1
    assert piece.last == date.max or (piece.last + timedelta(days=1)).day == 1
    assert period(unit, piece.first) == period(unit, piece.last) == piece


# ------------------------------------------------------------------------------------------------------ what is shown


def test_the_time_of_an_event_and_of_its_writing_are_two_marks_joined_by_a_line() -> None:
    drawing = drawn([entry(1, date(2026, 3, 20), happened=exact("2026-03-05"))])
    (line,) = joins(drawing)
    assert isinstance(line, Stroke)
    (start, _), (end, _) = line.points
    assert start == pytest.approx(176 + 4.5 / 31 * 568)
    assert end == pytest.approx(176 + 19.5 / 31 * 568)
    assert {"What happened", "When it was written"} <= set(texts(drawing))
    assert drawing.told == (
        "March 2026, in the order of the days.",
        "March 5, 2026 · What happened · “The bench” · Written March 20, 2026",
    )


def test_a_year_and_a_month_are_as_long_as_they_were_said() -> None:
    line = plan(
        [entry(1, date(2026, 6, 1), happened=exact("2025")), entry(2, date(2026, 6, 1), happened=exact("2026-02"))]
    )
    assert [(item.first, item.last, item.vague) for item in line.items] == [
        (date(2025, 1, 1), date(2025, 12, 31), True),
        (date(2026, 2, 1), date(2026, 2, 28), True),
    ]


def test_about_is_hollow_and_a_known_day_is_full() -> None:
    for precision, filled in (("exact", True), ("about", False)):
        drawing = drawn([entry(1, date(2026, 3, 20), happened=exact("2026-03-05", precision))])
        assert next(each for each in drawing.shapes if isinstance(each, Disc)).filled is filled


def test_what_was_said_the_wrong_way_round_has_no_place_and_is_not_corrected() -> None:
    said = {"precision": "span", "date": "2026-03-09", "end_date": "2026-03-01"}
    line = plan([entry(1, date(2026, 3, 20), happened=said)])
    assert line.items == ()
    assert line.undated[0].moment == Moment.from_plain(said)


def test_dense_days_are_stacked_and_said_in_a_word_without_a_number() -> None:
    drawing = drawn([entry(seq, date(2026, 3, 6), "words") for seq in range(1, 30)])
    assert WORDS("time.more") in texts(drawing)
    assert drawing.told[1:] == (WORDS("time.calendar.dense", day="March 6, 2026", kind="When it was written"),)
    squares = [each for each in drawing.shapes if isinstance(each, Stroke) and each.closed]
    assert len(squares) == 4
    assert not any("29" in text for text in (*texts(drawing), *drawing.told))


def test_longer_words_of_another_language_stand_whole_beside_the_line_and_apart_below_it() -> None:
    words = Words(PSEUDO)
    words.load()
    line = plan(
        [entry(seq, date(2026, 3, 6 + seq % 5), "words") for seq in range(1, 60)]
        + [entry(99, date(2026, 3, 20), "papers", paper_date=exact("2026-03-05"))]
    )
    drawing = picture(look(line, line.periods(Unit.MONTH)[0], TITLES, words), words, 744)
    lines = [each for each in drawing.shapes if isinstance(each, Text) and each.width and each.at[0] == 4]
    said = " ".join(each.text for each in lines)
    assert len(lines) > len([each for each in lines if each.text.startswith("⟦")]), "none needed a second line"
    assert all(words(f"time.lane.{mark}") in said for mark in (Mark.RECEIVED, Mark.WRITTEN))
    heights = [each.at[1] for each in lines]
    assert all(below - above >= 14 for above, below in pairwise(heights))
    more = [each.at[0] for each in drawing.shapes if isinstance(each, Text) and each.text == words("time.more")]
    assert more
    assert all(right - left > 60 for left, right in pairwise(more))


def test_court_dates_stand_on_the_line_as_they_were_written_and_today_does_not() -> None:
    drawing = drawn([entry(1, date(2026, 4, 1), "safe", court_date=exact("2026-04-14", time="09:30"))])
    assert "Court dates" in texts(drawing)
    assert drawing.told[1].startswith("April 14, 2026, 9:30\u202fAM · Court date")
    accents = [each for each in drawing.shapes if getattr(each, "ink", None) is Ink.ACCENT]
    assert [each.text for each in accents if isinstance(each, Text)] == ["April 2026"]
    assert len(accents) == 1


def test_what_a_child_said_is_there_only_when_it_is_asked_for() -> None:
    said = [entry(1, date(2026, 3, 6), "child_said", child_said_when=exact("2026-03-05"))]
    assert plan(said) == calendar_line.CalendarLine((), ())
    assert plan(said, child=True).items[0].mark is Mark.CHILD


def test_a_time_of_a_page_that_no_line_of_the_table_knows_is_a_date_the_person_wrote() -> None:
    line = plan([entry(1, date(2026, 3, 6), new_when=exact("2026-03-05"))])
    assert line.items[0].mark is Mark.ADDED


def test_when_something_was_seen_is_not_on_the_line() -> None:
    assert NOT_SHOWN.isdisjoint(calendar_line.time_fields())
    assert NOT_SHOWN.isdisjoint(MARKS)


def test_every_question_for_a_time_is_read() -> None:
    asked = {
        field.id
        for guide in GUIDES.values()
        for step in guide.steps
        for field in step.fields
        if field.kind is Kind.MOMENT
    }
    assert calendar_line.time_fields() | NOT_SHOWN == asked


def test_names_and_dates_only_are_told() -> None:
    item = Item(Mark.ADDED, entry(1, date(2026, 3, 6), "day"), Moment(Precision.EXACT, "2026-03-05", words="secret"))
    line = plan([entry(1, date(2026, 3, 6), happened=exact("2026-03-05", words="secret"))])
    assert what_text(item, TITLES, WORDS) == "Another date · The days after · “The bench”"
    drawing = picture(look(line, period(Unit.MONTH, date(2026, 3, 1)), {}, WORDS), WORDS, 700)
    assert not any("secret" in text for text in (*texts(drawing), *drawing.told))


def test_what_it_came_after_is_said_on_paper_and_not_on_a_covered_page() -> None:
    (item,) = plan([entry(1, date(2026, 3, 6), day_when={"precision": "after", "anchor": "secret"})]).undated
    assert when_text(item, WORDS, covered=True) == "After something"
    assert when_text(item, WORDS, covered=False) == "After secret"
    (item,) = plan([entry(1, date(2026, 3, 6), day_when={"precision": "unknown", "words": "secret"})]).undated
    assert when_text(item, WORDS, covered=True) == "Time not known"
