# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a sealed file back from the disk while it is still written, to see that what was stored is what came."""

import hashlib
import queue
import threading
from pathlib import Path

from journal.record.evidence import Sealed
from journal.store import durable
from journal.vault.sealed_file import SealedReader, chunks_within

_AT_ONCE = 16  # chunks to one read: a mebibyte


class ReadBack:
    """Follows a ``SealedWriter`` on a thread of its own: opens each chunk that is on the disk and hashes what is in it.

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
        self._reached: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="reading back", daemon=True)
        self._thread.start()

    def reach(self, written: int) -> None:
        """So many bytes of the sealed file are written by now."""
        self._reached.put(written)

    def finish(self) -> None:
        """The sealed file is whole and on the disk: what is left can be read."""
        self._reached.put(None)

    def wait(self, seconds: float) -> bool:
        """Whether it has read all; at the latest after that time."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def digest(self) -> bytes:
        """SHA-256 of the content as it came back. Raises EvidenceDamaged, EvidenceMissing or a MachineError."""
        self._thread.join()
        if self._trouble is not None:
            raise self._trouble
        return self._digest.digest()

    def give_up(self) -> None:
        """The file is not wanted any more. Returns when nothing holds it open."""
        self._stop.set()
        self.finish()
        self._thread.join()

    def _run(self) -> None:
        try:
            with SealedReader(self._path, self._bare, growing=True) as reader:
                self._follow(reader)
        except BaseException as trouble:  # noqa: BLE001 - raised again on the thread that asks for the digest
            self._trouble = trouble

    def _follow(self, reader: SealedReader) -> None:
        opened = on_disk = 0
        while not self._stop.is_set():
            written = self._reached.get()
            if written is None:
                reader.check_length()
            end = reader.length if written is None else written
            with durable.machine_errors():
                durable.forget(reader.fileno(), on_disk, end - on_disk)
            on_disk = end
            upto = reader.count if written is None else chunks_within(written)
            for first in range(opened, upto, _AT_ONCE):
                if self._stop.is_set():
                    return
                content = reader.chunks(first, min(_AT_ONCE, upto - first))
                self._digest.update(content)
                self.done += len(content)
            opened = max(opened, upto)
            if written is None:
                return
