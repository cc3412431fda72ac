# SPDX-License-Identifier: GPL-3.0-or-later
"""The locked record: made, opened, closed, and the one door to everything kept inside.

A vault belongs to the thread that opened it. It is never made, overwritten or repaired because one did not open.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from journal.clock import Clock
from journal.errors import (
    BeingErased,
    DeviceKeyGone,
    DiskFullButSaved,
    DiskUnreachable,
    FolderReadOnly,
    MachineError,
    PassphraseDue,
    VaultExists,
    VaultMissing,
    WrongPassphrase,
    WrongRecoveryCode,
)
from journal.paths import BEING_ERASED
from journal.record.contents import Contents
from journal.record.entry import Wording
from journal.record.evidence import EvidenceKind
from journal.store import connection, durable, log_end
from journal.store.connection import Database
from journal.store.copies import CopyStore
from journal.store.drafts import DraftStore
from journal.store.entries import EntryStore
from journal.store.erasing import Erasing, ErasingStores
from journal.store.evidence import EvidenceStore
from journal.store.glimpses import GlimpseStore
from journal.store.incidents import IncidentStore
from journal.store.lists import Lists
from journal.store.migrations import MIGRATIONS
from journal.store.search import Search
from journal.store.settings import SettingStore
from journal.store.sight import Sight
from journal.store.upgrade import bring_up_to_date, lay_out
from journal.vault import key_copies, key_cost, keys, passphrase_due, recovery_code
from journal.vault import passphrase as passphrases
from journal.vault.erase import is_being_erased
from journal.vault.gathering import Gathering
from journal.vault.intake import Added, Prepared
from journal.vault.keys import KeyCost, KeyFile, SlotKind
from journal.vault.objects import Objects
from journal.vault.record_number import make_record_number
from journal.vault.reserve import BYTES as RESERVE_BYTES
from journal.vault.reserve import NAME as RESERVE
from journal.vault.reserve import Reserve
from journal.vault.ways_in import WaysIn, open_slot

DATABASE = "record.db"

RandomBytes = Callable[[int], bytes]


def is_vault(folder: Path) -> bool:
    """Whether anything of a record is there, in whatever state: where this is true, no new one may be made.

    True also where we may not look, or the disk does not answer.
    """
    try:
        return any((folder / name).exists() for name in (*key_copies.NAMES, DATABASE, BEING_ERASED))
    except OSError:
        return True


class Vault:
    """Made by ``create``, ``open`` or ``open_with_code``; ``with`` closes it.

    ``may_lack_the_last``: something was saved before the program stopped that cannot be read any more (LastSavesCut).
    """

    def __init__(
        self, folder: Path, key_file: KeyFile, master: bytearray, clock: Clock, random_bytes: RandomBytes
    ) -> None:
        self.folder = folder
        self.ways = WaysIn(folder, key_file, master)
        self._master = master
        self._random_bytes = random_bytes
        self._reserve = Reserve(folder / RESERVE)
        self.may_lack_the_last = log_end.ends_early(folder / DATABASE)
        self._database = Database(_open_database(folder, key_file, master), self._reserve.release)
        try:
            self._furnish(clock, random_bytes)
        except BaseException:
            self._database.close()  # or its lock would stay, and the next try would say that another process has it
            raise
        self._database.renew_with(lambda: _open_database(folder, key_file, master), lambda: _can_work(folder))

    def _furnish(self, clock: Clock, random_bytes: RandomBytes) -> None:
        about, folder = self._database.about(), self.folder
        self.record_number: str = about["record_number"]
        self.practice = about["practice"] == "1"
        sight = Sight(self._database)
        self.evidence = EvidenceStore(self._database)
        self.objects = Objects(folder)
        self.settings = SettingStore(self._database)
        self.search = Search(self._database)
        self.glimpses = GlimpseStore(self._database)
        self.lists = Lists(self._database)
        self.incidents = IncidentStore(self._database, clock, self._new_id)
        self.drafts = DraftStore(
            database=self._database, clock=clock, new_id=self._new_id, incidents=self.incidents, settings=self.settings
        )
        self.entries = EntryStore(
            database=self._database,
            clock=clock,
            random_bytes=random_bytes,
            incidents=self.incidents,
            drafts=self.drafts,
            search=self.search,
            sight=sight,
            evidence=self.evidence,
        )
        self.copies = CopyStore(self._database, clock, random_bytes, self.entries)
        stores = ErasingStores(self.entries, self.incidents, self.evidence, self.settings, sight)
        self.erasing = Erasing(self._database, clock, random_bytes, stores)

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        cost: KeyCost | None = None,
        clock: Clock | None = None,
        random_bytes: RandomBytes = os.urandom,
        practice: bool = False,
    ) -> tuple["Vault", str]:
        """A new vault in a folder that is not there yet, or empty; and its recovery code as it is printed.

        It is built in a folder beside and renamed when whole. Raises VaultExists, NotEnoughMemory, DiskFull,
        FolderReadOnly; nothing is left behind then. ValueError for an empty passphrase. ``cost`` is what fits this
        computer. ``random_bytes`` makes ids, salts of the chain and the record's number, so that the practice record
        is the same each time; never a key.
        """
        with durable.machine_errors():
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise VaultExists
        code = recovery_code.make()
        master, key_file = _new_keys(passphrase, code, cost or key_cost.here())
        with durable.machine_errors():
            folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = folder.with_name(f".{folder.name}-{random_bytes(4).hex()}.new")
            fresh.mkdir(mode=0o700)
            try:
                _fill(fresh, key_file, master, random_bytes, practice=practice)
                if folder.exists():
                    folder.rmdir()  # empty, as was seen above; it stays if anything has come into it
                fresh.rename(folder)
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
            durable.sync_place(folder)
        return cls(folder, key_file, master, clock or Clock(), random_bytes), recovery_code.printed(code)

    @classmethod
    def open(cls, folder: Path, passphrase: str, *, clock: Clock | None = None) -> "Vault":
        """Raises WrongPassphrase, or any VaultError or MachineError; nothing was changed then."""
        secret = passphrases.tried(passphrase)
        vault = cls._unlock(folder, SlotKind.PASSPHRASE, secret, clock) if secret else None
        if vault is None:
            raise WrongPassphrase
        if vault.ways.has_device_key:
            passphrase_due.note_typed(vault.settings, (clock or Clock()).now())
        return vault

    @classmethod
    def open_with_code(cls, folder: Path, code: str, *, clock: Clock | None = None) -> "Vault":
        """Raises MistypedRecoveryCode, WrongRecoveryCode, or any VaultError or MachineError."""
        vault = cls._unlock(folder, SlotKind.RECOVERY_CODE, recovery_code.parse(code), clock)
        if vault is None:
            raise WrongRecoveryCode
        return vault

    @classmethod
    def open_with_device_key(cls, folder: Path, key: bytes, *, clock: Clock | None = None) -> "Vault":
        """Raises DeviceKeyGone, PassphraseDue when it is time to type that, or any VaultError or MachineError."""
        vault = cls._unlock(folder, SlotKind.DEVICE, key, clock)
        if vault is None:
            raise DeviceKeyGone
        if passphrase_due.is_due(vault.settings, (clock or Clock()).now()):
            vault.close()
            raise PassphraseDue
        return vault

    def change_passphrase(self, new: str) -> None:
        """Wrap the master key anew; whatever the size of the record. The old passphrase opens old copies still.

        Raises NotEnoughMemory, DiskFull or FolderReadOnly; the old passphrase then stays. ValueError for an empty one.
        """
        self.ways.change_passphrase(new)

    def new_recovery_code(self) -> str:
        """A code in place of the one there was, as it is printed. The old one opens old copies still.

        Raises DiskFull or FolderReadOnly; the old code then stays.
        """
        return self.ways.new_recovery_code()

    def confirm_code(self, typed: str) -> bool:
        """Whether this code opens this record. Raises MistypedRecoveryCode."""
        return self.ways.opens(SlotKind.RECOVERY_CODE, recovery_code.parse(typed))

    def add_file(self, prepared: Prepared, incident: str, wording: Wording, searchable: str = "") -> Added:
        """Make a prepared file part of the record, in one short commit: its card, its number, its keys.

        ``incident`` is empty for the whole record; ``wording`` and ``searchable`` are those of its card
        (``prepared.answers``). Bytes that were kept before are not kept twice: their new name and time become an
        addition to the first card, and what was prepared is taken away. Raises DiskFullButSaved when only the reserve
        had room for it, DiskFull when nothing had: it is then still prepared.
        """
        names = [each.id for each in prepared.objects]
        first = self.evidence.find(prepared.digest)
        if first is not None and first.objects == prepared.objects:  # a second try, after DiskFullButSaved
            kept = self.entries.get(first.entry)
            assert kept is not None
            return Added(first, kept, is_new=True)
        draft = self.drafts.new(incident, wording.guide, EvidenceKind.FILE, first.entry if first else "")
        card = replace(draft, answers=prepared.answers)
        try:
            entry = self.entries.keep(card, wording, searchable, () if first else prepared.objects)
        except DiskFullButSaved:
            if first is None:
                self.objects.settle(names)
            raise
        with contextlib.suppress(MachineError, OSError):  # it is committed: what is left is put right at an opening
            (self.objects.discard if first else self.objects.settle)(names)
        return Added(first or self.evidence.card(entry.id), entry, is_new=first is None)

    def sweep(self) -> None:
        """Take away what nobody can miss in ``objects/``: files that never got a row, and files whose rows were erased.
        Quick; to be called once, some time after opening."""
        if self.objects.has_left_over:
            self.objects.sweep(frozenset(self.evidence.object_ids()))
        self.remove_erased_files()

    def remove_erased_files(self) -> None:
        """What ``evidence.forget`` left: sealed files that nothing opens any more."""
        gone = self.evidence.to_remove()
        if gone:
            self.objects.remove(gone)
            self.evidence.removed()

    def contents(self, incidents: Collection[str] | None = None) -> Contents:
        """All that a report is made from: of these incidents, or of all; what belongs to no incident is in both.

        At once, which may take long: the window reads it in portions (journal/vault/gathering.py).
        """
        gathering = Gathering(self, incidents)
        while gathering.more():
            pass
        return gathering.contents()

    def lay_still(self) -> bytearray:
        """``Database.lay_still``; gives the key that the file can be read with meanwhile. Whoever has it wipes it."""
        self._database.lay_still()
        return keys.database_key(self._master, self.ways.vault_id)

    def go_on(self) -> bool:
        """Whether the database's file lay still until now."""
        return self._database.go_on()

    def confirm_passphrase(self, typed: str) -> bool:
        """Whether this passphrase opens this record. Raises NotEnoughMemory."""
        secret = passphrases.tried(typed)
        return bool(secret) and self.ways.opens(SlotKind.PASSPHRASE, secret)

    def close(self) -> None:
        """Close the database and overwrite the key. Twice is no matter."""
        self._database.close()
        keys.wipe(self._master)

    def __enter__(self) -> "Vault":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    @classmethod
    def _unlock(cls, folder: Path, kind: SlotKind, secret: bytes, clock: Clock | None) -> "Vault | None":
        if not is_vault(folder):
            raise VaultMissing
        with durable.machine_errors():
            if is_being_erased(folder):
                raise BeingErased
            copies = key_copies.read(folder)
            connection.look_at(folder / DATABASE)
            _check_writable(folder)
        for key_file in copies.files:
            master = open_slot(key_file, kind, secret)
            if master is not None:
                return cls._with_keys(folder, copies, key_file, master, clock or Clock())
        return None

    @classmethod
    def _with_keys(
        cls, folder: Path, copies: key_copies.KeyCopies, key_file: KeyFile, master: bytearray, clock: Clock
    ) -> "Vault":
        try:
            vault = cls(folder, key_file, master, clock, os.urandom)
        except BaseException:
            keys.wipe(master)
            raise
        vault._tidy(copies)
        return vault

    def _tidy(self, copies: key_copies.KeyCopies) -> None:
        """Put right what an open record may: the other copy of its keys, unless that is newer, and the reserve."""
        self.ways.mend(copies)
        if self._reserve.is_spent() and self._reserve.can_be_laid_by():
            with contextlib.suppress(MachineError, OSError):
                self._reserve.lay_by(os.urandom(RESERVE_BYTES))

    def _new_id(self) -> str:
        return self._random_bytes(16).hex()


