# SPDX-License-Identifier: GPL-3.0-or-later
"""A sealed file: AES-256-GCM in the STREAM construction, so that any part can be read, and none left out or moved.

    magic(7) version(2) prefix(7), then chunks of 64 KiB, each followed by its tag(16)

The nonce of a chunk is ``prefix ‖ counter(4) ‖ last(1)``; associated data is ``object id(16) ‖ version(2)``. Before it
is sealed, the content is filled up with zeros to a size that many files have (Padmé, at least 4 KiB): its true
length stands with its key in the database. Numbers are big-endian. docs/vault-format.md says it for other programs.
"""

import contextlib
import io
import os
import struct
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.errors import EvidenceDamaged, EvidenceMissing
from journal.record.evidence import Sealed
from journal.store import durable

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

MAGIC = b"OwnSeal"
VERSION = 1
CHUNK = 64 * 1024
KEY = 32
ID = 16

_TAG = 16
_PREFIX = 7
_HEAD = struct.Struct(f">7sH{_PREFIX}s")
_LEAST = 4096
_SEALED = CHUNK + _TAG
_AT_ONCE = 16  # chunks to one call of the disk
_FLUSH = 32 * 1024 * 1024
_LONG_AGO = (0, 0)  # the time that every object has: when it came in stands inside the record


def padded(size: int) -> int:
    """The size that content of ``size`` bytes is filled up to: 4 KiB, or at most 6.3 % more; few sizes are told apart.

    Padmé, from Nikitin and others, "Reducing Metadata Leakage from Encrypted Files" (PETS 2019).
    """
    size = max(size, _LEAST)
    exponent = size.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (size + mask) & ~mask


def length_on_disk(size: int) -> int:
    """How long the sealed file of ``size`` bytes is."""
    content = padded(size)
    return _HEAD.size + content + _TAG * _chunks(content)


def chunks_within(length: int) -> int:
    """How many chunks stand whole in the first ``length`` bytes of a sealed file."""
    return max(0, length - _HEAD.size) // _SEALED


