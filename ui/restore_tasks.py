# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages for bringing a copy back ask of the threads. Nothing of a record is open while they run."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journal.clock import Stamp

if TYPE_CHECKING:
    from journal.handover.restore import Look, Restoring

# Told by the thread: the name of the stage, how much of it is done, and all of it.
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The record in ``source`` is to come to ``target``; ``typed`` is its passphrase, or its recovery code."""

    source: Path
    typed: str
    by_code: bool
    target: Path


@dataclass(frozen=True, slots=True)
class Beside:
    """A copy that stands beside the record's place. ``old``: where the record that is there now will go, if one is."""

    held: "Restoring"
    old: Path | None


def records_in(folder: Path) -> "list[Look]":
    """What lies in a folder that was chosen: it is a record itself, or some lie in it. Raises nothing."""
    from journal.handover import restore

    return [restore.look(each) for each in restore.find(folder)]


def bring(wanted: Wanted, now: Stamp, tell: Tell, stopped: Callable[[], bool]) -> Beside | None:
    """Copied beside, opened, checked and compared. None when it was stopped: nothing of it is there then."""
    from journal.handover import moving, restore

    passphrase, code = ("", wanted.typed) if wanted.by_code else (wanted.typed, "")
    held = restore.begin(wanted.source, wanted.target, passphrase=passphrase, code=code, progress=tell, stopped=stopped)
    if held is None:
        return None
    return Beside(held, moving.aside_name(wanted.target, now) if os.path.lexists(wanted.target) else None)


def put(beside: Beside, now: Stamp) -> Path | None:
    """Into its place; where the record that was there lies now."""
    return beside.held.put_in_place(now)


def let_go(beside: Beside) -> None:
    with contextlib.suppress(OSError):
        beside.held.let_go()
