# SPDX-License-Identifier: GPL-3.0-or-later
"""What the page of one incident has done on the vault's thread: one window onto its cards at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journal.guide.acts import ACTS, WITHDRAWAL
from journal.guide.answers import ME
from journal.guide.spoken import wording
from journal.guide.steps import GUIDES
from journal.record import pointers
from journal.record.acts import REASON_WITHDRAWN, Withdrawn
from journal.record.entry import Draft, Entry, EntryKind
from journal.record.evidence import EvidenceKind
from journal.record.incident import Incident
from journal.words import Words
from ui.child_tasks import sheets_of

if TYPE_CHECKING:
    from journal.vault.vault import Vault

# Cards shown at once, the rest on request; and how many of what adds to them.
AT_ONCE = 30
_BELOW = 200


@dataclass(frozen=True, slots=True)
class Found:
    """``additions`` stand below ``cards``. ``from_start``: there is nothing before these cards. ``gone``: which cards
    that something here points to are no longer kept. ``sheets``: the child's sheets that belong to it."""

    incident: Incident
    cards: tuple[Entry, ...]
    additions: tuple[Entry, ...]
    more: bool
    from_start: bool = True
    drafts: tuple[Draft, ...] = ()
    left_out: tuple[str, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    gone: frozenset[str] = frozenset()
    sheets: tuple[Incident, ...] = ()


def find(vault: "Vault", incident: str, opened: str = "") -> Found:
    """The first window; or, when ``opened`` is an entry further on, the one that begins with it."""
    named, order = vault.incidents.get(incident), _order(vault, incident)
    cards, from_start = vault.lists.cards(incident, order, AT_ONCE + 1), True
    entry = vault.entries.get(opened) if opened else None
    if entry is not None and entry.incident == incident:
        top = vault.lists.top(entry)
        if top.id not in {card.id for card in cards[:AT_ONCE]} and len(cards) > AT_ONCE:
            cards, from_start = vault.lists.cards(incident, order, AT_ONCE + 1, start=top), False
    drafts = tuple(vault.drafts.of_incident(incident))
    shown = cards[:AT_ONCE]
    below = _below(vault, shown)
    return Found(
        named,
        tuple(shown),
        below,
        len(cards) > AT_ONCE,
        from_start,
        drafts,
        _left_out(vault, incident, drafts),
        tuple(vault.entries.withdrawn(incident)),
        _gone(vault, [*shown, *below, *drafts]),
        sheets_of(vault, incident),
    )


def find_more(vault: "Vault", incident: str, after: Entry) -> Found:
    """The window that follows."""
    cards = vault.lists.cards(incident, _order(vault, incident), AT_ONCE + 1, after)
    shown = cards[:AT_ONCE]
    below = _below(vault, shown)
    return Found(
        vault.incidents.get(incident), tuple(shown), below, len(cards) > AT_ONCE, gone=_gone(vault, [*shown, *below])
    )


def withdraw(vault: "Vault", words: Words, entry: str, reason: str) -> Entry | None:
    """Take an entry out of sight; gives the withdrawal, None for one that is not there."""
    found = vault.entries.get(entry)
    if found is None:
        return None
    answers = {REASON_WITHDRAWN: reason} if reason.strip() else {}
    return vault.entries.withdraw(found, wording(ACTS, WITHDRAWAL, answers, words), answers)


def put_back(vault: "Vault", words: Words, act: str) -> None:
    """Take a withdrawal back."""
    withdraw(vault, words, act, "")


def _order(vault: "Vault", incident: str) -> list[str]:
    """As the guide goes; then what it does not know. Things kept have a list of their own."""
    guide = GUIDES.get(vault.incidents.get(incident).guide)
    known = [step.id for step in guide.steps] if guide else []
    found = dict.fromkeys([*known, *vault.lists.steps(incident)])
    return [step for step in found if step not in list(EvidenceKind)]


def _below(vault: "Vault", cards: list[Entry]) -> tuple[Entry, ...]:
    return tuple(vault.lists.below([card.id for card in cards], _BELOW))


def _gone(vault: "Vault", written: Iterable[Entry | Draft]) -> frozenset[str]:
    pointed = frozenset().union(*(pointers.cards(each.answers) for each in written))
    return vault.lists.gone(pointed - {ME}) if pointed else frozenset()


def _left_out(vault: "Vault", incident: str, drafts: tuple[Draft, ...]) -> tuple[str, ...]:
    """Steps that were skipped, unless something was written there since."""
    known = vault.lists.known(incident, _order(vault, incident))
    written = {draft.step for draft in drafts}
    written |= {step for step, kinds in known.items() if EntryKind.WRITTEN in kinds}
    return tuple(step for step, kinds in known.items() if EntryKind.SKIPPED in kinds and step not in written)
