# SPDX-License-Identifier: GPL-3.0-or-later
"""An older database is copied and then brought up to date, whole or not at all; a newer one is left alone."""

import os
import re
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlcipher3

from journal.errors import DatabaseDamaged, VaultTooNew
from journal.store import connection as store
from journal.store.migrations import MIGRATIONS
from journal.store.upgrade import keep_copy, lay_out, upgrade

KEY = bytes(range(32))
NEXT = MIGRATIONS[-1].VERSION + 1
SCHEMA = Path(__file__).parents[2] / "data" / "schema.sql"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.db"


@pytest.fixture
def connection(path):
    made = store.create(path, KEY)
    lay_out(made, MIGRATIONS)
    yield made
    made.close()


def step(version, *statements):
    def apply(connection):
        for statement in statements:
            connection.execute(statement)

    return SimpleNamespace(VERSION=version, apply=apply)


def schema(connection):
    """Every table, index and trigger, in the order they were made; FTS5's own tables left out."""
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    kept = (textwrap.dedent(sql) for [sql] in rows if not re.match(r"CREATE TABLE '?entry_text_", sql))
    return "".join(re.sub(r"\n {8}", "\n    ", re.sub(r"\n {4}\)", "\n)", sql)) + ";\n" for sql in kept)


def tables(connection):
    return connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'new%' ORDER BY name").fetchall()


def test_the_schema_is_the_one_that_is_written_down(connection):
    """``tests/data/schema.sql`` is the place to read it. Changed on purpose? Look at the difference."""
    if os.environ.get("OWN_WORDS_WRITE_SCHEMA"):
        SCHEMA.write_text(schema(connection), encoding="utf-8")
    assert schema(connection) == SCHEMA.read_text(encoding="utf-8")


def test_a_new_database_is_ours_and_of_the_newest_version(connection):
    assert connection.execute("PRAGMA user_version").fetchone()[0] == MIGRATIONS[-1].VERSION
    assert connection.execute("PRAGMA application_id").fetchone()[0] == store.APPLICATION_ID


