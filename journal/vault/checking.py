# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of a record: its keys, its database, its chain and every file in it, read anew from the disk.

What is damaged is named, and everything that can be read is read: one bad place is never the end of it. Nothing is
changed or repaired. What no check can see is an older state of the whole folder: only a fingerprint that was given
away earlier shows that (docs/threat-model.md).
"""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from journal.clock import Stamp
from journal.errors import DiskUnreachable, EvidenceDamaged, EvidenceMissing, KeyFileDamaged
from journal.record import chain
from journal.record.chain import Erased
from journal.record.checked import Checked, Damage, DamageKind
from journal.store import connection, durable
from journal.store.connection import Database
from journal.store.still import KeptObject, Place, Still, Stopped
from journal.vault import key_copies, keys
from journal.vault.objects import Cancelled, Objects, Progress
from journal.vault.vault import DATABASE, Vault

_BLOCK = 1024 * 1024
_PLACES = 500  # between two steps of progress


def check(
    folder: Path,
    key: bytes | bytearray,
    progress: Progress | None = None,
    stopped: Cancelled | None = None,
    database: str = DATABASE,
) -> Checked | None:
    """All of a record that no one has open: a backup, a copy that is to be put in place. None when it was stopped.

    ``database``: its name, while it has not its lasting one yet.
    ``key`` is that of its database (``Vault.database_key``, ``keys.database_key``). What stands in a write-ahead log
    is put in its place first; a folder without one is only read, and may be one that cannot be written to.
    ``progress(done, all)`` in bytes. Raises DiskUnreachable when the disk does not answer any more, and VaultInUse.
    """
    try:
        _settle_log(folder / database, key)
        looking = Looking(folder, key, progress, stopped, database)
        looking.look_at_database()
        looking.look_at_files()
    except Stopped:
        return None
    return looking.result()


class OpenRecordCheck:
    """The same of the record that is open, while it is used.

    ``begin`` and ``settle`` on the vault's thread, each short; ``look_at_database`` after the first and
    ``look_at_files`` after the second on any other. ``settle`` also follows when it was stopped. The database's file
    lies still in between: what is saved meanwhile goes into the write-ahead log, which is checked the next time.
    """

    def __init__(self, vault: Vault, progress: Progress | None = None, stopped: Cancelled | None = None) -> None:
        self._vault = vault
        self._progress = progress
        self._stopped = stopped
        self._looking: Looking | None = None
        self._key = bytearray()

    def begin(self) -> None:
        """Raises DiskFull when what is in the log has no room in its place."""
        self._key = self._vault.lay_still()
        self._looking = Looking(self._vault.folder, self._key, self._progress, self._stopped)

    def look_at_database(self) -> bool:
        """False when it was stopped."""
        return self._look(Looking.look_at_database)

    def settle(self) -> bool:
        """Let the database write again; False when it had to write meanwhile: then nothing that was found counts."""
        keys.wipe(self._key)
        return self._vault.go_on()

    def look_at_files(self) -> bool:
        """False when it was stopped."""
        return self._look(Looking.look_at_files)

    def result(self) -> Checked:
        """On the vault's thread: without what was erased while it was looked at."""
        assert self._looking is not None
        return self._looking.result(frozenset(self._vault.evidence.object_ids()))

    def _look(self, task: "Callable[[Looking], None]") -> bool:
        assert self._looking is not None
        try:
            task(self._looking)
        except Stopped:
            return False
        return True


