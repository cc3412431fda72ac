# SPDX-License-Identifier: GPL-3.0-or-later
"""The key file: the master key, wrapped once for each way in. Kept twice, ``keys.a`` and ``keys.b``.

    magic(8) version(2) vault id(16) generation(4) slots(1), for each slot: kind(1) length(2) body, then SHA-256(32)

The digest at the end has no key: it tells a damaged file (nothing can be said about the passphrase) from a wrong
passphrase (the slot does not open). Against someone who changes the file on purpose stands the slot's own
authentication. Numbers are big-endian. docs/vault-format.md says the same for other programs.
"""

import hashlib
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal.errors import KeyFileDamaged, NotEnoughMemory, VaultTooNew

MAGIC = b"OwnWords"
VERSION = 1
LARGEST = 64 * 1024  # bytes of a key file that are ever read

_KEY = 32
_SALT = 16
_NONCE = 12
_WRAPPED = _KEY + 16
_HEAD = struct.Struct(">8sH16sIB")
_SLOT = struct.Struct(">BH")
_COST = struct.Struct(">III")
_DIGEST = 32

# What a file may ask of this computer: a hostile one must not hang it.
_LEAST_KIB, _MOST_KIB, _MOST_ITERATIONS, _MOST_LANES = 8 * 1024, 2 * 1024 * 1024, 20, 16


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one try of a passphrase costs (Argon2id)."""

    memory_kib: int
    iterations: int
    lanes: int

    def is_sane(self) -> bool:
        return (
            _LEAST_KIB <= self.memory_kib <= _MOST_KIB
            and 1 <= self.iterations <= _MOST_ITERATIONS
            and 1 <= self.lanes <= _MOST_LANES
        )


STANDARD = KeyCost(256 * 1024, 3, 4)


class SlotKind(IntEnum):
    """For ever. A program that does not know a kind refuses the file as newer (docs/adr/0019)."""

    PASSPHRASE = 1
    RECOVERY_CODE = 2
    DEVICE = 3


# What the derivation is told, so that the same secret would give another key for another kind of slot.
_INFO = {SlotKind.RECOVERY_CODE: b"own-words/v1/recovery", SlotKind.DEVICE: b"own-words/v1/device"}


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. ``cost`` is None for the recovery code and the device key: 160 random bits and more need no slow
    derivation, and so they also open where memory is short."""

    kind: SlotKind
    cost: KeyCost | None
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def body(self) -> bytes:
        cost = _COST.pack(self.cost.memory_kib, self.cost.iterations, self.cost.lanes) if self.cost else b""
        return cost + self.salt + self.nonce + self.wrapped


@dataclass(frozen=True, slots=True)
class KeyFile:
    """``generation`` grows with every change, so that of two good copies the newer one is known."""

    vault_id: bytes
    generation: int
    slots: tuple[Slot, ...]

    def pack(self) -> bytes:
        parts = [_HEAD.pack(MAGIC, VERSION, self.vault_id, self.generation, len(self.slots))]
        for slot in self.slots:
            body = slot.body()
            parts.append(_SLOT.pack(slot.kind, len(body)) + body)
        data = b"".join(parts)
        return data + hashlib.sha256(data).digest()

    @classmethod
    def unpack(cls, data: bytes) -> "KeyFile":
        """Raises KeyFileDamaged, or VaultTooNew for a whole file of a later version."""
        content, digest = data[:-_DIGEST], data[-_DIGEST:]
        if not content.startswith(MAGIC) or hashlib.sha256(content).digest() != digest:
            raise KeyFileDamaged
        try:
            _, version, vault_id, generation, count = _HEAD.unpack_from(content)
            if version > VERSION:
                raise VaultTooNew
            if version < 1:
                raise KeyFileDamaged
            return cls(vault_id, generation, tuple(_slots(content[_HEAD.size :], count)))
        except (struct.error, ValueError) as error:
            raise KeyFileDamaged from error

    def slot(self, kind: SlotKind) -> Slot | None:
        return next((slot for slot in self.slots if slot.kind is kind), None)

    def with_slot(self, new: Slot) -> "KeyFile":
        """The next generation, with ``new`` in place of the slot of its kind."""
        others = tuple(slot for slot in self.slots if slot.kind is not new.kind)
        slots = tuple(sorted((*others, new), key=lambda slot: slot.kind))
        return replace(self, generation=self.generation + 1, slots=slots)

    def without(self, kind: SlotKind) -> "KeyFile":
        """The next generation, with no slot of this kind. ValueError for the passphrase: something must always open."""
        if kind is SlotKind.PASSPHRASE:
            raise ValueError("the passphrase's slot always stays")
        slots = tuple(slot for slot in self.slots if slot.kind is not kind)
        return replace(self, generation=self.generation + 1, slots=slots)


