# SPDX-License-Identifier: GPL-3.0-or-later
"""Making a backup and bringing it back as the pages do, without the pages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journal.clock import Stamp
from journal.errors import TargetGone
from journal.handover import backup, restore
from journal.handover.backup import Backup, Plan, Stage
from journal.handover.restore import Restoring
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.files import bring_in
from tests.helpers.kept import draft, keep

NOW = Stamp.parse("2026-11-26T22:10:00.000-05:00")


def fill(vault: Vault, entries: int = 4, files: int = 2) -> None:
    """Words, something still being written, and files."""
    incident = vault.incidents.start("own_account").id
    for number in range(entries):
        keep(vault, incident, account=f"words {number} " * 50)
    draft(vault, incident, account="still being written")
    for number in range(files):
        bring_in(vault, bytes([number]) * 70_000, name=f"{number}.bin")


def back_up(vault: Vault, place: Path) -> Backup:
    return planned(vault, place)[0]


def is_gone_on_the_way(plan: Plan, progress: Callable[[Stage, int, int], None]) -> None:
    """Make this copy and find its place gone, wherever ``progress`` has seen to that; the record is let go of."""
    with pytest.raises(TargetGone):
        try:
            plan.copy_database(progress)
        finally:
            assert plan.settle()
        plan.finish(progress)


def planned(vault: Vault, place: Path) -> tuple[Backup, Plan]:
    """A whole backup, remembered inside; and its plan."""
    place.mkdir(exist_ok=True)
    plan = backup.plan(vault, place, NOW)
    try:
        assert plan.copy_database()
    finally:
        assert plan.settle()
    made = plan.finish()
    assert made is not None
    backup.keep(vault, made)
    return made, plan


def bring_back(source: Path, target: Path, passphrase: str = PASSPHRASE, code: str = "") -> Restoring:
    work = restore.begin(source, target, passphrase=passphrase, code=code)
    assert work is not None
    return work


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
