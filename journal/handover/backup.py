# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of the whole record in a folder that the person chose, opened again from there before it counts.

It is a vault itself, with a list beside it (journal/handover/listing.py): it opens with ``--vault``, needs nothing of
this computer, and is as locked as the record. What is there and right is not copied again. The database that is there
stays the good one until the new one, under another name, was opened and every part of it read: docs/adr/0020.

    plan = backup.plan(vault, place, clock.now())     the vault's thread; short
    plan.copy_database(progress, stopped)             any other thread
    plan.settle()                                     the vault's thread; short; always, also after an error
    made = plan.finish(progress, stopped)             any other thread
    backup.keep(vault, made)                          the vault's thread; short
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from journal.clock import Stamp
from journal.errors import (
    CopyDamaged,
    DatabaseDamaged,
    DatabaseMissing,
    DiskUnreachable,
    EvidenceDamaged,
    EvidenceMissing,
    FolderReadOnly,
    JournalError,
    TargetGone,
    TargetUnwritable,
)
from journal.handover import listing, outside
from journal.handover.backup_folder import FRESH, Ours, choose, keys_differ, put_in_place
from journal.handover.listing import Item, Listing
from journal.handover.meter import Meter, say_nothing
from journal.handover.outside import NEW
from journal.record.checked import Checked, Damage, DamageKind
from journal.record.evidence import Sealed
from journal.report.stop import Cancelled, Stopped, never
from journal.store import copying, still
from journal.vault import checking, key_copies, keys
from journal.vault.keys import SlotKind
from journal.vault.objects import COMING, FOLDER, Objects
from journal.vault.sealed_file import length_on_disk
from journal.vault.vault import DATABASE, Vault

SETTING = "last_backup"

_SPARE = 1024 * 1024  # room for lists and keys
# Every page that was copied carries a code of its own. Where all hold, what else is wrong was so in the record.
_OF_THE_PLACE = (DamageKind.KEYS, DamageKind.DATABASE, DamageKind.PAGES)
_OF_THE_RECORD = (DamageKind.ENTRY, DamageKind.CHANGED)
_FILES = (DamageKind.FILE, DamageKind.FILE_GONE)


class Stage(StrEnum):
    """What is being done. Progress counts bytes of one stage."""

    DATABASE = "database"
    OBJECTS = "objects"
    CHECK = "check"


