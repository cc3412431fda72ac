# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lock screen may ask of a locked record before anything heavy is loaded: whether a device key may open it.

Only a hint, told by the plain head of a key file (docs/vault-format.md, step 1) without its digest: what opens, or
does not, is decided in journal/vault/keys.py.
"""

from pathlib import Path

_MAGIC = b"OwnWords"
_VERSION = b"\0\1"
_COUNT, _FIRST = 30, 31  # where the number of slots stands, and the first slot
_DEVICE = 3
_MOST = 4096  # bytes; three slots are 312


def may_open_by_device(folder: Path) -> bool:
    """Whether one of the two key files has a slot for a device key. False for anything that cannot be read."""
    return any(_has_slot(_start(folder / name)) for name in ("keys.a", "keys.b"))


def _has_slot(data: bytes) -> bool:
    if len(data) < _FIRST or not data.startswith(_MAGIC + _VERSION):
        return False
    at = _FIRST
    for _ in range(data[_COUNT]):
        kind, length = data[at : at + 1], int.from_bytes(data[at + 1 : at + 3], "big")
        if kind == bytes([_DEVICE]):
            return True
        at += 3 + length
    return False


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError:
        return b""
