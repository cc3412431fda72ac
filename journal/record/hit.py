# SPDX-License-Identifier: GPL-3.0-or-later
"""Something that a search found."""

from dataclasses import dataclass

from journal.clock import Stamp


@dataclass(frozen=True, slots=True)
class Hit:
    """``found`` holds (start, end) of the words that fit, within ``snippet``. ``when`` is the time of writing.

    ``number`` and ``rank`` say where the hit stands, so that the next page can follow it.
    """

    id: str
    incident: str
    step: str
    is_draft: bool
    snippet: str
    when: Stamp
    found: tuple[tuple[int, int], ...] = ()
    number: int = 0
    rank: float = 0.0
