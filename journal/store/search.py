# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: S608  only constants of this module are put into SQL; every value is bound
"""Full-text search over drafts and entries. Newest first while typing; by rank only when asked, which costs more."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from journal.clock import Stamp
from journal.errors import DatabaseDamaged
from journal.record.hit import Hit, Narrow
from journal.record.moment import Moment
from journal.record.pointers import EVENT_TIMES
from journal.store.connection import Database
from journal.store.narrow import Condition, drafts, entries
from journal.store.plain import sayable, unpacked
from journal.store.sight import ADDS_TO_SIGHT, IN_SIGHT

LONGEST_QUERY = 200  # letters
MOST_WORDS = 12
_OPEN, _SHUT = "\x02", "\x03"  # never in an indexed text (plain.sayable)
_AROUND = 60  # letters on each side of what was found in a script without spaces
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")

# Scripts that write words without spaces between them: Thai to Khmer, kana, Han, and what lies between and beyond.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class _Query:
    """``match`` in FTS5's language; ``inside`` the pieces to look for within words, for scripts without spaces."""

    match: str
    inside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """One full-text table and the rows that its texts belong to."""

    table: str
    rows: str
    number: str
    time: str
    in_sight: str
    narrowed: Callable[[Narrow], list[Condition]]
    is_draft: bool


_DRAFTS = _Index("draft_text", "drafts e", "number", "e.changed", ADDS_TO_SIGHT, drafts, is_draft=True)
_ENTRIES = _Index("entry_text", "entries e", "seq", "e.kept", IN_SIGHT, entries, is_draft=False)
_ANYTHING = Narrow()


