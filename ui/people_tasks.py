# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages of people have done on the vault's thread: who is there, what each did and said, joining cards."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from journal.guide import people
from journal.guide.acts import ACTS, WITHDRAWAL
from journal.guide.known import CERTAINTY
from journal.guide.people import Card, Deed, Group, Link, Written
from journal.guide.spoken import searchable, wording
from journal.guide.steps import OFFICERS
from journal.record.entry import Draft, Entry
from journal.record.incident import Incident
from journal.words import Words
from ui.guide_tasks import keep
from ui.reading import step_of

if TYPE_CHECKING:
    from journal.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Everyone:
    """Persons and departments, the one written of first first; incidents by id, the newest first."""

    persons: tuple[Group, ...]
    departments: tuple[Group, ...]
    incidents: Mapping[str, Incident]

    def of(self, card: str, *, is_department: bool) -> Group | None:
        groups = self.departments if is_department else self.persons
        return next((group for group in groups if card in people.cards_of(group)), None)


@dataclass(frozen=True, slots=True)
class Met:
    """One person or department. ``others``: of whom it could be said that they are the same. ``persons`` of a
    department have a card that names it."""

    group: Group
    is_department: bool
    deeds: tuple[Deed, ...]
    others: tuple[Group, ...]
    persons: tuple[Group, ...]
    incidents: Mapping[str, Incident]


def everyone(vault: "Vault") -> Everyone:
    incidents = {incident.id: incident for incident in reversed(vault.incidents.all())}
    written: list[Written] = [*vault.entries.people(people.PEOPLE)]
    written += (draft for draft in _drafts(vault, incidents) if draft.step in people.PEOPLE or draft.adds_to)
    return Everyone(people.everyone(written), people.departments(written), incidents)


def met(vault: "Vault", card: str, is_department: bool) -> Met | None:
    """Whoever this card is of; None when it is gone."""
    there = everyone(vault)
    group = there.of(card, is_department=is_department)
    if group is None:
        return None
    written: list[Written] = [*vault.entries.pointing_to(people.cards_of(group)), *_drafts(vault, there.incidents)]
    happened = {name: incident.happened for name, incident in there.incidents.items()}
    groups = there.departments if is_department else there.persons
    cards = people.cards_of(group)
    return Met(
        group,
        is_department,
        people.deeds(group, written, happened),
        tuple(each for each in groups if each.id != group.id and each.step == group.step),
        tuple(each for each in there.persons if is_department and not cards.isdisjoint(people.cards_of(each))),
        there.incidents,
    )


def same_field(step: str, *, is_department: bool) -> str:
    """Under which question it stands that two are the same."""
    if is_department:
        return people.SAME_DEPARTMENT
    return people.SAME_PERSON[0] if step == OFFICERS.id else people.SAME_PERSON[1]


def join(vault: "Vault", words: Words, one: str, other: str, *, is_department: bool, certainty: str) -> bool:
    """Keep that the two are the same: as an addition, or in a card that is still being written. Whether it could be:
    not where neither was kept yet and each card says something there already."""
    there = everyone(vault)
    first, second = (there.of(card, is_department=is_department) for card in (one, other))
    if first is None or second is None or first is second:
        return False
    field = same_field(first.step, is_department=is_department)
    found = people.holder(first, second, field)
    if found is None:
        return False
    card, target = found
    name = people.agency(target) if is_department else people.called(target.answers)
    answers: dict[str, Any] = {field: {"card": target.id, "name": name}}
    if isinstance(card.written, Draft):
        _write(vault, words, replace(card.written, answers={**card.written.answers, **answers}))
    else:
        _add(vault, words, card.written, answers | ({CERTAINTY.id: certainty} if certainty else {}))
    return True


def take_back(vault: "Vault", words: Words, link: Link, group: Group, field: str) -> None:
    """What was said by an addition for nothing else is taken out of sight. Otherwise an addition says that the writer
    is not sure any more, and whatever else that card says is said again after it."""
    by = link.by
    if isinstance(by, Draft):
        _write(vault, words, replace(by, answers={name: each for name, each in by.answers.items() if name != field}))
    elif by.adds_to and by.answers.keys() <= {field, CERTAINTY.id}:
        vault.entries.withdraw(by, wording(ACTS, WITHDRAWAL, {}, words))
    else:
        card = next(each for each in group.cards if each.id == link.card)
        assert isinstance(card.written, Entry)
        _add(vault, words, card.written, {field: {"instead": "not_sure"}})
        for each in group.links:
            if each.card == link.card and each != link:
                _add(vault, words, card.written, {field: each.by.answers[field]})


def can_say_how_sure(card: Card) -> bool:
    step = step_of(card.written)
    return step is not None and CERTAINTY in step.fields


def _add(vault: "Vault", words: Words, entry: Entry, answers: dict[str, Any]) -> None:
    keep(vault, words, [vault.drafts.new(entry.incident, entry.wording.guide, entry.step, entry.id, answers)])


def _write(vault: "Vault", words: Words, draft: Draft) -> None:
    step = step_of(draft)
    vault.drafts.save(draft, searchable(step, draft.answers, words) if step else "")


def _drafts(vault: "Vault", incidents: Mapping[str, Incident]) -> list[Draft]:
    holders = ["", *(incident.id for incident in incidents.values() if incident.drafts)]
    return [draft for each in holders for draft in vault.drafts.of_incident(each) if not draft.lost]
