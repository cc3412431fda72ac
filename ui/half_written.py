# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written outside the record is noted in it first; what a kill left there goes at the next opening.

Silently: nothing was asked of the person, and nothing is wrong with the record.
"""

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from journal import loose_ends
from journal.errors import JournalError
from journal.vault import half_written
from journal.vault.half_written import Noted
from ui.session import Session
from ui.worker import Lane

if TYPE_CHECKING:
    from journal.vault.vault import Vault

# Seconds. The vault's tasks are short (docs/adr/0002); if one is not, or the record cannot be written, the person's
# copy is more than a tidy folder.
_PATIENCE = 1.0


class HalfWritten:
    """The notes of this process (``loose_ends.note_in``), from its making on. Whoever makes it holds on to it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        session.opened.connect(self._take_away)
        loose_ends.note_in(self)

    def begin(self, path: Path) -> Callable[[], None]:
        vault = self._session.vault
        if vault is None:
            return _nothing
        try:
            noted = Noted.of(path)
        except OSError:  # nothing can be written there, and the one who tries will say so
            return _nothing
        self._run(partial(half_written.add, vault.settings, noted), _PATIENCE)
        return partial(self._end, vault, noted)

    def _end(self, vault: "Vault", noted: Noted) -> None:
        """A stick that was pulled out has it still."""
        if half_written.is_gone(noted):
            self._run(partial(half_written.strike, vault.settings, [noted]), 0)

    def _take_away(self) -> None:
        """Only what other processes left: the settings are as they were read at the opening."""
        noted, vault = half_written.read(self._session.inside.get(half_written.KEY)), self._session.vault
        if noted and vault is not None:
            task = partial(half_written.take_away, noted)
            done = partial(self._on_taken, vault)
            self._session.worker.aside(task, done, _another_time, self._session, lane=Lane.LEFT_BEHIND)

    def _on_taken(self, vault: "Vault", gone: list[Noted]) -> None:
        if gone:
            self._run(partial(half_written.strike, vault.settings, gone), 0)

    def _run(self, task: Callable[[], object], seconds: float) -> None:
        with contextlib.suppress(RuntimeError):  # it takes no more tasks: the program ends
            self._session.worker.finish([task], seconds)


def _nothing() -> None:
    """Nothing was noted."""


def _another_time(_trouble: JournalError) -> None:
    """What is noted stays noted."""
