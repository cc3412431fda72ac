# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways into a record, as tasks for the vault's thread. Each gives the open vault and its settings.

The vault's modules are heavy: they are imported here, on that thread, and by nothing that the first paint needs.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from journal.clock import Clock
from journal.paths import BEING_ERASED, outside_settings
from journal.settings import write_outside
from journal.words import Words

if TYPE_CHECKING:
    from journal.vault.vault import Vault

Opened = tuple["Vault", dict[str, Any]]


def something_is_there(folder: Path) -> bool:
    """Whether a record may be here, in whatever state; then nothing new is made in its place."""
    try:
        return any(folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        return True


def is_being_erased(folder: Path) -> bool:
    """Whether someone began to erase this record, and something stopped that."""
    try:
        return (folder / BEING_ERASED).exists()
    except OSError:
        return False


def remember(folder: Path, outside: dict[str, Any]) -> bool:
    """Where the record is, outside of it: whether that could be kept."""
    try:
        write_outside(outside_settings(), {**outside, "vault": str(folder)})
    except OSError:
        return False
    outside["vault"] = str(folder)
    return True


def end_putting_in_place(folder: Path) -> None:
    """What was stopped while a copy came into its place is ended first. Raises nothing; costs a look as a rule."""
    try:
        stopped = any(folder.parent.glob(f".{folder.name}-*.new")) or (folder / "put-in-place").exists()
    except OSError:
        return
    if stopped:
        from journal.handover import moving

        moving.go_on(folder)


def open_with_passphrase(folder: Path, passphrase: str, clock: Clock) -> Opened:
    """Raises WrongPassphrase, or any VaultError or MachineError."""
    from journal.vault.vault import Vault

    return _with_settings(Vault.open(folder, passphrase, clock=clock))


def open_with_code(folder: Path, code: str, clock: Clock) -> Opened:
    """Raises MistypedRecoveryCode, WrongRecoveryCode, or any VaultError or MachineError."""
    from journal.vault.vault import Vault

    return _with_settings(Vault.open_with_code(folder, code, clock=clock))


def may_open_by_device(folder: Path) -> bool:
    """Whether a key that this computer keeps may open it. Quick, and before anything heavy is loaded."""
    from journal.vault.peek import may_open_by_device as look

    return look(folder)


def device_key(folder: Path) -> bytes:
    """The key that this computer keeps for it. Takes up to five seconds, so not on the vault's thread.

    Raises DeviceKeySilent, DeviceKeyGone, KeyFileDamaged, VaultTooNew or a MachineError.
    """
    from journal.vault import device_key, key_copies

    return device_key.fetch(device_key.place(key_copies.read(folder).files[0].vault_id))


def open_with_device_key(folder: Path, key: bytes, clock: Clock) -> Opened:
    """Raises DeviceKeyGone, PassphraseDue, or any VaultError or MachineError."""
    from journal.vault.vault import Vault

    return _with_settings(Vault.open_with_device_key(folder, key, clock=clock))


def make(folder: Path, passphrase: str, clock: Clock, words: Words, *, shared_computer: bool) -> tuple[Opened, str]:
    """A new record, and its recovery code as it is printed. Raises VaultExists or a MachineError.

    Its first entry says that the page of truths was shown, in the words it had that day.
    """
    from journal.guide.spoken import wording
    from journal.guide.steps import OWN_ACCOUNT, TRUTH
    from journal.vault.vault import Vault

    vault, code = Vault.create(folder, passphrase, clock=clock)
    vault.settings.set("shared_computer", shared_computer)
    vault.entries.see("", TRUTH.id, wording(OWN_ACCOUNT, TRUTH, {}, words))
    return _with_settings(vault), code


def make_practice(folder: Path, clock: Clock) -> Opened:
    """The made-up record."""
    from journal import practice

    return _with_settings(practice.build(folder, clock=clock))


def _with_settings(vault: "Vault") -> Opened:
    return vault, vault.settings.all()
