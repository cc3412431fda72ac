# SPDX-License-Identifier: GPL-3.0-or-later
"""Something that a search found, and what a search can be narrowed to."""

from dataclasses import dataclass

from journal.clock import Stamp
from journal.record.moment import Moment


@dataclass(frozen=True, slots=True)
class Narrow:
    """Each part that says something narrows the search; together they all have to hold.

    ``incident``: its id, empty for what belongs to the whole record, None for any. ``cards``: those of a person or a
    thing. ``first`` and ``last`` are a year, a month or a day each; of the event, or (``written``) of the writing.
    """

    incident: str | None = None
    cards: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    first: str = ""
    last: str = ""
    written: bool = False

    @property
    def anything(self) -> bool:
        return self != Narrow(written=self.written)


@dataclass(frozen=True, slots=True)
class Hit:
    """``found`` holds (start, end) of the words that fit, within ``snippet``, which is empty when no words were asked
    for. ``when`` is the time of writing, ``event`` that of the event as far as the entry or its incident says it.

    ``evidence`` is the number of the thing kept that it tells of, 0 for none, and ``card`` the id of its card;
    ``guide`` is the one of its incident. ``number`` and ``rank`` say where the hit stands, so that the next page can
    follow it.
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
    event: Moment | None = None
    evidence: int = 0
    card: str = ""
    guide: str = ""

    @property
    def label(self) -> str:
        """How the thing kept is called everywhere, e.g. ``E-4``."""
        return f"E-{self.evidence}"