def _check_writable(folder: Path) -> None:
    """Raises FolderReadOnly before anything is derived or opened."""
    if not _is_writable(folder):
        raise FolderReadOnly


def _is_writable(folder: Path) -> bool:
    return all(os.access(path, os.W_OK) for path in (folder, folder / DATABASE))


def _can_work(folder: Path) -> bool:
    """Whether a new connection makes sense. Raises DiskUnreachable: what a disk that is gone gives looks damaged."""
    if not durable.answers(folder):
        raise DiskUnreachable
    return _is_writable(folder)


def _new_keys(typed: str, code: bytes, cost: KeyCost) -> tuple[bytearray, KeyFile]:
    master, vault_id = bytearray(os.urandom(32)), os.urandom(16)
    said = passphrases.secret(typed)
    slots = (
        keys.wrap(master, vault_id, SlotKind.PASSPHRASE, said, cost=cost),
        keys.wrap(master, vault_id, SlotKind.RECOVERY_CODE, code, cost=None),
    )
    return master, KeyFile(vault_id, 1, slots)


def _fill(folder: Path, key_file: KeyFile, master: bytearray, random_bytes: RandomBytes, *, practice: bool) -> None:
    """All files of a new vault, on the disk when this returns."""
    key_copies.write(folder, key_file)
    Reserve(folder / RESERVE).lay_by(os.urandom(RESERVE_BYTES))
    key = keys.database_key(master, key_file.vault_id)
    made = connection.create(folder / DATABASE, key)
    try:
        lay_out(made, MIGRATIONS)
        about = {"record_number": make_record_number(random_bytes), "practice": "1" if practice else "0"}
        Database(made, lambda: False).write_about(about)
    finally:
        made.close()
        keys.wipe(key)
    durable.sync_file(folder / DATABASE)
    durable.sync_folder(folder)


def _open_database(folder: Path, key_file: KeyFile, master: bytearray) -> Any:
    """Open and bring up to date, with an encrypted copy beside it first."""
    key = keys.database_key(master, key_file.vault_id)
    opened = None
    try:
        opened = connection.connect(folder / DATABASE, key)
        bring_up_to_date(opened, MIGRATIONS, key, folder)
    except BaseException:
        if opened is not None:
            opened.close()
        raise
    finally:
        keys.wipe(key)
    return opened