@dataclass
class Looking:
    """One look through a folder that holds still. Each part raises Stopped when that is wanted."""

    folder: Path
    key: bytes | bytearray
    progress: Progress | None = None
    stopped: Cancelled | None = None
    database: str = DATABASE
    _damages: list[Damage] = field(default_factory=list)
    _objects: list[KeptObject] = field(default_factory=list)
    _entries: int = 0
    _head: bytes = chain.START
    _done: int = 0
    _all: int = 0

    def look_at_database(self) -> None:
        """Keys, structure, pages, every entry, draft and row; and which sealed files there should be."""
        size = _size(self.folder / self.database)
        self._all = 3 * size
        self._look_at_keys()
        still = Still(self.folder / self.database, self.key, self._is_stopped)
        structure = still.structure_is_whole()
        self._step(size)
        pages = still.pages_are_whole()
        self._step(size)
        if not structure:
            self._damages.append(Damage(DamageKind.DATABASE))
        elif not pages:
            self._damages.append(Damage(DamageKind.PAGES))
        self._look_at_chain(still, size)
        drafts = sum(not readable for readable in still.drafts())
        self._damages += [Damage(DamageKind.DRAFT)] * drafts
        found = list(still.objects())
        self._objects = [each for each in found if each is not None]
        if structure and None in found:
            self._damages.append(Damage(DamageKind.DATABASE))
        self._look_for_strangers(still, everything_known=structure and None not in found)

    def look_at_files(self) -> None:
        """Every sealed file opened, and its content compared with the fingerprint it was kept under."""
        self._all = self._done + sum(each.sealed.size for each in self._objects)
        objects = Objects(self.folder)
        for each in self._objects:
            self._stop_if_asked()
            kind = self._fault_of(objects, each)
            if kind is not None:
                damage = Damage(kind, number=each.number, role=each.sealed.role, object=each.sealed.id)
                self._damages.append(damage)

    def result(self, there: Collection[str] | None = None) -> Checked:
        """``there``: the ids of sealed files that the record still has; the others are left out."""
        damages = [each for each in self._damages if there is None or not each.object or each.object in there]
        return Checked(self._entries, len(self._objects), self._head, tuple(damages))

    def _look_at_keys(self) -> None:
        try:
            whole = key_copies.read(self.folder).whole
        except KeyFileDamaged:
            whole = False
        if not whole:
            self._damages.append(Damage(DamageKind.KEYS))

    def _look_at_chain(self, still: Still, size: int) -> None:
        """Each entry against its own commitment, each link against the one before: a bad one spoils no other."""
        head: bytes | None = chain.START
        length = still.length()
        for place in still.places():
            self._stop_if_asked()
            kind = _fault_in_chain(place, head)
            if kind is not None:
                self._damages.append(Damage(kind, seq=place.seq, step=_step_of(place), kept=_kept(place)))
            head = place.link.link if place.link is not None else None
            self._entries, self._head = place.seq, head or self._head
            if place.seq % _PLACES == 0:
                self._step(size * _PLACES // length)
        self._step(3 * size - self._done)

    def _look_for_strangers(self, still: Still, *, everything_known: bool) -> None:
        """A file gets its lasting name after its row is committed, so each with such a name was known once."""
        known = {each.sealed.id for each in self._objects} | still.going()
        if everything_known and not known.issuperset(Objects(self.folder).names()):
            self._damages.append(Damage(DamageKind.OLDER))

    def _fault_of(self, objects: Objects, kept: KeptObject) -> DamageKind | None:
        digest, block = hashlib.sha256(), bytearray(_BLOCK)
        try:
            with objects.open(kept.sealed) as reader:
                while count := reader.readinto(block):
                    self._stop_if_asked()
                    digest.update(memoryview(block)[:count])
                    self._step(count)
        except EvidenceMissing:
            return DamageKind.FILE_GONE
        except EvidenceDamaged:
            return DamageKind.FILE
        except DiskUnreachable:
            if not durable.answers(self.folder):
                raise
            return DamageKind.FILE  # the disk answers, but not for this file
        return None if digest.digest() == kept.sealed.digest else DamageKind.FILE

    def _is_stopped(self) -> bool:
        return self.stopped is not None and self.stopped()

    def _stop_if_asked(self) -> None:
        if self._is_stopped():
            raise Stopped

    def _step(self, size: int) -> None:
        self._done += size
        if self.progress is not None:
            self.progress(self._done, self._all)


def _settle_log(path: Path, key: bytes | bytearray) -> None:
    """Only where there is a log: whoever closed the record well has left none."""
    if _size(path.with_name(path.name + "-wal")):
        opened = Database(connection.connect(path, key), lambda: False)
        try:
            opened.empty_log()
        finally:
            opened.close()


def _fault_in_chain(place: Place, head: bytes | None) -> DamageKind | None:
    """``head``: the link before; None where that cannot be read, and so nothing can be said of this one's."""
    entry, link = place.entry, place.link
    if entry is None or link is None:
        return DamageKind.ENTRY
    fits = isinstance(entry, Erased) or chain.commit(entry.content(), entry.salt) == link.commitment
    follows = head is None or chain.link(head, place.seq, link.commitment) == link.link
    return None if fits and follows else DamageKind.CHANGED


def _step_of(place: Place) -> str:
    return place.step or (place.entry.step if place.entry is not None and not isinstance(place.entry, Erased) else "")


def _kept(place: Place) -> Stamp | None:
    if place.entry is not None and not isinstance(place.entry, Erased):
        return place.entry.kept
    return place.kept


def _size(path: Path) -> int:
    with durable.machine_errors():
        return path.stat().st_size if path.is_file() else 0
