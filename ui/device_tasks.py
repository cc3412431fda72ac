# SPDX-License-Identifier: GPL-3.0-or-later
"""The key that this computer may keep, as tasks. What asks the key store is for the second thread: it may take seconds.

The others are for the vault's thread, and short.
"""

import os
from functools import partial
from typing import TYPE_CHECKING

from journal.clock import Clock
from ui.session import Session

if TYPE_CHECKING:
    from journal.vault.device_key import Place
    from journal.vault.vault import Vault


def is_possible() -> bool:
    """Beside: whether this computer has a place for a key."""
    from journal.vault import device_key

    return device_key.is_possible()


def keep_new(where: "Place") -> bytes:
    """Beside: a new key, in its place. Raises NoPlaceForKey."""
    from journal.vault import device_key

    key = os.urandom(device_key.KEY_BYTES)
    device_key.keep(where, key)
    return key


def set_up(vault: "Vault", key: bytes, clock: Clock) -> None:
    """Let that key open the record. Raises DiskFull or FolderReadOnly; it opens nothing then."""
    from journal.vault import passphrase_due

    vault.ways.add_device_key(key)
    passphrase_due.note_typed(vault.settings, clock.now())


def confirm(vault: "Vault", typed: str, clock: Clock) -> bool:
    """Whether this is the passphrase; if so, it was typed now. Raises NotEnoughMemory."""
    from journal.vault import passphrase_due

    right = vault.confirm_passphrase(typed)
    if right and vault.ways.has_device_key:
        passphrase_due.note_typed(vault.settings, clock.now())
    return right


def take_away(vault: "Vault") -> "Place":
    """No key of a computer opens the record any more. Gives the place that can be emptied now.

    Raises DiskFull or FolderReadOnly; nothing has changed then.
    """
    from journal.vault import passphrase_due

    vault.ways.remove_device_key()
    passphrase_due.forget(vault.settings)
    return vault.ways.device_place


def empty_place(session: Session, where: "Place") -> None:
    """Once its slot is gone: out of the key store too, beside, as far as that answers."""
    from journal.vault import device_key

    session.worker.aside(partial(device_key.forget, where))
