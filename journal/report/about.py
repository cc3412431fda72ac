# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy that is only about one person or one department: which entries belong to it."""

from collections.abc import Collection, Iterable

from journal.guide import people
from journal.guide.people import Group
from journal.record.entry import Entry


def group_about(everything: Collection[Entry], there: Iterable[Entry], card: str, *, department: bool) -> Group | None:
    """Who is meant by this card, as far as they are in the entries that are ``there`` to tell from. Cards are joined by
    all that the writer said, in whichever account. None for a card that is nowhere, or for someone who is not there."""
    if not card:
        return None
    groups = people.departments(everything) if department else people.everyone(everything)
    whole = next((group for group in groups if card in people.cards_of(group)), None)
    ids = {entry.id for entry in there}
    if whole is None or not (cards := tuple(each for each in whole.cards if each.id in ids)):
        return None
    ends = {each.id for each in cards}
    links = (link for link in whole.links if {link.card, link.other} <= ends and link.by.id in ids)
    return Group(cards, tuple(links))


def entries_about(there: Collection[Entry], group: Group | None) -> frozenset[str]:
    """Their own cards, what points to these cards, and what was added to either. Nothing without a group."""
    if group is None:
        return frozenset()
    cards = [*group.cards, *(deed.card for deed in people.deeds(group, there, {}))]
    return frozenset(each.id for card in cards for each in card.all()) & {entry.id for entry in there}
