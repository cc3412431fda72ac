# SPDX-License-Identifier: GPL-3.0-or-later
"""Trying a passphrase or a recovery code on a folder that is only read, such as a copy on a write-protected stick."""

from dataclasses import dataclass
from pathlib import Path

from journal.errors import WrongPassphrase, WrongRecoveryCode
from journal.vault import key_copies, keys, recovery_code
from journal.vault import passphrase as passphrases
from journal.vault.keys import KeyFile, SlotKind
from journal.vault.vault import Vault
from journal.vault.ways_in import open_slot


@dataclass(frozen=True, slots=True)
class TriedKeys:
    """What was typed, and what it opened. ``wipe`` overwrites the key; what was typed stays in memory until the
    process ends, as it does everywhere."""

    typed_passphrase: str
    typed_code: str
    key_file: KeyFile
    master: bytearray

    @property
    def vault_id(self) -> bytes:
        return self.key_file.vault_id

    def database_key(self) -> bytearray:
        return keys.database_key(self.master, self.vault_id)

    def open(self, folder: Path) -> Vault:
        """A record with these keys, where it may be written to. Raises what ``Vault.open`` raises."""
        if self.typed_code:
            return Vault.open_with_code(folder, self.typed_code)
        return Vault.open(folder, self.typed_passphrase)

    def wipe(self) -> None:
        keys.wipe(self.master)


def open_keys(folder: Path, *, passphrase: str = "", code: str = "") -> TriedKeys:
    """With the code where there is one. Nothing is written.

    Raises WrongPassphrase, WrongRecoveryCode, MistypedRecoveryCode, NotEnoughMemory, KeyFileDamaged, VaultTooNew or
    FolderReadOnly.
    """
    kind = SlotKind.RECOVERY_CODE if code else SlotKind.PASSPHRASE
    secret = recovery_code.parse(code) if code else passphrases.tried(passphrase)
    for key_file in key_copies.read(folder).files:
        master = open_slot(key_file, kind, secret) if secret else None
        if master is not None:
            return TriedKeys(passphrase, code, key_file, master)
    raise WrongRecoveryCode if code else WrongPassphrase
