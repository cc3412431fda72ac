# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of the record, as tasks for the vault's thread and for the one that reads."""

import contextlib
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journal.clock import Stamp
from journal.errors import DiskFull, DiskFullButSaved
from journal.record.checked import Damage, DamageKind, remembered

if TYPE_CHECKING:
    from journal.record.evidence import Sealed
    from journal.vault.checking import OpenRecordCheck
    from journal.vault.vault import Vault

SETTING = "last_check"
_MONTH = timedelta(days=30)

Tell = Callable[[int, int], None]
Stopped = Callable[[], bool]


def is_due(inside: dict[str, Any], now: Stamp) -> bool:
    """Whether the last check is a month ago, or lies ahead because the clock was set."""
    last = remembered(inside.get(SETTING))
    return last is None or not timedelta() <= now.utc - last[0].utc < _MONTH


def begin(vault: "Vault", tell: Tell, stopped: Stopped) -> "OpenRecordCheck":
    """On the vault's thread."""
    from journal.vault.checking import OpenRecordCheck

    made = OpenRecordCheck(vault, tell, stopped)
    made.begin()
    return made


def end(vault: "Vault", check: "OpenRecordCheck", now: Stamp) -> dict[str, Any]:
    """On the vault's thread: what was found, as it is remembered. A full disk only makes it forget."""
    found = check.result().plain(now)
    with contextlib.suppress(DiskFull, DiskFullButSaved):
        vault.settings.set(SETTING, found)
    return found


def spoiled_files(damages: Sequence[Damage]) -> list[Damage]:
    return [each for each in damages if each.kind in (DamageKind.FILE, DamageKind.FILE_GONE)]


def sealed(vault: "Vault", damages: Sequence[Damage]) -> "list[tuple[Damage, Sealed]]":
    """On the vault's thread: what opens the files that are spoiled."""
    wanted = {each.object: each for each in spoiled_files(damages)}
    return [(wanted[each.id], each) for each in vault.evidence.sealed(wanted)]


def bring_back(folder: Path, found: "Sequence[tuple[Damage, Sealed]]", chosen: Path) -> list[Damage]:
    """On any thread: those that are back. Raises a MachineError when there is no room or no disk."""
    from journal.vault.bring_back import bring_back as one_back

    return [damage for damage, each in found if one_back(folder, each, chosen)]


def without(said: dict[str, Any], back: Sequence[Damage]) -> dict[str, Any]:
    """What the last check found, less what is back since."""
    gone = {each.object for each in back}
    return {**said, "damages": [each for each in said["damages"] if each["object"] not in gone]}


def remember(vault: "Vault", said: dict[str, Any]) -> None:
    """On the vault's thread."""
    vault.settings.set(SETTING, said)


def last_copy(inside: dict[str, Any]) -> tuple[Stamp, str] | None:
    """When the last copy of the record was checked, and where it lies; as journal/handover/backup.py remembers it."""
    said: Any = inside.get("last_backup")
    try:
        return Stamp.parse(said["made"]), str(said["folder"])
    except (KeyError, TypeError, ValueError):
        return None
