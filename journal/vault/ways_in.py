# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways into an open record: each wraps its master key once more, and changing one leaves the others as they are.

Whatever the size of the record, what is written are two key files of a few hundred bytes.
"""

from pathlib import Path

from journal.vault import device_key, key_copies, key_cost, keys, passphrase, recovery_code
from journal.vault.key_copies import KeyCopies
from journal.vault.keys import KeyCost, KeyFile, SlotKind


class WaysIn:
    """Of one open vault, whose thread uses it; ``has_device_key`` and ``device_place`` may be asked on any."""

    def __init__(self, folder: Path, key_file: KeyFile, master: bytearray) -> None:
        self._folder = folder
        self._key_file = key_file
        self._master = master

    @property
    def vault_id(self) -> bytes:
        """16 random bytes that this record was made with."""
        return self._key_file.vault_id

    @property
    def has_device_key(self) -> bool:
        """Whether a key that this, or another, computer keeps opens it too."""
        return self._key_file.slot(SlotKind.DEVICE) is not None

    @property
    def device_place(self) -> device_key.Place:
        """Where a computer keeps the device key of this record."""
        return device_key.place(self.vault_id)

    def change_passphrase(self, new: str) -> None:
        """As ``Vault.change_passphrase``."""
        old = self._key_file.slot(SlotKind.PASSPHRASE)
        self._rewrap(SlotKind.PASSPHRASE, passphrase.secret(new), key_cost.again(old.cost if old else None))

    def new_recovery_code(self) -> str:
        """As ``Vault.new_recovery_code``."""
        code = recovery_code.make()
        self._rewrap(SlotKind.RECOVERY_CODE, code, None)
        return recovery_code.printed(code)

    def add_device_key(self, key: bytes) -> None:
        """Let this key open the record, in place of the one there was. It must be 256 random bits.

        Raises DiskFull or FolderReadOnly; nothing has changed then.
        """
        if len(key) != device_key.KEY_BYTES:
            raise ValueError("a device key of another size")
        self._rewrap(SlotKind.DEVICE, key, None)

    def remove_device_key(self) -> None:
        """No device key opens the record any more; copies of it from before are still opened by theirs.

        Without the slot the key file is again one that an older program can read. Raises DiskFull or FolderReadOnly.
        """
        if self.has_device_key:
            self._put(self._key_file.without(SlotKind.DEVICE))

    def opens(self, kind: SlotKind, secret: bytes) -> bool:
        """Whether this secret opens the record in this way. Raises NotEnoughMemory."""
        master = open_slot(self._key_file, kind, secret)
        if master is not None:
            keys.wipe(master)
        return master is not None

    def mend(self, copies: KeyCopies) -> None:
        """Make the other copy of the keys good again, unless that is newer than the one that opened."""
        if not copies.whole and self._key_file == copies.files[0]:
            key_copies.mend(self._folder, self._key_file)

    def _rewrap(self, kind: SlotKind, secret: bytes, cost: KeyCost | None) -> None:
        """Give the master key to ``secret`` in place of what had it; on the disk when this returns."""
        slot = keys.wrap(self._master, self.vault_id, kind, secret, cost=cost)
        self._put(self._key_file.with_slot(slot))

    def _put(self, changed: KeyFile) -> None:
        key_copies.write(self._folder, changed)
        self._key_file = changed


def open_slot(key_file: KeyFile, kind: SlotKind, secret: bytes) -> bytearray | None:
    """The master key, or None where there is no such way in or this secret does not open it. Raises NotEnoughMemory."""
    slot = key_file.slot(kind)
    return keys.unwrap(slot, key_file.vault_id, secret) if slot else None
