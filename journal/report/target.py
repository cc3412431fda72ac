# SPDX-License-Identifier: GPL-3.0-or-later
"""Putting a finished report where the person chose: all of it or nothing, and never half over an older one."""

import os
from pathlib import Path

from journal.clock import Stamp
from journal.disk import may_be_a_file, sync_names
from journal.errors import TargetUnwritable
from journal.loose_ends import beside
from journal.targets import writing


def write(target: Path, pdf: bytes) -> None:
    """Write beside the target, then put it in place. Raises TargetUnwritable; whatever stood there stands then.

    TargetFull where there was no room for it, TargetGone where it does not answer.
    """
    if not may_be_a_file(target):
        raise TargetUnwritable
    with writing(), beside(target) as fresh:
        with fresh.open("xb") as out:
            out.write(pdf)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(target)
        sync_names(target.parent)


def neutral_name(now: Stamp, *, covered: bool = False) -> str:
    """A file name that says nothing, with the day of printing; the covered copy never has that of the full report."""
    return f"own-words-{now.local:%Y-%m-%d}{'-copy' if covered else ''}.pdf"