class Search:
    """Entries are indexed when they are kept; drafts in memory, when someone searches."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wanted = False  # whether anyone has searched drafts yet
        database.begin_with(self._begin)

    def _begin(self) -> None:
        """On each connection the index in memory is empty. Where one was, one is: whatever a fault led to a new
        connection in the middle of finds an empty index then, and not none."""
        self._turn = 0  # the last save of a draft that the index knows
        if self._wanted:
            self._lay_out()

    def _lay_out(self) -> None:
        self._database.do(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.draft_text USING fts5 ("
            "text, prefix = '2 3', tokenize = \"unicode61 remove_diacritics 2\")"
        )

    def find(
        self,
        text: str,
        limit: int = 50,
        after: Hit | None = None,
        *,
        ranked: bool = False,
        drafts: bool = True,
        narrow: Narrow = _ANYTHING,
    ) -> list[Hit]:
        """What holds all words of ``text``, the last one perhaps not written to its end yet.

        Any text may come in: it is words to look for, never a language. What is still being written comes first.
        Without words it is everything that ``narrow`` leaves, and nothing when that leaves all. ``after`` gives the
        page that follows it.
        """
        query = _query(text)
        if query is None and not narrow.anything:
            return []
        hits: list[Hit] = []
        if drafts and (after is None or after.is_draft):
            self._index_drafts()
            hits = self._within(_DRAFTS, query, limit, after, ranked=ranked, narrow=narrow)
            after = None
        if len(hits) < limit:
            hits += self._within(_ENTRIES, query, limit - len(hits), after, ranked=ranked, narrow=narrow)
        try:
            return self._dressed(hits)
        except DatabaseDamaged:  # the words of one of them lie in a bad place
            return hits

    def index(self, seq: int, text: str) -> None:
        """Make an entry findable. Inside ``write``."""
        self._database.do("INSERT INTO entry_text (rowid, text) VALUES (?, ?)", (seq, sayable(text)))

    def _within(
        self, index: _Index, query: _Query | None, limit: int, after: Hit | None, *, ranked: bool, narrow: Narrow
    ) -> list[Hit]:
        if query is None:
            return self._listed(index, limit, after, narrow)
        ranked = ranked and bool(query.match)
        rank = f"{index.table}.rank" if ranked else "0.0"
        where, values = _conditions(index, query)
        for numbers, more in index.narrowed(narrow):
            # The sign keeps SQLite from asking the text index once for each number.
            where.append(f"+{index.table}.rowid IN ({numbers})")
            values += more
        where.append(index.in_sight)
        if after is not None and ranked:
            where.append(f"({rank}, -{index.table}.rowid) > (?, ?)")
            values += [after.rank, -after.number]
        elif after is not None:
            where.append(f"{index.table}.rowid < ?")
            values.append(after.number)
        text = f"snippet({index.table}, 0, '{_OPEN}', '{_SHUT}', '…', 16)" if not query.inside else "text"
        order = f"{rank}, {index.table}.rowid DESC" if ranked else f"{index.table}.rowid DESC"
        rows = self._database.rows(
            f"SELECT e.id, coalesce(e.incident, ''), e.step, {index.time}, {index.table}.rowid, {rank}, {text}"
            f" FROM {index.table} CROSS JOIN {index.rows} ON e.{index.number} = {index.table}.rowid"
            f" WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ?",
            (*values, limit),
        )
        return [_hit(row, query, is_draft=index.is_draft) for row in rows]

    def _listed(self, index: _Index, limit: int, after: Hit | None, narrow: Narrow) -> list[Hit]:
        """Without words: the numbers first, each condition from its own index, then only the rows that are shown."""
        conditions = index.narrowed(narrow)
        numbers = " INTERSECT ".join(f"SELECT * FROM ({each})" for each, _values in conditions)
        values = [value for _each, more in conditions for value in more]
        rows = self._database.rows(
            f"WITH fitting (number) AS ({numbers})"
            f" SELECT e.id, coalesce(e.incident, ''), e.step, {index.time}, f.number, 0.0, ''"
            f" FROM (SELECT number FROM fitting WHERE number < ? ORDER BY number DESC) f"
            f" CROSS JOIN {index.rows} ON e.{index.number} = f.number WHERE {index.in_sight}"
            " ORDER BY f.number DESC LIMIT ?",
            (*values, after.number if after is not None else 2**63 - 1, limit),
        )
        return [_hit(row, _Query("", ()), is_draft=index.is_draft) for row in rows]

    def _dressed(self, hits: list[Hit]) -> list[Hit]:
        """With the time of the event, and the number of the thing kept: looked up only for what is shown."""
        ids = json.dumps([hit.id for hit in hits])
        times = ", ".join(f"json_extract(CAST(b.answers AS TEXT), '$.{each}')" for each in EVENT_TIMES)
        own = f"CASE WHEN json_valid(CAST(b.answers AS TEXT)) THEN coalesce({times}) END"  # a bad place may give zeros
        rows = self._database.rows(
            f"WITH shown (id, incident, own, adds_to) AS ("
            f" SELECT e.id, e.incident, {own}, e.adds_to FROM entries e JOIN entry_bodies b USING (seq)"
            "  WHERE e.id IN (SELECT value FROM json_each(?1))"
            f" UNION ALL SELECT e.id, e.incident, {own}, e.adds_to FROM drafts e"
            "  JOIN draft_bodies b USING (number) WHERE e.id IN (SELECT value FROM json_each(?1))"
            ") SELECT s.id, s.own, i.happened, v.number, v.entry, i.guide FROM shown s"
            " LEFT JOIN incidents i ON i.id = s.incident LEFT JOIN evidence v ON v.entry = coalesce(s.adds_to, s.id)",
            (ids,),
        )
        known = {row[0]: row[1:] for row in rows}
        return [_with(hit, known[hit.id]) if hit.id in known else hit for hit in hits]

    def _index_drafts(self) -> None:
        """Bring the index in memory up to the last save. Its texts never reach the disk: temp_store is MEMORY."""
        if not self._wanted:
            self._lay_out()
            self._wanted = True
        changed, asked = list[tuple[Any, ...]](), -1
        while asked != self._turn:  # a fault gives a new connection, whose index begins anew
            asked = self._turn
            changed = self._database.rows(
                "SELECT d.number, d.turn, b.searchable FROM drafts d JOIN draft_bodies b USING (number)"
                " WHERE d.turn > ? ORDER BY d.turn",
                (asked,),
            )
        for number, turn, text in changed:
            self._database.do("DELETE FROM temp.draft_text WHERE rowid = ?", (number,))
            self._database.do("INSERT INTO temp.draft_text (rowid, text) VALUES (?, ?)", (number, text))
            self._turn = turn


def _query(text: str) -> _Query | None:
    """Each word as a quoted phrase, so that nothing in it is read as an operator; the last one as a beginning."""
    words = _CONTROLS.sub(" ", sayable(text[:LONGEST_QUERY])).split()[:MOST_WORDS]
    inside = tuple(word for word in words if _UNSPACED.search(word))
    spaced = ['"' + word.replace('"', '""') + '"' for word in words if word not in inside]
    if not words:
        return None
    return _Query(" ".join(spaced) + " *" if spaced else "", inside)


def _conditions(index: _Index, query: _Query) -> tuple[list[str], list[Any]]:
    where, values = ["instr(text, ?) > 0"] * len(query.inside), list[Any](query.inside)
    if query.match:
        where.append(f"{index.table} MATCH ?")
        values.append(query.match)
    return where, values


def _hit(row: Sequence[Any], query: _Query, *, is_draft: bool) -> Hit:
    name, incident, step, when, number, rank, text = row
    if not text:
        return Hit(name, incident, step, is_draft, "", Stamp.parse(when), (), number, rank)
    snippet, found = _around(text, query.inside[0]) if query.inside else _without_marks(text)
    return Hit(name, incident, step, is_draft, snippet, Stamp.parse(when), found, number, rank)


def _with(hit: Hit, known: Sequence[Any]) -> Hit:
    own, happened, evidence, card, guide = known
    event = Moment.from_plain(json.loads(own)) if isinstance(own, str) and own.startswith("{") else None
    if event is None and happened is not None:
        event = Moment.from_plain(unpacked(happened))
    return replace(hit, event=event, evidence=evidence or 0, card=card or "", guide=guide or "")


def _around(text: str, piece: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    at = text.index(piece)
    start, end = max(0, at - _AROUND), at + len(piece) + _AROUND
    before, behind = "…" if start else "", "…" if end < len(text) else ""
    place = len(before) + at - start
    return before + text[start:end] + behind, ((place, place + len(piece)),)


def _without_marks(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain, found = "", []
    for piece in re.split(f"([{_OPEN}{_SHUT}])", marked):
        if piece == _OPEN:
            found.append((len(plain), len(plain)))
        elif piece == _SHUT:
            found[-1] = (found[-1][0], len(plain))
        else:
            plain += piece
    return plain, tuple(found)
