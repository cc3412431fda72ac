# SPDX-License-Identifier: GPL-3.0-or-later
"""Choices that were kept: they come back as they were, nothing new slips in, and no stored value stops the page."""

import json

from hypothesis import given
from hypothesis import strategies as st

from journal.report.choice import CHOOSABLE, PAPERS, PHOTOS, Choice
from journal.report.kept_choice import LONGEST_NAME, KeptChoice, from_plain, named, renamed, tidy, with_named, without
from tests.helpers.kept import any_json

SOME = Choice(("a", "b"), ("account", "days"), feelings=False, photos="none", paper="a4", about="c", department=True)
KEPT = KeptChoice(SOME, frozenset(("a", "b", "account", "days", "case")))


def stored(value: object) -> object:
    """As a setting comes back."""
    return json.loads(json.dumps(value))


def test_a_kept_choice_comes_back_as_it_was() -> None:
    assert from_plain(stored(KEPT.plain())) == KEPT


@given(
    st.builds(
        Choice,
        incidents=st.sets(st.text(max_size=5)).map(lambda some: tuple(sorted(some))),
        parts=st.sets(st.sampled_from([str(part) for part in CHOOSABLE])).map(lambda some: tuple(sorted(some))),
        feelings=st.booleans(),
        contacts=st.booleans(),
        identity=st.booleans(),
        skipped=st.booleans(),
        purpose=st.booleans(),
        copies=st.booleans(),
        photos=st.sampled_from(PHOTOS),
        paper=st.sampled_from(PAPERS),
        about=st.text(max_size=5),
    ),
    st.sets(st.text(max_size=5)).map(frozenset),
)
def test_each_choice_comes_back(choice: Choice, known: frozenset[str]) -> None:
    kept = KeptChoice(choice, known)
    assert from_plain(stored(kept.plain())) == kept


def test_what_came_since_is_told_and_not_in_it() -> None:
    assert KEPT.new_among(["days", "injuries", "x", "a"]) == ["injuries", "x"]


@given(any_json())
def test_whatever_a_setting_holds_it_is_read_and_written_on(value: object) -> None:
    from_plain(value)
    found = named(value)
    assert named(with_named(value, "mine", KEPT))[-1].kept == KEPT or any(each.name == "mine" for each in found)
    without(value, "x")
    renamed(value, "x", "y")


@given(st.dictionaries(st.sampled_from([*KEPT.plain(), "other"]), any_json()))
def test_hostile_values_under_the_right_names_are_no_choice_or_a_sound_one(value: dict[str, object]) -> None:
    kept = from_plain(KEPT.plain() | value)
    if kept is not None:
        assert kept.choice.photos in PHOTOS
        assert kept.choice.paper in PAPERS
        assert isinstance(kept.choice.feelings, bool)
        assert all(isinstance(each, str) for each in (*kept.choice.incidents, *kept.choice.parts, kept.choice.about))


def test_one_name_is_one_choice_and_a_newer_programs_choice_stays_as_it_is() -> None:
    newer = {"name": "from later", "choice": {"version": 9, "x": [1]}, "more": 7}
    value = with_named([newer], "  For   Ms. Oduya ", KEPT)
    assert [each.name for each in named(value)] == ["from later", "For Ms. Oduya"]
    other = KeptChoice(Choice((), ()), frozenset())
    value = with_named(value, "For Ms. Oduya", other)
    assert [each.kept for each in named(value)] == [None, other]
    assert value[0] == newer
    assert [each.name for each in named(renamed(value, "For Ms. Oduya", "Facts"))] == ["from later", "Facts"]
    assert [each.name for each in named(renamed(value, "For Ms. Oduya", "from later"))] == [
        "from later",
        "For Ms. Oduya",
    ]
    assert [each.name for each in named(without(value, "For Ms. Oduya"))] == ["from later"]
    assert len(tidy("x" * 500)) == LONGEST_NAME
