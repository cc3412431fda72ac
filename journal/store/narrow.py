# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: S608  only constants of this module are put into SQL; every value is bound
"""What narrows a search, as conditions on the number of an entry or of a draft: each a list that an index gives."""

import json
from typing import Any

from journal.record.hit import Narrow
from journal.record.pointers import EVENT_TIMES

Condition = tuple[str, list[Any]]

# From a year or a month to the first and the last day that it may mean; both sort as text.
_FIRST = "({0} || substr('-00-00', length({0}) - 3))"
_LAST = "({0} || substr('-99-99', length({0}) - 3))"
_HAPPENED = "json_extract(CAST(i.happened AS TEXT), '$.date')"
_EVERYTHING = "SELECT seq FROM entries WHERE kind = 'written'"


def entries(narrow: Narrow) -> list[Condition]:
    """Each gives numbers of entries; an entry has to be in all of them."""
    found: list[Condition] = []
    if narrow.incident is not None:
        found.append((f"{_EVERYTHING} AND incident IS ?", [narrow.incident or None]))
    if narrow.cards:
        found.append(_about(narrow))
    if narrow.steps:
        steps = "SELECT value FROM json_each(?)"
        found.append((f"{_EVERYTHING} AND step IN ({steps})", [json.dumps(sorted(narrow.steps))]))
    if narrow.first or narrow.last:
        found.append(_written(narrow) if narrow.written else _took_place(narrow))
    return found


def drafts(narrow: Narrow) -> list[Condition]:
    """The same for drafts, of which there are few: what they say is looked at as it stands."""
    draft = (
        "SELECT d.number FROM drafts d JOIN draft_bodies b USING (number) LEFT JOIN incidents i ON i.id = d.incident"
    )
    body = "CAST(b.answers AS TEXT)"
    found: list[Condition] = []
    if narrow.incident is not None:
        found.append((f"{draft} WHERE d.incident IS ?", [narrow.incident or None]))
    if narrow.cards:
        ids = json.dumps(sorted(narrow.cards))
        mentions = f"EXISTS (SELECT 1 FROM json_tree({body}) t WHERE t.key = 'card' AND t.atom IN"
        found.append(
            (
                f"{draft} WHERE d.id IN (SELECT value FROM json_each(?1)) OR d.adds_to IN (SELECT value FROM"
                f" json_each(?1)) OR {mentions} (SELECT value FROM json_each(?1)))".replace("?1", "?"),
                [ids, ids, ids],
            )
        )
    if narrow.steps:
        found.append((f"{draft} WHERE d.step IN (SELECT value FROM json_each(?))", [json.dumps(sorted(narrow.steps))]))
    if (narrow.first or narrow.last) and narrow.written:
        found.append(_between(f"{draft} WHERE ", "substr(d.changed, 1, 10)", narrow))
    elif narrow.first or narrow.last:
        own = ", ".join(f"json_extract({body}, '$.{each}.date')" for each in EVENT_TIMES)
        found.append(_between(f"{draft} WHERE ", f"coalesce({own}, {_HAPPENED})", narrow))
    return found


def _about(narrow: Narrow) -> Condition:
    """What points to these cards, the cards, and what adds to them."""
    ids, listed = json.dumps(sorted(narrow.cards)), "(SELECT value FROM json_each(?))"
    parts = (
        f"SELECT seq FROM mentions WHERE card IN {listed}",
        f"SELECT seq FROM entries WHERE id IN {listed}",
        f"SELECT seq FROM entries WHERE adds_to IN {listed} AND kind = 'written'",
    )
    return f"SELECT seq FROM ({' UNION '.join(parts)})", [ids] * len(parts)


def _written(narrow: Narrow) -> Condition:
    """A stamp begins with the day on the wall."""
    where, values = [_EVERYTHING], list[Any]()
    if narrow.first:
        where.append("kept >= ?")
        values.append(narrow.first)
    if narrow.last:
        where.append("kept < ? || '~'")
        values.append(narrow.last)
    return " AND ".join(where), values


def _took_place(narrow: Narrow) -> Condition:
    """The day that an entry says itself; where it says none, the one of its incident."""
    own, values = _between("SELECT seq FROM event_days WHERE ", "day", narrow)
    around, more = _between("SELECT i.id FROM incidents i WHERE ", _HAPPENED, narrow)
    rest = f"{_EVERYTHING} AND incident IN ({around}) AND seq NOT IN (SELECT seq FROM event_days)"
    return f"SELECT seq FROM ({own} UNION ALL {rest})", [*values, *more]


def _between(select: str, day: str, narrow: Narrow) -> Condition:
    """Whatever may lie between the two: of a month or a year, any of its days may be meant."""
    where, values = [f"{day} <> ''"], list[Any]()
    if narrow.first:
        where.append(f"{_LAST.format(day)} >= {_FIRST.format('?')}".replace("length(?)", f"{len(narrow.first)}"))
        values.append(narrow.first)
    if narrow.last:
        where.append(f"{_FIRST.format(day)} <= {_LAST.format('?')}".replace("length(?)", f"{len(narrow.last)}"))
        values.append(narrow.last)
    return select + " AND ".join(where), values
