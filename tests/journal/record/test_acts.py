# SPDX-License-Identifier: GPL-3.0-or-later
"""A withdrawal counts unless it is itself withdrawn."""

from hypothesis import given
from hypothesis import strategies as st

from journal.record.acts import ranges, withdrawn


def test_the_withdrawal_of_a_withdrawal_puts_back() -> None:
    assert withdrawn([]) == {}
    assert withdrawn([("w1", "a")]) == {"a": "w1"}
    assert withdrawn([("w1", "a"), ("w2", "w1")]) == {"w1": "w2"}
    assert withdrawn([("w1", "a"), ("w2", "w1"), ("w3", "w2")]) == {"w2": "w3", "a": "w1"}
    assert withdrawn([("w1", "a"), ("w2", "w1"), ("w3", "a")]) == {"w1": "w2", "a": "w3"}


@given(st.integers(0, 30))
def test_putting_back_and_taking_out_any_number_of_times_ends_where_the_last_one_says(times: int) -> None:
    acts, current = [], ""
    for turn in range(times):
        acts.append((f"w{turn}", current or "a"))
        current = "" if current else f"w{turn}"
    assert ("a" in withdrawn(acts)) == bool(current)


@given(st.sets(st.integers(1, 60)))
def test_numbers_are_told_in_ranges_and_none_is_lost(numbers: set[int]) -> None:
    told: set[int] = set()
    for run in filter(None, ranges(numbers).split(", ")):
        first, _, last = run.partition("-")
        told |= set(range(int(first), int(last or first) + 1))
    assert told == numbers
    assert ranges([4, 1, 6, 5, 9]) == "1, 4-6, 9"
