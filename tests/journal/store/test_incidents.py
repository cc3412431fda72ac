# SPDX-License-Identifier: GPL-3.0-or-later
"""Incidents are listed by page and are called what the latest answers call them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.record.moment import Moment, Precision
from tests.helpers.kept import HARD_TEXTS, draft, keep

ABOUT = {"precision": "about", "date": "2026-11"}


@pytest.fixture
def incident(vault):
    return vault.incidents.start("own_account")


def test_a_new_incident_has_no_name_and_nothing_in_it(vault, incident, clock):
    assert vault.incidents.get(incident.id) == incident
    assert (incident.guide, incident.begun, incident.title, incident.happened) == ("own_account", clock.now(), "", None)
    assert (incident.first_kept, incident.additions, incident.drafts) == (None, 0, 0)


def test_an_unknown_incident_is_a_bug(vault):
    with pytest.raises(KeyError):
        vault.incidents.get("none")


@given(st.integers(0, 7), st.integers(1, 9))
def test_pages_follow_each_other_without_gap_or_repetition(vault, count, limit):
    for _ in range(count):
        vault.incidents.start("own_account")
    expected = list(reversed(vault.incidents.all()))
    found, after = [], None
    while page := vault.incidents.page(limit, after):
        assert len(page) <= limit
        found += page
        after = page[-1]
    assert found == expected


def test_what_was_started_last_comes_first_whatever_the_clock_says(vault, clock):
    first = vault.incidents.start("own_account")
    clock.jump(days=-30)
    second = vault.incidents.start("own_account")
    assert vault.incidents.page(5) == [second, first]


def test_a_title_is_kept_letter_for_letter(vault, incident):
    for title in HARD_TEXTS:
        draft(vault, incident.id, title=title)
        assert vault.incidents.get(incident.id).title == title


def test_the_latest_answers_name_it(vault, incident):
    first = draft(vault, incident.id, "setting", title="The stop", happened=ABOUT)
    named = vault.incidents.get(incident.id)
    assert named.title == "The stop"
    assert named.happened == Moment(Precision.ABOUT, "2026-11")
    draft(vault, incident.id, "account", account="words")
    assert vault.incidents.get(incident.id).title == "The stop"
    draft(vault, incident.id, "later", title="The bridge")
    assert vault.incidents.get(incident.id).title == "The bridge"
    vault.drafts.save(first)
    assert vault.incidents.get(incident.id).title == "The stop"


def test_a_title_that_is_wiped_out_falls_back_to_the_one_before(vault, incident):
    kept = keep(vault, incident.id, "setting", title="Kept", happened=ABOUT)
    writing = draft(vault, incident.id, "later", kept.id, title="Written")
    assert vault.incidents.get(incident.id).title == "Written"
    vault.drafts.save(vault.drafts.new(incident.id, "own_account", "words"))
    vault.drafts.save(type(writing)(**{name: getattr(writing, name) for name in writing.__slots__} | {"answers": {}}))
    assert vault.incidents.get(incident.id).title == "Kept"
    assert vault.incidents.get(incident.id).happened == Moment(Precision.ABOUT, "2026-11")


def test_a_draft_that_is_removed_takes_its_name_along(vault, incident):
    only = draft(vault, incident.id, "setting", title="The stop", happened=ABOUT)
    vault.drafts.remove(only.id)
    found = vault.incidents.get(incident.id)
    assert (found.title, found.happened, found.drafts) == ("", None, 0)


def test_keeping_changes_no_name(vault, incident):
    keep(vault, incident.id, "setting", title="The stop", happened=ABOUT)
    assert vault.incidents.get(incident.id).title == "The stop"


@pytest.mark.parametrize("strange", [{"instead": "rather_not"}, None, 7, ["x"]])
def test_an_answer_that_is_no_name_gives_none(vault, incident, strange):
    draft(vault, incident.id, "setting", title=strange, happened=strange)
    found = vault.incidents.get(incident.id)
    assert (found.title, found.happened) == ("", None)


def test_it_counts_drafts_and_additions_and_knows_the_first_keeping(vault, incident, clock):
    other = vault.incidents.start("own_account")
    draft(vault, incident.id, account="a")
    draft(vault, incident.id, account="b")
    at = clock.pass_time(minutes=3)
    first = keep(vault, incident.id, account="c")
    clock.pass_time(minutes=3)
    keep(vault, incident.id, "later", first.id, addition="d")
    found = vault.incidents.get(incident.id)
    assert (found.first_kept, found.additions, found.drafts) == (at, 1, 2)
    assert vault.incidents.get(other.id) == other


def test_what_belongs_to_no_incident_names_none(vault, incident):
    keep(vault, "", "why", title="not a name")
    assert vault.incidents.get(incident.id).title == ""


def test_a_childs_sheet_is_called_what_the_child_is_called(vault):
    sheet = vault.incidents.start("child_sheet").id
    draft(vault, sheet, "child_who", child_called="L. M.", title="not this")
    assert vault.incidents.get(sheet).title == "L. M."
    keep(vault, sheet, "child_who", child_called="Bee")
    assert vault.incidents.get(sheet).title == "Bee"


def test_those_of_one_guide_come_started_last_first(vault):
    started = [vault.incidents.start(guide).id for guide in ("own_account", "child_sheet", "own_account")]
    assert [each.id for each in vault.incidents.of_guide("own_account")] == [started[2], started[0]]
    assert [each.id for each in vault.incidents.of_guide("own_account", 1)] == [started[2]]
    assert vault.incidents.of_guide("nothing") == []
