# SPDX-License-Identifier: GPL-3.0-or-later
"""How long after an event something was written. Said only as exactly as the event's own time allows."""

from datetime import date, datetime, time

from journal.clock import Stamp
from journal.record.moment import Moment, Precision
from journal.words import Words

_KNOWN = (Precision.EXACT, Precision.ABOUT, Precision.SPAN)


def gap_text(event: Moment | None, written: Stamp, words: Words) -> str:
    """E.g. “3 hours after it happened”; empty when the day of the event is not known."""
    if event is None or event.precision not in _KNOWN:
        return ""
    day = _day(event.end_date or event.date)
    if day is None:
        return ""
    days = (written.local.date() - day).days
    hours = _hours(day, event, written)
    about = event.precision is Precision.ABOUT
    if days < 0 or (hours is not None and hours < 0 and not about):
        return words("report.gap.before")
    if hours is not None and 0 <= hours < 24:
        text = words.count("report.gap.hours", hours) if hours else words("report.gap.within_hour")
    elif days == 0:
        return words("report.gap.same_day")
    else:
        text = words.count("report.gap.days", days)
    return words("report.gap.about", gap=text) if about else text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-12") else None
    except ValueError:
        return None


def _hours(day: date, event: Moment, written: Stamp) -> int | None:
    """Whole hours between, by the clock on the wall; None when the event has no time of day."""
    hour = event.end_time or event.time
    try:
        start = datetime.combine(day, time.fromisoformat(hour)) if hour else None
    except ValueError:
        return None
    lived = written.local.replace(tzinfo=None)
    return None if start is None else int((lived - start).total_seconds() // 3600)