def _chunks(content: int) -> int:
    return -(-content // CHUNK)


class SealedWriter:
    """Takes content in pieces of any size and seals it into a new file. In memory: one mebibyte, whatever its size."""

    def __init__(self, path: Path, object_id: str, key: bytes) -> None:
        """Raises DiskFull, FolderReadOnly or DiskUnreachable, as does every other call."""
        self.size = 0
        self._path = path
        self._cipher = AESGCM(key)
        self._prefix = os.urandom(_PREFIX)
        self._bound = _bound(object_id)
        self._number = 0
        self._held = bytearray()  # up to a chunk: which one is the last is known at the end
        self._out = bytearray(_SEALED * _AT_ONCE)
        self.written = self._begun = 0  # bytes of the sealed file; of them, those that the disk was told to begin with
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with durable.machine_errors():
            self._file = os.open(path, flags, 0o600)
        self._put(_HEAD.pack(MAGIC, VERSION, self._prefix))

    def write(self, data: "ReadableBuffer") -> None:
        view = memoryview(data).cast("B")
        self.size += len(view)
        if self._held:
            room = CHUNK - len(self._held)
            self._held += view[:room]
            view = view[room:]
            if not view:
                return
            self._seal(memoryview(self._held))
            self._held = bytearray()
        whole = max(0, (len(view) - 1) // CHUNK) * CHUNK  # at least one byte stays: it may belong to the last chunk
        for start in range(0, whole, CHUNK * _AT_ONCE):
            self._seal(view[start : min(start + CHUNK * _AT_ONCE, whole)])
        self._held += view[whole:]

    def finish(self) -> None:
        """Fill up, seal the last chunk, and return when all is on the disk. The file's name is the caller's to sync."""
        left = padded(self.size) - self.size
        while left:
            piece = min(left, CHUNK - len(self._held)) or min(left, CHUNK)
            if len(self._held) == CHUNK:
                self._seal(memoryview(self._held))
                self._held = bytearray()
            self._held += bytes(piece)
            left -= piece
        self._seal(memoryview(self._held), last=True)
        with durable.machine_errors():
            try:
                durable.sync(self._file)
            finally:
                self._close()
            with contextlib.suppress(PermissionError):  # a stick that is someone else's, and open to all
                os.utime(self._path, _LONG_AGO)

    def discard(self) -> None:
        """Close and remove what was written. Twice, or after ``finish``, is no matter."""
        with contextlib.suppress(OSError):  # a disk that is gone is told by what it was gone for
            self._close()
            self._path.unlink(missing_ok=True)

    def _seal(self, content: memoryview, *, last: bool = False) -> None:
        at = 0
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            nonce = _nonce(self._prefix, self._number, last=last)
            end = at + len(chunk) + _TAG
            self._cipher.encrypt_into(nonce, chunk, self._bound, memoryview(self._out)[at:end])
            self._number += 1
            at = end
        self._put(memoryview(self._out)[:at])

    def _put(self, data: "ReadableBuffer") -> None:
        view = memoryview(data)
        with durable.machine_errors():
            while view:
                done = os.write(self._file, view)
                view = view[done:]
                self.written += done
        if self.written - self._begun >= _FLUSH:
            durable.begin(self._file, self._begun, self.written - self._begun)
            self._begun = self.written

    def _close(self) -> None:
        file, self._file = self._file, -1
        if file >= 0:
            os.close(file)


class SealedReader(io.RawIOBase):
    """The content of a sealed file, from any place. For one thread at a time.

    Every byte it gives was authenticated; EvidenceDamaged where one was not, EvidenceMissing where there is no file.
    """

    def __init__(self, path: Path, sealed: Sealed, *, growing: bool = False) -> None:
        """``growing``: it is still being written; who reads it asks ``check_length`` at its end."""
        super().__init__()
        self.size = sealed.size
        self.length = length_on_disk(sealed.size)
        self._path = path
        self._cipher = AESGCM(sealed.key)
        self._bound = _bound(sealed.id)
        self._content = padded(sealed.size)
        self.count = _chunks(self._content)
        self._at = 0
        self._kept: tuple[int, memoryview] = (-1, memoryview(b""))
        self._buffers: tuple[bytearray, ...] = ()  # for reading it all, piece by piece
        try:
            with durable.machine_errors():
                self._file = path.open("rb", buffering=0)
        except FileNotFoundError as error:
            raise EvidenceMissing from error
        try:
            if not growing:
                self.check_length()
            self._prefix = self._read_head()
        except BaseException:
            self._file.close()
            raise

    def read_at(self, offset: int, length: int) -> bytes:
        """As slicing would: less at the end, nothing beyond it."""
        end = min(offset + length, self.size)
        parts = []
        while offset < end:
            piece = self._piece(offset, end)
            parts.append(piece)
            offset += len(piece)
        return b"".join(parts)

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer).cast("B")
        end = min(self._at + len(room), self.size)
        done = 0
        while self._at < end:
            piece = self._piece(self._at, end)
            room[done : done + len(piece)] = piece
            done += len(piece)
            self._at += len(piece)
        return done

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        if not self.closed:
            with contextlib.suppress(OSError):  # a stick that is gone can say so once more here
                self._file.close()
        super().close()

    def __enter__(self) -> "SealedReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def fileno(self) -> int:
        return self._file.fileno()

    def check_length(self) -> None:
        """Raises EvidenceDamaged where the sealed file is shorter or longer than it was made."""
        with durable.machine_errors():
            length = self._path.stat().st_size
        if length != self.length:
            raise EvidenceDamaged

    def chunks(self, first: int, count: int) -> memoryview:
        """What ``count`` chunks from number ``first`` hold of the content, until the next call. At most 16 at a time.

        What the content is filled up with is opened too, and left away.
        """
        if not self._buffers:
            self._buffers = (bytearray(_SEALED * _AT_ONCE), bytearray(CHUNK * _AT_ONCE))
        raw, content = memoryview(self._buffers[0]), memoryview(self._buffers[1])
        end = self._open(first, self._raw(first, count, raw), content)
        return content[: max(0, min(end, self.size - first * CHUNK))]

    def _piece(self, offset: int, end: int) -> memoryview:
        """What lies between, or the first mebibyte of it."""
        first = offset // CHUNK
        count = min(-(-end // CHUNK) - first, _AT_ONCE)
        if count == 1:
            content = self._chunk(first)
        else:
            content = self._opened(first, count)
        begin = offset - first * CHUNK
        return content[begin : begin + end - offset]

    def _chunk(self, number: int) -> memoryview:
        """One chunk, kept for the next small read."""
        if self._kept[0] != number:
            self._kept = (number, self._opened(number, 1))
        return self._kept[1]

    def _opened(self, first: int, count: int) -> memoryview:
        """The content of these chunks, in memory of its own."""
        content = memoryview(bytearray(CHUNK * count))
        return content[: self._open(first, self._raw(first, count, memoryview(bytearray(_SEALED * count))), content)]

    def _raw(self, first: int, count: int, room: memoryview) -> memoryview:
        """These chunks as they lie there, read into ``room``."""
        end = min((first + count) * CHUNK, self._content)
        raw = room[: end - first * CHUNK + _TAG * (_chunks(end) - first)]
        done = 0
        with durable.machine_errors():
            self._file.seek(_HEAD.size + first * _SEALED)
            while more := self._file.readinto(raw[done:]):  # the system may give less than was asked for
                done += more
        if done != len(raw):
            raise EvidenceDamaged
        return raw

    def _open(self, first: int, raw: memoryview, content: memoryview) -> int:
        """Open them into ``content``; how much of it they fill."""
        last, at = self.count - 1, 0
        for number, start in enumerate(range(0, len(raw), _SEALED), start=first):
            chunk = raw[start : start + _SEALED]
            nonce = _nonce(self._prefix, number, last=number == last)
            end = at + len(chunk) - _TAG
            try:
                self._cipher.decrypt_into(nonce, chunk, self._bound, content[at:end])
            except InvalidTag:
                raise EvidenceDamaged from None
            at = end
        return at

    def _read_head(self) -> bytes:
        with durable.machine_errors():
            head = self._file.read(_HEAD.size)
        if len(head) != _HEAD.size:
            raise EvidenceDamaged
        magic, version, prefix = _HEAD.unpack(head)
        if (magic, version) != (MAGIC, VERSION):
            raise EvidenceDamaged
        return bytes(prefix)


def _bound(object_id: str) -> bytes:
    """What is authenticated with each chunk: nobody can put one object in the place of another."""
    return bytes.fromhex(object_id) + struct.pack(">H", VERSION)


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)
