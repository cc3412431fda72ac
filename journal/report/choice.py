# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes into a report, as the person chose it, and what stays out because of that."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

from journal.guide import people
from journal.guide.calendar_line import time_fields
from journal.guide.child_steps import FULL_NAME, is_sheet
from journal.guide.step import Field, Kind, Part, Step
from journal.guide.steps import GUIDES
from journal.record.contents import Contents
from journal.record.entry import Entry, EntryKind
from journal.record.evidence import EvidenceKind
from journal.record.incident import CHILD_SHEET_GUIDE
from journal.report.about import entries_about, group_about
from journal.support import LegalDate

SUMMARY = "summary"
# Rules of law to ask about, for the place that the person chose. A lawyer's first working page.
DATES = "dates"
# Who is met in more than one account. It stands after the last of them.
PATTERNS = "patterns"
# Everything on one line of days. It stands after the last account too.
CALENDAR = "calendar"
# What can be left out as a whole, in the order of the paper. Cover, key, integrity sheet and note always stand.
CHOOSABLE = (
    SUMMARY,
    DATES,
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
# Photos: small beside what is said of them, one to a page, or none.
SMALL, FULL_PAGE, NO_PHOTOS = "small", "full_page", "none"
PHOTOS = (SMALL, FULL_PAGE, NO_PHOTOS)
_EVIDENCE = frozenset(map(str, EvidenceKind))
# Asked for the person's own sake, not for a reader's: whether the place was safe to write in.
NEVER_PRINTED = frozenset({"safe_place"})
# Printed on the cover, under its own conditions, and nowhere else.
ONLY_ON_COVER = frozenset({"purpose", "asked_by_lawyer", "lawyer_name"})


_STEPS_OF = {(guide.id, step.id): step for guide in GUIDES.values() for step in guide.steps}
_STEPS = {step.id: step for guide in reversed(GUIDES.values()) for step in guide.steps}


@dataclass(frozen=True, slots=True)
class Choice:
    """``incidents`` are ids, in any order; the paper puts the earliest written first.

    ``feelings``: how it was to live through it, besides facts. ``contacts``: how witnesses can be reached.
    ``identity``: who the person is, in their own words. ``skipped``: which steps were skipped. ``purpose``: why it was
    written, also when that was not a lawyer's advice.
    ``sheets`` are ids of child's sheets: none, unless they are chosen for this copy. ``child_names``: full names there.
    ``photos`` is one of ``PHOTOS``. ``copies``: which copies were made before. ``law``: the dates to ask about of the
    place that the person chose. ``about``: the card of a person, or (``department``) of someone of a department, when
    nothing else is to be told; ``only`` are then the ids of the entries about them, found by ``settled`` if not known.
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
    sheets: Collection[str] = ()
    child_names: bool = False
    photos: str = SMALL
    copies: bool = False
    law: tuple[LegalDate, ...] = ()
    about: str = ""
    department: bool = False
    only: frozenset[str] | None = None

    def everything(self) -> "Choice":
        """The same with nothing left out."""
        return replace(self, parts=CHOOSABLE, feelings=True, contacts=True, identity=True)


def settled(contents: Contents, choice: Choice) -> Choice:
    """The same, with every child's sheet among the sheets or nowhere, whichever way its id came in; and, for a copy
    about one person, with what is about them. No child's sheet is."""
    sheets = {each.id for each in contents.incidents if is_sheet(each)}
    accounts = [each for each in choice.incidents if each not in sheets]
    chosen = () if choice.about else tuple(each for each in choice.sheets if each in sheets)
    choice = replace(choice, incidents=tuple(accounts), sheets=chosen)
    if not choice.about or choice.only is not None:
        return choice
    there = [entry for entry in contents.entries if belongs(entry, choice)]
    group = group_about(contents.entries, there, choice.about, department=choice.department)
    return replace(choice, only=entries_about(there, group))


def step_of(entry: Entry) -> Step | None:
    """The step as this program knows it; None for one that a newer program kept."""
    return _STEPS_OF.get((entry.wording.guide, entry.step)) or _STEPS.get(entry.step)


def is_others_contact(step: Step, field: Field) -> bool:
    return field.kind is Kind.CONTACT and step.names_person


def printed_fields(entry: Entry, step: Step, choice: Choice) -> Iterator[tuple[Field, Any]]:
    """The entry's answers that this report shows, in the step's order."""
    for each in step.fields:
        if each.id not in entry.answers or each.id in NEVER_PRINTED | ONLY_ON_COVER:
            continue
        if each.id == FULL_NAME and not choice.child_names:
            continue
        if each.feeling and not choice.feelings:
            continue
        if is_others_contact(step, each) and not choice.contacts:
            continue
        if each.identity and not choice.identity:
            continue
        yield each, entry.answers[each.id]


def in_report(entry: Entry, choice: Choice) -> bool:
    """Whether the entry is one of those that this report is made of. For a ``settled`` choice."""
    return belongs(entry, choice) and (choice.only is None or entry.id in choice.only)


def belongs(entry: Entry, choice: Choice) -> bool:
    """Whether the entry is there to tell from, such as when an account was: it belongs to one of the chosen incidents
    or sheets; or to the whole record, which is no part of a copy that has only a child's sheet."""
    if entry.wording.guide == CHILD_SHEET_GUIDE:
        return entry.incident in choice.sheets
    if not entry.incident:
        return bool(choice.incidents) or not choice.sheets
    return entry.incident in choice.incidents or entry.incident in choice.sheets


def is_printed(entry: Entry, choice: Choice) -> bool:
    """Whether it stands in this copy: no list may tell what the person left out or skipped."""
    if entry.kind is not EntryKind.WRITTEN or not in_report(entry, choice):
        return False
    if entry.incident in choice.sheets:
        return True
    step = step_of(entry)
    place = place_of(entry, step)
    return place is Part.COVER or place in choice.parts


def is_of_evidence(entry: Entry) -> bool:
    """The card of a file or a thing, or what was said of it later on the same page of questions."""
    return entry.step in _EVIDENCE


def place_of(entry: Entry, step: Step | None) -> Part:
    """The part an entry is printed in. What is said of a thing that was kept stands below the thing."""
    if step is None or (entry.adds_to and not is_of_evidence(entry)):
        return Part.ADDITIONS
    return step.part


@dataclass(frozen=True, slots=True)
class LeftOut:
    """``incidents`` and ``sheets`` were not chosen; ``parts`` hold something but were not chosen; the others say what
    is inside. ``child_names``: a full name stands on a chosen sheet, and is not printed. ``photos``: there are some,
    and none is printed. ``others``: whatever is not about the one person or department that the copy is about."""

    incidents: int
    parts: tuple[str, ...]
    feelings: bool
    contacts: bool
    identity: bool
    drafts: int
    sheets: int = 0
    child_names: bool = False
    photos: bool = False
    others: bool = False

    @property
    def anything(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


def kept_sheets(contents: Contents) -> set[str]:
    """The ids of the child's sheets on which something was kept."""
    written = {entry.incident for entry in contents.entries if entry.kind is EntryKind.WRITTEN}
    return {each.id for each in contents.incidents if is_sheet(each) and each.id in written}


def has_full_name(contents: Contents, sheets: Collection[str]) -> bool:
    return any(FULL_NAME in entry.answers for entry in contents.entries if entry.incident in sheets)


def held(contents: Contents, choice: Choice) -> frozenset[str]:
    """The parts that hold something in the chosen incidents and in what belongs to the whole record. For a ``settled``
    choice."""
    found: set[str] = set()
    accounts = replace(choice, sheets=())
    there = [entry for entry in contents.entries if in_report(entry, accounts)]
    if choice.only is None and any(people.met_again(entry for entry in there if entry.incident)):
        found.add(PATTERNS)
    if choice.law and choice.incidents:
        found.add(DATES)
    for entry in there:
        step = step_of(entry)
        if entry.kind is EntryKind.WRITTEN and step and entry.wording.guide != CHILD_SHEET_GUIDE:
            found.update((SUMMARY, place_of(entry, step)) if choice.only is None else (place_of(entry, step),))
            if time_fields() & entry.answers.keys():
                found.add(CALENDAR)
    return frozenset(map(str, found))


def left_out(contents: Contents, choice: Choice) -> LeftOut:
    """What the record holds and this report does not. A part that holds nothing is not missed."""
    choice = settled(contents, choice)
    there = held(contents, choice)
    return LeftOut(
        incidents=sum(each.id not in choice.incidents and not is_sheet(each) for each in contents.incidents),
        parts=tuple(str(part) for part in CHOOSABLE if part in there and part not in choice.parts),
        feelings=not choice.feelings and _answered(contents, choice, lambda _step, field: field.feeling),
        contacts=not choice.contacts and _answered(contents, choice, is_others_contact),
        identity=not choice.identity and _answered(contents, choice, lambda _step, field: field.identity),
        drafts=sum(
            number
            for incident, number in contents.drafts.items()
            if not incident or incident in choice.incidents or incident in choice.sheets
        ),
        sheets=len(kept_sheets(contents) - set(choice.sheets)),
        child_names=not choice.child_names and has_full_name(contents, choice.sheets),
        photos=choice.photos == NO_PHOTOS and has_photos(contents, choice),
        others=bool(choice.about),
    )


def _answered(contents: Contents, choice: Choice, which: Callable[[Step, Field], bool]) -> bool:
    """Whether a question of this kind was answered in one of the chosen parts."""
    for entry in contents.entries:
        step = step_of(entry)
        if entry.kind is not EntryKind.WRITTEN or step is None or not in_report(entry, choice):
            continue
        if place_of(entry, step) in choice.parts and any(
            which(step, field) for field in step.fields if field.id in entry.answers
        ):
            return True
    return False


def has_photos(contents: Contents, choice: Choice) -> bool:
    """Whether a file that this copy tells of could be shown. For a ``settled`` choice."""
    there = {entry.id for entry in contents.entries if is_printed(entry, choice)}
    there |= {entry.adds_to for entry in contents.entries if is_printed(entry, choice) and is_of_evidence(entry)}
    return not there.isdisjoint(contents.pictures)
