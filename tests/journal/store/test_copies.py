# SPDX-License-Identifier: GPL-3.0-or-later
"""The print log: noted in the chain, in no list, there after an erasing and after the next unlock."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.record.acts import COPY
from journal.record.copy_made import COPY_FOR, HOW, WITHOUT, CopyMade, noted
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.kept import WORDING, any_json, keep
from tests.journal.store.test_sight import in_lists

MADE = CopyMade(
    "printed", "ab" * 32, 12, ("i1", "i2"), ("case", "account"), ("contacts",), covered=True, first=2, last=5, copies=3
)


@pytest.fixture
def incident(vault):
    return vault.incidents.start("own_account").id


def test_a_copy_is_kept_as_it_was_made_and_stands_in_no_list(vault, incident):
    written = keep(vault, incident, account="he had a beard")
    entry = vault.copies.note(MADE, WORDING, "Ms. Beard")
    assert (entry.step, entry.incident) == (COPY, "")
    [copy] = noted(vault.copies.all())
    assert (copy.made, copy.for_whom, copy.entry) == (MADE, "Ms. Beard", entry)
    assert in_lists(vault, incident) == {written.id}
    assert in_lists(vault, "") == {written.id}
    assert vault.entries.check().broken is None
    assert vault.contents().copies == (copy,)
    assert vault.entries.withdrawn(None) == []


def test_for_whom_can_be_said_later_and_again(vault, incident):
    copy = vault.copies.note(MADE, WORDING)
    other = vault.copies.note(dataclasses.replace(MADE, how="saved"), WORDING)
    vault.copies.say_for_whom(copy.id, "My sister", WORDING)
    vault.copies.say_for_whom(copy.id, "Ms. Oduya", WORDING)
    first, second = noted(vault.copies.all())
    assert (first.entry, first.for_whom, len(first.said)) == (copy, "Ms. Oduya", 2)
    assert (second.entry, second.for_whom) == (other, "")
    assert in_lists(vault, incident) == set()


def test_who_has_a_copy_is_known_after_the_next_unlock_and_after_the_account_is_erased(vault, incident):
    keep(vault, incident, account="x")
    vault.copies.note(MADE, WORDING, "A. B.")
    vault.erasing.incident(incident, WORDING)
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE) as opened:
        assert [each.for_whom for each in noted(opened.copies.all())] == ["A. B."]
        assert opened.entries.portion(9, 0) == []
        assert opened.entries.check().broken is None


def test_what_another_version_kept_in_another_shape_is_as_if_it_had_not_been_said():
    for strange in (7, None, [1], {"x": 1}):
        answers = dict.fromkeys(MADE.answers("x"), strange)
        assert CopyMade.from_answers(answers) == CopyMade("", "", 0, (), ())
    assert CopyMade.from_answers({"copy_range": "x-²", "copy_pages": "9" * 5000}).pages == 0
    for strange in ("1-2,", ",", "1--2", "1-2-3", "1 - 2", "-5"):
        assert CopyMade.from_answers({"copy_range": strange}) == CopyMade("", "", 0, (), ())


def test_pages_with_a_gap_between_them_are_noted_as_they_were_printed():
    made = dataclasses.replace(MADE, first=1, last=7, ranges="1-3,7")
    assert made.answers()["copy_range"] == "1-3,7"
    assert CopyMade.from_answers(made.answers()) == made
    assert CopyMade.from_answers(MADE.answers()).ranges == ""


@given(st.dictionaries(st.sampled_from([*MADE.answers("x"), "other"]), any_json()))
def test_no_content_of_an_entry_stops_the_log(answers):
    CopyMade.from_answers(answers)


@given(
    st.builds(
        CopyMade,
        how=st.sampled_from(HOW),
        digest=st.binary(min_size=32, max_size=32).map(bytes.hex),
        pages=st.integers(1, 9999),
        incidents=st.lists(st.binary(min_size=16, max_size=16).map(bytes.hex)).map(tuple),
        parts=st.lists(st.sampled_from(["case", "account"])).map(tuple),
        without=st.sets(st.sampled_from(WITHOUT)).map(lambda some: tuple(each for each in WITHOUT if each in some)),
        covered=st.booleans(),
        copies=st.integers(1, 99),
    )
)
def test_what_is_noted_comes_back(made):
    assert CopyMade.from_answers(made.answers()) == made
    assert COPY_FOR not in made.answers("  ")
