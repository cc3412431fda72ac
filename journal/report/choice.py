# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes into a report, as the person chose it, and what stays out because of that."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from journal.guide import people
from journal.guide.calendar_line import time_fields
from journal.guide.step import Field, Kind, Part, Step
from journal.guide.steps import GUIDES
from journal.record.contents import Contents
from journal.record.entry import Entry, EntryKind

SUMMARY = "summary"
# Who is met in more than one account. It stands after the last of them.
PATTERNS = "patterns"
# Everything on one line of days. It stands after the last account too.
CALENDAR = "calendar"
# What can be left out as a whole, in the order of the paper. Cover, key, integrity sheet and note always stand.
CHOOSABLE = (
    SUMMARY,
    Part.CASE,
    Part.ACCOUNT,
    Part.SEQUENCE,
    Part.ENCOUNTER,
    Part.WORDS,
    Part.BODY,
    Part.OFFICERS,
    Part.FORCE,
    Part.CUSTODY,
    Part.REASON,
    Part.TREATMENT,
    PATTERNS,
    Part.WITNESSES,
    Part.EVIDENCE,
    Part.INJURIES,
    Part.PROPERTY,
    Part.COMPLAINTS,
    Part.DAYS,
    Part.ADDITIONS,
    Part.QUESTIONS,
    CALENDAR,
)
PAPERS = ("letter", "a4")
# Asked for the person's own sake, not for a reader's: whether the place was safe to write in.
NEVER_PRINTED = frozenset({"safe_place"})
# Printed on the cover, under its own conditions, and nowhere else.
ONLY_ON_COVER = frozenset({"purpose", "asked_by_lawyer", "lawyer_name"})


@dataclass(frozen=True, slots=True)
class Choice:
    """``incidents`` are ids, in any order; the paper puts the earliest written first.

    ``feelings``: how it was to live through it, besides facts. ``contacts``: how witnesses can be reached.
    ``identity``: who the person is, in their own words. ``skipped``: which steps were skipped. ``purpose``: why it was
    written, also when that was not a lawyer's advice.
    """

    incidents: Collection[str]
    parts: Collection[str] = field(default=CHOOSABLE)
    feelings: bool = True
    contacts: bool = True
    identity: bool = True
    skipped: bool = False
    purpose: bool = False
    language: str = "en"
    paper: str = "letter"

    def everything(self) -> "Choice":
        """The same with nothing left out."""
        return replace(self, parts=CHOOSABLE, feelings=True, contacts=True, identity=True)


def step_of(entry: Entry) -> Step | None:
    """The step as this program knows it; None for one that a newer program kept."""
    for guide in (GUIDES.get(entry.wording.guide), *GUIDES.values()):
        for step in guide.steps if guide else ():
            if step.id == entry.step:
                return step
    return None


def is_others_contact(step: Step, field: Field) -> bool:
    return field.kind is Kind.CONTACT and step.names_person


def printed_fields(entry: Entry, step: Step, choice: Choice) -> Iterator[tuple[Field, Any]]:
    """The entry's answers that this report shows, in the step's order."""
    for each in step.fields:
        if each.id not in entry.answers or each.id in NEVER_PRINTED | ONLY_ON_COVER:
            continue
        if each.feeling and not choice.feelings:
            continue
        if is_others_contact(step, each) and not choice.contacts:
            continue
        if each.identity and not choice.identity:
            continue
        yield each, entry.answers[each.id]


def in_report(entry: Entry, choice: Choice) -> bool:
    """Whether the entry belongs to one of the chosen incidents, or to the whole record."""
    return not entry.incident or entry.incident in choice.incidents


def is_printed(entry: Entry, choice: Choice) -> bool:
    """Whether it stands in this copy: no list may tell what the person left out or skipped."""
    if entry.kind is not EntryKind.WRITTEN or not in_report(entry, choice):
        return False
    step = step_of(entry)
    place = Part.ADDITIONS if entry.adds_to else step.part if step else Part.ADDITIONS
    return place is Part.COVER or place in choice.parts


@dataclass(frozen=True, slots=True)
class LeftOut:
    """``incidents`` were not chosen; ``parts`` hold something but were not chosen; the others say what is inside."""

    incidents: int
    parts: tuple[str, ...]
    feelings: bool
    contacts: bool
    identity: bool
    drafts: int

    @property
    def anything(self) -> bool:
        return bool(self.incidents or self.parts or self.feelings or self.contacts or self.identity or self.drafts)


def held(contents: Contents, incidents: Collection[str]) -> frozenset[str]:
    """The parts that hold something in these incidents and in what belongs to the whole record."""
    found: set[str] = set()
    if any(people.met_again(entry for entry in contents.entries if entry.incident in incidents)):
        found.add(PATTERNS)
    for entry in contents.entries:
        step = step_of(entry)
        if entry.kind is EntryKind.WRITTEN and step and (not entry.incident or entry.incident in incidents):
            found.update((SUMMARY, Part.ADDITIONS if entry.adds_to else step.part))
            if time_fields() & entry.answers.keys():
                found.add(CALENDAR)
    return frozenset(map(str, found))


def left_out(contents: Contents, choice: Choice) -> LeftOut:
    """What the record holds and this report does not. A part that holds nothing is not missed."""
    there = held(contents, choice.incidents)
    feelings = contacts = identity = False
    for entry in contents.entries:
        step = step_of(entry)
        if entry.kind is not EntryKind.WRITTEN or step is None or not in_report(entry, choice):
            continue
        if (Part.ADDITIONS if entry.adds_to else step.part) in choice.parts:
            answered = [each for each in step.fields if each.id in entry.answers]
            feelings = feelings or any(each.feeling for each in answered)
            contacts = contacts or any(is_others_contact(step, each) for each in answered)
            identity = identity or any(each.identity for each in answered)
    return LeftOut(
        incidents=sum(incident.id not in choice.incidents for incident in contents.incidents),
        parts=tuple(str(part) for part in CHOOSABLE if part in there and part not in choice.parts),
        feelings=feelings and not choice.feelings,
        contacts=contacts and not choice.contacts,
        identity=identity and not choice.identity,
        drafts=sum(
            number for incident, number in contents.drafts.items() if not incident or incident in choice.incidents
        ),
    )