Progress = Callable[[Stage, int, int], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """One that was checked. ``entries``: places of the chain; ``files``: files that were brought in; ``head``: the last
    link; ``unread``: what cannot be read in the record itself, and so not in the copy: ``E-4`` for a file, ``17``
    for an entry."""

    made: Stamp
    entries: int
    files: int
    head: bytes
    folder: Path
    unread: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """For the setting ``last_backup``."""
        return {
            "made": str(self.made),
            "entries": self.entries,
            "files": self.files,
            "head": self.head.hex(),
            "folder": str(self.folder),
            "unread": list(self.unread),
        }

    @classmethod
    def from_plain(cls, said: Any) -> "Backup | None":
        """The opposite of ``plain``; None for anything else."""
        try:
            made, head, folder = Stamp.parse(said["made"]), bytes.fromhex(said["head"]), Path(said["folder"])
            return cls(made, int(said["entries"]), int(said["files"]), head, folder, tuple(map(str, said["unread"])))
        except (KeyError, TypeError, ValueError):
            return None


def plan(vault: Vault, place: Path, made: Stamp) -> "Plan":
    """Begin one in the folder ``place``, on the vault's thread; ``settle`` must follow. Does not look at the place."""
    kept = key_copies.read(vault.folder).files[0].without(SlotKind.DEVICE)  # it needs nothing of this computer
    key = vault.lay_still()
    return Plan(
        vault, place, made, Ours(vault.record_number, vault.folder, kept, key, keys.list_key(key, kept.vault_id))
    )


def keep(vault: Vault, made: Backup) -> None:
    """Remember it inside the record. On the vault's thread. Raises DiskFull or DiskFullButSaved."""
    vault.settings.set(SETTING, made.plain())


def last(inside: Mapping[str, Any]) -> Backup | None:
    """The last one that was checked, from the settings inside the record."""
    return Backup.from_plain(inside.get(SETTING))


@dataclass
class Plan:
    """A backup on its way. ``folder`` is known once ``copy_database`` has begun. ``copied``: bytes of sealed files that
    were written; what was there already is not among them."""

    vault: Vault
    place: Path
    made: Stamp
    ours: Ours
    folder: Path = Path()
    copied: int = 0
    _lay_still: bool = True
    _unread: set[str] = field(default_factory=set)
    _digests: dict[str, bytes] = field(default_factory=dict)

    def copy_database(self, progress: Progress = say_nothing, stopped: Cancelled = never) -> bool:
        """Copy it beside the one that is there. False when stopped.

        Raises TargetFull, TargetGone or TargetUnwritable, or DatabaseDamaged when the record's own cannot be read.
        """
        source = self.vault.folder / DATABASE
        try:
            _check_here(self.ours.home)
            size = outside.plain_size(source)
            with outside.writing():
                self.folder = choose(self.place, self.ours)
                self._take_away_left_over()
            outside.check_room(self.folder, size + _SPARE)
            if keys_differ(self.folder, self.ours.key_file):
                with outside.writing():
                    key_copies.write(self.folder, self.ours.key_file)
            fresh = self.folder / FRESH
            watch = _Growth(fresh, size, progress, stopped)
            with outside.writing():
                copying.copy_still(source, self.ours.key, fresh, watch)
        except (Stopped, still.Stopped):
            return False
        except TargetUnwritable as trouble:
            _check_here(self.ours.home)
            if self.folder != Path() and not os.path.isdir(self.folder):  # noqa: PTH112 - it never raises
                raise TargetGone from trouble
            with contextlib.suppress(OSError, JournalError):
                self._take_away_left_over()  # a full stick has the room again
            raise
        progress(Stage.DATABASE, size, size)
        return True

    def settle(self) -> bool:
        """On the vault's thread, once: False when the database had to be written to while it was copied, which is
        rare (an erasing, a check). Then nothing counts: begin again with ``plan``."""
        self._lay_still = self.vault.go_on()
        return self._lay_still

    def finish(self, progress: Progress = say_nothing, stopped: Cancelled = never) -> Backup | None:
        """Copy what is new of the files, open all of it again from there and read it, and only then make it the good
        one. None when stopped: what was copied stays, and the next one goes on from it.

        Raises TargetFull, TargetGone, TargetUnwritable; CopyDamaged when what was written does not come back.
        """
        try:
            with _at(self.folder, self.ours.home):
                return self._finish(progress, stopped)
        except (Stopped, still.Stopped):
            return None

    def end(self) -> None:
        """Overwrite the keys. Any thread, any time after; twice is no matter."""
        self.ours.wipe()

    def _finish(self, progress: Progress, stopped: Cancelled) -> Backup:
        assert self._lay_still
        fresh = self.folder / FRESH
        number, sealed, files = copying.about(fresh, self.ours.key)
        if number != self.ours.record:
            raise DatabaseDamaged
        self._copy(sealed, progress, stopped)
        checked = self._check(progress, stopped)
        bad = {each.object: each for each in checked.damages if each.kind in _FILES}
        if bad:
            self._copy_anew([each for each in sealed if each.id in bad], bad, progress, stopped)
        watch = Meter(0, say_nothing, stopped)
        listed = self._listed(fresh, sealed, checked, watch)
        self._make_it_the_good_one(listed)
        self.end()
        return Backup(self.made, checked.entries, files, checked.head, self.folder, tuple(sorted(self._unread)))

    def _copy(self, sealed: tuple[Sealed, ...], progress: Progress, stopped: Cancelled) -> None:
        """What is not there yet, or has another size. Everything has room before anything is written."""
        into = self.folder / FOLDER
        outside.make_folder(into)
        missing = [each for each in sealed if outside.plain_size(into / each.id) != length_on_disk(each.size)]
        size = sum(length_on_disk(each.size) for each in missing)
        outside.check_room(into, size + _SPARE)
        watch = Meter(size, partial(progress, Stage.OBJECTS), stopped)
        for each in missing:
            self._copy_one(each, into, watch)

    def _copy_one(self, sealed: Sealed, into: Path, watch: Meter) -> None:
        """The record's own fault is none of the copy's: what cannot be read there is found by the check."""
        for name in (sealed.id, sealed.id + COMING):
            with contextlib.suppress(OSError):
                size, self._digests[sealed.id] = outside.copy_file(
                    self.vault.folder / FOLDER / name, into / sealed.id, watch
                )
                self.copied += size
                return

    def _check(self, progress: Progress, stopped: Cancelled) -> Checked:
        """Read from the place itself, and not from what the system remembers of it."""
        outside.forget_cached(self.folder / FRESH)
        for path in (self.folder / FOLDER).iterdir():
            outside.forget_cached(path)
        checked = checking.check(self.folder, self.ours.key, partial(progress, Stage.CHECK), stopped, FRESH)
        if checked is None:
            raise Stopped
        if any(each.kind in _OF_THE_PLACE for each in checked.damages):
            raise CopyDamaged
        self._unread.update(each.label for each in checked.damages if each.kind in _OF_THE_RECORD)
        return checked

    def _copy_anew(
        self, sealed: list[Sealed], bad: Mapping[str, Damage], progress: Progress, stopped: Cancelled
    ) -> None:
        """Those that did not come back right, once more, and read again. What the record itself cannot read is said."""
        here, there, into = Objects(self.vault.folder), Objects(self.folder), self.folder / FOLDER
        total = sum(length_on_disk(each.size) for each in sealed)
        watch = Meter(total, partial(progress, Stage.OBJECTS), stopped)
        for each in sealed:
            if not _is_whole(here, each):
                _check_here(self.ours.home)
                self._unread.add(bad[each.id].label)
                continue
            self._copy_one(each, into, watch)
            outside.forget_cached(into / each.id)
            if not _is_whole(there, each):
                raise CopyDamaged

    def _listed(self, fresh: Path, sealed: tuple[Sealed, ...], checked: Checked, watch: Meter) -> Listing:
        """The list of what lies there now."""
        old, into, objects = listing.read(self.folder, self.ours.list_key), self.folder / FOLDER, dict[str, Item]()
        for each in sealed:
            size = outside.plain_size(into / each.id)
            if size < 0:
                continue
            digest = self._digests.get(each.id)
            if digest is None and old is not None and each.id in old.objects:
                digest = old.objects[each.id].digest
            with contextlib.suppress(OSError):
                objects[each.id] = Item(size, digest or outside.digest_of(into / each.id, watch))
        database = Item(outside.plain_size(fresh), outside.digest_of(fresh, watch))
        code = listing.chain_code(self.ours.list_key, checked.entries, checked.head)
        return Listing(self.ours.record, self.made, database, code, objects)

    def _make_it_the_good_one(self, listed: Listing) -> None:
        """The list first: it names the new database, so that a stop in between can be told and gone on from."""
        old = listing.read(self.folder, self.ours.list_key)
        outside.put(self.folder / listing.NAME, listed.pack(self.ours.list_key))
        put_in_place(self.folder)
        gone = [name for name in (old.objects if old else {}) if name not in listed.objects]
        outside.take_away(self.folder / FOLDER, gone)

    def _take_away_left_over(self) -> None:
        """Only what this program calls ``.new`` and was not finished."""
        outside.take_away(self.folder, [FRESH, *(f"{FRESH}{ending}" for ending in ("-journal", "-wal", "-shm"))])
        into = self.folder / FOLDER
        if into.is_dir() and not into.is_symlink():
            with outside.writing():
                left = [path.name for path in into.iterdir() if path.name.endswith(NEW)]
            outside.take_away(into, [name for name in left if len(name) == 32 + len(NEW)])


class _Growth:
    """As a Meter, of a file that SQLite writes: asked whether to stop, and told by how large it is."""

    def __init__(self, path: Path, total: int, progress: Progress, stopped: Cancelled) -> None:
        self._path, self._total, self._progress, self._stopped = path, total, progress, stopped

    def __call__(self) -> bool:
        self._progress(Stage.DATABASE, min(max(outside.plain_size(self._path), 0), self._total), self._total)
        return self._stopped()


@contextlib.contextmanager
def _at(folder: Path, home: Path) -> Iterator[None]:
    """What is not there any more is said to be gone, whatever the trouble was called. Where the folder still seems to
    be there (the system may remember it), a disk that does not answer is the record's own only if that does not."""
    try:
        yield
    except (JournalError, OSError) as trouble:
        if not os.path.isdir(folder):  # noqa: PTH112 - it never raises
            raise TargetGone from trouble
        if isinstance(trouble, (DatabaseMissing, DatabaseDamaged)):
            raise CopyDamaged from trouble
        if isinstance(trouble, (OSError, DiskUnreachable, FolderReadOnly)):
            _check_here(home)
            with outside.writing():
                raise
        raise


def _check_here(home: Path) -> None:
    """A file of the record cannot be read: is the record itself still there? Raises DiskUnreachable."""
    try:
        with outside.open_plain(home / key_copies.NAMES[0]) as file:
            file.read(1)
    except OSError as error:
        raise DiskUnreachable from error


def _is_whole(objects: Objects, sealed: Sealed) -> bool:
    try:
        with objects.open(sealed) as reader:
            return hashlib.file_digest(reader, "sha256").digest() == sealed.digest
    except (EvidenceMissing, EvidenceDamaged, DiskUnreachable):
        return False
