# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing a copy of a record back: copied beside, opened, every part of it read and compared with what is here, and
only then put in place by renaming. The source is only read. What was here stays beside it until the person removes it.

Any thread but the vault's; the record that is here must be closed. docs/adr/0020.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from journal.clock import Stamp
from journal.errors import (
    BeingErased,
    DatabaseDamaged,
    DatabaseMissing,
    DiskUnreachable,
    JournalError,
    KeyFileDamaged,
    TargetUnwritable,
    VaultInUse,
    VaultMissing,
    VaultTooNew,
)
from journal.handover import listing, moving, outside
from journal.handover.backup_folder import FRESH, is_stopped_at_the_last_step
from journal.handover.comparing import Compared, Relation, compare
from journal.handover.meter import Meter, say_nothing
from journal.handover.outside import writing
from journal.paths import BEING_ERASED
from journal.record.chain import START
from journal.record.checked import Checked, Damage, DamageKind
from journal.record.evidence import Sealed
from journal.report.stop import Cancelled, Stopped, never
from journal.store import copying, durable, still
from journal.store.connection import look_at
from journal.store.copying import Standing
from journal.vault import checking, key_copies, keys
from journal.vault.objects import COMING, FOLDER
from journal.vault.sealed_file import length_on_disk
from journal.vault.tried_keys import TriedKeys, open_keys
from journal.vault.vault import DATABASE, Vault, is_vault

_LOG = DATABASE + "-wal"
_HERE = "here"  # in the copy while it is made: the database that is here now, with its log
_MOST_NAMES = 10_000  # entries of a folder that are looked at to find a record in it
_SPARE = 32 * 1024 * 1024  # that stays free: the room held back, and some for words
_LARGEST_DATABASE = 64 * 1024**3
_OBJECT = re.compile(r"[0-9a-f]{32}")


class Kind(StrEnum):
    """What lies in a folder, as far as it can be told without a passphrase."""

    WHOLE = "whole"  # keys, database, and every file that its list names
    PARTS_MISSING = "parts_missing"  # some files that its list names are not there, or not of that size
    KEYS_DAMAGED = "keys_damaged"  # neither copy of the keys is good
    NO_DATABASE = "no_database"  # keys, but no record.db, or a cut-off one
    BEING_ERASED = "being_erased"
    TOO_NEW = "too_new"  # of a newer program
    UNREADABLE = "unreadable"  # it may not be looked into, or the disk does not answer
    NOTHING = "nothing"  # no record


class Stage(StrEnum):
    """What is being done. Progress counts bytes of one stage."""

    COPY = "copy"
    CHECK = "check"


Progress = Callable[[Stage, int, int], None]


@dataclass(frozen=True, slots=True)
class Look:
    """``record`` (its number), ``made`` and ``files`` only where there is a list: it could say anything, and counts
    only after the copy was opened. ``size`` in bytes, of all that would be copied."""

    kind: Kind
    folder: Path
    record: str = ""
    made: Stamp | None = None
    files: int = 0
    size: int = 0

    @property
    def can_begin(self) -> bool:
        """Whether trying to open it makes sense."""
        return self.kind in (Kind.WHOLE, Kind.PARTS_MISSING)


def find(folder: Path) -> list[Path]:
    """The records in a folder that was chosen: itself, or those that lie in it, for people choose the stick."""
    if look(folder).kind is not Kind.NOTHING:
        return [folder]
    with contextlib.suppress(OSError):
        inside = (each for each, _number in zip(folder.iterdir(), range(_MOST_NAMES), strict=False))
        found = [each for each in inside if not each.is_symlink() and each.is_dir() and _is_record(each)]
        return sorted(found, key=lambda each: each.name)
    return []


def look(folder: Path) -> Look:
    """Quick, reads little, changes nothing, raises nothing."""
    try:
        if not is_vault(folder) or not folder.is_dir():
            return Look(Kind.NOTHING, folder)
        if (folder / BEING_ERASED).exists():
            return Look(Kind.BEING_ERASED, folder)
        key_copies.read(folder)
        look_at(folder / DATABASE)
    except VaultTooNew:
        return Look(Kind.TOO_NEW, folder)
    except KeyFileDamaged:
        return Look(Kind.KEYS_DAMAGED, folder)
    except (DatabaseMissing, DatabaseDamaged):
        return Look(Kind.NO_DATABASE, folder)
    except (JournalError, OSError):
        return Look(Kind.UNREADABLE, folder)
    listed = listing.read(folder)
    size = max(outside.plain_size(folder / name) for name in (DATABASE, FRESH))  # one of them is copied
    size += max(0, outside.plain_size(folder / _LOG))
    if listed is None:
        return Look(Kind.WHOLE, folder, size=size + sum(_sizes(folder / FOLDER)))
    there = {name: outside.plain_size(folder / FOLDER / name) for name in listed.objects}
    whole = all(there[name] == item.size for name, item in listed.objects.items())
    size += sum(max(0, each) for each in there.values())
    return Look(
        Kind.WHOLE if whole else Kind.PARTS_MISSING, folder, listed.record, listed.made, len(listed.objects), size
    )