def wrap(
    master: bytes | bytearray,
    vault_id: bytes,
    kind: SlotKind,
    secret: bytes,
    *,
    cost: KeyCost | None,
) -> Slot:
    """A new slot that gives ``master`` to whoever has ``secret``. Raises NotEnoughMemory."""
    bare = Slot(kind, cost, os.urandom(_SALT), os.urandom(_NONCE), b"")
    key = _wrapping_key(bare, vault_id, secret)
    try:
        return replace(bare, wrapped=AESGCM(key).encrypt(bare.nonce, bytes(master), _bound(bare, vault_id)))
    finally:
        wipe(key)


def unwrap(slot: Slot, vault_id: bytes, secret: bytes) -> bytearray | None:
    """The master key, or None when ``secret`` does not open this slot. Raises NotEnoughMemory."""
    key = _wrapping_key(slot, vault_id, secret)
    try:
        return bytearray(AESGCM(key).decrypt(slot.nonce, slot.wrapped, _bound(slot, vault_id)))
    except InvalidTag:
        return None
    finally:
        wipe(key)


def database_key(master: bytes | bytearray, vault_id: bytes) -> bytearray:
    """The raw key of record.db, derived so that the master key itself is used for nothing else."""
    derived = HKDF(SHA256(), _KEY, salt=vault_id, info=b"own-words/v1/database").derive(bytes(master))
    return bytearray(derived)


def list_key(database_key: bytes | bytearray, vault_id: bytes) -> bytearray:
    """What the list of a backup is authenticated with (journal/handover/listing.py)."""
    return bytearray(HKDF(SHA256(), _KEY, salt=vault_id, info=b"own-words/v1/backup-list").derive(bytes(database_key)))


def wipe(key: bytearray) -> None:
    """Overwrite a key. Partial by nature: Python may have copied it; ending the process is what clears memory."""
    key[:] = bytes(len(key))


def _wrapping_key(slot: Slot, vault_id: bytes, secret: bytes) -> bytearray:
    if slot.cost is None:
        return bytearray(HKDF(SHA256(), _KEY, salt=slot.salt, info=_INFO[slot.kind] + vault_id).derive(secret))
    cost = slot.cost
    try:
        derivation = Argon2id(
            salt=slot.salt, length=_KEY, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
        )
        return bytearray(derivation.derive(secret))
    except MemoryError as error:
        raise NotEnoughMemory from error


def _bound(slot: Slot, vault_id: bytes) -> bytes:
    """What is authenticated with the wrapped key: nobody can lower the cost or move a slot to another vault."""
    cost = _COST.pack(slot.cost.memory_kib, slot.cost.iterations, slot.cost.lanes) if slot.cost else b""
    return MAGIC + struct.pack(">H", VERSION) + vault_id + bytes([slot.kind]) + cost + slot.salt


def _slots(data: bytes, count: int) -> Iterator[Slot]:
    at = 0
    for _ in range(count):
        kind, length = _SLOT.unpack_from(data, at)
        at += _SLOT.size
        if kind not in list(SlotKind):
            raise VaultTooNew
        yield _slot(SlotKind(kind), data[at : at + length], length)
        at += length
    if at != len(data):
        raise ValueError("more than the slots")


def _slot(kind: SlotKind, body: bytes, length: int) -> Slot:
    cost = None
    if kind is SlotKind.PASSPHRASE:
        cost = KeyCost(*_COST.unpack_from(body))
        if not cost.is_sane():
            raise ValueError("a cost out of bounds")
        body, length = body[_COST.size :], length - _COST.size
    if len(body) != length or length != _SALT + _NONCE + _WRAPPED:
        raise ValueError("a slot of another size")
    return Slot(kind, cost, body[:_SALT], body[_SALT : _SALT + _NONCE], body[_SALT + _NONCE :])
