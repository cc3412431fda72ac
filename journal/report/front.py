# SPDX-License-Identifier: GPL-3.0-or-later
"""What a lawyer sees first: the cover, and one page of facts taken from fields, without a word added to them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from journal.clock import Stamp
from journal.dates import stamp_day, stamp_text
from journal.guide.aftermath import COURT
from journal.guide.answers import instead
from journal.guide.step import Kind, Part
from journal.guide.steps import ACCOUNT, DAY, OFFICERS, OTHERS, SETTING
from journal.record.entry import Entry, EntryKind
from journal.record.incident import Incident
from journal.report.blocks import Account, Cover, Fact, Facts, Heading, Level, Note
from journal.report.blocks import Part as ReportPart
from journal.report.choice import SUMMARY, place_of, step_of
from journal.report.gap import gap_text
from journal.report.telling import Teller, contact_text, named, number, shortened, span_of

_LAWYER = "lawyer"
_OFFICER = ("known_as", "officer_name", "rank", "badge", "agency", "car")
_CUSTODY = ("arrested", "taken_where", "taken_in", "taken_out")
# One row for each card of these steps: what it is called, and the answers that a lawyer looks for first, in this order.
_LEADS = {
    "papers": ("paper", ("paper_what", "paper_number")),
    "court": ("court", ("court_what", "court_where", "court_number")),
    "force": ("force_officers", ("force_officers",)),
    "video": ("video", ("video_where", "video_until")),
    "injuries": ("injury", ("injury_place", "injury_what")),
    "care": ("care", ("care_who",)),
    "complaints": ("complaint", ("complaint_office", "complaint_number")),
}
# Where one answer stands for the card: a lawyer's first page has little room.
_ONE = ("injuries", "care")
# One page: as few rows of a kind as it takes, in lines of so many letters. What is left out stands in its part.
_MOST, _ROOM, _LINE, _LABEL, _BRIEF = (6, 4, 3, 2, 1), 38, 42, 24, 80
_CASE = ("charges", "charges_what", "charges_ended", "court_name", "court_date", "case_number", "other_dates")


def cover(teller: Teller, incidents: Sequence[Incident], sheets: Sequence[Incident], printed: Stamp) -> Cover:
    """``sheets`` have front pages of their own; here they only say who wrote, where there is nothing else."""
    words = teller.words
    facts: list[Fact] = list(_only_about(teller))
    for field in ("writer_name", "writer", "for_whom"):
        facts += answered(teller, incidents or sheets, field, words(f"report.fact.{field}"))
    if not any(fact.label == words("report.fact.writer_name") for fact in facts):
        facts.insert(0, Fact(words("report.fact.writer_name"), words("report.by_hand")))
    head = legend(teller, [*incidents, *sheets])
    with_purpose = bool(head) or teller.choice.purpose
    copy = [
        Fact(words("report.fact.printed"), stamp_text(printed, words)),
        Fact(words("report.fact.record"), teller.contents.record_number),
    ]
    if len(incidents) > 1:  # what holds for one of them is not to be read as said of another
        facts += copy
        for place, incident in enumerate(incidents, 1):
            of_it = [*_first_asked(teller, [incident]), *(purpose(teller, [incident]) if with_purpose else ())]
            facts += [_about(teller, incident, place), *of_it] if of_it else []
    else:
        facts += [*_first_asked(teller, incidents), *copy, *(purpose(teller, incidents) if with_purpose else ())]
    return Cover(
        kicker=words("report.kicker" if incidents or not sheets else "report.child.kicker"),
        accounts=tuple(_account(teller, incident, place) for place, incident in enumerate(incidents, 1)),
        facts=tuple(facts),
        legend=head,
        made_up=words("report.made_up") if teller.contents.practice else "",
    )


def _only_about(teller: Teller) -> Iterator[Fact]:
    """On a copy about one person or department: what they are called."""
    if teller.subject is not None:
        name = named(teller.subject, is_department=teller.choice.department)
        yield Fact(teller.words("report.fact.only_about"), name or teller.words("person.unnamed"), own=bool(name))


def _about(teller: Teller, incident: Incident, place: int) -> Fact:
    """Above what holds for this one of several accounts."""
    title = teller.title(incident.id)
    called = title or teller.words("report.incident", place=place)
    return _brief(Fact(teller.words("report.fact.about"), called, own=bool(title)))


def _first_asked(teller: Teller, incidents: Sequence[Incident]) -> Iterator[Fact]:
    """Where it was, and the dates in court: with the time of the event, what a lawyer asks before turning a page.

    Nothing here that the parts of this copy leave out.
    """
    if teller.subject is not None:
        return
    if {SUMMARY, SETTING.part}.intersection(teller.choice.parts):
        yield from map(_brief, answered(teller, incidents, "place", teller.words("report.fact.place")))
    if Part.CASE in teller.choice.parts:
        yield from _court_dates(teller, incidents)


def _court_dates(teller: Teller, incidents: Sequence[Incident]) -> Iterator[Fact]:
    """Each date in court that was given, once, however many cards give it."""
    title = teller.words("report.fact.court_date")
    dates = answered(teller, incidents, "court_date", title)
    here = {incident.id for incident in incidents}
    for entry in teller.contents.entries:
        if entry.step == COURT.id and entry.incident in here and not entry.lost:
            for field in ("court_next", "court_when"):
                dates += entry_facts(teller, entry, field, title) if field in entry.answers else []
    seen: set[str] = set()
    for fact in dates:
        if fact.text not in seen and fact.label:
            seen.add(fact.text)
            yield fact


def legend(teller: Teller, incidents: Iterable[Incident]) -> str:
    """The line at the head of each page: only when each incident, a child's sheet too, was written to get a lawyer's
    advice."""
    purposes = [teller.latest(incident.id, "purpose") for incident in incidents]
    every = bool(purposes) and all(found and not instead(found[0]) and _LAWYER in found[0] for found in purposes)
    return teller.words("report.legend") if every else ""


def summary(teller: Teller, incident: Incident, entries: Sequence[Entry]) -> ReportPart | None:
    """Facts only, each with the entry it comes from. Nothing is weighed, and what was not answered is not there."""
    words, kinds = teller.words, _kinds(teller, incident, entries)
    ways = [_few(teller, kinds, most) for most in _MOST]
    rows = next((rows for rows in ways if _height(rows) <= _ROOM), ways[-1])
    if not rows:
        return None
    heading = Heading(words("report.part.summary"), Level.PART, listed=True)
    return ReportPart(SUMMARY, (heading, Note(words("report.intro.summary")), Facts(tuple(rows), close=True)))


def _kinds(teller: Teller, incident: Incident, entries: Sequence[Entry]) -> list[list[Fact]]:
    """All rows of the summary, those of one kind together."""

    def given(*fields: str) -> list[list[Fact]]:
        titles = ((field, teller.words(f"report.fact.{field}")) for field in fields)
        return [[_brief(fact) for fact in answered(teller, [incident], field, title)] for field, title in titles]

    kinds = [*given("happened", "how_long", "place", "writer"), *([fact] for fact in _account_facts(teller, entries))]
    if Part.CASE in teller.choice.parts:
        kinds += [*given(*_CASE), _leads(teller, entries, "papers"), _leads(teller, entries, "court")]
    if Part.CUSTODY in teller.choice.parts:
        kinds += given(*_CUSTODY)
    kinds += [_officers(teller, entries), _witnesses(teller, entries)]
    kinds += [_leads(teller, entries, step) for step in ("force", "video", "injuries", "care", "complaints")]
    return [*kinds, _days(teller, entries), *given("reach_me", "reach_safely")]


def _few(teller: Teller, kinds: Sequence[Sequence[Fact]], most: int) -> list[Fact]:
    """At most so many rows of each kind; the label of the last one says how many more there are."""
    rows: list[Fact] = []
    for facts in kinds:
        rows += facts[:most]
        if len(facts) > most and facts[most].label:
            more = teller.words("report.fact.and_more", title=facts[most - 1].label, count=len(facts) - most)
            rows[-1] = replace(rows[-1], label=more)
        elif len(facts) > most:  # what a person said of a time is a row of its own, without a label
            rows += facts[most:]
    return rows


def _height(rows: Iterable[Fact]) -> int:
    """About how many lines these rows are, a little more rather than less."""
    return sum(max(-(-len(row.text) // _LINE), -(-len(row.label) // _LABEL), 1) for row in rows)


def _brief(fact: Fact) -> Fact:
    return replace(fact, text=shortened(fact.text, _BRIEF)) if fact.own else fact


def _account(teller: Teller, incident: Incident, place: int) -> Account:
    """Title, time of the event, and time of the first writing: two lines, so that the two are never taken for one."""
    words = teller.words
    found, first = teller.latest(incident.id, "happened"), _first_written(teller, incident.id)
    said, own = teller.when(found[0]) if found else ("", "")
    when = said or own or words("report.not_given")
    lines = [words("report.cover_line", label=words("report.fact.happened"), text=when)]
    if first:
        lines.append(
            words("report.cover_line", label=words("report.fact.first_written"), text=stamp_text(first, words))
        )
    title = teller.title(incident.id)
    return Account(title or words("report.incident", place=place), bool(title), tuple(lines))


def _first_written(teller: Teller, incident: str) -> Stamp | None:
    begun = [
        entry.begun
        for entry in teller.contents.entries
        if entry.incident == incident and entry.kind is EntryKind.WRITTEN
    ]
    return min(begun, default=None)


def purpose(teller: Teller, incidents: Iterable[Incident]) -> list[Fact]:
    """Why it was written, with the date it was said: a later answer counts from its own date only."""
    words, facts = teller.words, []
    for incident in incidents:
        for fact in answered(teller, [incident], "purpose", words("report.fact.purpose")):
            found = teller.latest(incident.id, "purpose")
            day = stamp_day(found[1].kept, words) if found else ""
            facts.append(Fact(fact.label, words("report.purpose_dated", purpose=fact.text, date=day), link=fact.link))
        for field in ("asked_by_lawyer", "lawyer_name"):
            facts += answered(teller, [incident], field, words(f"report.fact.{field}"))
    return facts


def answered(teller: Teller, incidents: Iterable[Incident], field_id: str, title: str) -> list[Fact]:
    """The last kept answer under this id, for each incident that has one; the same one once."""
    facts: list[Fact] = []
    for incident in incidents:
        found = teller.latest(incident.id, field_id)
        if found is None:
            continue
        for fact in entry_facts(teller, found[1], field_id, title):
            if all((fact.label, fact.text) != (other.label, other.text) for other in facts):
                facts.append(fact)
    return facts


def entry_facts(teller: Teller, entry: Entry, field_id: str, title: str) -> list[Fact]:
    """The answer as a row; a second one without a label for what the person said about a time."""
    step = step_of(entry)
    if step is None or field_id not in {field.id for field in step.fields}:
        return []
    field, answer = step.field(field_id), entry.answers[field_id]
    if given := instead(answer):
        return [Fact(title, teller.instead(entry, field, given), link=number(entry))]
    match field.kind:
        case Kind.CHOICE | Kind.CHOICES:
            return [Fact(title, teller.chosen(entry, field, answer), link=number(entry))]
        case Kind.MOMENT:
            return when_rows(teller, answer, title, number(entry))
        case Kind.INCIDENT:
            return [Fact(title, str(answer.get("name", "")), own=True, link=number(entry))]
        case Kind.CONTACT:
            return [Fact(title, contact_text(answer), own=True, link=number(entry))]
        case _:
            return [Fact(title, str(answer), own=True, link=number(entry))]


def when_rows(teller: Teller, answer: Any, title: str, link: str = "") -> list[Fact]:
    """A time in the program's words, and below it what the person said about it in theirs."""
    said, own = teller.when(answer)
    rows = [Fact(title, said, link=link)] if said else []
    return [*rows, Fact("" if rows else title, own, own=True)] if own else rows


