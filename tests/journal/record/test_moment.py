# SPDX-License-Identifier: GPL-3.0-or-later
"""A moment is stored as it was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.record.moment import Moment, Precision
from tests.helpers.kept import any_json, any_text


@given(st.builds(Moment, st.sampled_from(Precision), *[any_text()] * 6))
def test_a_moment_comes_back_as_it_was(moment):
    assert Moment.from_plain(moment.plain()) == moment


def test_only_what_was_said_is_stored():
    assert Moment(Precision.ABOUT, "2026").plain() == {"precision": "about", "date": "2026"}


@given(any_json())
def test_what_is_no_moment_is_none_and_never_a_crash(value):
    found = Moment.from_plain(value)
    assert found is None or value["precision"] == found.precision


@pytest.mark.parametrize("value", [None, "", {}, {"precision": "soon"}, {"instead": "dont_know"}, {"precision": []}])
def test_nothing_and_strange_things_are_no_moment(value):
    assert Moment.from_plain(value) is None


def test_only_a_moment_with_a_date_can_be_sorted():
    assert Moment(Precision.EXACT, "2026-11-12", "21:40").sort_key == "2026-11-12 21:40"
    assert Moment(Precision.AFTER, anchor="the shout", time="21:40").sort_key == ""
