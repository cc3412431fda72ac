# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing a file in: read once, hashed and sealed, and right behind that read back and hashed again.

``prepare`` runs on any thread but the vault's and touches no database; one short commit on the vault's thread
(``Vault.add_file``) makes what it gives a part of the record. Until then it can be taken away without a trace.
"""

import contextlib
import hashlib
import io
import os
import queue
import shutil
import stat
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from journal.clock import file_time
from journal.decode import media
from journal.decode.looked import Looked, Shown
from journal.disk import GONE
from journal.errors import (
    DiskFull,
    EvidenceDamaged,
    MachineError,
    NoRoomForFile,
    SourceChanged,
    SourceEmpty,
    SourceIsNoFile,
    SourceMissing,
    SourceUnreadable,
)
from journal.record.entry import Entry
from journal.record.evidence import Evidence, Role, Sealed
from journal.store import durable
from journal.store.evidence import KEPT_FILE
from journal.vault.objects import COMING, FOLDER, Cancelled, Objects, Progress
from journal.vault.read_back import ReadBack
from journal.vault.reserve import BYTES as RESERVE_BYTES
from journal.vault.reserve import NAME as RESERVE
from journal.vault.sealed_file import ID, KEY, SealedReader, SealedWriter, length_on_disk

_BLOCK = 1024 * 1024
_BUFFERS = 4
_FOLLOW = 4 * 1024 * 1024  # how far behind it is read back
_LOOK_EVERY = 0.05  # seconds
_COPIES = 2 * 1024 * 1024  # room for the small picture and the one for paper
_SPARE = 16 * 1024 * 1024  # that stays free beside the file, so that words still have room


@dataclass(frozen=True, slots=True)
class Source:
    """What is to come in: a file at a path, or bytes that were pasted. Neither is ever changed."""

    name: str
    path: Path | None = None
    data: bytes = b""

    @classmethod
    def from_path(cls, path: Path) -> "Source":
        return cls(path.name, path)

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> "Source":
        return cls(name, None, data)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that lies sealed beside the record and waits for its row. Give it to ``Vault.add_file``, or discard it.

    ``kept_file`` is the answer of that name. ``shown`` says whether there are pictures of it, and if not, why;
    ``promised`` is what its name says that it is, where the content is something else.
    """

    folder: Path
    objects: tuple[Sealed, ...]
    kept_file: Mapping[str, Any]
    shown: Shown
    promised: str = ""

    @property
    def answers(self) -> dict[str, Any]:
        """For the card of step ``file``."""
        return {KEPT_FILE: dict(self.kept_file)}

    @property
    def digest(self) -> bytes:
        return bytes.fromhex(self.kept_file["digest"])

    def discard(self) -> None:
        """Take away what was sealed. What the record has by now stays."""
        Objects(self.folder).discard([each.id for each in self.objects])


@dataclass(frozen=True, slots=True)
class Added:
    """What the record has now. Where ``is_new`` is False, ``entry`` is an addition to the card that was there."""

    evidence: Evidence
    entry: Entry
    is_new: bool


