# SPDX-License-Identifier: GPL-3.0-or-later
"""Noting copies in the print log: whoever has printed, saved or bundled something calls ``note_copy``, only then."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from journal.guide.acts import ACTS, COPY
from journal.guide.spoken import wording
from journal.record.copy_made import COPY_FOR, CopyMade
from journal.record.entry import Entry
from journal.words import Words
from ui.session import Session

if TYPE_CHECKING:
    from journal.vault.vault import Vault

Told = Callable[[Entry], None]


def note_copy(
    session: Session, made: CopyMade, for_whom: str = "", on_done: Told | None = None, owner: QObject | None = None
) -> None:
    """Note a copy that is there; ``on_done`` is given its entry once that is committed."""
    if session.vault is not None:
        task = partial(_note, session.vault, session.words, made, for_whom)
        session.worker.run(task, partial(_tell, session, on_done), owner=owner)


def say_for_whom(
    session: Session, copy: str, for_whom: str, on_done: Told | None = None, owner: QObject | None = None
) -> None:
    """Add to the copy of this id for whom it is."""
    if session.vault is not None:
        task = partial(_say, session.vault, session.words, copy, for_whom)
        session.worker.run(task, partial(_tell, session, on_done), owner=owner)


def _note(vault: "Vault", words: Words, made: CopyMade, for_whom: str) -> Entry:
    return vault.copies.note(made, wording(ACTS, COPY, made.answers(for_whom), words), for_whom)


def _say(vault: "Vault", words: Words, copy: str, for_whom: str) -> Entry:
    return vault.copies.say_for_whom(copy, for_whom, wording(ACTS, COPY, {COPY_FOR: for_whom}, words))


def _tell(session: Session, on_done: Told | None, entry: Entry) -> None:
    session.saved.emit(entry.kept)
    if on_done is not None:
        on_done(entry)
