# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening the encrypted database with every setting it must have, and writing to it in whole transactions.

The settings come from measurements (docs/vault-format.md): WAL with FULL lost no acknowledged save in 6,000 simulated
power cuts; a temporary store on disk would hold plain text; EXCLUSIVE keeps a second process out.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import sqlcipher3

from journal.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    DiskFull,
    DiskFullButSaved,
    DiskUnreachable,
    FolderReadOnly,
    NotEnoughMemory,
    VaultInUse,
)
from journal.store import durable

T = TypeVar("T")

APPLICATION_ID = 0x4F776E57  # "OwnW"
OLDEST_SQLITE = (3, 51, 3)  # before it two connections could damage a database in WAL mode
OLDEST_CIPHER = (4, 19)
KEY_BYTES = 32
PAGE_BYTES = 4096
_CHECKPOINT_PAGES = 1000  # what SQLite does unasked
BUSY_SECONDS = 1.0  # a process that is just leaving may still hold the lock

# name, value to set, value read back. The order matters: the log is silenced and the lock chosen before the first read.
PRAGMAS = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("temp_store", "MEMORY", 2),
    ("secure_delete", "ON", 1),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("mmap_size", "0", 0),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("cipher_memory_security", "OFF", "0"),
)
# Never set, only checked: another value here means that the file was not made by this program.
CIPHER = (
    ("cipher_page_size", str(PAGE_BYTES)),
    ("cipher_use_hmac", "1"),
    ("cipher_hmac_algorithm", "HMAC_SHA512"),
    ("cipher_plaintext_header_size", "0"),
)

_BUSY, _LOCKED, _NOMEM, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 7, 8, 10, 11, 13, 14, 26
_MEANING = {
    _BUSY: VaultInUse,
    _LOCKED: VaultInUse,
    _NOMEM: NotEnoughMemory,
    _READONLY: FolderReadOnly,
    _IOERR: DiskUnreachable,
    _CORRUPT: DatabaseDamaged,
    _FULL: DiskFull,
    _CANTOPEN: FolderReadOnly,
    _NOTADB: DatabaseDamaged,
}


@contextlib.contextmanager
def database_errors() -> Iterator[None]:
    """Name by its code what a person can run into. Anything else is a bug and passes as it is."""
    try:
        yield
    except sqlcipher3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _MEANING:
            raise _MEANING[code] from error
        raise


