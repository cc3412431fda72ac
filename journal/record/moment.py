# SPDX-License-Identifier: GPL-3.0-or-later
"""When something happened, as surely as the person knows it. Never made more exact than it was said."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Precision(StrEnum):
    """How the time is known. BEFORE and AFTER stand relative to something named in the person's words."""

    EXACT = "exact"
    ABOUT = "about"
    SPAN = "span"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


_KNOWN = [str(each) for each in Precision]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that may be a year (``2026``), a month (``2026-11``) or a day, a time of day ``21:40`` or none.

    ``end_date`` and ``end_time`` close a span. ``anchor`` is what it was before or after; ``words`` is anything else
    the person says about when it was, such as a season.
    """

    precision: Precision
    date: str = ""
    time: str = ""
    end_date: str = ""
    end_time: str = ""
    anchor: str = ""
    words: str = ""

    def plain(self) -> dict[str, str]:
        """As it is stored in answers: the parts that say something."""
        return {name: str(value) for name, value in asdict(self).items() if value}

    @classmethod
    def from_plain(cls, plain: Any) -> "Moment | None":
        """The opposite of ``plain``; None for nothing or for something that is no moment."""
        if not isinstance(plain, dict) or plain.get("precision") not in _KNOWN:
            return None
        known = {name: str(plain.get(name, "")) for name in cls.__slots__ if name != "precision"}
        return cls(Precision(plain["precision"]), **known)

    @property
    def sort_key(self) -> str:
        """Sorts moments that have a date; empty where only an order, or nothing, is known."""
        return f"{self.date} {self.time}".strip() if self.date else ""
