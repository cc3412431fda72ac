# SPDX-License-Identifier: GPL-3.0-or-later
"""The print log in the chain: which copies were made. In no list of what was written, like every act."""

from collections.abc import Callable

from journal.clock import Clock
from journal.record.acts import COPY
from journal.record.copy_made import COPY_FOR, CopyMade
from journal.record.entry import Answers, Entry, EntryKind, Wording
from journal.store.connection import Database
from journal.store.entries import EntryStore
from journal.store.rows import read


class CopyStore:
    """They belong to the whole record: erasing an account does not take away who has a copy of it."""

    def __init__(
        self, database: Database, clock: Clock, random_bytes: Callable[[int], bytes], entries: EntryStore
    ) -> None:
        self._database = database
        self._clock = clock
        self._random_bytes = random_bytes
        self._entries = entries

    def note(self, made: CopyMade, wording: Wording, for_whom: str = "") -> Entry:
        """Note a copy, once it is there. Raises DiskFullButSaved when it was noted with room from the reserve,
        DiskFull when it could not be."""
        return self._keep(made.answers(for_whom), wording)

    def say_for_whom(self, copy: str, for_whom: str, wording: Wording) -> Entry:
        """Add to a copy for whom it was; what was said before stays in the chain. Raises as ``note``."""
        return self._keep({COPY_FOR: for_whom}, wording, copy)

    def all(self) -> list[Entry]:
        """The copies and what was added to them, in chain order."""
        return read(self._database, "WHERE e.step = ? AND e.kind = 'written' ORDER BY c.seq", (COPY,))

    def _keep(self, answers: Answers, wording: Wording, adds_to: str = "") -> Entry:
        now, name = self._clock.now(), self._random_bytes(16).hex()
        entry = Entry(name, "", EntryKind.WRITTEN, COPY, wording, answers, now, now, adds_to=adds_to)
        return self._database.write(lambda: self._entries.append(entry))