def begin(
    source: Path,
    target: Path,
    *,
    passphrase: str = "",
    code: str = "",
    progress: Progress = say_nothing,
    stopped: Cancelled = never,
) -> "Restoring | None":
    """Copy the record in ``source`` beside ``target``, open it there, read every part of it, and compare. None when
    stopped: nothing is left then, nor after an error.

    Raises WrongPassphrase, WrongRecoveryCode, MistypedRecoveryCode or NotEnoughMemory before anything is written; any
    VaultError of the copy; DiskUnreachable when the source stops answering; TargetFull, TargetUnwritable, TargetGone.
    """
    found = look(source)
    if found.kind not in (Kind.WHOLE, Kind.PARTS_MISSING):
        raise _TROUBLE[found.kind]
    way = open_keys(source, passphrase=passphrase, code=code)
    try:
        _check_apart(source, target)
        with writing():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        moving.take_away_left_over(target)
        outside.check_room(target.parent, found.size + _SPARE)
        work = Restoring(source, target, way)
        try:
            work.bring(Meter(found.size, partial(progress, Stage.COPY), stopped), progress, stopped)
        except BaseException:
            work.let_go()
            raise
    except (Stopped, still.Stopped):
        return None
    finally:
        way.wipe()
    return work


_TROUBLE: dict[Kind, JournalError] = {
    Kind.KEYS_DAMAGED: KeyFileDamaged(),
    Kind.NO_DATABASE: DatabaseMissing(),
    Kind.BEING_ERASED: BeingErased(),
    Kind.TOO_NEW: VaultTooNew(),
    Kind.UNREADABLE: DiskUnreachable(),
    Kind.NOTHING: VaultMissing(),
}


