# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is in the record: joined by the writer's word and by nothing else, whatever the order; what is learned later."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from journal.clock import Stamp
from journal.guide.people import Group, called, cards_of, deeds, departments, everyone, holder, laid
from journal.record.entry import Draft, Entry, EntryKind, Wording
from journal.record.moment import Moment

_WORDING = Wording("own_account", 1, "en", {})
_START = Stamp(datetime(2026, 11, 12, 20, tzinfo=UTC), -300)
HOME, STOP = "1" * 32, "2" * 32


class Written:
    """Keeps one entry after another, a minute apart."""

    def __init__(self) -> None:
        self.all: list[Entry | Draft] = []

    def keep(self, step: str, incident: str = HOME, adds_to: str = "", **answers: Any) -> str:
        seq = len(self.all) + 1
        when = self._now()
        kind = EntryKind.WRITTEN
        self.all.append(
            Entry(f"{seq:032x}", incident, kind, step, _WORDING, answers, when, when, adds_to=adds_to, seq=seq)
        )
        return self.all[-1].id

    def draft(self, step: str, incident: str = HOME, adds_to: str = "", **answers: Any) -> str:
        when = self._now()
        name = f"{len(self.all) + 1:032x}"
        self.all.append(Draft(name, incident, "own_account", step, when, when, answers, adds_to))
        return name

    def _now(self) -> Stamp:
        return Stamp(_START.utc + timedelta(minutes=len(self.all)), -300)


def to(card: str, name: str = "them") -> dict[str, str]:
    return {"card": card, "name": name}


def together(groups: Iterable[Group]) -> list[list[str]]:
    return [[card.id for card in group.cards] for group in groups]


def test_nobody_is_joined_by_a_name_a_badge_or_a_look() -> None:
    record = Written()
    for incident in (HOME, STOP):
        record.keep("officers", incident, known_as="the tall one", badge="77", officer_look="Tall, gray beard")
    assert len(everyone(record.all)) == 2


def test_a_link_in_a_card_or_in_an_addition_joins_and_says_where_it_was_said() -> None:
    record = Written()
    one = record.keep("officers", known_as="the tall one")
    two = record.keep("officers", STOP, known_as="the driver", same_officer=to(one))
    three = record.keep("officers", STOP, known_as="the beard")
    later = record.keep("officers", STOP, adds_to=three, same_officer=to(two))
    [group] = everyone(record.all)
    assert [card.id for card in group.cards] == [one, two, three]
    assert [(link.card, link.other, link.by.id) for link in group.links] == [(two, one, two), (three, two, later)]
    assert group.incidents == (HOME, STOP)
    assert cards_of(group) == {one, two, three}


def test_people_who_were_there_are_joined_by_their_own_question() -> None:
    record = Written()
    one = record.keep("others", witness_who="Mrs. Q")
    two = record.keep("others", STOP, witness_who="the owner", same_person=to(one))
    assert together(everyone(record.all)) == [[one, two]]


def test_an_officer_and_someone_who_was_there_are_never_one_person() -> None:
    record = Written()
    one = record.keep("officers", known_as="the tall one")
    record.keep("others", STOP, witness_who="him", same_person=to(one))
    assert len(everyone(record.all)) == 2


def test_a_link_to_a_card_that_is_gone_joins_nothing_and_is_not_shown() -> None:
    record = Written()
    record.keep("officers", known_as="one", same_officer=to("f" * 32))
    record.keep("officers", STOP, known_as="two", same_officer=to("f" * 32))
    groups = everyone(record.all)
    assert [len(group.cards) for group in groups] == [1, 1]
    assert [group.links for group in groups] == [(), ()]


def test_being_not_sure_any_more_takes_a_link_back_and_it_can_be_said_again() -> None:
    record = Written()
    one = record.keep("officers", known_as="the tall one")
    two = record.keep("officers", STOP, known_as="the driver", same_officer=to(one))
    record.keep("officers", STOP, adds_to=two, same_officer={"instead": "not_sure"})
    assert together(everyone(record.all)) == [[one], [two]]
    record.keep("officers", STOP, adds_to=two, same_officer=to(one))
    assert together(everyone(record.all)) == [[one, two]]


def test_a_name_and_a_badge_learned_later_count_and_what_was_kept_stays_there() -> None:
    record = Written()
    one = record.keep("officers", officer_look="Tall", badge={"instead": "dont_know"})
    record.keep("officers", adds_to=one, known_as="Officer Reed", badge="4177")
    [card] = laid(record.all)
    assert called(card.answers) == "Officer Reed"
    assert card.answers["badge"] == "4177"
    assert [answer for answer, _by in card.said("badge")] == [{"instead": "dont_know"}, "4177"]
    assert card.latest("badge") is record.all[1]
    assert card.latest("officer_look") is record.all[0]


def test_how_an_addition_is_known_is_not_taken_for_how_the_card_is_known() -> None:
    record = Written()
    one = record.keep("words", quote={"words": "Stop."}, certainty="sure")
    record.keep("later", adds_to=one, addition="or so", certainty="not_sure")
    [card] = laid(record.all)
    assert card.answers["certainty"] == "sure"
    assert len(card.additions) == 1


