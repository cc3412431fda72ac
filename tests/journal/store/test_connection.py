# SPDX-License-Identifier: GPL-3.0-or-later
"""Every setting of the database is set and checked, its faults are named, and a write is whole or not there."""

import subprocess
import sys

import pytest
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
from journal.store import connection as store
from journal.store.connection import CIPHER, PRAGMAS, Database

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.db"


@pytest.fixture
def database(path):
    made = Database(store.create(path, KEY), lambda: False)
    made.do("CREATE TABLE t (x)")
    yield made
    made.close()


def test_every_setting_is_on_when_opened_again(path, database):
    database.close()
    opened = store.connect(path, KEY)
    for name, _, expected in PRAGMAS:
        assert opened.execute(f"PRAGMA {name}").fetchone()[0] == expected, name
    for name, expected in CIPHER:
        assert opened.execute(f"PRAGMA {name}").fetchone()[0] == expected, name
    opened.close()


def test_the_settings_are_the_decided_ones():
    """A second place to write them down: a change here is a decision, not a slip."""
    assert {name: expected for name, _, expected in PRAGMAS} == {
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": 2,
        "temp_store": 2,
        "secure_delete": 1,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
        "foreign_keys": 1,
        "mmap_size": 0,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "cipher_memory_security": "0",
    }


@pytest.mark.parametrize("name", [name for name, _, _ in PRAGMAS])
def test_a_setting_that_does_not_hold_stops_the_opening(path, database, monkeypatch, name):
    database.close()
    spoilt = [(each, value, "other" if each == name else expected) for each, value, expected in PRAGMAS]
    monkeypatch.setattr(store, "PRAGMAS", tuple(spoilt))
    with pytest.raises(RuntimeError, match=name):
        store.connect(path, KEY)


@pytest.mark.parametrize("name", [name for name, _ in CIPHER])
def test_a_file_with_another_cipher_stops_the_opening(path, database, monkeypatch, name):
    database.close()
    monkeypatch.setattr(store, "CIPHER", tuple((each, "other" if each == name else good) for each, good in CIPHER))
    with pytest.raises(RuntimeError, match=name):
        store.connect(path, KEY)


@pytest.mark.parametrize(("name", "newer"), [("OLDEST_SQLITE", (99, 0, 0)), ("OLDEST_CIPHER", (99, 0))])
def test_an_old_build_of_the_library_is_refused(path, database, monkeypatch, name, newer):
    database.close()
    monkeypatch.setattr(store, name, newer)
    with pytest.raises(RuntimeError, match="old build"):
        store.connect(path, KEY)


def test_the_bounds_on_the_library_are_the_decided_ones():
    assert store.OLDEST_SQLITE >= (3, 51, 3)
    assert store.OLDEST_CIPHER >= (4, 19)


def test_extensions_cannot_be_loaded(path, database):
    with pytest.raises(sqlcipher3.OperationalError, match="not authorized"):
        database.rows("SELECT load_extension('x')")


@pytest.mark.parametrize("spoil", ["missing", "empty", "folder"])
def test_a_missing_database_is_said_to_be_missing_and_none_is_made(path, spoil):
    if spoil == "empty":
        path.touch()
    if spoil == "folder":
        path.mkdir()
    with pytest.raises(DatabaseMissing):
        store.connect(path, KEY)
    assert path.exists() == (spoil != "missing")
    assert not path.is_file() or path.stat().st_size == 0


@pytest.mark.parametrize("content", [b"x", b"x" * 4095, b"SQLite format 3\0" + bytes(4096), bytes(8192)])
def test_a_file_that_is_no_database_is_damaged_and_not_touched(path, content):
    path.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        store.connect(path, KEY)
    assert path.read_bytes() == content


def test_another_key_does_not_open_it(path, database):
    database.close()
    with pytest.raises(DatabaseDamaged):
        store.connect(path, bytes(32))


def test_a_key_of_another_length_is_a_bug(path):
    with pytest.raises(ValueError, match="length"):
        store.create(path, b"short")


def test_nothing_is_created_over_what_is_there(path):
    path.write_bytes(b"something")
    with pytest.raises(FileExistsError):
        store.create(path, KEY)
    assert path.read_bytes() == b"something"


def test_a_second_connection_is_refused_even_for_reading(path, database, monkeypatch):
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    with pytest.raises(VaultInUse):
        store.connect(path, KEY)


def test_a_wrong_key_writes_nothing_to_the_terminal(path, database):
    """SQLCipher would log to stderr, and so into the system's journal."""
    database.close()
    code = (
        "import sys; from pathlib import Path; from journal.store import connection\n"
        "from journal.errors import DatabaseDamaged\n"
        "try: connection.connect(Path(sys.argv[1]), bytes(32))\n"
        "except DatabaseDamaged: sys.exit(7)"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (7, b"", b"")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (5, VaultInUse),
        (6, VaultInUse),
        (7, NotEnoughMemory),
        (8, FolderReadOnly),
        (8 | 4 << 8, FolderReadOnly),
        (10, DiskUnreachable),
        (10 | 3 << 8, DiskUnreachable),
        (11, DatabaseDamaged),
        (13, DiskFull),
        (14, FolderReadOnly),
        (26, DatabaseDamaged),
    ],
)
def test_what_a_person_can_run_into_is_named_by_its_code(code, expected):
    error = sqlcipher3.DatabaseError("any words")
    error.sqlite_errorcode = code
    with pytest.raises(expected), store.database_errors():
        raise error


def test_anything_else_is_a_bug_and_passes():
    with pytest.raises(sqlcipher3.IntegrityError), store.database_errors():
        raise sqlcipher3.IntegrityError("UNIQUE")


def test_a_write_that_goes_wrong_leaves_nothing(database):
    def task():
        database.do("INSERT INTO t VALUES (1)")
        raise KeyError

    with pytest.raises(KeyError):
        database.write(task)
    assert database.value("SELECT count(*) FROM t") == 0
    assert database.write(lambda: database.do("INSERT INTO t VALUES (2)")) is None
    assert database.rows("SELECT x FROM t") == [(2,)]


def limit_pages(database, more):
    """A disk that is full in earnest for SQLite, wherever the test runs."""
    database.rows(f"PRAGMA max_page_count = {database.value('PRAGMA page_count') + more}")


def test_on_a_full_disk_nothing_is_half_written_and_reading_goes_on(database):
    database.write(lambda: database.do("INSERT INTO t VALUES ('before')"))
    limit_pages(database, 0)

    def task():
        database.do("UPDATE t SET x = 'after'")
        database.do("INSERT INTO t VALUES (?)", ("x" * 100_000,))

    with pytest.raises(DiskFull) as caught:
        database.write(task)
    assert caught.type is DiskFull
    assert database.rows("SELECT x FROM t") == [("before",)]


def test_on_a_full_disk_the_reserve_lets_the_words_in_and_says_so(database):
    limit_pages(database, 0)
    released = []

    def release():
        released.append(True)
        limit_pages(database, 1000)
        return True

    database._release = release
    with pytest.raises(DiskFullButSaved):
        database.write(lambda: database.do("INSERT INTO t VALUES (?)", ("x" * 100_000,)))
    assert database.value("SELECT length(x) FROM t") == 100_000
    assert released == [True]


def test_when_even_the_reserve_is_too_small_it_says_that_nothing_was_saved(database):
    limit_pages(database, 0)
    database._release = lambda: True
    with pytest.raises(DiskFull) as caught:
        database.write(lambda: database.do("INSERT INTO t VALUES (?)", ("x" * 100_000,)))
    assert caught.type is DiskFull
    assert database.value("SELECT count(*) FROM t") == 0
