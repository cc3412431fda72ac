# SPDX-License-Identifier: GPL-3.0-or-later
"""What answers point to: cards of people and of things, and the day that something took place."""

from collections.abc import Iterator
from typing import Any

from journal.record.entry import Answers
from journal.record.incident import HAPPENED
from journal.record.moment import Moment

# The answers that say when what a card tells took place. A court date, or the day a video was seen, is another time.
EVENT_TIMES = (
    HAPPENED,
    "day_when",
    "force_when",
    "earlier_when",
    "injury_when",
    "care_when",
    "missed_when",
    "complaint_when",
    "changed_when",
    "child_said_when",
    "change_when",
)
# Whoever points to a card says so under this name, however deep in an answer.
_CARD = "card"


def cards(answers: Answers) -> frozenset[str]:
    """The ids of all cards that these answers point to."""
    return frozenset(_cards(dict(answers)))


def event_day(answers: Answers) -> str:
    """A year, a month or a day, as it stands in the answer; empty where none is known."""
    moments = (Moment.from_plain(answers.get(each)) for each in EVENT_TIMES)
    return next((moment.date for moment in moments if moment and moment.date), "")


def _cards(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        card = value.get(_CARD)
        if isinstance(card, str) and card:
            yield card
        for inner in value.values():
            yield from _cards(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _cards(inner)
