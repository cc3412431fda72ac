# SPDX-License-Identifier: GPL-3.0-or-later
"""Help lines, dates to ask a lawyer about and plain facts, from ``resources/support``, each with its source.

Nothing here is worked out: a date is a rule and its law, never a day in a calendar.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from journal.paths import resources
from journal.words import ENGLISH


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Someone to call. ``note`` says what a person would want to know first, such as when police may be sent.

    ``confirmed`` is False while the line's own page or number was not tried, only a saved copy read.
    """

    id: str
    name: str
    what: str
    how: str
    hours: str
    languages: str
    note: str
    source: str
    checked_on: date
    confirmed: bool


@dataclass(frozen=True, slots=True)
class LegalDate:
    """A time limit to ask a lawyer about: where, what for, the rule in plain words, the law by its own name.

    ``areas``: ids of the places a person can choose for which it is shown.
    """

    id: str
    areas: frozenset[str]
    place: str
    topic: str
    rule: str
    law: str
    note: str
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Area:
    """A place whose dates can be asked for; chosen by the person, never found out."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A few paragraphs below a heading of their own."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One page of plain facts. ``card`` is the line that stands below its title where the pages are listed."""

    id: str
    icon: str
    title: str
    card: str
    paragraphs: tuple[str, ...]
    parts: tuple[Piece, ...]
    sources: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Support:
    """All that the Support pages show, in the order it is shown. ``language`` is the one it is written in."""

    language: str
    lines_intro: str
    lines: tuple[HelpLine, ...]
    dates_intro: str
    dates_ask: str
    areas: tuple[Area, ...]
    dates: tuple[LegalDate, ...]
    sections: tuple[Section, ...]

    def section(self, section_id: str) -> Section:
        """Raises KeyError for a section that is not there: a bug."""
        for each in self.sections:
            if each.id == section_id:
                return each
        raise KeyError(section_id)

    def dates_in(self, area: str) -> tuple[LegalDate, ...]:
        """What is shown for a place; nothing before one was chosen."""
        return tuple(each for each in self.dates if area in each.areas)


def read(language: str = ENGLISH, folder: Path | None = None) -> Support:
    """The support data of a language, or of English if it has none. Raises KeyError for an entry without a source."""
    place = folder or resources() / "support"
    name = language.replace("_", "-")  # Babel's way of writing zh-Hans
    known = name if (place / f"{name}.toml").exists() else ENGLISH
    found = tomllib.loads((place / f"{known}.toml").read_text(encoding="utf-8"))
    return Support(
        language=known,
        lines_intro=found["lines_intro"],
        lines=tuple(_line(each) for each in found["lines"]),
        dates_intro=found["dates_intro"],
        dates_ask=found["dates_ask"],
        areas=tuple(Area(each["id"], each["name"]) for each in found["areas"]),
        dates=tuple(_date(each) for each in found["dates"]),
        sections=tuple(_section(each) for each in found["sections"]),
    )


def _line(each: Mapping[str, Any]) -> HelpLine:
    return HelpLine(
        id=each["id"],
        name=each["name"],
        what=each["what"],
        how=each["how"],
        hours=each["hours"],
        languages=each["languages"],
        note=each["note"],
        source=each["source"],
        checked_on=each["checked_on"],
        confirmed=each["confirmed"],
    )


def _date(each: Mapping[str, Any]) -> LegalDate:
    return LegalDate(
        id=each["id"],
        areas=frozenset(each["areas"]),
        place=each["place"],
        topic=each["topic"],
        rule=each["rule"],
        law=each["law"],
        note=each.get("note", ""),
        source=each["source"],
        checked_on=each["checked_on"],
    )


def _section(each: Mapping[str, Any]) -> Section:
    return Section(
        id=each["id"],
        icon=each["icon"],
        title=each["title"],
        card=each["card"],
        paragraphs=tuple(each["paragraphs"]),
        parts=tuple(Piece(part["title"], tuple(part["paragraphs"])) for part in each.get("parts", ())),
        sources=each["sources"],
        checked_on=each["checked_on"],
    )
