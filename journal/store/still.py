# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a database to its last readable row, as it lies on the disk: what the check of a record stands on.

Each question has a connection of its own, and a new one follows each fault: after one bad page SQLCipher's connection
calls every page bad that it had not read before (SQLCipher, issue 617; measured in tests/journal/store/test_still.py).
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3

from journal.clock import Stamp
from journal.errors import DatabaseDamaged
from journal.record.chain import Erased, Link
from journal.record.entry import Entry
from journal.record.evidence import Role, Sealed
from journal.store.connection import connect_still, database_errors
from journal.store.plain import unpacked
from journal.store.rows import SELECT_PLACES, as_stored

_INTERRUPTED = 9
_OFTEN = 20_000  # steps of SQLite's machine between two looks at whether to stop: some milliseconds


class Stopped(Exception):
    """The person did not want to wait."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the chain: its digests, and the entry that they belong to; None for what cannot be read.

    ``step`` and ``kept`` say what stands there as far as that can still be read when the entry itself cannot.
    """

    seq: int
    link: Link | None
    entry: Entry | Erased | None
    step: str = ""
    kept: Stamp | None = None


@dataclass(frozen=True, slots=True)
class KeptObject:
    """A sealed file as the database knows it. ``number`` is the E-number of the thing it belongs to."""

    number: int
    sealed: Sealed


class Still:
    """``stopped`` is asked now and then; when it says yes, Stopped is raised. For one thread."""

    def __init__(self, path: Path, key: bytes | bytearray, stopped: Callable[[], bool]) -> None:
        self._path = path
        self._key = key
        self._stopped = stopped

    def structure_is_whole(self) -> bool:
        """SQLite's own quick check. Raises DiskUnreachable."""
        with contextlib.suppress(DatabaseDamaged), self._opened() as connection:
            return list(connection.execute("PRAGMA quick_check(1)")) == [("ok",)]
        return False

    def pages_are_whole(self) -> bool:
        """SQLCipher's check of each page. It has called pages bad that nothing uses, and sees no page that is gone."""
        with contextlib.suppress(DatabaseDamaged), self._opened() as connection:
            return not list(connection.execute("PRAGMA cipher_integrity_check"))
        return False

    def length(self) -> int:
        """How many places the chain has, as far as that can be told."""
        asked = ("SELECT max(seq) FROM chain", "SELECT max(seq) FROM entries", "SELECT max(seq) FROM entry_bodies")
        return max(self._number(sql) for sql in asked)

    def places(self) -> Iterator[Place]:
        """Every place of the chain in its order, readable or not."""
        last, length = 0, self.length()
        while last < length:
            with contextlib.suppress(DatabaseDamaged), self._opened() as connection:
                for row in connection.execute(f"{SELECT_PLACES} WHERE c.seq > ? ORDER BY c.seq", (last,)):
                    found = as_stored(row)
                    if found is None or row[0] != last + 1:
                        break
                    last += 1
                    yield Place(last, Link(*row[:3]), found)
            if last < length:
                last += 1
                yield self._place(last)

    def drafts(self) -> Iterator[bool]:
        """Whether it can be read, for each draft."""
        sql = "SELECT d.number, b.answers FROM drafts d LEFT JOIN draft_bodies b USING (number) WHERE d.number"
        for row in self._each(sql, "d.number", self._number("SELECT max(number) FROM drafts")):
            yield row is not None and _is_json(row[1])

    def objects(self) -> Iterator[KeptObject | None]:
        """Every sealed file; None for each that cannot be read of."""
        sql = "SELECT o.number, o.evidence, o.id, o.role, o.key, o.size, o.digest FROM objects o WHERE o.number"
        for row in self._each(sql, "o.number", self._number("SELECT max(number) FROM objects")):
            yield None if row is None else KeptObject(row[1], Sealed(row[2], Role(row[3]), *row[4:]))

    def going(self) -> frozenset[str]:
        """The ids of sealed files that were erased, and whose files may still be there."""
        with contextlib.suppress(DatabaseDamaged), self._opened() as connection:
            found = connection.execute("SELECT value FROM about WHERE key = 'objects_to_remove'").fetchone()
            return frozenset(found[0].split()) if found else frozenset()
        return frozenset()

    def _place(self, seq: int) -> Place:
        """One that did not come with the others: perhaps only the connection was spent."""
        found = self._row(f"{SELECT_PLACES} WHERE c.seq = ?", seq)
        entry = as_stored(found) if found is not None else None
        bare = (
            found[:3] if found is not None else self._row("SELECT seq, commitment, link FROM chain WHERE seq = ?", seq)
        )
        link = Link(*bare) if bare is not None else None
        if entry is not None:
            return Place(seq, link, entry)
        about = self._row("SELECT step, kept FROM entries WHERE seq = ?", seq)
        return Place(seq, link, None, about[0], Stamp.parse(about[1])) if about is not None else Place(seq, link, None)

    def _each(self, sql: str, order: str, last_number: int) -> Iterator[tuple[Any, ...] | None]:
        """The rows of a table in the order of their numbers; None for each number that cannot be read."""
        last = 0
        while last < last_number:
            with contextlib.suppress(DatabaseDamaged), self._opened() as connection:
                for row in connection.execute(f"{sql} > ? ORDER BY {order}", (last,)):
                    last = row[0]
                    yield row
                return
            last += 1
            with contextlib.suppress(DatabaseDamaged), self._opened() as connection:
                yield from connection.execute(f"{sql} = ?", (last,))
                continue
            yield None

    def _row(self, sql: str, number: int) -> tuple[Any, ...] | None:
        with contextlib.suppress(DatabaseDamaged), self._opened() as connection:
            found: tuple[Any, ...] | None = connection.execute(sql, (number,)).fetchone()
            return found
        return None

    def _number(self, sql: str) -> int:
        with contextlib.suppress(DatabaseDamaged), self._opened() as connection:
            return connection.execute(sql).fetchone()[0] or 0
        return 0

    @contextlib.contextmanager
    def _opened(self) -> Iterator[Any]:
        """Raises DatabaseDamaged, DatabaseMissing, DiskUnreachable or Stopped."""
        if self._stopped():
            raise Stopped
        with database_errors():
            connection = connect_still(self._path, self._key)
            try:
                connection.set_progress_handler(self._stopped, _OFTEN)
                yield connection
            except sqlcipher3.Error as error:
                if getattr(error, "sqlite_errorcode", 0) == _INTERRUPTED:
                    raise Stopped from None
                raise
            finally:
                connection.close()


def _is_json(data: bytes) -> bool:
    try:
        unpacked(data)
    except (DatabaseDamaged, TypeError):
        return False
    return True
