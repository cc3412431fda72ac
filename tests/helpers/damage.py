# SPDX-License-Identifier: GPL-3.0-or-later
"""Real damage: bytes of a record's files changed on the disk, found by what they hold."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import sqlcipher3

from journal.errors import JournalError
from journal.store.connection import PAGE_BYTES, connect, connect_still
from journal.vault import key_copies, keys
from journal.vault.keys import SlotKind
from journal.vault.vault import DATABASE
from tests.conftest import PASSPHRASE


def database_key(folder: Path, passphrase: str = PASSPHRASE) -> bytearray:
    """The key of a record."""
    file = key_copies.read(folder).files[0]
    master = keys.unwrap(file.slot(SlotKind.PASSPHRASE), file.vault_id, passphrase.encode())
    assert master is not None
    return keys.database_key(master, file.vault_id)


def flip(path: Path, at: int) -> None:
    """Change one bit of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        [byte] = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 1]))


def flip_page(folder: Path, page: int) -> None:
    flip(folder / DATABASE, (page - 1) * PAGE_BYTES + 100)


def page_under(folder: Path, sql: str, but: str) -> int:
    """A page whose loss spoils what this question gives, and nothing of what ``but`` gives."""
    key, path = database_key(folder), folder / DATABASE
    good = path.read_bytes()
    wanted, spared = _answer(path, key, sql), _answer(path, key, but)
    assert wanted
    for page in range(len(good) // PAGE_BYTES, 1, -1):
        flip_page(folder, page)
        spoilt = _answer(path, key, sql) != wanted and _answer(path, key, but) == spared
        path.write_bytes(good)
        if spoilt:
            return page
    raise AssertionError("no page holds that alone")


def damage(folder: Path, sql: str, but: str = "SELECT * FROM about") -> None:
    """Spoil a page that this question needs, and ``but`` does not."""
    flip_page(folder, page_under(folder, sql, but))


def damage_body(folder: Path, seq: int) -> None:
    """Spoil what was answered in one entry, which must be long: then it does not share its page."""
    damage(
        folder,
        f"SELECT answers FROM entry_bodies WHERE seq = {seq}",
        f"SELECT * FROM entry_bodies WHERE seq <> {seq}",
    )


def change(folder: Path, task: Callable[[object], object]) -> None:
    """Change a database past every guard, as only someone with the key could."""
    opened = connect(folder / DATABASE, database_key(folder))
    try:
        task(opened)
    finally:
        opened.close()


def _answer(path: Path, key: bytearray, sql: str) -> list[object] | None:
    """None for a fault."""
    with contextlib.suppress(sqlcipher3.Error, JournalError):
        opened = connect_still(path, key)
        try:
            return list(opened.execute(sql))
        finally:
            opened.close()
    return None
