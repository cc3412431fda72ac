# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a sealed file back from the disk while it is still written, to see that what was stored is what came."""

import hashlib
import queue
import threading
from collections.abc import Callable
from pathlib import Path

from journal.record.evidence import Sealed
from journal.store import durable
from journal.vault.sealed_file import SealedReader, chunks_within

_AT_ONCE = 16  # chunks to one read: a mebibyte


class ReadBack:
    """Follows a ``SealedWriter`` on threads of its own: opens each chunk that is on the disk and hashes what is in it.

    What was written is first made to reach the disk and then let go of by the system's memory, where the system can
    do that (Linux): so it is the disk that is read, not what is remembered of it.
    """

    def __init__(self, path: Path, bare: Sealed) -> None:
        """``bare`` is the sealed file as it will be. ``path`` has its first bytes by now."""
        self.done = 0  # bytes of the content that were read back
        self._path, self._bare = path, bare
        self._digest = hashlib.sha256()
        self._trouble: BaseException | None = None
        self._stop = threading.Event()
        self._written: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._on_disk: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._guarded, args=(task,), name=name, daemon=True)
            for name, task in (("to the disk", self._settle), ("reading back", self._follow))
        ]
        for thread in self._threads:
            thread.start()

    def reach(self, written: int) -> None:
        """So many bytes of the sealed file are written by now."""
        self._written.put(written)

    def finish(self) -> None:
        """The sealed file is whole and on the disk: what is left can be read."""
        self._written.put(None)

    def wait(self, seconds: float) -> bool:
        """Whether it has read all; at the latest after that time."""
        self._threads[-1].join(seconds)
        return not self._threads[-1].is_alive()

    def digest(self) -> bytes:
        """SHA-256 of the content as it came back. Raises EvidenceDamaged, EvidenceMissing or a MachineError."""
        self._join()
        if self._trouble is not None:
            raise self._trouble
        return self._digest.digest()

    def give_up(self) -> None:
        """The file is not wanted any more. Returns when nothing holds it open."""
        self._stop.set()
        self.finish()
        self._join()

    def _join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _guarded(self, task: Callable[[], None]) -> None:
        try:
            task()
        except BaseException as trouble:  # noqa: BLE001 - raised again on the thread that asks for the digest
            self._trouble = self._trouble or trouble
            self._stop.set()
            self._on_disk.put(None)

    def _settle(self) -> None:
        """Make what was written reach the disk, while what reached it before is read."""
        start = 0
        with self._path.open("rb", buffering=0) as file:
            while (end := self._written.get()) is not None and not self._stop.is_set():
                with durable.machine_errors():
                    durable.forget(file.fileno(), start, end - start)
                start = end
                self._on_disk.put(end)
            with durable.machine_errors():
                durable.forget(file.fileno(), start, 0)  # to its end
        self._on_disk.put(None)

    def _follow(self) -> None:
        opened = 0
        with SealedReader(self._path, self._bare, growing=True) as reader:
            while not self._stop.is_set():
                length = self._on_disk.get()
                if length is None:
                    reader.check_length()
                upto = reader.count if length is None else chunks_within(length)
                for first in range(opened, upto, _AT_ONCE):
                    if self._stop.is_set():
                        return
                    content = reader.chunks(first, min(_AT_ONCE, upto - first))
                    self._digest.update(content)
                    self.done += len(content)
                opened = max(opened, upto)
                if length is None:
                    return
