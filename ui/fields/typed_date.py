# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates and times as people type them, read kindly: a year alone is fine, and what cannot be read is not wrong.

Nothing is guessed: where two readings are possible the text stays as the person's words.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from babel import Locale

_TIME = re.compile(r"^(\d{1,2})(?:[:.h](\d{2})|(\d{2}))?$")


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood (an ISO text, maybe only a year or a month) and what is left as words."""

    value: str = ""
    words: str = ""


def read_date(day: str, month: str, year: str, locale: str) -> Read:
    """``("12", "nov", "2026")`` is 2026-11-12; a part that does not fit is left over as it was typed."""
    y, m, d = _year(year), _month(month, locale), _number(day, 31)
    if not y:
        return Read("", _joined(day, month, year))
    if not month.strip() and not day.strip():
        return Read(f"{y:04d}")
    if m and not day.strip():
        return Read(f"{y:04d}-{m:02d}")
    if m and d:
        try:
            return Read(date(y, m, d).isoformat())
        except ValueError:
            return Read(f"{y:04d}", _joined(day, month))
    if m:
        return Read(f"{y:04d}-{m:02d}", _joined(day))
    return Read(f"{y:04d}", _joined(day, month))


def read_time(text: str, locale: str) -> Read:
    """``9:40 pm``, ``21:40``, ``9pm``, ``2140``. A bare ``9:40`` is read only where clocks count to 24."""
    plain = _plain(text)
    if not plain:
        return Read("", text.strip())
    half, plain = _half_of_day(plain, locale)
    found = _TIME.match(plain)
    if found is None:
        return Read("", text.strip())
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        return Read("", text.strip())
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif 1 <= hour <= 12 and not found[1].startswith("0") and _counts_to_twelve(locale):
        return Read("", text.strip())
    elif not found[2] and not found[3]:
        return Read("", text.strip())
    return Read(f"{hour:02d}:{minute:02d}")


def month_name(month: int, locale: str) -> str:
    return str(Locale.parse(locale).months["stand-alone"]["wide"][month])


def date_order(locale: str) -> tuple[str, ...]:
    """``day``, ``month`` and ``year`` in the order this language writes them."""
    pattern = Locale.parse(locale).date_formats["long"].pattern
    places = {"day": pattern.find("d"), "month": pattern.find("M"), "year": pattern.find("y")}
    return tuple(sorted(places, key=lambda name: places[name]))


def _year(text: str) -> int:
    plain = text.strip()
    return int(plain) if re.fullmatch(r"(19|20)\d{2}", plain, re.ASCII) else 0


def _number(text: str, most: int) -> int:
    plain = text.strip().rstrip(".")
    for ending in ("st", "nd", "rd", "th"):
        plain = plain.removesuffix(ending)
    number = int(plain) if re.fullmatch(r"\d{1,2}", plain, re.ASCII) else 0
    return number if 1 <= number <= most else 0


def _month(text: str, locale: str) -> int:
    """By number, by name or by the beginning of one name only, with or without accents."""
    if number := _number(text, 12):
        return number
    plain = _plain(text)
    if len(plain) < 2:
        return 0
    names = Locale.parse(locale).months
    fits = {
        number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in names[context][width].items()
        if _plain(str(name)).startswith(plain)
    }
    return fits.pop() if len(fits) == 1 else 0


def _half_of_day(plain: str, locale: str) -> tuple[str, str]:
    """Which half of the day ``9:40pm`` ends with, and the rest of it."""
    known = Locale.parse(locale).day_periods["format"]
    endings = {"am": "am", "pm": "pm", "a": "am", "p": "pm"}
    for width in ("wide", "abbreviated", "narrow"):
        for half in ("am", "pm"):
            if word := _plain(str(known.get(width, {}).get(half, ""))):
                endings.setdefault(word, half)
    for ending in sorted(endings, key=len, reverse=True):
        if plain.endswith(ending) and plain != ending:
            return endings[ending], plain.removesuffix(ending).rstrip(".")
    return "", plain


def _counts_to_twelve(locale: str) -> bool:
    return "a" in str(Locale.parse(locale).time_formats["short"].pattern)


def _plain(text: str) -> str:
    """Without spaces, accents and capitals; ``p.m.`` becomes ``pm`` while ``9.40`` keeps its dot."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    bare = re.sub(r"\s+", "", bare.casefold())
    return re.sub(r"(?<=[^\d])\.|\.(?=[^\d])", "", bare)


def _joined(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())
