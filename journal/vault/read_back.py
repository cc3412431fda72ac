# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a sealed file back while it is still being written, to see that what was stored is what came."""

import hashlib
import queue
import threading
from pathlib import Path

from journal.record.evidence import Sealed
from journal.vault.sealed_file import SealedReader, chunks_within

_AT_ONCE = 16  # chunks to one read: a mebibyte


class ReadBack:
    """Follows a ``SealedWriter`` on a thread of its own: opens each chunk of the file and hashes what is in it.

    It reads the file as the system gives it, which may still be from memory; that all of it is on the disk, the
    writer's sync says.
    """

    def __init__(self, path: Path, bare: Sealed) -> None:
        """``bare`` is the sealed file as it will be. ``path`` has its first bytes by now."""
        self.done = 0  # bytes of the content that were read back
        self._path, self._bare = path, bare
        self._digest = hashlib.sha256()
        self._trouble: BaseException | None = None
        self._stop = threading.Event()
        self._written: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="reading back", daemon=True)
        self._thread.start()

    def reach(self, written: int) -> None:
        """So many bytes of the sealed file are written by now."""
        self._written.put(written)

    def finish(self) -> None:
        """The sealed file is whole and on the disk: what is left can be read."""
        self._written.put(None)

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
        opened = 0
        while not self._stop.is_set():
            written = self._written.get()
            if written is None:
                reader.check_length()
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
