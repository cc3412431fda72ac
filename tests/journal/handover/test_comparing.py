# SPDX-License-Identifier: GPL-3.0-or-later
"""Two states of a record: which of them has what the other has not."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from journal.clock import Stamp
from journal.handover.comparing import Compared, Relation, adds_nothing, compare
from journal.store.copying import Standing

FIRST = datetime(2026, 11, 26, tzinfo=UTC)


def standing(links=(), drafts=None, entries=()):
    found = {name: Stamp(FIRST + timedelta(seconds=at)) for name, at in (drafts or {}).items()}
    return Standing(tuple(links), frozenset(entries), found)


def chain(common, number, name):
    return [*range(common), *(f"{name}{each}" for each in range(number))]


@given(common=st.integers(0, 40), copy=st.integers(0, 5), here=st.integers(0, 5))
def test_it_counts_what_each_has_alone(common, copy, here):
    told = compare(standing(chain(common, copy, "copy")), standing(chain(common, here, "here")))
    assert (told.here_only, told.copy_only) == (here, copy)
    expected = {(False, False): "same", (True, False): "older", (False, True): "newer", (True, True): "parted"}
    assert told.relation == Relation(expected[bool(here), bool(copy)])


def test_what_is_still_being_written_here_counts_when_the_copy_has_it_not_or_older():
    here = standing([1], {"a": 5, "b": 5, "c": 5, "d": 5})
    copy = standing([1], {"a": 5, "b": 4}, entries=["c"])
    assert compare(copy, here) == Compared(Relation.SAME, drafts_here_only=2)


def test_an_old_state_adds_nothing_when_all_of_it_came_of_it_here():
    now = standing([1, 2, 3], {"a": 9}, entries=["b"])
    assert adds_nothing(standing([1, 2], {"a": 5, "b": 5}), now)
    assert not adds_nothing(standing([1, 2, "other"]), now)
    assert not adds_nothing(standing([1, 2, 3, 4]), now)
    assert not adds_nothing(standing([1], {"a": 10}), now), "written in since"
    assert not adds_nothing(standing([1], {"unknown": 1}), now)