def test_the_versions_rise_by_one():
    assert [migration.VERSION for migration in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_migration_imports_nothing_of_the_project():
    folder = Path(store.__file__).parent / "migrations"
    for module in folder.glob("m*.py"):
        assert not re.search(r"^\s*(from|import) journal", module.read_text(encoding="utf-8"), re.MULTILINE)


def test_deleted_words_leave_the_search_index(connection):
    assert ("secure-delete", 1) in connection.execute("SELECT * FROM entry_text_config").fetchall()


@pytest.mark.parametrize("table", ["chain", "entries", "entry_bodies"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET seq = 2", "DELETE FROM {}"])
def test_what_was_kept_can_be_neither_changed_nor_deleted(connection, table, verb):
    connection.execute("INSERT INTO chain VALUES (1, x'', x'')")
    connection.execute(
        "INSERT INTO entries VALUES (1, 'a', NULL, 'seen', 'g', 1, 's', 'en', 'then', 'now', '', NULL, x'')"
    )
    connection.execute("INSERT INTO entry_bodies VALUES (1, x'', x'')")
    with pytest.raises(sqlcipher3.IntegrityError, match="stays as it was kept"):
        connection.execute(verb.format(table))


def test_what_was_erased_may_go_and_only_that(connection):
    for seq in (1, 2):
        connection.execute("INSERT INTO chain VALUES (?, x'', x'')", (seq,))
        connection.execute(
            "INSERT INTO entries VALUES (?, ?, NULL, 'written', 'g', 1, 's', 'en', 'then', 'now', '', NULL, x'')",
            (seq, f"entry {seq}"),
        )
        connection.execute("INSERT INTO entry_bodies VALUES (?, x'', x'')", (seq,))
        connection.execute("INSERT INTO mentions VALUES (?, 'someone')", (seq,))
    connection.execute("INSERT INTO erased VALUES (1, 'now')")
    for table in ("entry_bodies", "entries"):
        connection.execute(f"DELETE FROM {table} WHERE seq = 1")
        with pytest.raises(sqlcipher3.IntegrityError, match="stays as it was kept"):
            connection.execute(f"DELETE FROM {table} WHERE seq = 2")
    assert connection.execute("SELECT seq FROM mentions").fetchall() == [(2,)]
    assert connection.execute("SELECT seq FROM chain").fetchall() == [(1,), (2,)]


@pytest.mark.parametrize("verb", ["UPDATE erased SET at = 'later'", "DELETE FROM erased", "DELETE FROM chain"])
def test_that_something_was_erased_can_not_be_hidden(connection, verb):
    connection.execute("INSERT INTO chain VALUES (1, x'', x'')")
    connection.execute(
        "INSERT INTO entries VALUES (1, 'a', NULL, 'seen', 'g', 1, 's', 'en', 'then', 'now', '', NULL, x'')"
    )
    connection.execute("INSERT INTO erased VALUES (1, 'now')")
    with pytest.raises(sqlcipher3.IntegrityError, match="stays as it was kept"):
        connection.execute(verb)


def test_nothing_is_called_erased_that_is_not_there(connection):
    connection.execute("INSERT INTO chain VALUES (1, x'', x'')")
    with pytest.raises(sqlcipher3.IntegrityError, match="stays as it was kept"):
        connection.execute("INSERT INTO erased VALUES (1, 'now')")


def test_the_second_shape_knows_whom_older_entries_point_to_and_which_days_they_tell_of(path):
    made = store.create(path, KEY)
    lay_out(made, MIGRATIONS[:1])
    answers = (
        '{"speaker":{"card":"tall","name":"<b>"},"same":{"card":"tall","name":""},"to":{"card":"","name":"x"}}',
        '{"happened":{"precision":"about","date":"2026-11"},"speaker":{"instead":"dont_know"},"odd":"\\ud83d\\u0000"}',
        '{"day_when":{"precision":"unknown"},"parts":[{"id":"1"}],"many":["a"]}',
        '{"day_when":{"precision":"exact","date":"2026-11-12","time":"21:40"}}',
    )
    for seq, answer in enumerate(answers, 1):
        made.execute("INSERT INTO chain VALUES (?, x'', x'')", (seq,))
        made.execute(
            "INSERT INTO entries VALUES (?, ?, NULL, 'written', 'g', 1, 's', 'en', 'then', 'now', '', NULL, x'')",
            (seq, str(seq)),
        )
        made.execute("INSERT INTO entry_bodies VALUES (?, x'', ?)", (seq, answer.encode()))
    assert upgrade(made, MIGRATIONS[:2], lambda version: None)
    assert made.execute("SELECT * FROM mentions").fetchall() == [(1, "tall")]
    assert made.execute("SELECT * FROM event_days").fetchall() == [(2, "2026-11"), (4, "2026-11-12")]
    made.close()


def test_an_up_to_date_database_is_left_as_it_is(connection):
    before = connection.total_changes
    assert upgrade(connection, MIGRATIONS, lambda version: pytest.fail("no copy is needed")) is False
    assert connection.total_changes == before


def test_an_older_one_is_copied_before_anything_changes(connection):
    copied = []
    steps = (*MIGRATIONS, step(NEXT, "CREATE TABLE new_a (x)"))
    assert upgrade(connection, steps, lambda version: copied.append((version, tables(connection))))
    assert copied == [(NEXT - 1, [])]
    assert tables(connection) == [("new_a",)]
    assert connection.execute("PRAGMA user_version").fetchone()[0] == NEXT
    assert not upgrade(connection, steps, copied.append)


def test_when_a_step_fails_all_is_as_before(connection):
    steps = (*MIGRATIONS, step(NEXT, "CREATE TABLE new_a (x)"), step(NEXT + 1, "CREATE TABLE new_b (x)", "NOT SQL"))
    with pytest.raises(sqlcipher3.OperationalError):
        upgrade(connection, steps, lambda version: None)
    assert tables(connection) == []
    assert connection.execute("PRAGMA user_version").fetchone()[0] == NEXT - 1
    assert not connection.in_transaction


def test_when_the_copy_fails_nothing_is_begun(connection):
    def refuse(version):
        raise OSError

    with pytest.raises(OSError):
        upgrade(connection, (*MIGRATIONS, step(NEXT, "CREATE TABLE new_a (x)")), refuse)
    assert tables(connection) == []


def test_a_newer_one_is_refused_and_left_alone(connection):
    connection.execute("PRAGMA user_version = 99")
    before = connection.total_changes
    with pytest.raises(VaultTooNew):
        upgrade(connection, MIGRATIONS, lambda version: pytest.fail("nothing to copy"))
    assert connection.total_changes == before


def test_an_empty_one_is_refused_and_never_filled(path):
    empty = store.create(path, KEY)
    with pytest.raises(DatabaseDamaged):
        upgrade(empty, MIGRATIONS, lambda version: None)
    assert empty.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    empty.close()


def test_a_database_that_is_not_ours_is_refused(connection):
    connection.execute("PRAGMA application_id = 7")
    with pytest.raises(DatabaseDamaged):
        upgrade(connection, MIGRATIONS, lambda version: None)


def test_the_copy_opens_with_the_same_key_only_and_holds_everything(connection, path):
    connection.execute("INSERT INTO about VALUES ('record_number', 'CANARY')")
    target = path.with_name("record-v1.db")
    keep_copy(connection, KEY, target)
    assert b"CANARY" not in target.read_bytes()
    assert sorted(each.name for each in path.parent.iterdir() if "v1" in each.name) == ["record-v1.db"]
    with pytest.raises(DatabaseDamaged):
        store.connect(target, bytes(32))
    copy = store.connect(target, KEY)
    assert copy.execute("SELECT value FROM about").fetchall() == [("CANARY",)]
    assert sorted(schema(copy).splitlines()) == sorted(schema(connection).splitlines())
    copy.close()
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o777 == 0o600


def test_a_copy_that_cannot_be_read_through_does_not_count_and_stops_the_upgrade(connection, path, monkeypatch):
    for n in range(2000):
        connection.execute("INSERT INTO about VALUES (?, ?)", (str(n), "x" * 50))
    connect = store.connect

    def spoil_and_connect(fresh, key):
        content = bytearray(fresh.read_bytes())
        content[len(content) // 2] ^= 1
        fresh.write_bytes(content)
        return connect(fresh, key)

    monkeypatch.setattr(store, "connect", spoil_and_connect)
    target = path.with_name("record-v1.db")
    with pytest.raises(DatabaseDamaged):
        upgrade(
            connection,
            (*MIGRATIONS, step(NEXT, "CREATE TABLE new_a (x)")),
            lambda _: keep_copy(connection, KEY, target),
        )
    assert not target.exists()
    assert tables(connection) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_process_killed_in_the_middle_leaves_the_old_version_and_its_copy(connection, path):
    connection.close()
    code = textwrap.dedent(
        """
        import os, sys, types
        from pathlib import Path
        from journal.store import connection as store
        from journal.store.migrations import MIGRATIONS
        from journal.store.upgrade import keep_copy, lay_out, upgrade
        path, key = Path(sys.argv[1]), bytes(range(32))
        def apply(connection):
            connection.execute("CREATE TABLE new_a (x)")
            connection.execute("INSERT INTO new_a VALUES (zeroblob(20000000))")
            os.kill(os.getpid(), 9)
        c = store.connect(path, key)
        steps = (*MIGRATIONS, types.SimpleNamespace(VERSION=MIGRATIONS[-1].VERSION + 1, apply=apply))
        upgrade(c, steps, lambda version: keep_copy(c, key, path.with_name(f"record-v{version}.db")))
        """
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=False)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    for each in (path, path.with_name(f"record-v{NEXT - 1}.db")):
        opened = store.connect(each, KEY)
        assert opened.execute("PRAGMA user_version").fetchone()[0] == NEXT - 1
        assert tables(opened) == []
        assert opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        opened.close()
