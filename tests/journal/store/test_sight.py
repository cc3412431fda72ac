# SPDX-License-Identifier: GPL-3.0-or-later
"""What was withdrawn is in no list and in no search, with all that adds to it; and it can be put back."""

import pytest

from journal.record.acts import REASON_WITHDRAWN
from journal.record.entry import EntryKind
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.kept import WORDING, draft, keep

DAY = {"precision": "exact", "date": "2026-11-12"}


@pytest.fixture
def incident(vault):
    return vault.incidents.start("own_account").id


def in_lists(vault, incident):
    """The ids that any list shows."""
    entries = vault.entries
    lists = [
        entries.of_incident(incident), entries.portion(9, 0, [incident]), entries.portion(9, 0),
        entries.of_step("officers", 9), entries.people(["officers"]), list(entries.all()), vault.contents().entries,
    ]  # fmt: skip
    return {each.id for found in lists for each in found} | {hit.id for hit in vault.search.find("beard")}


def test_a_withdrawn_entry_and_its_additions_are_nowhere_and_come_back_when_it_is_put_back(vault, incident):
    other = keep(vault, incident, account="he had a beard")
    card = keep(vault, incident, step="officers", officer_look="a red beard")
    addition = keep(vault, incident, step="later", adds_to=card.id, addition="the beard was grey")
    later = keep(vault, incident, step="later", adds_to=addition.id, addition="beard, again")
    writing = draft(vault, incident, step="later", adds_to=card.id, addition="beard, still written")
    everything = {other.id, card.id, addition.id, later.id}
    assert in_lists(vault, incident) == everything | {writing.id}
    act = vault.entries.withdraw(card, WORDING, {REASON_WITHDRAWN: "the wrong man"})
    assert (act.kind, act.step, act.adds_to, act.incident) == (EntryKind.WRITTEN, "withdrawal", card.id, incident)
    assert in_lists(vault, incident) == {other.id}
    assert vault.entries.additions_to(card.id) == []
    assert vault.drafts.of_incident(incident) == []
    assert vault.drafts.latest() is None
    [gone] = vault.entries.withdrawn(incident)
    assert (gone.entry, gone.by) == (card, act)
    assert [(each.seq, each.at) for each in vault.contents([incident]).withdrawn] == [(card.seq, act.kept)]
    vault.entries.withdraw(act, WORDING)
    assert in_lists(vault, incident) == everything | {writing.id}
    assert vault.entries.withdrawn(incident) == []
    assert vault.contents().withdrawn == ()
    assert vault.entries.check().broken is None


def test_it_is_out_of_sight_after_the_next_unlock_too_and_what_is_added_to_it_meanwhile_as_well(vault, incident):
    card = keep(vault, incident, step="officers", officer_look="a red beard")
    vault.entries.withdraw(card, WORDING)
    keep(vault, incident, step="later", adds_to=card.id, addition="beard")
    assert in_lists(vault, incident) == set()
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE) as opened:
        assert in_lists(opened, incident) == set()


def test_withdrawing_twice_is_withdrawing_once(vault, incident):
    card = keep(vault, incident, account="a")
    act = vault.entries.withdraw(card, WORDING)
    assert vault.entries.withdraw(card, WORDING) == act
    assert vault.entries.head()[0] == 2


def test_an_incident_is_not_called_by_what_is_out_of_sight(vault, incident):
    first = keep(vault, incident, step="setting", title="The stop", happened=DAY)
    second = keep(vault, incident, step="setting", title="At the corner")
    act = vault.entries.withdraw(second, WORDING)
    assert vault.incidents.get(incident).title == "The stop"
    vault.entries.withdraw(first, WORDING)
    assert (vault.incidents.get(incident).title, vault.incidents.get(incident).happened) == ("", None)
    vault.entries.withdraw(act, WORDING)
    assert vault.incidents.get(incident).title == "At the corner"
    assert vault.incidents.get(incident).additions == 0


def test_what_could_not_be_written_is_still_in_sight(vault, incident, monkeypatch):
    card = keep(vault, incident, account="beard")

    def stop(*_anything):
        raise RuntimeError

    monkeypatch.setattr(vault.incidents, "name_anew", stop)
    with pytest.raises(RuntimeError):
        vault.entries.withdraw(card, WORDING)
    assert in_lists(vault, incident) == {card.id}


def test_pointers_and_days_are_written_down_when_something_is_kept(vault, incident):
    card = keep(vault, incident, step="officers", officer_look="a red beard")
    quote = keep(vault, incident, step="words", speaker={"card": card.id, "name": ""}, files=[{"card": "x"}])
    day = keep(vault, "", step="day", day_when={"precision": "about", "date": "2026-11"})
    rows = vault._database.rows
    assert rows("SELECT seq, card FROM mentions ORDER BY seq, card") == sorted([(quote.seq, card.id), (quote.seq, "x")])
    assert rows("SELECT seq, day FROM event_days") == [(day.seq, "2026-11")]


def test_what_points_to_a_card_comes_with_what_it_adds_to_and_all_that_adds_to_that(vault: Vault) -> None:
    incident = vault.incidents.start("own_account").id
    card = keep(vault, incident, "officers", known_as="the tall one")
    said = keep(vault, incident, "words", quote={"words": "Stop."}, speaker={"card": card.id, "name": "x"})
    more = keep(vault, incident, "later", said.id, addition="or so")
    moved = keep(vault, incident, "body", movement="He leaned in.")
    who = keep(vault, incident, "body", moved.id, who_moved={"card": card.id, "name": "x"})
    keep(vault, incident, "words", quote={"words": "Why?"}, speaker={"card": "me", "name": ""})
    assert vault.entries.pointing_to([card.id]) == [said, more, moved, who]
    assert vault.entries.pointing_to([]) == []
    vault.entries.withdraw(said, WORDING)
    assert vault.entries.pointing_to([card.id, "nobody"]) == [moved, who]
