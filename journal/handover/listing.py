# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of a backup: which files belong to it, as they lie there, and a code that only the record's key can make.

    {"hmac":"…","list":{…}}⏎

is canonical JSON (journal/record/chain.py) and one line feed. It says nothing that the folder does not show: how many
entries there are, and the last link, stand in it only as a code (``chain``). Nothing in it is a path. What it is for:
to know which sealed files a backup brought, so that those of erased things can be taken away again, and to tell a
database that a backup wrote from one that was changed since.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from journal.clock import Stamp
from journal.handover import outside
from journal.record.chain import canonical

NAME = "manifest.json"
FORMAT = "own-words-backup"
VERSION = 1
LARGEST = 32 * 1024 * 1024  # bytes of a list that are ever read: some 200,000 files

_OBJECT = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_RECORD = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
_MOST = 2**48  # bytes of one file


class NoList(ValueError):
    """Not a list that this program writes."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file as it lies there: bytes, and SHA-256 of them."""

    size: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Listing:
    """``objects`` by id. ``chain``: a code of how many entries there are and of the last link (``chain_code``)."""

    record: str
    made: Stamp
    database: Item
    chain: bytes
    objects: Mapping[str, Item] = field(default_factory=dict)

    def pack(self, key: bytes | bytearray) -> bytes:
        """The file. ``key``: ``journal.vault.keys.list_key``."""
        inner = {
            "format": FORMAT,
            "version": VERSION,
            "record": self.record,
            "made": str(self.made),
            "database": _plain(self.database),
            "chain": self.chain.hex(),
            "objects": {name: _plain(item) for name, item in self.objects.items()},
        }
        return _sealed(inner, key)


def chain_code(key: bytes | bytearray, entries: int, head: bytes) -> bytes:
    """What ``Listing.chain`` is for a chain of so many entries that ends with this link."""
    return hmac.digest(bytes(key), b"own-words backup chain v1" + entries.to_bytes(8) + head, hashlib.sha256)


def unpack(data: bytes, key: bytes | bytearray | None = None) -> Listing:
    """Raises NoList for anything but the very bytes that ``pack`` writes; with a key, for a list of another one too.

    Without the key it says what it likes: names and sizes are looked at, but that is all.
    """
    try:
        said = json.loads(data)
        inner, code = said["list"], said["hmac"]
        if len(said) != 2 or len(inner) != 7 or canonical(said) + b"\n" != data:
            raise NoList
        if (inner["format"], inner["version"]) != (FORMAT, VERSION) or isinstance(inner["version"], bool):
            raise NoList
        found = Listing(
            record=_matched(_RECORD, inner["record"]),
            made=Stamp.parse(inner["made"]),
            database=_item(inner["database"]),
            chain=bytes.fromhex(_matched(_DIGEST, inner["chain"])),
            objects={_matched(_OBJECT, name): _item(item) for name, item in inner["objects"].items()},
        )
        made = _matched(_DIGEST, code)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise NoList from error
    if str(found.made) != inner["made"]:  # Python reads more forms of a time than it writes
        raise NoList
    if key is not None and not hmac.compare_digest(_code(inner, key), made):
        raise NoList
    return found


def read(folder: Path, key: bytes | bytearray | None = None) -> Listing | None:
    """The list of a backup; None where there is none, or one that is not right."""
    try:
        with outside.open_plain(folder / NAME) as file:
            data = file.read(LARGEST + 1)
        return unpack(data, key) if len(data) <= LARGEST else None
    except (OSError, NoList):
        return None


def _sealed(inner: dict[str, Any], key: bytes | bytearray) -> bytes:
    return canonical({"list": inner, "hmac": _code(inner, key)}) + b"\n"


def _code(inner: Any, key: bytes | bytearray) -> str:
    return hmac.digest(bytes(key), b"own-words backup list v1" + canonical(inner), hashlib.sha256).hex()


def _plain(item: Item) -> list[Any]:
    return [item.size, item.digest.hex()]


def _item(said: Any) -> Item:
    size, digest = said
    if type(size) is not int or not 0 <= size <= _MOST:
        raise NoList
    return Item(size, bytes.fromhex(_matched(_DIGEST, digest)))


def _matched(pattern: re.Pattern[str], said: Any) -> str:
    if not isinstance(said, str) or not pattern.fullmatch(said):
        raise NoList
    return said
