# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates are said as surely as they are known, and what is no date is left as the person wrote it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clock import Stamp
from journal.dates import day_text, noted_text, offset_text, stamp_day, stamp_text, time_text
from journal.words import Words

ENGLISH = Words()
LATE = Stamp(datetime(2026, 11, 13, 2, 40, 5, tzinfo=UTC), -300)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026", "2026"),
        ("2026-11", "November 2026"),
        ("2026-11-12", "November 12, 2026"),
        ("2024-02-29", "February 29, 2024"),
        ("2026-02-30", "2026-02-30"),
        ("2026-13", "2026-13"),
        ("the spring", "the spring"),
        ("", ""),
        ("2026-11-12-1", "2026-11-12-1"),
        ("99999999999999999999-1", "99999999999999999999-1"),
    ],
)
def test_a_date_is_said_no_more_exactly_than_it_is_known(text: str, said: str) -> None:
    assert day_text(text, ENGLISH) == said


@given(st.text())
def test_any_text_at_all_can_stand_where_a_date_is_expected(text: str) -> None:
    assert isinstance(day_text(text, ENGLISH), str)
    assert isinstance(time_text(text, ENGLISH), str)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_whole_date_names_its_day_and_year(day: date) -> None:
    said = day_text(day.isoformat(), ENGLISH)
    assert str(day.year) in said
    assert f"{day.day}," in said


@pytest.mark.parametrize(
    ("text", "said"), [("21:40", "9:40 PM"), ("00:05", "12:05 AM"), ("evening", "evening"), ("", "")]
)
def test_a_time_of_day_is_said_as_people_say_it(text: str, said: str) -> None:
    assert _plain(time_text(text, ENGLISH)) == said


def test_a_stamp_is_said_as_the_clock_on_the_wall_showed_it() -> None:
    assert _plain(stamp_text(LATE, ENGLISH)) == "November 12, 2026, 9:40 PM"
    assert stamp_day(LATE, ENGLISH) == "November 12, 2026"


@pytest.mark.parametrize(("minutes", "said"), [(-300, "UTC-05:00"), (0, "UTC+00:00"), (330, "UTC+05:30")])
def test_the_offset_is_said(minutes: int, said: str) -> None:
    assert offset_text(Stamp(LATE.utc, minutes)) == said


def test_a_stamp_that_was_kept_is_said_in_full_and_any_other_text_stands() -> None:
    assert _plain(noted_text(str(LATE), ENGLISH)).endswith("9:40 PM (UTC-05:00)")
    for text in ("", "last week", "2026-11-12"):
        assert noted_text(text, ENGLISH) == text


def test_a_language_says_dates_its_own_way(tmp_path: Path) -> None:
    for language, text in (("en", "{day}, {time}"), ("es", "{day} a las {time}")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "start.toml").write_text(f'[moment]\nday_and_time = "{text}"\n', encoding="utf-8")
    spanish = Words("es", tmp_path)
    assert day_text("2026-11-12", spanish) == "12 de noviembre de 2026"
    assert day_text("2026-11", spanish) == "noviembre de 2026"
    assert _plain(stamp_text(LATE, spanish)) == "12 de noviembre de 2026 a las 21:40"
    assert day_text("2026-11-12", Words("zh-Hans", tmp_path)) == "2026年11月12日"


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")
