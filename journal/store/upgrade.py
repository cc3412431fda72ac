# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing an older database up to date: an encrypted copy first, then all steps in one transaction."""

import contextlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from journal.errors import DatabaseDamaged, VaultTooNew
from journal.store import connection as store
from journal.store import durable

_COPY = re.compile(r"record-v(\d+)\.db")


class Migration(Protocol):
    """A module of journal/store/migrations: one step, frozen for ever, importing nothing of the project."""

    @property
    def VERSION(self) -> int: ...

    def apply(self, connection: Any) -> None: ...


def lay_out(connection: Any, migrations: Sequence[Migration]) -> None:
    """Give a database that was made a moment ago its shape."""
    with store.database_errors():
        _apply(connection, migrations)


def upgrade(connection: Any, migrations: Sequence[Migration], copy: Callable[[int], None]) -> bool:
    """Run what is missing; True if anything was. ``copy(version)`` keeps the old state aside before.

    Raises VaultTooNew for a database of a newer program and DatabaseDamaged for one that is not ours, or empty: an
    empty one is never filled here. When a step fails, everything is as before, and the copy is there too.
    """
    with store.database_errors():
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < 1 or connection.execute("PRAGMA application_id").fetchone()[0] != store.APPLICATION_ID:
            raise DatabaseDamaged
        if version > migrations[-1].VERSION:
            raise VaultTooNew
        missing = [migration for migration in migrations if version < migration.VERSION]
        if missing:
            copy(version)
            _apply(connection, missing)
        return bool(missing)


def bring_up_to_date(connection: Any, migrations: Sequence[Migration], key: bytes | bytearray, folder: Path) -> None:
    """``upgrade`` with a copy beside it, ``record-v<version>.db``. Only the last such copy stays.

    What an older one holds is in it, and each takes as much room as the record. It goes when something is erased
    (journal/vault/erase.py), for it has those words too.
    """

    def copy(version: int) -> None:
        keep_copy(connection, key, folder / f"record-v{version}.db")

    if upgrade(connection, migrations, copy):
        _drop_older_copies(folder)


def _drop_older_copies(folder: Path) -> None:
    copies = sorted((int(found[1]), path) for path in folder.iterdir() if (found := _COPY.fullmatch(path.name)))
    for _version, path in copies[:-1]:
        with contextlib.suppress(OSError):
            path.unlink()


def _apply(connection: Any, migrations: Sequence[Migration]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for migration in migrations:
            migration.apply(connection)
        connection.execute(f"PRAGMA user_version = {migrations[-1].VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def keep_copy(connection: Any, key: bytes | bytearray, target: Path) -> None:
    """An encrypted copy under the same key, opened again and read through before it counts as one."""
    fresh = target.with_name(target.name + ".new")
    fresh.unlink(missing_ok=True)
    with store.database_errors(), durable.machine_errors():
        fresh.touch(mode=0o600, exist_ok=False)  # not set afterwards: a stick may know no permissions and refuse that
        connection.execute("VACUUM INTO ?", (str(fresh),))
        copy = store.connect(fresh, key)
        try:
            if copy.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise DatabaseDamaged
            copy.execute("PRAGMA journal_mode = DELETE")  # so that it opens from a write-protected stick
        finally:
            copy.close()
        durable.sync_file(fresh)
        fresh.replace(target)
        durable.sync_folder(target.parent)
