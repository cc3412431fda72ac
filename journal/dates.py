# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates and times as a person says them, in their language (CLDR, through Babel)."""

from datetime import date, datetime, time

from babel.dates import format_date, format_skeleton, format_time

from journal.clock import Stamp
from journal.words import Words


def day_text(text: str, words: Words) -> str:
    """``2026``, ``2026-11`` or ``2026-11-12`` in words. Text that is no date is given back as it is."""
    try:
        match text.split("-"):
            case [year]:
                return str(int(year))
            case [year, month]:
                return format_skeleton("yMMMM", date(int(year), int(month), 1), locale=words.locale)
            case _:
                return format_date(date.fromisoformat(text), "long", locale=words.locale)
    except (ValueError, OverflowError):
        return text


def short_day(day: date, words: Words) -> str:
    """E.g. “Nov 12, 2026”: where there is little room."""
    return format_date(day, "medium", locale=words.locale)


def day_of_month(day: date, words: Words) -> str:
    """E.g. “Nov 12”: where the year stands near by."""
    return format_skeleton("MMMd", day, locale=words.locale)


def month_text(day: date, words: Words, *, short: bool = False) -> str:
    """“November 2026”, or “Nov” where the year stands near by."""
    return format_skeleton("MMM" if short else "yMMMM", day, locale=words.locale)


def time_text(text: str, words: Words) -> str:
    """``21:40`` in words."""
    try:
        return format_time(time.fromisoformat(text), "short", locale=words.locale)
    except ValueError:
        return text


def stamp_text(stamp: Stamp, words: Words) -> str:
    """Day and time of a stamp, as the clock on the wall showed them."""
    local = stamp.local
    hour = format_time(local.time(), "short", locale=words.locale)
    return words("moment.day_and_time", day=stamp_day(stamp, words), time=hour)


def stamp_day(stamp: Stamp, words: Words) -> str:
    return format_date(stamp.local.date(), "long", locale=words.locale)


def full_text(stamp: Stamp, words: Words) -> str:
    """Day and time with the offset from UTC, for what two clocks may tell apart."""
    return f"{stamp_text(stamp, words)} ({offset_text(stamp)})"


def noted_text(text: str, words: Words) -> str:
    """The same of a stamp that was kept as text; any other text as it stands."""
    try:
        return full_text(Stamp.parse(text), words)
    except ValueError:
        return text


def offset_text(stamp: Stamp) -> str:
    """The offset from UTC, e.g. ``UTC-05:00``."""
    return f"UTC{datetime.isoformat(stamp.local)[-6:]}"