def test_departments_stand_together_when_written_alike_to_the_letter_or_by_the_writers_word() -> None:
    record = Written()
    one = record.keep("officers", known_as="a", agency="Bay Police ")
    two = record.keep("officers", STOP, known_as="b", agency="Bay Police")
    three = record.keep("officers", STOP, known_as="c", agency="bay police")
    record.keep("officers", STOP, known_as="d", agency={"instead": "dont_know"})
    assert together(departments(record.all)) == [[one, two], [three]]
    record.keep("officers", STOP, adds_to=three, same_department=to(one, "Bay Police"))
    [group] = departments(record.all)
    assert group.texts("agency") == ("Bay Police", "bay police")
    assert len(group.links) == 1
    assert len(everyone(record.all)) == 4, "one department does not make one person"


def test_everything_that_points_to_one_of_their_cards_is_told_by_date() -> None:
    record = Written()
    one = record.keep("officers", STOP, known_as="the driver", officer_did="Sat in the car")
    two = record.keep("officers", known_as="the tall one", same_officer=to(one))
    said = record.keep("words", quote={"words": "Stop."}, speaker=to(two))
    record.keep("words", quote={"words": "Why?"}, speaker=to("me"))
    moved = record.keep("body", STOP, movement="He leaned in.")
    record.keep("body", STOP, adds_to=moved, who_moved=to(one))
    happened = {HOME: Moment.from_plain({"precision": "about", "date": "2026-11-12"}), STOP: None}
    [group] = everyone(record.all)
    found = deeds(group, record.all, happened)
    assert [(deed.card.id, deed.of, deed.field) for deed in found] == [
        (said, two, "speaker"), (one, one, ""), (moved, one, "who_moved")
    ]  # fmt: skip
    assert found[0].by_incident
    assert found[0].moment == happened[HOME]
    assert found[1].moment is None


def test_only_what_belongs_to_the_encounter_is_given_its_time() -> None:
    record = Written()
    one = record.keep("officers", known_as="the tall one")
    held = record.keep("force", force_what="He held my arm.", force_by=to(one), force_when={"precision": "after"})
    said = record.keep("words", quote={"words": "Stop."}, speaker=to(one))
    since = record.keep("changed", changed_what="He came again.", changed_by=to(one))
    before = record.keep("earlier", earlier_what="At the park.", earlier_officer=to(one))
    happened = {HOME: Moment.from_plain({"precision": "exact", "date": "2026-03-05"})}
    [group] = everyone(record.all)
    found = {deed.card.id: deed for deed in deeds(group, record.all, happened)}
    assert list(found) == [held, said, since, before], "in order by the day of the encounter, then what has no day"
    assert (found[held].by_incident, found[held].day) == (False, "2026-03-05")
    assert (found[said].by_incident, found[said].moment) == (True, happened[HOME])
    for other in (since, before):
        assert (found[other].moment, found[other].by_incident, found[other].day) == (None, False, "")


def test_a_speaker_put_right_later_is_the_one_who_said_it() -> None:
    record = Written()
    one = record.keep("officers", known_as="one")
    two = record.keep("officers", known_as="two")
    said = record.keep("words", quote={"words": "Stop."}, speaker=to(one))
    record.keep("words", adds_to=said, speaker=to(two))
    first, second = everyone(record.all)
    assert deeds(first, record.all, {}) == ()
    assert [deed.card.id for deed in deeds(second, record.all, {})] == [said]


def test_the_card_kept_last_says_that_two_are_the_same_and_a_draft_only_where_nothing_is_kept() -> None:
    record = Written()
    draft = record.draft("officers", STOP, known_as="still being written")
    one = record.keep("officers", known_as="kept")
    unsaid, kept = everyone(record.all)
    assert [card.id for card in holder(unsaid, kept, "same_officer") or ()] == [one, draft]
    assert [card.id for card in holder(kept, unsaid, "same_officer") or ()] == [one, draft]
    other = record.draft("officers", HOME, known_as="another", same_officer=to("f" * 32))
    groups = {group.id: group for group in everyone(record.all)}
    assert [card.id for card in holder(groups[other], groups[draft], "same_officer") or ()] == [draft, other]
    full = replace(record.all[0], answers={"same_officer": to("e" * 32)})
    assert holder(groups[other], everyone([full])[0], "same_officer") is None


@given(st.data())
def test_links_join_whatever_is_reached_by_them_in_any_order(data: st.DataObject) -> None:
    """The law: cards are together if and only if links lead from one to the other, said in whatever order."""
    count = data.draw(st.integers(1, 8))
    record = Written()
    cards = [record.keep("officers", (HOME, STOP)[place % 2], known_as="x") for place in range(count)]
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(cards), st.sampled_from([*cards, "f" * 32])), max_size=10))
    for card, other in pairs:
        record.keep("officers", adds_to=card, same_officer=to(other))
    reached = {card: {card} for card in cards}
    for _ in cards:
        for one, other in pairs:
            if other in reached:
                joined = reached[one] | reached[other]
                for each in joined:
                    reached[each] = reached[each] | joined
    wanted = sorted({tuple(sorted(group)) for group in reached.values()})
    mixed = list(record.all)
    random.Random(data.draw(st.integers())).shuffle(mixed)
    assert sorted(tuple(sorted(group)) for group in together(everyone(mixed))) == wanted
    assert together(everyone(mixed)) == together(everyone(record.all))
    assert together(everyone(mixed[::-1])) == together(everyone(record.all))
