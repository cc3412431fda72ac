# SPDX-License-Identifier: GPL-3.0-or-later
"""What a copy of the record asks of the threads. Light: what it stands on is imported on those."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journal.clock import Stamp

if TYPE_CHECKING:
    from journal.handover.backup import Backup, Plan
    from journal.vault.vault import Vault

# Told by the threads: the name of the stage, how much of it is done, and all of it.
Tell = Callable[[str, int, int], None]


def last(inside: Mapping[str, Any]) -> "Backup | None":
    """The last copy that was checked, from the settings inside the record."""
    from journal.handover import backup

    return backup.last(inside)


def place_of(chosen: Path) -> Path:
    """Whoever chooses the copy of last time means the place where it stands."""
    return chosen.parent if chosen.name.startswith("own-words-") and (chosen / "record.db").is_file() else chosen


def plan(vault: "Vault", place: Path, now: Stamp) -> "Plan":
    """On the vault's thread. ``settle`` must follow, whatever comes of it."""
    from journal.handover import backup

    return backup.plan(vault, place, now)


def keep(vault: "Vault", made: "Backup") -> dict[str, Any]:
    """On the vault's thread: the settings as they are then."""
    from journal.handover import backup

    backup.keep(vault, made)
    return {backup.SETTING: vault.settings.get(backup.SETTING)}