def prepare(
    source: Source, folder: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Prepared | None:
    """Seal a file into the vault in ``folder``; None when ``cancelled`` said so, within a second.

    ``progress`` hears of bytes done and bytes in all. Raises a SourceError, NoRoomForFile, FolderReadOnly or
    DiskUnreachable. Whatever the end, nothing is left behind that is not in what it gives. Memory stays the same
    whatever the size: about ten mebibytes, and what the copies take.
    """
    made: list[str] = []
    try:
        return _prepare(source, folder, made, _Watch(progress, cancelled))
    except _Stopped:
        return None
    except DiskFull as error:
        raise NoRoomForFile from error
    finally:
        with contextlib.suppress(OSError, MachineError):
            Objects(folder).discard(made)


class _Readable(Protocol):
    def readinto(self, buffer: memoryview, /) -> int | None: ...


class _Stopped(Exception):
    """Somebody does not want it any more."""


class _Watch:
    """Asks whether to stop, and tells how far it is."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._progress, self.cancelled = progress, cancelled
        self.total = self._done = 0

    def reach(self, done: int) -> None:
        """So far by now; what was said before is never taken back."""
        if self.cancelled is not None and self.cancelled():
            raise _Stopped
        self._done = max(self._done, min(done, self.total))
        if self._progress is not None:
            self._progress(self._done, self.total)


def _prepare(source: Source, folder: Path, made: list[str], watch: _Watch) -> Prepared:
    """``made`` names what is to be removed at the end: nothing, once all is well."""
    with _opened(source) as (file, size, modified):
        watch.total = 2 * size
        _check_room(folder, size)
        _make_folder(folder)
        sealing = _Sealing(folder, made)
        sealed, head = sealing.seal(Role.ORIGINAL, file, size, watch)
    looked = _look(sealing, sealed, head, watch)
    objects = [sealed]
    for role, picture in ((Role.THUMBNAIL, looked.thumbnail), (Role.PRINT, looked.print)):
        if picture:
            objects.append(sealing.seal(role, io.BytesIO(picture), len(picture), _Watch(None, watch.cancelled))[0])
    with durable.machine_errors(), durable.there(folder):
        durable.sync_folder(folder / FOLDER)
    watch.reach(0)
    made.clear()
    promised = media.promised(source.name)
    return Prepared(
        folder,
        tuple(objects),
        {
            "name": source.name,
            "size": size,
            "digest": sealed.digest.hex(),
            "stored_digest": sealing.read_back[sealed.id].hex(),
            "media": looked.media,
            "modified": modified,
            "facts": dict(looked.facts),
            "width": looked.width,
            "height": looked.height,
        }
        | ({"in_part": True} if looked.shown is Shown.IN_PART else {}),
        looked.shown,
        promised if promised != looked.media else "",
    )


@dataclass
class _Sealing:
    """Makes sealed files, and reads back each one that it made."""

    folder: Path
    made: list[str]
    read_back: dict[str, bytes] = field(default_factory=dict)

    def seal(self, role: Role, file: _Readable, size: int, watch: _Watch) -> tuple[Sealed, bytes]:
        """The sealed file, and the first bytes of what is in it."""
        name, key = os.urandom(ID).hex(), os.urandom(KEY)
        path = self.path(name)
        self.made.append(name)
        writer = SealedWriter(path, name, key)
        back = ReadBack(path, Sealed(name, role, key, size, b""))
        try:
            digest, head = _pour_in(file, size, writer, back, watch)
            writer.finish()
            back.finish()
            while not back.wait(_LOOK_EVERY):
                watch.reach(size + back.done)
            self.read_back[name] = back.digest()
            watch.reach(size + back.done)
        except BaseException:
            back.give_up()
            writer.discard()
            raise
        if self.read_back[name] != digest:
            raise EvidenceDamaged
        return Sealed(name, role, key, size, digest), head

    def path(self, name: str) -> Path:
        return self.folder / FOLDER / f"{name}{COMING}"


class _Hashing:
    """SHA-256 on a thread of its own; ``take`` waits when it is behind."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._blocks: queue.Queue[memoryview | bytes | None] = queue.Queue(_BUFFERS - 2)
        self._thread = threading.Thread(target=self._run, name="hashing", daemon=True)
        self._thread.start()

    def take(self, block: memoryview | bytes) -> None:
        self._blocks.put(block)

    def end(self) -> bytes:
        self._blocks.put(None)
        self._thread.join()
        return self._digest.digest()

    def _run(self) -> None:
        while (block := self._blocks.get()) is not None:
            self._digest.update(block)


def _pour_in(file: _Readable, size: int, writer: SealedWriter, back: ReadBack, watch: _Watch) -> tuple[bytes, bytes]:
    """Read, hash and seal. SourceChanged when there is more or less than there was at first."""
    ring = [bytearray(_BLOCK) for _ in range(_BUFFERS)]  # one is read into, one hashed, the others wait
    hashing, head, turn, told = _Hashing(), b"", 0, 0
    try:
        while True:
            block = memoryview(ring[turn % _BUFFERS])
            turn += 1
            with _source_errors():
                count = file.readinto(block)
            if not count:
                break
            head = head or bytes(block[: media.HEAD])
            hashing.take(block[:count])
            writer.write(block[:count])
            if writer.size > size:
                raise SourceChanged
            if writer.written - told >= _FOLLOW:
                told = writer.written
                back.reach(told)
            watch.reach(writer.size + back.done)
    finally:
        digest = hashing.end()
    if writer.size != size:
        raise SourceChanged
    return digest, head[:size]


def _look(sealing: _Sealing, sealed: Sealed, head: bytes, watch: _Watch) -> Looked:
    from journal.decode.decoder import look

    with SealedReader(sealing.path(sealed.id), sealed) as reader:
        looked = look(reader, sealed.size, head, watch.cancelled)
    watch.reach(0)
    return looked


@contextlib.contextmanager
def _opened(source: Source) -> Iterator[tuple[_Readable, int, str]]:
    """The open file, its size and its time. Raises a SourceError, at the end too: if it changed meanwhile."""
    if source.path is None:
        if not source.data:
            raise SourceEmpty
        yield io.BytesIO(source.data), len(source.data), ""
        return
    with _source_errors():
        # A pipe would keep us waiting for ever: it is not opened. What it is is asked again when it is open.
        if not stat.S_ISREG(source.path.stat().st_mode):
            raise SourceIsNoFile
        file = source.path.open("rb", buffering=0)
    try:
        with _source_errors():
            before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise SourceIsNoFile
        if not before.st_size:
            raise SourceEmpty
        when = file_time(before.st_mtime)
        yield file, before.st_size, str(when) if when else ""
        with _source_errors():
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise SourceChanged
    finally:
        with contextlib.suppress(OSError):  # a stick that is gone can say so once more here
            file.close()


@contextlib.contextmanager
def _source_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise (SourceMissing if error.errno in GONE else SourceUnreadable) from error
    except ValueError as error:  # a name that no file can have
        raise SourceMissing from error


def _check_room(folder: Path, size: int) -> None:
    """Before anything is written. What is held back for words is not counted as free: it is a file of its own."""
    needed = length_on_disk(size) + _COPIES + _SPARE
    with durable.machine_errors(), durable.there(folder):
        if not (folder / RESERVE).is_file():
            needed += RESERVE_BYTES  # it was spent, and comes back before anything else
        if shutil.disk_usage(folder).free < needed:
            raise NoRoomForFile


def _make_folder(folder: Path) -> None:
    with durable.machine_errors(), durable.there(folder):
        if not (folder / FOLDER).is_dir():
            (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
            durable.sync_folder(folder)
