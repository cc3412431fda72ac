# SPDX-License-Identifier: GPL-3.0-or-later
"""No word of the person stands readable in any file, whatever is done with it."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from journal.store.upgrade import keep_copy
from journal.vault import keys
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.decrypted import decrypted
from tests.helpers.kept import WORDING, draft, keep, searchable

CANARY = "xylophonecanary"
WORDS = {"account": f"first {CANARY} last", "title": f"title {CANARY}", "n": [{"text": f"part {CANARY}"}] * 50}


def readable(content: bytes) -> bool:
    return any(CANARY.encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"))


def no_plain_text(*folders):
    looked_at = 0
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                assert not readable(path.read_bytes()), path.name
                looked_at += 1
    if sys.platform == "linux":  # files that were removed but are still open hold bytes on the disk
        for descriptor in Path("/proc/self/fd").iterdir():
            try:
                path = descriptor.readlink()
                gone = path.name.endswith("(deleted)")
            except OSError:
                continue
            assert not (gone and path.is_relative_to("/tmp") and "etilqs" in path.name), "SQLite's temporary file"
    return looked_at


def test_the_search_for_plain_text_finds_it_where_it_is(tmp_path):
    (tmp_path / "note").write_text(f"x {CANARY}", encoding="utf-16-le")
    with pytest.raises(AssertionError):
        no_plain_text(tmp_path)


def test_after_every_kind_of_work_nothing_is_readable(tmp_path, home, clock, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    vault, _ = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    places = (vault.folder, temporary, home)
    incident = vault.incidents.start("own_account").id

    writing = draft(vault, incident, **WORDS)
    for n in range(200):
        writing = vault.drafts.save(replace(writing, answers=WORDS | {"n": n}), searchable(WORDS), {"q": CANARY})
    assert no_plain_text(*places) >= 4

    entry = vault.entries.keep(writing, WORDING, searchable(WORDS))
    keep(vault, incident, "later", entry.id, **WORDS)
    for _ in range(300):
        keep(vault, incident, "day", day_text=f"{CANARY} " * 200)
    no_plain_text(*places)

    assert len(vault.search.find(CANARY[:5], 400)) == 302
    assert len(vault.search.find(CANARY, 400, ranked=True)) == 302
    vault.drafts.remove(draft(vault, incident, **WORDS).id)
    vault.contents()
    vault.entries.check()
    key = keys.database_key(vault._master, vault.ways.vault_id)
    keep_copy(vault._database._connection, key, vault.folder / "record-v1.db")
    no_plain_text(*places)

    vault.change_passphrase(f"{CANARY} passphrase")
    vault.close()
    no_plain_text(*places)
    with Vault.open(vault.folder, f"{CANARY} passphrase", clock=clock) as opened:
        assert opened.entries.get(entry.id) == entry
    no_plain_text(*places)
    assert list(temporary.iterdir()) == []


def test_no_errors_text_holds_a_word_a_path_or_a_key(tmp_path, clock):
    """Whatever reaches a log or a crash report must be empty of the person."""
    vault, code = Vault.create(tmp_path / CANARY, f"{CANARY} passphrase", cost=CHEAP, clock=clock)
    vault.close()
    told = []

    def attempt(task):
        try:
            task()
        except Exception as error:
            while error is not None:
                told.append(f"{error!r} {error} {error.args}")
                error = error.__cause__ or error.__context__

    attempt(lambda: Vault.open(vault.folder, f"{CANARY} wrong"))
    attempt(lambda: Vault.open_with_code(vault.folder, f"{code}{CANARY}"))
    attempt(lambda: Vault.create(vault.folder, CANARY, cost=CHEAP))
    (vault.folder / "record.db").write_bytes(b"x" * 9000)
    attempt(lambda: Vault.open(vault.folder, f"{CANARY} passphrase"))
    (vault.folder / "record.db").unlink()
    attempt(lambda: Vault.open(vault.folder, f"{CANARY} passphrase"))
    assert len(told) >= 5
    assert not any(CANARY in each or code in each for each in told)


def test_deleted_words_leave_every_page_of_the_database(vault):
    """Inside the encryption too: someone who opens the record later must not find what was taken out."""
    database, path = vault._database, vault.folder / "record.db"
    key = bytes(keys.database_key(vault._master, vault.ways.vault_id))
    made = draft(vault, "", **WORDS)
    vault.search.find(CANARY)
    database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert readable(decrypted(path, key)), "the test can see words where they are"
    vault.drafts.remove(made.id)
    database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert not readable(decrypted(path, key))