def _account_facts(teller: Teller, entries: Sequence[Entry]) -> list[Fact]:
    words = teller.words
    facts = []
    for entry in entries:
        if entry.step == ACCOUNT.id and not entry.adds_to:
            gap = gap_text(teller.happened(entry.incident), entry.begun, words)
            when = stamp_text(entry.begun, words)
            text = words("report.with_gap", when=when, gap=gap) if gap else when
            facts.append(Fact(words("report.fact.account"), text, link=number(entry)))
    additions = [entry for entry in entries if place_of(entry, step_of(entry)) is Part.ADDITIONS and entry.adds_to]
    if additions and Part.ADDITIONS in teller.choice.parts:
        span = span_of(additions[0].kept, additions[-1].kept, words)
        text = words("report.with_gap", when=words.count("report.additions", len(additions)), gap=span)
        facts.append(Fact(words("report.fact.additions"), text))
    return facts


def _officers(teller: Teller, entries: Sequence[Entry]) -> list[Fact]:
    """One row for each officer or car: what was seen or heard of who they are, as it was written. What was learned of
    it later has a row of its own."""
    if Part.OFFICERS not in teller.choice.parts:
        return []
    facts = []
    for entry in entries:
        if entry.step != OFFICERS.id or (entry.adds_to and Part.ADDITIONS not in teller.choice.parts):
            continue
        known = [shortened(entry.answers[field]) for field in _OFFICER if isinstance(entry.answers.get(field), str)]
        if known or not entry.adds_to:
            text, own = ("; ".join(known), True) if known else teller.called(entry)
            title = teller.words("report.fact.officer_added" if entry.adds_to else "report.fact.officer")
            facts.append(Fact(title, text, own, number(entry)))
    return facts


