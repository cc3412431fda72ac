# SPDX-License-Identifier: GPL-3.0-or-later
"""Times are UTC with the offset lived in, and an unsteady clock is told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clock import JUMP, Clock, ClockFlag, Stamp

STAMPS = st.builds(
    Stamp,
    st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)).map(
        lambda at: at.replace(tzinfo=UTC, microsecond=at.microsecond // 1000 * 1000)
    ),
    st.integers(-14 * 60, 14 * 60),
)


@given(STAMPS)
def test_a_stamp_comes_back_from_its_text(stamp):
    assert Stamp.parse(str(stamp)) == stamp


def test_a_stamp_says_the_time_on_the_wall():
    stamp = Stamp(datetime(2026, 11, 13, 2, 40, 5, 123000, tzinfo=UTC), -300)
    assert str(stamp) == "2026-11-12T21:40:05.123-05:00"
    assert (stamp.local.day, stamp.local.hour) == (12, 21)


@pytest.mark.parametrize("text", ["2026-11-12T21:40:05", "", "yesterday"])
def test_a_text_without_an_offset_is_no_stamp(text):
    with pytest.raises(ValueError):
        Stamp.parse(text)


def test_the_real_clock_reads_to_the_millisecond_and_is_steady():
    clock = Clock()
    first = clock.now()
    assert first.utc.tzinfo is UTC
    assert first.utc.microsecond % 1000 == 0
    assert abs(first.utc - datetime.now(UTC)) < timedelta(seconds=5)
    assert clock.flags(first) == ()
    assert clock.flags(None) == ()


def test_time_that_passes_is_not_flagged(clock):
    first = clock.now()
    clock.pass_time(hours=9)
    assert clock.flags(first) == ()


def test_a_clock_that_went_back_is_flagged(clock):
    last = clock.now()
    clock.jump(seconds=-1)
    assert clock.flags(last) == (ClockFlag.WENT_BACK,)


@pytest.mark.parametrize("way", [1, -1])
def test_a_clock_that_jumped_is_flagged_in_both_directions(clock, way):
    clock.jump(seconds=way * JUMP.total_seconds())
    assert clock.flags(None) == ()
    clock.jump(seconds=way)
    assert clock.flags(None) == (ClockFlag.JUMPED,)


def test_a_clock_that_jumped_back_is_flagged_twice_over(clock):
    last = clock.now()
    clock.jump(days=-1)
    assert clock.flags(last) == (ClockFlag.WENT_BACK, ClockFlag.JUMPED)


def test_another_time_zone_is_no_jump(clock):
    last = clock.now()
    clock.stamp = Stamp(clock.stamp.utc, 60)
    assert clock.flags(last) == ()