class Restoring:
    """A copy that lies beside the place where it is to go. Made by ``begin``; ``put_in_place`` or ``let_go`` ends it.

    ``entries``: places of the chain; ``files``: those that were brought in; ``head``: the last link; ``kept``: when the
    last entry was kept; ``damages``: what of it cannot be read or is not right. The rest can be read, so that it may be
    put in place all the same. ``listed``: whether its list is that of this record; None when there is no list.
    ``may_lack_the_last``: it was copied by hand from a program that was killed, and the end of its log cannot be read.
    """

    def __init__(self, source: Path, target: Path, way: TriedKeys) -> None:
        self.source, self.target = source, target
        self.entries = self.files = 0
        self.head = b""
        self.kept: Stamp | None = None
        self.listed: bool | None = None
        self.may_lack_the_last = False
        self.damages: tuple[Damage, ...] = ()
        self.compared = Compared(Relation.UNKNOWN)
        self._fresh = moving.fresh_beside(target)
        self._way = way
        self._here: Standing | Relation = Relation.UNKNOWN

    def put_in_place(self, now: Stamp) -> Path | None:
        """Rename what is here aside, and the copy to its place; gives where the old one lies now, None if there was
        none. After a stop between the two ``moving.go_on`` ends it at the next start.

        Raises TargetUnwritable or TargetGone: then everything is as it was.
        """
        return moving.put_in_place(self._fresh, self.target, now)

    def let_go(self) -> None:
        """Take away what was copied. Twice, or after ``put_in_place``, is no matter."""
        shutil.rmtree(self._fresh, ignore_errors=True)

    def bring(self, watch: Meter, progress: Progress, stopped: Cancelled) -> None:
        """The work of ``begin``."""
        key = self._way.database_key()
        try:
            with writing():
                self._fresh.mkdir(mode=0o700)
            self._here = self._look_here(key)
            damaged_keys = () if key_copies.read(self.source).whole else (Damage(DamageKind.KEYS),)
            self._copy_small(self._database(key), watch)
            with self._way.open(self._fresh) as vault:  # brings its log in, and up to date
                self.kept = _last_kept(vault)
                self.may_lack_the_last = vault.may_lack_the_last
            _number, sealed, self.files = copying.about(self._fresh / DATABASE, key)
            self._copy_files(sealed, watch)
            checked = checking.check(self._fresh, key, partial(progress, Stage.CHECK), stopped)
            if checked is None:
                raise Stopped
            self.entries, self.head = checked.entries, checked.head
            copy = copying.standing(self._fresh / DATABASE, key)
            self.damages = (*checked.damages, *damaged_keys, *self._against_list(copy, key))
            self.compared = self._compare(copy)
        finally:
            keys.wipe(key)

    @property
    def is_whole(self) -> bool:
        """Everything is there and as it was kept; a warning may stand beside it."""
        return Checked(self.entries, self.files, self.head, self.damages).is_whole

    def _database(self, key: bytearray) -> str:
        """The name of the one that its list tells of. Where making a copy was stopped at its last step, that of the
        copy before still has the lasting name."""
        if outside.plain_size(self.source / FRESH) < 0:
            return DATABASE
        list_key = keys.list_key(key, self._way.vault_id)
        listed = listing.read(self.source, list_key)
        keys.wipe(list_key)
        return FRESH if listed is not None and is_stopped_at_the_last_step(self.source, listed) else DATABASE

    def _copy_small(self, database: str, watch: Meter) -> None:
        """Keys, database, and its log if it was not closed well: that belongs to the one of the lasting name."""
        for name in (*key_copies.NAMES, database, *((_LOG,) if database == DATABASE else ())):
            size = outside.plain_size(self.source / name)
            if size > _LARGEST_DATABASE:
                raise TargetUnwritable
            if size >= 0:
                with _source():
                    outside.copy_file(self.source / name, self._fresh / (DATABASE if name == database else name), watch)

    def _copy_files(self, sealed: tuple[Sealed, ...], watch: Meter) -> None:
        """Only what the database names, under that name. What is missing or of another size is found by the check."""
        outside.make_folder(self._fresh / FOLDER)
        for each in sealed:
            if not _OBJECT.fullmatch(each.id):
                continue
            for name in (each.id, each.id + COMING):
                if outside.plain_size(self.source / FOLDER / name) == length_on_disk(each.size):
                    self._copy_one(name, each.id, watch)
                    break

    def _copy_one(self, name: str, lasting: str, watch: Meter) -> None:
        """A file that the source's disk cannot give does not stop the others."""
        try:
            outside.copy_file(self.source / FOLDER / name, self._fresh / FOLDER / lasting, watch)
        except OSError as error:
            if not self._answers():
                raise DiskUnreachable from error

    def _answers(self) -> bool:
        """Whether the stick itself is there still, asked of itself and not of what the system remembers of it."""
        for name in key_copies.NAMES:
            with contextlib.suppress(OSError):
                outside.forget_cached(self.source / name)
                with outside.open_plain(self.source / name) as file:
                    return bool(file.read(1))
        return False

    def _look_here(self, key: bytearray) -> "Standing | Relation":
        """The record that is here now, before anything is copied. Raises VaultInUse."""
        if not is_vault(self.target):
            return Relation.NOTHING_HERE
        database = self.target / DATABASE
        try:
            if self._way.vault_id not in {each.vault_id for each in key_copies.read(self.target).files}:
                return Relation.OTHER
            copying.check_free(database)
            if outside.plain_size(self.target / _LOG) <= 0:
                return copying.standing(database, key)
            return self._look_at_a_copy(key)
        except VaultInUse:
            raise
        except (JournalError, OSError):
            return Relation.UNKNOWN

    def _look_at_a_copy(self, key: bytearray) -> Standing:
        """What the log holds counts too, and nothing of what is here changes."""
        beside = self._fresh / _HERE
        beside.mkdir(mode=0o700)
        try:
            for name in (DATABASE, _LOG):
                outside.copy_file(self.target / name, beside / name, lambda _count: None)
            return copying.standing(beside / DATABASE, key, with_log=True)
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    def _compare(self, copy: Standing) -> Compared:
        return Compared(self._here) if isinstance(self._here, Relation) else compare(copy, self._here)

    def _against_list(self, copy: Standing, key: bytearray) -> tuple[Damage, ...]:
        """A list of this record that tells of a chain which is not in the copy: its database is an older one."""
        if not os.path.lexists(self.source / listing.NAME):
            return ()
        list_key = keys.list_key(key, self._way.vault_id)
        listed = listing.read(self.source, list_key)
        self.listed = listed is not None
        if listed is None or any(
            listing.chain_code(list_key, count, link) == listed.chain for count, link in enumerate((START, *copy.links))
        ):
            return ()
        return (Damage(DamageKind.OLDER),)


@contextlib.contextmanager
def _source() -> Iterator[None]:
    """What cannot be read of the source: a name that was there a moment ago is gone with its stick."""
    try:
        yield
    except OSError as error:
        raise DiskUnreachable from error


def _last_kept(vault: Vault) -> Stamp | None:
    count, _head = vault.entries.head()
    try:
        found = vault.entries.portion(1, count - 1)
    except DatabaseDamaged:  # the check names it
        return None
    return found[-1].kept if found else None


def _check_apart(source: Path, target: Path) -> None:
    """A record is not brought back into itself."""
    with durable.machine_errors():
        one, other = source.resolve(), target.resolve()
    if one == other or one.is_relative_to(other) or other.is_relative_to(one):
        raise TargetUnwritable


def _is_record(folder: Path) -> bool:
    return look(folder).kind is not Kind.NOTHING


def _sizes(folder: Path) -> Iterator[int]:
    if folder.is_symlink() or not folder.is_dir():
        return
    for path in folder.iterdir():
        yield max(0, outside.plain_size(path))
