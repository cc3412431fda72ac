# SPDX-License-Identifier: GPL-3.0-or-later
"""A search can be narrowed to an account, a person, kinds and days; whatever is asked for together has to hold."""

from itertools import product

import pytest

from journal.record.hit import Narrow
from tests.helpers.files import bring_in
from tests.helpers.kept import WORDING, draft, keep


def day(text):
    return {"precision": "exact", "date": text}


@pytest.fixture
def made(vault, clock):
    """Two accounts, a person, days, a thing kept, a draft; by what they are called here."""
    one, two = vault.incidents.start("own_account").id, vault.incidents.start("own_account").id
    found = {"one": one, "two": two}
    found["setting"] = keep(vault, one, step="setting", around="the corner", happened=day("2026-11-12")).id
    clock.pass_time(days=1)
    found["officer"] = keep(vault, one, step="officers", officer_look="corner of the mouth").id
    pointing = {"card": found["officer"], "name": ""}
    found["quote"] = keep(vault, two, step="words", voice="round the corner", speaker=pointing).id
    clock.pass_time(days=1)
    found["later"] = keep(vault, one, step="later", adds_to=found["officer"], addition="corner, again").id
    found["note"] = keep(vault, "", step="day", day_text="past the corner", day_when=day("2026-12")).id
    found["thing"] = bring_in(vault, b"x", one, "corner.txt").entry.id
    found["draft"] = draft(vault, two, step="words", voice="a corner", speaker=pointing).id
    return found


def found(vault, made, text="corner", **narrow):
    names = {ident: name for name, ident in made.items()}
    return {names[hit.id] for hit in vault.search.find(text, narrow=Narrow(**narrow))}


NARROWED = [
    ({}, {"setting", "officer", "quote", "later", "note", "thing", "draft"}),
    ({"incident": "one"}, {"setting", "officer", "later", "thing"}),
    ({"incident": ""}, {"note"}),
    ({"cards": {"officer"}}, {"officer", "quote", "later", "draft"}),
    ({"steps": {"words", "day"}}, {"quote", "note", "draft"}),
    ({"first": "2026-12"}, {"note"}),
    ({"last": "2026-11-12"}, {"setting", "officer", "later", "thing"}),
    ({"first": "2026-11-13"}, {"note"}),
    ({"first": "2026-12-20", "last": "2026"}, {"note"}),
    ({"first": "2026-11-13", "last": "2026-11-13", "written": True}, {"officer", "quote"}),
    ({"first": "2026-11-14", "written": True}, {"later", "note", "thing", "draft"}),
    ({"last": "2026-11", "written": True}, {"setting", "officer", "quote", "later", "note", "thing", "draft"}),
    ({"incident": "one", "cards": {"officer"}, "last": "2027"}, {"officer", "later"}),
    ({"incident": "two", "first": "2026"}, set()),
]


@pytest.mark.parametrize(("narrow", "expected"), NARROWED)
@pytest.mark.parametrize("text", ["corner", "", "cor"])
def test_each_part_narrows_it_and_all_have_to_hold(vault, made, text, narrow, expected):
    given = dict(narrow)
    if given.get("incident"):
        given["incident"] = made[given["incident"]]
    for name in ("cards", "steps"):
        given[name] = frozenset(made.get(each, each) for each in given.get(name, ()))
    if not text and not narrow:
        expected = set()  # nothing was asked for
    assert found(vault, made, text, **given) == expected
    if text:
        ranked = vault.search.find(text, ranked=True, narrow=Narrow(**given))
        assert {hit.id for hit in ranked} == {made[name] for name in expected}


def test_pages_of_a_narrowed_search_follow_one_another_without_a_gap(vault, made):
    for text, narrow in product(("corner", ""), (Narrow(last="2027"), Narrow(first="2020", written=True))):
        whole = [hit.id for hit in vault.search.find(text, narrow=narrow)]
        paged, last = [], None
        while page := vault.search.find(text, 2, last, narrow=narrow):
            paged += [hit.id for hit in page]
            last = page[-1]
        assert paged == whole
        assert len(set(whole)) == len(whole) > 3


def test_both_times_and_the_number_of_a_thing_stand_with_a_hit(vault, made):
    hits = {hit.id: hit for hit in vault.search.find("corner")}
    assert hits[made["note"]].event.date == "2026-12"
    assert hits[made["officer"]].event.date == "2026-11-12", "its own account says when"
    assert hits[made["quote"]].event is None
    assert (hits[made["thing"]].label, hits[made["thing"]].card) == ("E-1", made["thing"])
    assert hits[made["quote"]].evidence == 0
    assert hits[made["draft"]].is_draft
    listed = vault.search.find("", narrow=Narrow(incident=made["one"]))
    assert {hit.snippet for hit in listed} == {""}, "nothing is uncovered that was not looked for"


def test_what_is_out_of_sight_is_in_no_narrowed_search(vault, made):
    vault.entries.withdraw(vault.entries.get(made["officer"]), WORDING)
    assert found(vault, made, "", cards=frozenset([made["officer"]])) == {"quote", "draft"}
    assert found(vault, made, "corner", steps=frozenset(["officers", "later"])) == set()
