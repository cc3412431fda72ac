# SPDX-License-Identifier: GPL-3.0-or-later
"""The two copies of the key file: which of them count, and when one is written anew.

A copy is only ever written from keys that have just opened the record: when the passphrase is changed, or when the
other copy was damaged, missing or left behind by a power cut. Nothing is written because something did not open.
"""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from journal.disk import GONE
from journal.errors import DiskUnreachable, FolderReadOnly, KeyFileDamaged, MachineError
from journal.store import durable
from journal.vault.keys import LARGEST, KeyFile

NAMES = ("keys.a", "keys.b")


@dataclass(frozen=True, slots=True)
class KeyCopies:
    """``files``: the good copies without repetition, the newest first. ``whole``: both are there and the same."""

    files: tuple[KeyFile, ...]
    whole: bool


def read(folder: Path) -> KeyCopies:
    """Raises KeyFileDamaged when neither copy is good, VaultTooNew when one is of a newer program, DiskUnreachable when
    the folder does not answer: what cannot be read then may be whole."""
    good: list[KeyFile] = []
    silent = 0
    for name in NAMES:
        try:
            good.append(KeyFile.unpack(_bytes(folder / name)))
        except DiskUnreachable:
            silent += 1
        except KeyFileDamaged:
            pass
    if not good:
        raise DiskUnreachable if silent == len(NAMES) or not durable.answers(folder) else KeyFileDamaged
    distinct = sorted(dict.fromkeys(good), key=lambda file: -file.generation)
    return KeyCopies(tuple(distinct), whole=len(good) == len(NAMES) and len(distinct) == 1)


def write(folder: Path, file: KeyFile) -> None:
    """Both copies, one after the other: a good one is there at every moment. Raises DiskFull or FolderReadOnly."""
    data = file.pack()
    for name in NAMES:
        durable.write(folder / name, data)


def mend(folder: Path, file: KeyFile) -> None:
    """Make both copies ``file``, which has opened the record. When the disk does not let us, the next time will do."""
    with contextlib.suppress(MachineError, OSError):
        data = file.pack()
        for name in NAMES:
            if not _is(folder / name, data):
                durable.write(folder / name, data)


def _is(path: Path, data: bytes) -> bool:
    try:
        return _bytes(path) == data
    except DiskUnreachable:
        return False


def _bytes(path: Path) -> bytes:
    """What is in a copy; nothing when it is not there. Raises DiskUnreachable when the disk cannot read it any more."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST)
    except PermissionError as error:
        raise FolderReadOnly from error
    except FileNotFoundError:
        return b""
    except OSError as error:
        if error.errno in GONE:
            raise DiskUnreachable from error
        return b""
