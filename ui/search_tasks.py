# SPDX-License-Identifier: GPL-3.0-or-later
"""What the search page has done on the vault's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journal.guide import people
from journal.guide.people import Group
from journal.record.entry import Draft, Entry
from journal.record.hit import Hit, Narrow
from journal.record.incident import Incident
from journal.words import Words
from ui import people_tasks
from ui.desk import called
from ui.incident_names import incident_date, incident_title
from ui.widgets.search_narrow import Named

if TYPE_CHECKING:
    from journal.vault.vault import Vault

AT_ONCE = 30
# Accounts and people that are offered to narrow by: the latest. All others are found by what they are called.
OFFERED = 8
_PEOPLE_LOOKED_AT = 150


@dataclass(frozen=True, slots=True)
class Offer:
    """``kept``: how it was narrowed last. ``more_accounts`` and ``more_people``: there are others than these."""

    incidents: tuple[Incident, ...]
    people: tuple[Named, ...]
    kept: Mapping[str, Any]
    more_accounts: bool = False
    more_people: bool = False


def offer(vault: "Vault", words: Words) -> Offer:
    """What can be narrowed by, and what was last time; what that names is offered too, however old it is."""
    kept = vault.settings.get("search") or {}
    incidents = vault.incidents.page(OFFERED + 1)
    more = len(incidents) > OFFERED
    incidents = incidents[:OFFERED]
    chosen = str(kept.get("incident") or "")
    if chosen and all(each.id != chosen for each in incidents):
        incidents += vault.incidents.some([chosen])
    written: list[Entry | Draft] = []
    for step in sorted(people.PEOPLE):
        written += vault.entries.of_step(step, _PEOPLE_LOOKED_AT)
        written += vault.drafts.of_step(step)
    is_cut = len(written) >= _PEOPLE_LOOKED_AT
    written += vault.lists.below([each.id for each in written if not each.adds_to], _PEOPLE_LOOKED_AT)
    if (person := vault.entries.get(str(kept.get("person") or ""))) is not None and not vault.lists.is_hidden(person):
        written.append(person)
    once = {each.id: each for each in written}
    groups = people.everyone(once.values())
    latest = sorted(groups, key=lambda group: group.cards[-1].written.begun.utc, reverse=True)
    shown = [group for place, group in enumerate(latest) if place < OFFERED or kept.get("person") == group.id]
    named = tuple(_named(group, words) for group in shown)
    return Offer(tuple(incidents), named, kept, more, is_cut or len(groups) > len(shown))


def accounts_called(vault: "Vault", words: Words, text: str) -> tuple[tuple[str, str], ...]:
    """Ids and titles of the latest whose name or date has all that was typed."""
    typed = text.casefold().split()
    found = list[tuple[str, str]]()
    for each in reversed(vault.incidents.all()):
        title = incident_title(each, words)
        told = f"{title} {incident_date(each, words)}".casefold()
        if len(found) < OFFERED and all(word in told for word in typed):
            found.append((each.id, title))
    return tuple(found)


def people_called(vault: "Vault", words: Words, text: str) -> tuple[Named, ...]:
    """The latest of whom any card is called by all that was typed."""
    typed = text.casefold().split()
    found: list[Named] = []
    for group in reversed(people_tasks.everyone(vault).persons):
        name = " ".join(called(card.answers, words) for card in group.cards).casefold()
        if len(found) < OFFERED and all(word in name for word in typed):
            found.append(_named(group, words))
    return tuple(found)


def _named(group: Group, words: Words) -> Named:
    return group.id, called(group.cards[0].answers, words), people.cards_of(group)


def find(vault: "Vault", text: str, after: Hit | None, ranked: bool, narrow: Narrow) -> list[Hit]:
    """One more than is shown, so that it is known whether there is more."""
    return vault.search.find(text, AT_ONCE + 1, after, ranked=ranked, narrow=narrow)
