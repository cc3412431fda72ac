# SPDX-License-Identifier: GPL-3.0-or-later
"""The date above a card is the day of what it tells, never the day of something else that it mentions."""

import pytest

from journal.clock import Stamp
from journal.record.entry import Draft
from journal.words import Words
from tests.conftest import FixedClock
from ui.reading import event_time

DAY = {"precision": "exact", "date": "2026-04-14"}


def _card(step: str, clock: FixedClock, **answers: object) -> Draft:
    now: Stamp = clock.now()
    return Draft("d", "i", "own_account", step, now, now, answers)


@pytest.mark.parametrize(("step", "answer"), [("setting", "happened"), ("day", "day_when")])
def test_a_card_shows_the_day_it_is_about(step: str, answer: str, clock: FixedClock) -> None:
    assert event_time(_card(step, clock, **{answer: DAY}), Words()) == "April 14, 2026"


@pytest.mark.parametrize(("step", "answer"), [("safe", "court_date"), ("before_writing", "seen_when")])
def test_a_court_date_or_the_day_of_a_video_is_not_the_day_it_happened(
    step: str, answer: str, clock: FixedClock
) -> None:
    assert event_time(_card(step, clock, **{answer: DAY}), Words()) == ""
