# SPDX-License-Identifier: GPL-3.0-or-later
"""The folder of a record in the place that was chosen: which it is, and that nothing is written to what is not ours.

A backup that somebody opened and wrote in is a record of its own by now: it is left alone, and another folder is made.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from journal.errors import JournalError, TargetGone, TargetUnwritable
from journal.handover import comparing, listing, outside
from journal.handover.listing import Item, Listing
from journal.handover.outside import NEW
from journal.store import copying, durable
from journal.vault import key_copies, keys
from journal.vault.keys import KeyFile
from journal.vault.vault import DATABASE

FRESH = DATABASE + NEW
_LOGS = tuple(DATABASE + ending for ending in ("-wal", "-journal", "-shm"))
_MOST = 100  # folders of one record in one place


def name_of(record: str, number: int = 1) -> str:
    """``own-words-7K4Q-93MD``: how the folder is called; with a number where that is something else."""
    return f"own-words-{record}" if number == 1 else f"own-words-{record}-{number}"


@dataclass(frozen=True, slots=True)
class Ours:
    """What a backup is told by: the record's number and folder, its keys as a backup has them, the key of its database
    and that of lists."""

    record: str
    home: Path
    key_file: KeyFile
    key: bytearray
    list_key: bytearray

    def wipe(self) -> None:
        """Overwrite the keys; twice is no matter."""
        keys.wipe(self.key)
        keys.wipe(self.list_key)


def choose(place: Path, ours: Ours) -> Path:
    """The folder of this record there: one of its own, or a new one. Nothing that is not ours is ever written to."""
    if not place.is_dir():
        raise TargetGone
    if place.resolve().is_relative_to(ours.home.resolve()):
        raise TargetUnwritable
    for number in range(1, _MOST):
        folder = place / name_of(ours.record, number)
        if not os.path.lexists(folder):
            with outside.writing():
                folder.mkdir(mode=0o700)
                durable.sync_folder(place)
            return folder
        if not folder.is_symlink() and folder.is_dir() and _is_ours(folder, ours):
            return folder
    raise TargetUnwritable


def _is_ours(folder: Path, ours: Ours) -> bool:
    """Whether a backup of this record lies there, or the beginning of one, with nothing in it that would be lost."""
    with outside.writing():
        names = {path.name for path in folder.iterdir()}
    if not names:
        return True
    if not _has_our_keys(folder, ours.key_file) or any(outside.plain_size(folder / name) > 0 for name in _LOGS):
        return False
    if DATABASE not in names:
        return True
    listed = listing.read(folder, ours.list_key)
    if listed is not None and listed.record == ours.record:
        if _is_as_listed(folder / DATABASE, listed.database):
            return True
        if is_stopped_at_the_last_step(folder, listed):
            put_in_place(folder)
            return True
    return _adds_nothing(folder / DATABASE, ours)


def _adds_nothing(path: Path, ours: Ours) -> bool:
    """It was opened by hand since: was anything written in it?"""
    try:
        old = copying.standing(path, ours.key)
        now = copying.standing(ours.home / DATABASE, ours.key)
    except (JournalError, ValueError):
        return False
    return comparing.adds_nothing(old, now)


def is_stopped_at_the_last_step(folder: Path, listed: Listing) -> bool:
    """Whether the database that the list tells of is whole and has not its lasting name yet (``put_in_place``)."""
    return _is_as_listed(folder / FRESH, listed.database)


def put_in_place(folder: Path) -> None:
    """What stands in a log beside a database belongs to that one only."""
    with outside.writing():
        outside.take_away(folder, list(_LOGS))
        os.replace(folder / FRESH, folder / DATABASE)  # noqa: PTH105
        durable.sync_folder(folder)


def _is_as_listed(path: Path, item: Item) -> bool:
    if outside.plain_size(path) != item.size:
        return False
    try:
        return outside.digest_of(path, lambda _count: None) == item.digest
    except OSError:
        return False


def _has_our_keys(folder: Path, key_file: KeyFile) -> bool:
    try:
        return any(each.vault_id == key_file.vault_id for each in key_copies.read(folder).files)
    except JournalError:
        return False


def keys_differ(folder: Path, key_file: KeyFile) -> bool:
    """Whether the two copies of the keys there are not both these."""
    try:
        found = key_copies.read(folder)
    except JournalError:
        return True
    return not found.whole or found.files[0] != key_file
