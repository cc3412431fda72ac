# SPDX-License-Identifier: GPL-3.0-or-later
"""What one try of a passphrase is to cost on this computer: as much memory as it can spare, and never too little.

Where the sizes come from: docs/sources.md, "Passphrase and keys". The record remembers what it was made with; another
computer uses the same.
"""

import os
import sys

from journal.vault.keys import STANDARD, KeyCost

GB = 10**9
# Where there is less than 4 GB the cost must leave room for the program itself; one more pass makes up for some of it.
SMALL = KeyCost(128 * 1024, 4, 4)
LEAST = KeyCost(64 * 1024, 3, 4)  # RFC 9106's own for little memory, with four lanes: never below it
_OURS = (STANDARD, SMALL, LEAST)


def fitting(memory: int | None) -> KeyCost:
    """For a computer with this many bytes of memory; None if nobody knows how many."""
    if memory is None or memory >= 4 * GB:
        return STANDARD
    return SMALL if memory >= GB else LEAST


def here() -> KeyCost:
    """For this computer, today."""
    return fitting(memory())


def again(before: KeyCost | None) -> KeyCost:
    """For a new passphrase where ``before`` was paid so far: a cost of ours follows the computer, another one stays.

    Another one was chosen on purpose by whoever wrote that file: a later program, or a test.
    """
    return here() if before is None or before in _OURS else before


def memory() -> int | None:
    """Bytes of memory that this computer has, whoever uses them now; None where it does not say."""
    if sys.platform == "win32":  # written, not run
        return _memory_of_windows()
    try:
        pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None
    return pages * size if pages > 0 and size > 0 else None


def _memory_of_windows() -> int | None:
    """GlobalMemoryStatusEx. Written, not run."""
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 6),
        ]

    status = Status(length=ctypes.sizeof(Status))
    try:
        asked = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # type: ignore[attr-defined,unused-ignore]
    except (OSError, AttributeError):
        return None
    return int(status.total) if asked else None
