# SPDX-License-Identifier: GPL-3.0-or-later
"""What a place that a person chose says while something is written there, as what they can run into."""

import contextlib
from collections.abc import Iterator

from journal.disk import FULL, GONE
from journal.errors import TargetFull, TargetGone, TargetUnwritable


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Raises TargetFull, TargetGone or TargetUnwritable for an OSError."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise TargetFull from error
        raise (TargetGone if error.errno in GONE else TargetUnwritable) from error
