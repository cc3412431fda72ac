# SPDX-License-Identifier: GPL-3.0-or-later
"""Whenever the power goes: the record opens, all that was shown as saved is there, and nothing is there by halves.

``python -m tests.powercut`` prints the same as a table.
"""

import shutil
import sys
import time

import pytest

from tests.powercut.campaign import controls, go_all, room, runs
from tests.powercut.cutting import cut
from tests.powercut.recording import make

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("strace"),
    reason="the system calls are read with strace (Linux)",
)


@pytest.fixture(scope="module")
def place():
    with room() as folder:
        yield folder


@pytest.fixture(scope="module")
def evening(place):
    return make("a short evening", place)


def test_a_hundred_cuts_of_a_short_evening_lose_nothing(evening, place):
    tally = cut(evening, place / "cut", 100, "quick")
    assert (tally.cuts, tally.corrupt, tally.lost) == (100, 0, 0), tally.why


@pytest.mark.parametrize("deaf", ["files", "folders"])
def test_without_syncs_the_same_cuts_lose_things(evening, place, deaf):
    """Else the test above could not fail."""
    tally = cut(evening, place / "cut", 15, "quick", deaf=[deaf])
    assert tally.corrupt + tally.lost > 0


@pytest.mark.long
def test_five_thousand_cuts_lose_nothing():
    seed = time.time_ns() % 10**6
    tallies = go_all(runs(5000, seed))
    assert sum(each.cuts for each in tallies.values()) >= 5000
    wrong = {name: each.why for name, each in tallies.items() if each.corrupt or each.lost}
    assert wrong == {}, f"seed {seed}"


@pytest.mark.long
def test_each_precaution_that_is_taken_out_loses_things():
    """Each run of a negative control must find something: a test that finds nothing there proves nothing here."""
    tallies = go_all(controls(200, seed=1))
    assert [name for name, each in tallies.items() if not each.corrupt + each.lost] == []
