# SPDX-License-Identifier: GPL-3.0-or-later
"""The hash chain: a salted commitment to each entry, and a link from each commitment to all before it.

``commitment = SHA-256("entry-v1" ‖ salt(16) ‖ canonical JSON)`` and
``link = SHA-256("link-v1" ‖ previous link(32) ‖ position(8, big-endian) ‖ commitment)``;
the link before the first is 32 zero bytes.
It shows that nothing before a known link was changed, removed or moved since that link was given away. It cannot show
when something was written, nor detect a chain that its owner rebuilt as a whole (docs/threat-model.md).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from journal.record.entry import Entry

SALT_BYTES = 16
START = bytes(32)


def canonical(content: Any) -> bytes:
    """JSON with sorted keys, no spaces and nothing escaped that need not be, in UTF-8.

    Lone surrogates (half an emoji, from a broken clipboard) have no UTF-8; they are kept by the escape JSON has for
    them. Two halves side by side are the whole letter, as they are for every reader of JSON.
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return "".join(f"\\u{ord(c):04x}" if 0xD800 <= ord(c) <= 0xDFFF else c for c in whole).encode("utf-8")


def commit(content: Any, salt: bytes) -> bytes:
    return hashlib.sha256(b"entry-v1" + salt + canonical(content)).digest()


def link(previous: bytes, seq: int, commitment: bytes) -> bytes:
    return hashlib.sha256(b"link-v1" + previous + seq.to_bytes(8, "big") + commitment).digest()


@dataclass(frozen=True, slots=True)
class Erased:
    """An entry whose words and salt its writer erased. Its bare digests stay: they say nothing of what it held."""

    seq: int
    commitment: bytes
    link: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the chain without what stands there: position, commitment, and the link to all before."""

    seq: int
    commitment: bytes
    link: bytes


@dataclass(frozen=True, slots=True)
class ChainReport:
    """``broken`` is the position of the first entry that does not fit, or None; ``head`` the last link that does."""

    length: int
    head: bytes
    broken: int | None


def check(entries: Iterable[Entry | Erased | None]) -> ChainReport:
    """Recompute the chain over entries in their order. None stands for one that can no longer be read.

    Of an erased one only its place among the others can be checked.
    """
    head, length = START, 0
    for entry in entries:
        position = length + 1
        if entry is None:
            return ChainReport(length, head, position)
        fits = (
            entry.seq == position
            and (isinstance(entry, Erased) or commit(entry.content(), entry.salt) == entry.commitment)
            and link(head, position, entry.commitment) == entry.link
        )
        if not fits:
            return ChainReport(length, head, position)
        head, length = entry.link, position
    return ChainReport(length, head, None)


def fingerprint(digest: bytes, groups: int = 16) -> str:
    """A digest for people: hexadecimal in groups of four; ``groups=3`` for the short form at the foot of a page."""
    text = digest.hex()
    return " ".join(text[i * 4 : i * 4 + 4] for i in range(groups))


def grouped(digest: str) -> str:
    """The same of a digest that was kept as hexadecimal; any other text as it stands."""
    try:
        return fingerprint(bytes.fromhex(digest))
    except ValueError:
        return digest
