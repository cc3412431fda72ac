# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates to ask a lawyer about: rule, law, the time of the event as it was given, and the day the rule was read.

Never a resulting date and never a count of days: which rule applies and from when it runs is for a lawyer.
"""

from collections.abc import Sequence

from journal.dates import day_text
from journal.record.incident import Incident
from journal.report.blocks import Block, Fact, Facts, Heading, Level, Note, Part, Said
from journal.report.choice import DATES
from journal.report.front import when_rows
from journal.report.telling import Teller, number
from journal.support import LegalDate

_EACH = 3  # accounts whose times stand below every rule; of more, they stand once above all


def law_dates(teller: Teller, incidents: Sequence[Incident]) -> Part | None:
    """None where no place was chosen, or the part was not."""
    words, law = teller.words, teller.choice.law
    if DATES not in teller.choice.parts or not law or not incidents:
        return None
    events = _events(teller, incidents)
    above = len(incidents) > _EACH
    blocks: list[Block] = [Note(words(f"report.intro.{DATES}")), Said(words("report.dates.ask"))]
    if above:
        blocks += [Heading(words("report.dates.events"), Level.CARD), Facts(events)]
    for rule in law:
        blocks.append(Heading(rule.topic, Level.CARD))
        blocks.append(Facts(_rows(teller, rule, () if above else events)))
    heading = Heading(words(f"report.part.{DATES}"), Level.PART, listed=True)
    return Part(DATES, (heading, *blocks))


def _rows(teller: Teller, rule: LegalDate, events: tuple[Fact, ...]) -> tuple[Fact, ...]:
    words = teller.words
    rows = [("rule", rule.rule), ("law", rule.law), ("where", rule.place)]
    last = [("note", rule.note), ("checked", day_text(rule.checked_on.isoformat(), words)), ("source", rule.source)]
    said = [[Fact(words(f"report.dates.{name}"), text) for name, text in some if text] for some in (rows, last)]
    return (*said[0], *events, *said[1])


def _events(teller: Teller, incidents: Sequence[Incident]) -> tuple[Fact, ...]:
    """When each account was, in the writer's own measure of it; with its name where there are several."""
    words = teller.words
    rows: list[Fact] = []
    for place, incident in enumerate(incidents, 1):
        found = teller.latest(incident.id, "happened")
        title = teller.title(incident.id)
        label = words("report.fact.happened")
        if len(incidents) > 1:
            name = title or words("report.incident", place=place)
            label = words("report.cover_line", label=label, text=name)
        when = when_rows(teller, found[0], label, number(found[1])) if found else []
        rows += when or [Fact(label, words("report.not_given"))]
    return tuple(rows)
