# SPDX-License-Identifier: GPL-3.0-or-later
"""Erasing, as far as the folder goes: what an erasing of entries leaves beside the database, and the whole record.

Nothing outside the vault's folder is touched, and in it only files that this program makes. Copies, backups and what
flash memory keeps of old blocks are out of reach (docs/threat-model.md).
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from journal.paths import BEING_ERASED
from journal.record.entry import Entry, Wording
from journal.store import durable
from journal.vault import key_copies
from journal.vault.objects import FOLDER as OBJECTS

if TYPE_CHECKING:
    from journal.vault.vault import Vault

_MARK_TEXT = b"This record was being erased.\n"
_COPY = re.compile(r"record-v\d+\.db")
_OURS = re.compile(r"(keys\.[ab]|record(-v\d+)?\.db(-wal|-shm|-journal)?|reserve|manifest\.json|put-in-place)(\.new)?")
_OBJECT = re.compile(r"[0-9a-f]{32}(\.\w+)?")


def is_being_erased(folder: Path) -> bool:
    """Whether an erasing of the whole record began here and did not come to its end."""
    return (folder / BEING_ERASED).exists()


def erase_incident(vault: "Vault", incident: str, wording: Wording) -> Entry | None:
    """``Erasing.incident``, and what it leaves beside the database."""
    return _erase(vault, lambda: vault.erasing.incident(incident, wording))


def erase_entry(vault: "Vault", entry: str, wording: Wording) -> Entry | None:
    """``Erasing.entry``, and what it leaves beside the database."""
    return _erase(vault, lambda: vault.erasing.entry(entry, wording))


def _erase(vault: "Vault", task: Callable[[], Entry | None]) -> Entry | None:
    """A copy from before an upgrade holds the words too: it goes first, for it can be missed if the rest then fails."""
    with durable.machine_errors(), durable.there(vault.folder):
        for path in _named(vault.folder, _COPY):
            path.unlink(missing_ok=True)
        durable.sync_folder(vault.folder)
    try:
        return task()
    finally:  # also after DiskFullButSaved: it is committed then
        try:
            vault.remove_erased_files()
        finally:
            vault.erasing.wipe_log()


def begin_whole(folder: Path) -> None:
    """Mark a record as being erased. Raises a MachineError; nothing has changed then."""
    durable.write(folder / BEING_ERASED, _MARK_TEXT)


def erase_whole(folder: Path) -> None:
    """Take a whole record away, keys first: from the first step on no passphrase opens it any more.

    Its vault must be closed. Raises a MachineError when the disk does not let us; called again, it goes on.
    """
    begin_whole(folder)
    with durable.machine_errors(), durable.there(folder):
        for name in key_copies.NAMES:
            _overwrite(folder / name)
        for name in key_copies.NAMES:
            (folder / name).unlink(missing_ok=True)
        durable.sync_folder(folder)
        for path in (*_named(folder, _OURS), *_objects(folder)):
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            (folder / OBJECTS).rmdir()  # not when something of someone else lies in it
        durable.sync_folder(folder)
        (folder / BEING_ERASED).unlink(missing_ok=True)
        durable.sync_folder(folder)
        with contextlib.suppress(OSError):
            folder.rmdir()


def _overwrite(path: Path) -> None:
    """Random bytes in place of what is in a file, on the disk. Never through a link: that would be someone else's."""
    if path.is_symlink() or not path.is_file():
        return
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        left = os.fstat(descriptor).st_size
        while left > 0:
            left -= os.write(descriptor, os.urandom(min(left, 65_536)))
        durable.sync(descriptor)
    finally:
        os.close(descriptor)


def _named(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    return [path for path in folder.iterdir() if pattern.fullmatch(path.name) and _is_a_file(path)]


def _objects(folder: Path) -> Iterator[Path]:
    inside = folder / OBJECTS
    if inside.is_dir() and not inside.is_symlink():
        yield from _named(inside, _OBJECT)


def _is_a_file(path: Path) -> bool:
    """A link counts: it goes, what it leads to stays."""
    return path.is_symlink() or path.is_file()
