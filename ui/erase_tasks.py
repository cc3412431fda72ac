# SPDX-License-Identifier: GPL-3.0-or-later
"""Erasing, as tasks for the vault's thread."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journal.guide.acts import ACTS, ERASING
from journal.guide.spoken import wording
from journal.paths import BEING_ERASED, outside_settings
from journal.record.acts import ERASED_COUNT, ERASED_NUMBERS
from journal.record.entry import Wording
from journal.settings import write_outside
from journal.words import Words

if TYPE_CHECKING:
    from journal.vault.vault import Vault


def erase_incident(vault: "Vault", words: Words, incident: str) -> None:
    """An account and all that belongs to it."""
    from journal.vault import erase

    erase.erase_incident(vault, incident, _worded(words))


def erase_entry(vault: "Vault", words: Words, entry: str) -> None:
    """One thing that was kept, and what was added to it."""
    from journal.vault import erase

    erase.erase_entry(vault, entry, _worded(words))


def erase_record(vault: "Vault", passphrase: str | None) -> bool:
    """The whole record; False when this is not its passphrase (None: it has none). Its vault is closed after that.

    Raises a MachineError when nothing could be begun; then nothing has changed. What stops it later is met by the
    next start, which says so.
    """
    from journal.vault import erase

    if passphrase is not None and not vault.confirm_passphrase(passphrase):
        return False
    erase.begin_whole(vault.folder)
    vault.close()
    erase.erase_whole(vault.folder)
    return True


def has_begun(vault: "Vault | None") -> bool:
    """Whether the erasing of the whole record has taken its first step."""
    return vault is not None and (vault.folder / BEING_ERASED).exists()


def finish(folder: Path) -> None:
    """Take away what an erasing that was stopped has left."""
    from journal.vault import erase

    erase.erase_whole(folder)


def forget_place(outside: dict[str, Any], folder: Path) -> None:
    """Nothing is there any more: the next start is not to look for a record in this folder."""
    if outside.get("vault") and Path(outside["vault"]) == folder:
        outside["vault"] = ""
        with contextlib.suppress(OSError):
            write_outside(outside_settings(), outside)


def _worded(words: Words) -> Wording:
    return wording(ACTS, ERASING, {ERASED_NUMBERS: "", ERASED_COUNT: ""}, words)
