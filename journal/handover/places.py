# SPDX-License-Identifier: GPL-3.0-or-later
"""What is worth a sentence about a place for a copy of the record, before it is made. Only looks; opens nothing."""

from enum import StrEnum
from pathlib import Path

from journal.synced import copied_by


class Remark(StrEnum):
    """AWAY: the place is not there now. INSIDE: within the record's own folder, where no copy may be made."""

    AWAY = "away"
    INSIDE = "inside"
    SYNCED = "synced"
    SAME_DISK = "same_disk"


def remarks(place: Path, record: Path) -> tuple[Remark, ...]:
    """What to say of a copy of ``record`` at ``place``, both folders; nothing to say is the best. Raises nothing.

    A place that is copied elsewhere by such a service is on this disk too, but not only: that is not said then.
    """
    try:
        where, home = place.resolve(strict=True), record.resolve()
        if not where.is_dir():
            return (Remark.AWAY,)
        if where == home or home in where.parents:
            return (Remark.INSIDE,)
        if copied_by(where):
            return (Remark.SYNCED,)
        there, here = where.stat(), home.stat()
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name with a zero byte
        return (Remark.AWAY,)
    return (Remark.SAME_DISK,) if there.st_dev == here.st_dev else ()
