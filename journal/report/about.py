# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy that is only about one person or one department: which entries belong to it."""

from collections.abc import Iterable

from journal.guide import people
from journal.guide.people import Group
from journal.record.entry import Entry


def group_about(entries: Iterable[Entry], card: str, *, department: bool) -> Group | None:
    """Who is meant by this card: everyone's cards that the writer joined with it. None for a card that is not there."""
    if not card:
        return None
    groups = people.departments(entries) if department else people.everyone(entries)
    return next((group for group in groups if card in people.cards_of(group)), None)


def entries_about(entries: Iterable[Entry], group: Group | None) -> frozenset[str]:
    """Their own cards, what points to these cards, and what was added to either. Nothing without a group."""
    if group is None:
        return frozenset()
    cards = [*group.cards, *(deed.card for deed in people.deeds(group, entries, {}))]
    return frozenset(each.id for card in cards for each in card.all())
