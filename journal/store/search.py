# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: S608  only constants of this module are put into SQL; every value is bound
"""Full-text search over drafts and entries. Newest first while typing; by rank only when asked, which costs more."""

import re
from dataclasses import dataclass
from typing import Any

from journal.clock import Stamp
from journal.store.connection import Database
from journal.store.plain import sayable

LONGEST_QUERY = 200  # letters
MOST_WORDS = 12
SNIPPET_WORDS = 16
_OPEN, _SHUT = "\x02", "\x03"  # never in an indexed text (plain.sayable)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Hit:
    """``found`` holds (start, end) of the words that fit, within ``snippet``. ``when`` is the time of writing.

    ``number`` and ``rank`` say where the hit stands, so that the next page can follow it.
    """

    id: str
    incident: str
    step: str
    is_draft: bool
    snippet: str
    when: Stamp
    found: tuple[tuple[int, int], ...] = ()
    number: int = 0
    rank: float = 0.0


class Search:
    def __init__(self, database: Database) -> None:
        self._database = database

    def find(
        self, text: str, limit: int = 50, after: Hit | None = None, *, ranked: bool = False, drafts: bool = True
    ) -> list[Hit]:
        """What holds all words of ``text``, the last one perhaps not written to its end yet.

        Any text may come in: it is words to look for, never a language. ``after`` gives the page that follows it.
        """
        query = _query(text)
        if not query:
            return []
        rank = "found_text.rank" if ranked else "0.0"
        place = f"({rank}, -f.number) > (?, ?)" if ranked else "f.number < ?"
        start = (after.rank, -after.number) if ranked and after else (after.number,) if after else ()
        rows = self._database.rows(
            f"SELECT f.number, f.item, f.is_draft, {rank},"
            f" snippet(found_text, 0, '{_OPEN}', '{_SHUT}', '…', {SNIPPET_WORDS}),"
            " coalesce(e.incident, d.incident, ''), coalesce(e.step, d.step), coalesce(e.kept, d.changed)"
            " FROM found_text JOIN found f ON f.number = found_text.rowid"
            " LEFT JOIN entries e ON e.id = f.item LEFT JOIN drafts d ON d.id = f.item"
            " WHERE found_text MATCH ?"
            + (f" AND {place}" if after else "")
            + ("" if drafts else " AND NOT f.is_draft")
            + (f" ORDER BY {rank}, f.number DESC" if ranked else " ORDER BY found_text.rowid DESC")
            + " LIMIT ?",
            (query, *start, limit),
        )
        return [_hit(row) for row in rows]

    def remember(self, item: str, text: str, *, is_draft: bool) -> None:
        """Index a draft or an entry under its id, in place of what was indexed before. Inside ``write``."""
        number = self._database.value("SELECT number FROM found WHERE item = ?", (item,))
        if number is None:
            self._database.do("INSERT INTO found (item, is_draft) VALUES (?, ?)", (item, is_draft))
            number = self._database.value("SELECT number FROM found WHERE item = ?", (item,))
        else:
            self._database.do("DELETE FROM found_text WHERE rowid = ?", (number,))
        self._database.do("INSERT INTO found_text (rowid, text) VALUES (?, ?)", (number, sayable(text)))

    def forget(self, item: str) -> None:
        """Inside ``write``."""
        number = self._database.value("SELECT number FROM found WHERE item = ?", (item,))
        if number is not None:
            self._database.do("DELETE FROM found_text WHERE rowid = ?", (number,))
            self._database.do("DELETE FROM found WHERE number = ?", (number,))


def _query(text: str) -> str:
    """Each word as a quoted phrase, so that nothing in it is read as an operator; the last one as a beginning."""
    words = _CONTROLS.sub(" ", sayable(text[:LONGEST_QUERY])).split()[:MOST_WORDS]
    if not words:
        return ""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words) + " *"


def _hit(row: tuple[Any, ...]) -> Hit:
    number, item, is_draft, rank, marked, incident, step, when = row
    snippet, found = _without_marks(marked)
    return Hit(item, incident, step, bool(is_draft), snippet, Stamp.parse(when), found, number, rank)


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
