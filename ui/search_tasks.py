# SPDX-License-Identifier: GPL-3.0-or-later
"""What the search page has done on the vault's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journal.guide import people
from journal.record.entry import Draft, Entry
from journal.record.hit import Hit, Narrow
from journal.record.incident import Incident
from journal.words import Words
from ui.desk import called

if TYPE_CHECKING:
    from journal.vault.vault import Vault

AT_ONCE = 30
# Accounts and people that are offered to narrow by: the latest.
_OFFERED = 8
_PEOPLE_LOOKED_AT = 150


@dataclass(frozen=True, slots=True)
class Offer:
    """``people``: the id of a person's first card, what they are called, and all their cards. ``kept``: how it was
    narrowed last."""

    incidents: tuple[Incident, ...]
    people: tuple[tuple[str, str, frozenset[str]], ...]
    kept: Mapping[str, Any]


def offer(vault: "Vault", words: Words) -> Offer:
    """What can be narrowed by, and what was last time; what that names is offered too, however old it is."""
    kept = vault.settings.get("search") or {}
    incidents = vault.incidents.page(_OFFERED)
    chosen = str(kept.get("incident") or "")
    if chosen and all(each.id != chosen for each in incidents):
        incidents += vault.incidents.some([chosen])
    written: list[Entry | Draft] = []
    for step in sorted(people.PEOPLE):
        written += vault.entries.of_step(step, _PEOPLE_LOOKED_AT)
    written += vault.lists.below([each.id for each in written if not each.adds_to], _PEOPLE_LOOKED_AT)
    if (person := vault.entries.get(str(kept.get("person") or ""))) is not None and not vault.lists.is_hidden(person):
        written.append(person)
    once = {each.id: each for each in written}
    groups = people.everyone(once.values())
    latest = sorted(groups, key=lambda group: group.cards[-1].written.begun.utc, reverse=True)
    shown = [group for place, group in enumerate(latest) if place < _OFFERED or kept.get("person") == group.id]
    named = tuple((group.id, called(group.cards[0].answers, words), people.cards_of(group)) for group in shown)
    return Offer(tuple(incidents), named, kept)


def find(vault: "Vault", text: str, after: Hit | None, ranked: bool, narrow: Narrow) -> list[Hit]:
    """One more than is shown, so that it is known whether there is more."""
    return vault.search.find(text, AT_ONCE + 1, after, ranked=ranked, narrow=narrow)
