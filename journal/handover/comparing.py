# SPDX-License-Identifier: GPL-3.0-or-later
"""How two states of a record stand to each other: by their chains, and by what is still being written in them."""

from dataclasses import dataclass
from enum import StrEnum

from journal.store.copying import Standing


class Relation(StrEnum):
    """What a copy is, seen from the record that is here."""

    NOTHING_HERE = "nothing_here"  # there is none
    SAME = "same"
    OLDER = "older"  # everything in the copy is here, and more
    NEWER = "newer"  # everything here is in the copy, and more
    PARTED = "parted"  # a common beginning, and then each has entries that the other does not have
    OTHER = "other"  # another record
    UNKNOWN = "unknown"  # the record here cannot be read


@dataclass(frozen=True, slots=True)
class Compared:
    """``here_only`` and ``copy_only``: entries that the other does not have. ``drafts_here_only``: how many things that
    are still being written here are not, or not in this state, in the copy."""

    relation: Relation
    here_only: int = 0
    copy_only: int = 0
    drafts_here_only: int = 0


def compare(copy: Standing, here: Standing) -> Compared:
    """Two states of one record."""
    common = _common(copy.links, here.links)
    here_only, copy_only = len(here.links) - common, len(copy.links) - common
    relation = _RELATIONS[bool(here_only), bool(copy_only)]
    drafts = sum(not _is_in(copy, draft, here) for draft in here.drafts)
    return Compared(relation, here_only, copy_only, drafts)


def adds_nothing(old: Standing, now: Standing) -> bool:
    """Whether everything in ``old`` is in ``now`` too, or came of it there: nothing is lost when it is replaced."""
    return _common(old.links, now.links) == len(old.links) and all(_is_in(now, draft, old) for draft in old.drafts)


_RELATIONS = {
    (False, False): Relation.SAME,
    (True, False): Relation.OLDER,
    (False, True): Relation.NEWER,
    (True, True): Relation.PARTED,
}


def _common(one: tuple[bytes, ...], other: tuple[bytes, ...]) -> int:
    """How many links from the first on are the same. Each link holds all before it, so halving finds the place."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[middle - 1] == other[middle - 1]:
            low = middle
        else:
            high = middle - 1
    return low


def _is_in(there: Standing, draft: str, here: Standing) -> bool:
    """Kept by now, or in a state that is as new."""
    if draft in there.entries:
        return True
    return draft in there.drafts and there.drafts[draft].utc >= here.drafts[draft].utc
