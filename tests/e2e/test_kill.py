# SPDX-License-Identifier: GPL-3.0-or-later
"""``kill -9`` while typing, through the real window: what is written lives in the vault at most three seconds late."""

import random

import pytest

from tests.e2e.lives import Writing, a_record, beside_each_other, tell
from tests.e2e.long_task import READING, REPORT


def test_a_kill_while_typing_costs_three_seconds_at_most(place):
    """In every third life a report of the whole record is being built and the record read, again and again."""
    a_record(place.home / "record")
    tell(_at(place, 5, 1, longest=6.0))
    assert place.said() == []


@pytest.mark.long
def test_three_hundred_kills_while_typing_cost_three_seconds_at_most(tmp_path):
    """The same, at three desks at once: each program has less than one core."""

    def a_hundred(place, number):
        a_record(place.home / "record")
        return _at(place, 100, number, longest=4.5)

    found = beside_each_other(tmp_path, 3, a_hundred)
    assert len(found) == 300
    tell(found)


def _at(place, kills, seed, longest):
    return Writing(place, place.home / "record", random.Random(seed), 0.5, longest, (READING, REPORT), 3).lives(kills)
