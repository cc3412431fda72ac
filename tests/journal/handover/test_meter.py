# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told of a copy on its way, and that it can be stopped at any piece."""

import pytest

from journal.handover.meter import Meter
from journal.report.stop import Stopped, never


def test_it_tells_how_much_has_passed_and_never_more_than_all_of_it():
    told = []
    meter = Meter(10, lambda done, total: told.append((done, total)), never)
    for count in (4, 4, 4):
        meter(count)
    assert told == [(4, 10), (8, 10), (10, 10)]


def test_of_nothing_it_tells_nothing():
    told = []
    Meter(0, lambda *said: told.append(said), never)(5)
    assert told == []


def test_a_piece_that_is_not_wanted_any_more_is_not_told_of():
    told, answers = [], iter([False, True])
    meter = Meter(10, lambda *said: told.append(said), lambda: next(answers))
    meter(1)
    with pytest.raises(Stopped):
        meter(1)
    assert told == [(1, 10)]