class Database:
    """One connection, opened and checked. ``release`` frees the reserve when the disk is full; False if it is gone.

    After one bad page SQLCipher's connection calls every page bad that it reads from then on, and would save nothing
    more. So a fault is followed by a new connection (``renew_with``), and only what needs the bad page is told again.
    """

    def __init__(self, connection: Any, release: Callable[[], bool]) -> None:
        self._connection = connection
        self._release = release
        self._still = 0
        self._lay_still = False
        self._is_closed = False
        self._anew: Callable[[], Any] | None = None
        self._can_work: Callable[[], bool] = lambda: False
        self._is_spent = False  # it met a bad page, and the new one did not open or begin
        self._begun: list[Callable[[], None]] = []

    def renew_with(self, anew: Callable[[], Any], can_work: Callable[[], bool]) -> None:
        """From now on: how to open it once more, and whether that can work: where not, the old one is not given up.

        ``can_work`` raises DiskUnreachable where the disk is gone: that is the trouble then, and no bad page."""
        self._anew, self._can_work = anew, can_work

    def begin_with(self, task: Callable[[], None]) -> None:
        """Do this now, and once more on each new connection: what stands in memory only is gone with the old one."""
        self._begun.append(task)
        task()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._read(lambda: list(self._connection.execute(sql, values)))

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._read(lambda: self._connection.execute(sql, values).fetchone())
        return found

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, values)
        return found[0] if found else None

    def each(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows one by one, for what may be long. Before the first of them a fault may be the old connection's only."""
        self._mend()
        begun = False
        try:
            with database_errors():
                for row in self._connection.execute(sql, values):
                    begun = True
                    yield row
            return
        except DatabaseDamaged:
            if self._connection.in_transaction or not self._renew() or begun:
                raise
        try:
            with database_errors():
                yield from self._connection.execute(sql, values)
        except DatabaseDamaged:
            self._renew()
            raise

    def do(self, sql: str, values: Sequence[Any] = ()) -> None:
        """One statement inside ``write``."""
        with database_errors():
            self._connection.execute(sql, values)

    def write(self, task: Callable[[], T]) -> T:
        """Run ``task`` in one transaction: when this returns, it is on the disk.

        On a full disk the reserve is released and the task run once more: DiskFullButSaved when that went through,
        else DiskFull. ``task`` may therefore run twice.
        """
        try:
            return self._transaction(task)
        except (DatabaseDamaged, FolderReadOnly):  # one that gave zeros for a bad page calls itself read-only
            if not self._renew():
                raise
            return self._last_try(lambda: self._transaction(task))
        except DiskFull:
            if not self._release():
                raise
        self._transaction(task)
        raise DiskFullButSaved

    def about(self) -> dict[str, str]:
        """What this record is: its number, and whether it is a practice one."""
        return dict(self.rows("SELECT key, value FROM about"))

    def write_about(self, about: Mapping[str, str]) -> None:
        def task() -> None:
            for row in about.items():
                self.do("INSERT INTO about VALUES (?, ?)", row)

        self.write(task)

    def lay_still(self) -> None:
        """Empty the write-ahead log and write into the file itself no more, until ``go_on``: all goes into the log.

        So another connection may read the file meanwhile (``connect_still``), which no lock would let it otherwise.
        """
        if not self._still:
            self.empty_log()
            self.rows("PRAGMA wal_autocheckpoint = 0")
            self._lay_still = True
        self._still += 1

    def go_on(self) -> bool:
        """Whether the file lay still until now. Where two wanted that, it lies still until the second goes on too.

        Closed meanwhile, it did not: closing puts what is in the log in its place.
        """
        if self._is_closed:
            return False
        self._still = max(0, self._still - 1)
        if not self._still:
            self.rows(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        return self._lay_still

    def empty_log(self) -> None:
        """Put what is in the write-ahead log in its place, and leave nothing of it."""
        self._lay_still = False
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closing the last connection empties and removes the write-ahead log."""
        self._anew = None
        self._is_closed = True
        self._connection.close()

    def _read(self, task: Callable[[], T]) -> T:
        """Once more on a new connection after a fault: it may be the old one's only. Never in the middle of writing."""
        try:
            self._mend()
            with database_errors():
                return task()
        except DatabaseDamaged:
            if self._is_spent or self._connection.in_transaction or not self._renew():
                raise
        return self._last_try(lambda: _named(task))

    def _last_try(self, task: Callable[[], T]) -> T:
        try:
            return task()
        except DatabaseDamaged:
            self._renew()
            raise

    def _renew(self) -> bool:
        """A new connection in place of one that met a bad page; False where there is no way to one."""
        if self._anew is None or not self._can_work():
            return False
        anew, self._anew = self._anew, None  # what is begun on it may meet the bad page too
        self._is_spent = True
        try:
            self._connection.close()
            self._connection = anew()
            self._lay_still = False  # closing put what was in the log in its place
            if self._still:
                self._connection.execute("PRAGMA wal_autocheckpoint = 0")
            for task in self._begun:
                task()
            self._is_spent = False
        finally:
            self._anew = anew
        return True

    def _mend(self) -> None:
        if self._is_spent and self._anew is not None:
            self._renew()

    def _transaction(self, task: Callable[[], T]) -> T:
        self._mend()
        with database_errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                result = task()
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
            return result

    def _roll_back(self) -> None:
        # After some faults SQLite has rolled back by itself; a second fault here must not hide the first.
        with contextlib.suppress(sqlcipher3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _named(task: Callable[[], T]) -> T:
    with database_errors():
        return task()


def create(path: Path, key: bytes | bytearray) -> Any:
    """A new, empty database. Only ever called for a folder that is itself new."""
    if path.exists():
        raise FileExistsError
    path.touch(mode=0o600, exist_ok=False)
    return _connect(path, key)


def look_at(path: Path) -> None:
    """Raises DatabaseMissing, DatabaseDamaged or DiskUnreachable. SQLite would take an empty or a cut-off file for a
    new database."""
    with durable.machine_errors():
        size = path.stat().st_size if path.is_file() else 0
    if not size:
        raise DatabaseMissing
    if size < PAGE_BYTES:
        raise DatabaseDamaged


def connect(path: Path, key: bytes | bytearray) -> Any:
    """An existing database. Raises DatabaseMissing, DatabaseDamaged, VaultInUse or FolderReadOnly; makes nothing."""
    look_at(path)
    return _connect(path, key)


def connect_still(path: Path, key: bytes | bytearray) -> Any:
    """For reading a file that nobody writes to meanwhile: no lock is taken, no log looked at, nothing ever written.

    Nothing of it was read before, so that what it gives is what lies on the disk. A file in a folder that may not be
    written opens too. Raises DatabaseMissing or DatabaseDamaged, the latter perhaps only when something is read.
    """
    look_at(path)
    return _connect(path, key, "mode=ro&immutable=1", (("temp_store", "MEMORY", 2), ("trusted_schema", "OFF", 0)))


def _connect(
    path: Path, key: bytes | bytearray, how: str = "mode=rw", pragmas: Sequence[tuple[str, str, Any]] | None = None
) -> Any:
    if len(key) != KEY_BYTES:
        raise ValueError("the key has another length")
    with _not_read_only_but_gone(path.parent), database_errors():
        connection = sqlcipher3.connect(
            f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, timeout=BUSY_SECONDS
        )
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr, and so to system logs
            connection.execute(f"PRAGMA key = \"x'{bytes(key).hex()}'\"")
            _check_versions(connection)
            _set_and_check(connection, PRAGMAS if pragmas is None else pragmas)
        except BaseException:
            connection.close()
            raise
    return connection


@contextlib.contextmanager
def _not_read_only_but_gone(folder: Path) -> Iterator[None]:
    """SQLite says the same of both."""
    try:
        yield
    except FolderReadOnly as error:
        if not durable.answers(folder):
            raise DiskUnreachable from error
        raise


def _check_versions(connection: Any) -> None:
    sqlite = _version(sqlcipher3.sqlite_version)
    cipher = _version(connection.execute("PRAGMA cipher_version").fetchone()[0])
    if sqlite < OLDEST_SQLITE or cipher < OLDEST_CIPHER:
        raise RuntimeError("the encrypted database is an old build")


def _version(text: str) -> tuple[int, ...]:
    """``4.19.0 community`` as (4, 19, 0)."""
    return tuple(int(part) for part in text.partition(" ")[0].split("."))


def _set_and_check(connection: Any, pragmas: Sequence[tuple[str, str, Any]]) -> None:
    for name, value, expected in pragmas:
        connection.execute(f"PRAGMA {name} = {value}")
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != expected:
            raise RuntimeError(f"the database does not keep the setting {name}")
    for name, expected in CIPHER:
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != expected:
            raise RuntimeError(f"the database has another {name}")
