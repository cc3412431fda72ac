# SPDX-License-Identifier: GPL-3.0-or-later
"""The folder ``objects/``: where each sealed file lies, how it is read, given out and taken away.

Nothing here touches the database, so that any thread may read. A sealed file is called ``<id>.coming`` until its row is
committed, and ``<id>`` from then on: what may be swept away tells itself apart by its name. A file without that ending
goes only when the record itself names it as one to be removed, never because a database does not know it: that
database could be an older one, put here by hand.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from journal.disk import may_be_a_file, sync_names
from journal.errors import DiskUnreachable, EvidenceDamaged, EvidenceMissing, TargetUnwritable
from journal.loose_ends import beside
from journal.record.evidence import Evidence, Role, Sealed
from journal.store import durable
from journal.targets import writing
from journal.vault.sealed_file import SealedReader

FOLDER = "objects"
COMING = ".coming"

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_NAME = re.compile(r"[0-9a-f]{32}")
_COMING_NAME = re.compile(rf"({_NAME.pattern})\.coming")


class Objects:
    """Reading and ``discard`` on any thread; ``settle``, ``remove`` and ``sweep`` on the vault's."""

    def __init__(self, vault: Path) -> None:
        self.folder = vault / FOLDER
        self._left_over = self._coming()

    def open(self, sealed: Sealed) -> SealedReader:
        """Raises EvidenceMissing, EvidenceDamaged or DiskUnreachable."""
        try:
            return SealedReader(self.folder / sealed.id, sealed)
        except EvidenceMissing:
            pass
        try:
            return SealedReader(self.folder / f"{sealed.id}{COMING}", sealed)  # its commit was the last thing done
        except EvidenceMissing:
            if durable.answers(self.folder.parent):
                raise
            raise DiskUnreachable from None

    def open_original(self, evidence: Evidence) -> SealedReader:
        """The file as it came. Raises EvidenceMissing for a thing that is no file, too."""
        sealed = evidence.sealed(Role.ORIGINAL)
        if sealed is None:
            raise EvidenceMissing
        return self.open(sealed)

    def read(self, sealed: Sealed) -> bytes:
        """All of a small one, checked against its digest."""
        with self.open(sealed) as reader:
            content = reader.read_at(0, sealed.size)
        if hashlib.sha256(content).digest() != sealed.digest:
            raise EvidenceDamaged
        return content

    def export(
        self, sealed: Sealed, target: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> bool:
        """Write the bytes as they came to a place that the person chose; False if that was stopped.

        All of it or nothing, and the digest is checked before the target is there. Raises TargetFull, TargetGone,
        TargetUnwritable, EvidenceMissing, EvidenceDamaged or DiskUnreachable; whatever stood at the target stands then.
        """
        if not may_be_a_file(target):
            raise TargetUnwritable
        with self.open(sealed) as reader, writing(), beside(target) as fresh:
            if not _pour(reader, sealed, fresh, progress, cancelled):
                return False
            fresh.replace(target)
            sync_names(target.parent)
        return True

    def settle(self, ids: Iterable[str]) -> None:
        """Give these their lasting names: their rows are committed. What already has it is no matter."""
        settled = False
        with durable.machine_errors():
            for each in ids:
                with contextlib.suppress(FileNotFoundError):
                    (self.folder / f"{each}{COMING}").rename(self.folder / each)
                    settled = True
            if settled:
                durable.sync_folder(self.folder)

    def discard(self, ids: Collection[str]) -> None:
        """Take away what has no row: never a file that has its lasting name."""
        self._unlink([f"{each}{COMING}" for each in ids])

    def remove(self, ids: Collection[str]) -> None:
        """Take away sealed files that were erased. What is not there is no matter."""
        self._unlink([name for each in ids for name in (each, f"{each}{COMING}")])

    @property
    def has_left_over(self) -> bool:
        """Whether there is anything to sweep."""
        return bool(self._left_over)

    def sweep(self, known: Collection[str]) -> None:
        """Put right what an end in the middle of coming in left behind: only what lay there before this opening.

        ``known`` are the ids that the database has.
        """
        left, self._left_over = self._left_over, frozenset()
        self.settle(left.intersection(known))
        self.discard(left.difference(known))

    def names(self) -> frozenset[str]:
        """The ids of the sealed files that have their lasting name."""
        return frozenset(name for name in self._in_folder() if _NAME.fullmatch(name))

    def _unlink(self, names: Collection[str]) -> None:
        with durable.machine_errors():
            for name in names:
                (self.folder / name).unlink(missing_ok=True)
            if names and self.folder.is_dir():
                durable.sync_folder(self.folder)

    def _coming(self) -> frozenset[str]:
        return frozenset(match[1] for name in self._in_folder() if (match := _COMING_NAME.fullmatch(name)))

    def _in_folder(self) -> list[str]:
        try:
            return [path.name for path in self.folder.iterdir()]
        except OSError:
            return []


def _pour(
    reader: SealedReader, sealed: Sealed, fresh: Path, progress: Progress | None, cancelled: Cancelled | None
) -> bool:
    digest, block, done = hashlib.sha256(), bytearray(1024 * 1024), 0
    with fresh.open("xb", buffering=0) as out:
        while count := reader.readinto(block):
            if cancelled is not None and cancelled():
                return False
            view = memoryview(block)[:count]
            digest.update(view)
            while view:
                view = view[out.write(view) :]
            done += count
            if progress is not None:
                progress(done, sealed.size)
        os.fsync(out.fileno())
    if digest.digest() != sealed.digest:
        raise EvidenceDamaged
    return True
