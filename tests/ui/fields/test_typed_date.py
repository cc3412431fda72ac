# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates and times are read kindly, and nothing is guessed."""

import pytest

from ui.fields.typed_date import Read, date_order, month_name, read_date, read_time


@pytest.mark.parametrize(
    ("typed", "value"),
    [("9:40 pm", "21:40"), ("9.40 p.m.", "21:40"), ("9pm", "21:00"), ("2140", "21:40"), ("21:40", "21:40")]
    + [("09:40", "09:40"), ("12 am", "00:00"), ("12pm", "12:00"), ("0:15", "00:15"), ("9:40\u202fPM", "21:40")],
)
def test_a_time_is_read_as_people_write_it(typed: str, value: str) -> None:
    assert read_time(typed, "en") == Read(value)


@pytest.mark.parametrize("typed", ["9:40", "noon", "24:10", "9:75 pm", "14", "around 9", "٩:٤٠"])
def test_a_time_that_could_be_two_things_stays_as_words(typed: str) -> None:
    assert read_time(typed, "en") == Read("", typed)


def test_a_bare_hour_is_read_where_clocks_count_to_twenty_four() -> None:
    assert read_time("9:40", "es") == Read("09:40")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (("12", "nov", "2026"), Read("2026-11-12")),
        (("12th", "11", "2026"), Read("2026-11-12")),
        (("", "", "2026"), Read("2026")),
        (("", "November", "2026"), Read("2026-11")),
        (("31", "Feb", "2026"), Read("2026", "31 Feb")),
        (("12", "the cold one", "2026"), Read("2026", "12 the cold one")),
        (("12", "ju", "2026"), Read("2026", "12 ju")),
        (("a few", "May", "2026"), Read("2026-05", "a few")),
        (("12", "May", "26"), Read("", "12 May 26")),
        (("", "", ""), Read()),
    ],
)
def test_a_date_is_read_as_far_as_it_goes_and_the_rest_is_kept(typed: tuple[str, str, str], read: Read) -> None:
    assert read_date(*typed, "en") == read


def test_order_and_names_follow_the_language() -> None:
    assert date_order("en") == ("month", "day", "year")
    assert date_order("es") == ("day", "month", "year")
    assert month_name(3, "es") == "marzo"
