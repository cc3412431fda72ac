# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with what was kept but changing it: taking it out of sight, erasing it, giving it away on paper.

Each of these acts is an entry of its own, in the chain like any other. A *withdrawal* adds to the entry that it takes
out of sight; a withdrawal of that withdrawal puts it back. An *erasing* says which numbers are gone, and nothing more.
A *copy* says what was printed, saved or bundled (journal/record/copy_made.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from journal.clock import Stamp
from journal.record.entry import Entry

# The ids of the steps and of their answers. For ever.
WITHDRAWAL = "withdrawal"
ERASING = "erasing"
COPY = "copy"
ACTS = (WITHDRAWAL, ERASING, COPY)
REASON_WITHDRAWN = "reason_withdrawn"
ERASED_NUMBERS = "erased_numbers"
ERASED_COUNT = "erased_count"


@dataclass(frozen=True, slots=True)
class Gone:
    """The number of an entry that was withdrawn or erased, and when. No word of it."""

    seq: int
    at: Stamp


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An entry that is out of sight, and the withdrawal that took it there."""

    entry: Entry
    by: Entry


def withdrawn(withdrawals: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Which ids are withdrawn now, and by which withdrawal, from pairs (id, what it withdraws) in chain order.

    A withdrawal counts unless it is itself withdrawn. It always comes after what it withdraws: so the last one counts
    for certain, and decides about those before it.
    """
    found: dict[str, str] = {}
    for act, target in reversed(list(withdrawals)):
        if act not in found:
            found.setdefault(target, act)
    return found


def ranges(numbers: Iterable[int]) -> str:
    """``1, 4-7, 9`` for the numbers of what was erased."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
