# SPDX-License-Identifier: GPL-3.0-or-later
"""Copying a database that lies still, and what tells one state of a record from another.

The copy is made by a connection of its own (``connect_still``) on any thread, so the vault's thread is never held up:
what is saved meanwhile goes into the log, and is in the next copy (``Database.lay_still``).
"""

import contextlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3

from journal.clock import Stamp
from journal.errors import VaultInUse
from journal.record.evidence import Role, Sealed
from journal.store import connection as store
from journal.store import durable
from journal.store.still import Stopped

_INTERRUPTED = 9
_LOCK_START, _LOCK_BYTES = 0x4000_0002, 510  # SQLite's SHARED_FIRST and SHARED_SIZE, its file format for ever
_OFTEN = 5_000  # steps of SQLite's machine between two looks at whether to stop: some milliseconds


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a record is: the links of its chain in their order, the ids of its entries, and its drafts with the time
    each was changed last."""

    links: tuple[bytes, ...]
    entries: frozenset[str]
    drafts: Mapping[str, Stamp]


def copy_still(path: Path, key: bytes | bytearray, target: Path, stopped: Callable[[], bool]) -> None:
    """``VACUUM INTO`` a file that is not there yet, under the same key; on the disk when this returns.

    Raises Stopped, DatabaseDamaged, or what the target's disk says: DiskFull, DiskUnreachable, FolderReadOnly, OSError.
    Whoever called takes away what is there then.
    """
    target.touch(mode=0o600, exist_ok=False)  # SQLite takes an empty file, and would make one that others may read
    with _still(path, key, stopped) as opened:
        opened.execute("VACUUM INTO ?", (str(target),))
        if stopped():  # a small one is done before it was asked
            raise Stopped
    durable.sync_file(target)


def about(path: Path, key: bytes | bytearray) -> tuple[str, tuple[Sealed, ...], int]:
    """The record's number, all its sealed files, and how many things kept have one. Raises DatabaseDamaged."""
    with _still(path, key, lambda: False) as opened:
        [number] = opened.execute("SELECT value FROM about WHERE key = 'record_number'").fetchone()
        rows = opened.execute("SELECT id, role, key, size, digest FROM objects ORDER BY number").fetchall()
    sealed = tuple(Sealed(row[0], Role(row[1]), *row[2:]) for row in rows)
    return number, sealed, sum(each.role is Role.ORIGINAL for each in sealed)


def standing(path: Path, key: bytes | bytearray, *, with_log: bool = False) -> Standing:
    """``with_log``: with what its log still holds, which is put in its place; else of the file as it lies.

    Raises DatabaseMissing, DatabaseDamaged or DiskUnreachable.
    """
    with _opened(path, key) if with_log else _still(path, key, lambda: False) as opened:
        links = opened.execute("SELECT link FROM chain ORDER BY seq").fetchall()
        entries = opened.execute("SELECT id FROM entries").fetchall()
        drafts = opened.execute("SELECT id, changed FROM drafts").fetchall()
    return Standing(
        tuple(link for (link,) in links),
        frozenset(name for (name,) in entries),
        {name: Stamp.parse(changed) for name, changed in drafts},
    )


def check_free(path: Path) -> None:
    """Raises VaultInUse where another process has this database open. Asked of the system and not of SQLite, which
    would put a log in its place. Never for one that this process has open. Not on Windows: nothing is renamed there
    that is open."""
    if sys.platform == "win32":
        return
    import fcntl

    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, _LOCK_BYTES, _LOCK_START)
        except BlockingIOError as error:
            raise VaultInUse from error


@contextlib.contextmanager
def _still(path: Path, key: bytes | bytearray, stopped: Callable[[], bool]) -> Any:
    with store.database_errors():
        opened = store.connect_still(path, key)
        try:
            opened.set_progress_handler(stopped, _OFTEN)
            yield opened
        except sqlcipher3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) == _INTERRUPTED:
                raise Stopped from None
            raise
        finally:
            opened.close()


@contextlib.contextmanager
def _opened(path: Path, key: bytes | bytearray) -> Any:
    with store.database_errors():
        opened = store.connect(path, key)
        try:
            yield opened
        finally:
            opened.close()
