# SPDX-License-Identifier: GPL-3.0-or-later
"""How long after: never said more exactly than the event's time was."""

import pytest

from journal.record.moment import Moment, Precision
from journal.report.gap import gap_text
from journal.words import Words
from tests.journal.report.kept import NIGHT, later

EXACT, ABOUT, SPAN = Precision.EXACT, Precision.ABOUT, Precision.SPAN


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (Moment(EXACT, "2026-11-12", "21:40"), "2 hours after the event"),
        (Moment(EXACT, "2026-11-12", "22:30"), "1 hour after the event"),
        (Moment(EXACT, "2026-11-12", "23:30"), "less than an hour after the event"),
        (Moment(ABOUT, "2026-11-12", "21:40"), "about 2 hours after the event"),
        (Moment(ABOUT, "2026-11-12", "23:59"), "on the day of the event"),
        (Moment(EXACT, "2026-11-12"), "on the day of the event"),
        (Moment(EXACT, "2026-11-11"), "1 day after the event"),
        (Moment(EXACT, "2026-09-12"), "61 days after the event"),
        (Moment(SPAN, "2026-11-01", "", "2026-11-10"), "2 days after the event"),
        (Moment(EXACT, "2026-12-01"), "dated before the time given for the event"),
        (Moment(EXACT, "2026-11"), ""),
        (Moment(ABOUT, "2026"), ""),
        (Moment(EXACT, "soon"), ""),
        (Moment(EXACT, "2026-11-12", "late"), "on the day of the event"),
        (Moment(Precision.AFTER, "2026-11-12", anchor="dinner"), ""),
        (Moment(Precision.UNKNOWN), ""),
        (None, ""),
    ],
)
def test_the_gap_is_said_as_surely_as_the_event_is_known(moment: Moment | None, said: str) -> None:
    assert gap_text(moment, NIGHT, Words()) == said


def test_a_text_written_before_a_time_that_is_only_about_is_not_called_before() -> None:
    almost = Moment(ABOUT, "2026-11-12", "23:50")
    assert "before" not in gap_text(almost, later(NIGHT, minutes=-5), Words())
