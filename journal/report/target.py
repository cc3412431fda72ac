# SPDX-License-Identifier: GPL-3.0-or-later
"""Putting a finished report where the person chose: all of it or nothing, and never half over an older one."""

import os
from pathlib import Path

from journal.clock import Stamp
from journal.disk import FULL, GONE, may_be_a_file, sync_names
from journal.errors import TargetFull, TargetGone, TargetUnwritable
from journal.loose_ends import beside


def write(target: Path, pdf: bytes) -> None:
    """Write beside the target, then put it in place. Raises TargetUnwritable; whatever stood there stands then.

    TargetFull where there was no room for it, TargetGone where it does not answer.
    """
    if not may_be_a_file(target):
        raise TargetUnwritable
    try:
        with beside(target) as fresh:
            with fresh.open("xb") as out:
                out.write(pdf)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(target)
            sync_names(target.parent)
    except OSError as trouble:
        raise trouble_of(trouble) from None


def trouble_of(error: OSError) -> TargetUnwritable:
    """What a place that was chosen says, as what a person can run into."""
    if error.errno in FULL:
        return TargetFull()
    return TargetGone() if error.errno in GONE else TargetUnwritable()


def neutral_name(now: Stamp, *, covered: bool = False) -> str:
    """A file name that says nothing, with the day of printing; the covered copy never has that of the full report."""
    return f"own-words-{now.local:%Y-%m-%d}{'-copy' if covered else ''}.pdf"
