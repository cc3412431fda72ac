# SPDX-License-Identifier: GPL-3.0-or-later
"""Putting a record in the place of another by renaming, so that a stop at any moment leaves something that can be told.

.record-1a2b3c4d.new/               what was copied, not asked for yet: may be taken away
.record-1a2b3c4d.new/put-in-place   asked for: from here on the next start ends it (``go_on``)
record  ->  record-before-2026-11-26
.record-1a2b3c4d.new  ->  record
"""

import contextlib
import os
import re
import shutil
from pathlib import Path

from journal.clock import Stamp
from journal.errors import TargetUnwritable
from journal.handover.outside import writing
from journal.store import durable

MARK = "put-in-place"
_MARK_TEXT = b"This copy was being put in its place.\n"
_MOST = 1000


def fresh_beside(target: Path) -> Path:
    """Where a copy is made: beside, on the same disk, under a name that no start opens."""
    return target.with_name(f".{target.name}-{os.urandom(4).hex()}.new")


def take_away_left_over(target: Path) -> None:
    """What a stop in the middle of copying left beside: copies that nobody asked to put in place."""
    with contextlib.suppress(OSError):
        for each in _copies_beside(target):
            if not (each / MARK).exists():
                shutil.rmtree(each, ignore_errors=True)


def aside_name(target: Path, now: Stamp) -> Path:
    """``record-before-2026-11-26``, or with a number when that is there already."""
    name = f"{target.name}-before-{now.local:%Y-%m-%d}"
    numbered = (target.with_name(f"{name}-{number}") for number in range(2, _MOST))
    return next((each for each in (target.with_name(name), *numbered) if not os.path.lexists(each)), target)


def put_in_place(fresh: Path, target: Path, now: Stamp) -> Path | None:
    """Both renamings; gives where the old one lies now, None if there was none. Never overwrites anything.

    Raises TargetUnwritable or TargetGone; when the first renaming did not go, everything is as it was.
    """
    aside = None
    with writing():
        if os.path.lexists(target):
            aside = aside_name(target, now)
            if aside == target:
                raise TargetUnwritable
        durable.write(fresh / MARK, _MARK_TEXT)
        try:
            if aside is not None:
                target.rename(aside)
                durable.sync_folder(target.parent)
            fresh.rename(target)
        except OSError:
            _go_back(fresh, target, aside)
            raise
        durable.sync_place(target)
    _forget_mark(target)
    return aside


def go_on(target: Path) -> bool:
    """At a start, before anything looks for a record: end what a stop between the two renamings left; True if it did.

    Only where nothing is at the place, and one copy beside it was asked for. Where something is there, nothing is asked
    for any more: what was erased later must not come back by itself. Raises nothing.
    """
    try:
        beside = _copies_beside(target)
        if os.path.lexists(target):
            for each in (target, *beside):
                _forget_mark(each)
            take_away_left_over(target)
            return False
        asked = [each for each in beside if (each / MARK).is_file()]
        if len(asked) != 1:
            return False
        asked[0].rename(target)
        durable.sync_folder(target.parent)
    except OSError:
        return False
    _forget_mark(target)
    return True


def _copies_beside(target: Path) -> list[Path]:
    pattern = re.compile(re.escape(f".{target.name}-") + r"[0-9a-f]{8}\.new")
    found = (each for each in target.parent.iterdir() if pattern.fullmatch(each.name))
    return [each for each in found if not each.is_symlink() and each.is_dir()]


def _go_back(fresh: Path, target: Path, aside: Path | None) -> None:
    """The second renaming did not go: the old one takes its place again, and nothing is asked for any more."""
    if aside is not None and not os.path.lexists(target) and os.path.lexists(aside):
        aside.rename(target)
    with contextlib.suppress(OSError):
        (fresh / MARK).unlink(missing_ok=True)


def _forget_mark(folder: Path) -> None:
    with contextlib.suppress(OSError):
        (folder / MARK).unlink()
        durable.sync_folder(folder)
