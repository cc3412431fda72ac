# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows onto a record: each holds what it should, in order, and together they hold everything once."""

import pytest

from journal.record.entry import EntryKind
from tests.helpers.kept import WORDING, keep

ORDER = ["setting", "account", "words", "later"]


@pytest.fixture
def incident(vault):
    return vault.incidents.start("own_account").id


def ids(entries):
    return [entry.id for entry in entries]


def test_windows_one_after_the_other_show_every_card_once_in_the_order_of_the_guide(vault, incident):
    words = [keep(vault, incident, step="words", quote={"words": str(n)}) for n in range(5)]
    account = keep(vault, incident, account="a")
    loose = keep(vault, incident, step="later", addition="adds to nothing")
    keep(vault, incident, step="later", adds_to=account.id, addition="b")
    keep(vault, vault.incidents.start("own_account").id, account="elsewhere")
    found, last = [], None
    while window := vault.lists.cards(incident, ORDER, 2, last):
        assert len(window) <= 2
        found += window
        last = window[-1]
    assert ids(found) == ids([account, *words, loose])
    assert ids(vault.lists.cards(incident, ORDER, 3, start=words[3])) == ids([words[3], words[4], loose])
    assert vault.lists.cards("none", ORDER, 3) == []


def test_what_adds_to_cards_is_found_however_deep_and_not_what_is_out_of_sight(vault, incident):
    card = keep(vault, incident, account="a")
    one = keep(vault, incident, step="later", adds_to=card.id, addition="1")
    two = keep(vault, incident, step="later", adds_to=one.id, addition="2")
    gone = keep(vault, incident, step="later", adds_to=card.id, addition="3")
    vault.entries.withdraw(gone, WORDING)
    assert ids(vault.lists.below([card.id], 9)) == [one.id, two.id]
    assert ids(vault.lists.below([card.id], 1)) == [two.id]
    assert vault.lists.top(two) == card
    assert vault.lists.top(card) == card


def test_an_addition_to_something_of_another_incident_is_not_lost(vault, incident):
    elsewhere = keep(vault, vault.incidents.start("own_account").id, account="a")
    added = keep(vault, incident, step="later", adds_to=elsewhere.id, addition="b")
    assert ids(vault.lists.cards(incident, ORDER, 9)) == [added.id]
    assert vault.lists.top(added) == added


def test_what_is_known_of_each_step(vault, incident):
    card = keep(vault, incident, account="a")
    vault.entries.skip(incident, "words", WORDING)
    assert vault.lists.known(incident, ORDER) == {
        "account": frozenset({EntryKind.WRITTEN}), "words": frozenset({EntryKind.SKIPPED}),
    }  # fmt: skip
    assert vault.lists.steps(incident) == ["account", "words"]
    vault.entries.withdraw(card, WORDING)
    assert set(vault.lists.known(incident, ORDER)) == {"words"}


def test_the_latest_of_a_step_and_its_latest_answers(vault, incident):
    days = [keep(vault, incident, step="day", day_text=str(n), sleep="x" if n == 1 else "y") for n in range(4)]
    added = keep(vault, incident, step="day", adds_to=days[0].id, day_text="more")
    assert ids(vault.lists.of_step(incident, "day", 2)) == ids(days[2:])
    assert vault.lists.answers(incident, ["day", "account"]) == {"day": {"day_text": "more", "sleep": "y"}}
    assert vault.lists.of_step("", "day", 2) == []
    assert added.id in ids(vault.lists.below([days[0].id], 9))


def test_cards_that_are_no_longer_there_are_known(vault, incident):
    card = keep(vault, incident, account="a")
    assert vault.lists.gone({card.id, "never"}) == {"never"}