def _leads(teller: Teller, entries: Sequence[Entry], *steps: str) -> list[Fact]:
    """One row for each card: the beginnings of these answers, as they were written; the whole stands in its part."""
    facts = []
    for step_id in steps:
        title, fields = _LEADS[step_id]
        for entry in entries:
            step = step_of(entry)
            if step is None or step.id != step_id or entry.adds_to or step.part not in teller.choice.parts:
                continue
            said = [shortened(text) for field in fields if isinstance(text := entry.answers.get(field), str)]
            if said:
                text = "; ".join(said[:1] if step_id in _ONE else said)
                facts.append(Fact(teller.words(f"report.fact.{title}"), text, own=True, link=number(entry)))
    return facts


def _witnesses(teller: Teller, entries: Sequence[Entry]) -> list[Fact]:
    if Part.WITNESSES not in teller.choice.parts:
        return []
    words, facts = teller.words, []
    for entry in entries:
        if entry.step == OTHERS.id and not entry.adds_to:
            text, own = teller.called(entry)
            filmed = entry.answers.get("witness_filmed") == "yes"
            title = words("report.fact.witness_filmed" if filmed else "report.fact.witness")
            facts.append(Fact(title, text, own, number(entry)))
    return facts


def _days(teller: Teller, entries: Sequence[Entry]) -> list[Fact]:
    days = [entry for entry in entries if entry.step == DAY.id and not entry.adds_to]
    if not days or Part.DAYS not in teller.choice.parts:
        return []
    words = teller.words
    span = span_of(days[0].kept, days[-1].kept, words)
    text = words("report.with_gap", when=words.count("report.day_notes", len(days)), gap=span)
    return [Fact(words("report.fact.days"), text)]
