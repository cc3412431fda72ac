# SPDX-License-Identifier: GPL-3.0-or-later
"""One damaged file taken back from a copy of the record: the sealed file that opens with the same key, or none.

A sealed file never changes, so that any copy of the record that has it has the right one. It is read to its end, and
compared with the fingerprint it was kept under, before it takes the damaged one's place.
"""

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from journal.errors import EvidenceDamaged, EvidenceMissing, MachineError
from journal.record.evidence import Sealed
from journal.store import durable
from journal.vault.objects import FOLDER
from journal.vault.sealed_file import SealedReader

_MOST_FOLDERS = 200  # looked into below the one that was chosen


def bring_back(vault: Path, sealed: Sealed, chosen: Path) -> bool:
    """Look for it in the folder that the person chose, and in the copies that lie in that; False if it is in none.

    On any thread. Raises DiskFull, FolderReadOnly or DiskUnreachable; the damaged file then lies as it lay.
    """
    for path in _candidates(chosen, sealed.id):
        if path.resolve() != (vault / FOLDER / sealed.id).resolve() and _is_right(path, sealed):
            _put(path, vault / FOLDER, sealed)
            return True
    return False


def _candidates(chosen: Path, name: str) -> Iterator[Path]:
    """A copy's folder, the folder of its files, or one that holds copies."""
    yield chosen / FOLDER / name
    yield chosen / name
    with contextlib.suppress(OSError):
        below = sorted(path for path in chosen.iterdir() if path.is_dir() and not path.is_symlink())
        for path in below[:_MOST_FOLDERS]:
            yield path / FOLDER / name


def _is_right(path: Path, sealed: Sealed) -> bool:
    try:
        if path.is_symlink() or not path.is_file():
            return False
        with SealedReader(path, sealed) as reader:
            return hashlib.file_digest(reader, "sha256").digest() == sealed.digest
    except (EvidenceDamaged, EvidenceMissing, MachineError, OSError):
        return False


def _put(path: Path, folder: Path, sealed: Sealed) -> None:
    """Beside first, read once more from here, then in its place: the disk it lies on may be a failing one."""
    fresh = folder / f"{sealed.id}.new"
    with durable.machine_errors():
        folder.mkdir(mode=0o700, exist_ok=True)
        try:
            fresh.unlink(missing_ok=True)
            fresh.touch(mode=0o600, exist_ok=False)  # not set afterwards: a stick may know no permissions
            shutil.copyfile(path, fresh)
            durable.sync_file(fresh)
            if not _is_right(fresh, sealed):
                raise EvidenceDamaged
            fresh.replace(folder / sealed.id)
            durable.sync_folder(folder)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
