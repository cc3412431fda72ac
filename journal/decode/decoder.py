# SPDX-License-Identifier: GPL-3.0-or-later
"""The near side of the decoder."""

from collections.abc import Callable
from typing import Protocol

from journal.decode import media
from journal.decode.looked import Looked, Shown


class Readable(Protocol):
    """Where the bytes come from."""

    def readinto(self, buffer: memoryview, /) -> int | None: ...


def look(file: Readable, size: int, head: bytes, cancelled: Callable[[], bool] | None = None) -> Looked:
    """What this file is."""
    found = media.sniff(head)
    return Looked(found, Shown.NOT_A_PICTURE if found not in media.SHOWN else Shown.NOT_OPENED)
