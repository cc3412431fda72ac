# SPDX-License-Identifier: GPL-3.0-or-later
"""What was kept -> a report as plain data. The guide's table (``Step.part``) says which step is printed where."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journal.clock import Stamp
from journal.dates import stamp_day, stamp_text
from journal.guide.step import Part as Place
from journal.guide.steps import ACCOUNT, BEFORE_WRITING, GUIDES
from journal.record.chain import fingerprint
from journal.record.contents import Contents
from journal.record.entry import STEP_TITLE, Entry, EntryKind
from journal.record.incident import Incident
from journal.report.blocks import Block, Fact, Facts, Heading, Level, Margins, NewPage, Note, Part, Report, Words
from journal.report.child import child_parts, sheets_of
from journal.report.choice import (
    SUMMARY,
    Choice,
    in_report,
    is_of_evidence,
    place_of,
    printed_fields,
    settled,
    step_of,
)
from journal.report.closing import closing
from journal.report.front import cover, legend, summary, when_rows
from journal.report.in_time import calendar
from journal.report.kept_things import kept_things, proofs_of
from journal.report.law_dates import law_dates
from journal.report.patterns import about_one, linked, patterns
from journal.report.photo_pages import photo_pages
from journal.report.shown_otherwise import with_codes_explained
from journal.report.telling import Teller, number
from journal.words import Words as Language

_LONG, _BEGINNING = 600, 240  # letters: up to the one a text is shown whole, beyond it the other
_STEP_ORDER = {step.id: place for guide in GUIDES.values() for place, step in reversed(list(enumerate(guide.steps)))}
# The first account stands before what was asked around it: a lawyer reads it untouched.
_ACCOUNT_ORDER = {BEFORE_WRITING.id: -2, ACCOUNT.id: -1}


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one incident, or those that belong to the whole record."""

    incident: Incident | None
    entries: tuple[Entry, ...]


def outline(contents: Contents, choice: Choice, words: Language, printed: Stamp) -> Report:
    """The whole report. ``printed`` is the time that stands at the foot of each page. The child's sheets come
    last, so that they can be taken off; alone they come first."""
    return with_codes_explained(unexplained(contents, choice, words, printed), words)


def unexplained(contents: Contents, choice: Choice, words: Language, printed: Stamp) -> Report:
    """The same without a word on codes in its key: which there are is known once all is covered that is to be."""
    choice = settled(contents, choice)
    teller = Teller(contents, choice, words)
    groups, sheets = _groups(contents, choice), sheets_of(teller)
    several = len(groups) > 1
    chosen = [group.incident for group in groups if group.incident]
    # What is about all accounts of a copy stands before the first of several, and after the summary of a single one.
    dates = law_dates(teller, chosen)
    first = (about_one(teller), dates if several else None)
    parts: list[Part] = [_of_the_whole(part) for part in first if part]
    for place, group in enumerate(groups, 1):
        found = list(_incident_parts(teller, group, None if several else dates))
        if several and found:
            parts.append(Part("incident", (NewPage(), *_incident_heading(teller, group, place))))
        parts += found
    parts += [_of_the_whole(part) for part in (calendar(teller), patterns(teller)) if part]
    head = legend(teller, [*chosen, *sheets])
    sheet_pages, last = (
        child_parts(teller, printed, for_lawyer=bool(head)),
        [_of_the_whole(part) for part in closing(teller)],
    )
    if sheet_pages and not parts:
        last[0] = replace(last[0], blocks=(NewPage(), *last[0].blocks))
        parts = [*sheet_pages, *last]
    else:
        parts += [*last, *sheet_pages]
    return Report(
        title=words("report.file_title"),
        language=choice.language,
        paper=choice.paper,
        cover=cover(teller, chosen, sheets, printed),
        margins=_margins(teller, head, printed),
        contents=words("report.contents"),
        parts=tuple(parts),
        pictures=contents.pictures,
    )


def _of_the_whole(part: Part) -> Part:
    """A part about the whole report: in the outline it stands beside the accounts, not in the last of them."""
    blocks = [replace(each, whole=True) if isinstance(each, Heading) and each.listed else each for each in part.blocks]
    return replace(part, blocks=tuple(blocks))


def _groups(contents: Contents, choice: Choice) -> list[Group]:
    """The chosen incidents, the one written first first; what has no incident joins a single one or stands last."""
    chosen = sorted((each for each in contents.incidents if each.id in choice.incidents), key=lambda each: each.begun)
    kept = [entry for entry in contents.entries if entry.kind is EntryKind.WRITTEN and in_report(entry, choice)]
    kept = [entry for entry in kept if entry.incident not in choice.sheets]
    loose = tuple(entry for entry in kept if not entry.incident)
    if choice.only is not None:
        met = {entry.incident for entry in kept}
        chosen = [each for each in chosen if each.id in met]
    if len(chosen) == 1:
        return [Group(chosen[0], tuple(kept))]
    groups = [Group(each, tuple(entry for entry in kept if entry.incident == each.id)) for each in chosen]
    return [*groups, Group(None, loose)] if loose else groups


def _incident_heading(teller: Teller, group: Group, place: int) -> tuple[Block, ...]:
    words = teller.words
    if group.incident is None:
        return (Heading(words("report.whole_record"), Level.INCIDENT, listed=True),)
    title = teller.title(group.incident.id)
    shown = title or words("report.incident", place=place)
    return (Heading(shown, Level.INCIDENT, f"incident-{place}", own=bool(title), listed=True),)


def _incident_parts(teller: Teller, group: Group, dates: Part | None) -> Iterator[Part]:
    choice = teller.choice
    if group.incident and SUMMARY in choice.parts and group.entries and choice.only is None:
        told = summary(teller, group.incident, group.entries)
        yield from (told,) if told else ()  # a title alone is no summary
    if dates is not None:
        yield dates
    for place in Place:
        if place is Place.COVER or place not in choice.parts:
            continue
        blocks = _blocks(teller, group, place)
        if blocks:
            heading = Heading(teller.words(f"report.part.{place}"), Level.PART, listed=True)
            intro = teller.words(f"report.intro.{place}")
            yield Part(str(place), (heading, Note(intro), *blocks))
    newer = [entry for entry in group.entries if step_of(entry) is None]
    if newer:
        heading = Heading(teller.words("report.part.newer"), Level.PART, listed=True)
        yield Part("newer", (heading, Note(teller.words("report.intro.newer")), *_newer(teller, newer)))


def _blocks(teller: Teller, group: Group, place: Place) -> list[Block]:
    if place is Place.ADDITIONS:
        return _additions(teller, group)
    if place is Place.EVIDENCE:
        others = tuple(entry for entry in group.entries if not is_of_evidence(entry))
        told = [*kept_things(teller, group.entries), *_cards(teller, Group(group.incident, others), place)]
        return [*told, *photo_pages(teller, group.entries)]
    return _cards(teller, group, place)


def _newer(teller: Teller, entries: list[Entry]) -> Iterator[Block]:
    """Pages that only a newer program knows: nothing is known of their place, so they stand last, as they were kept."""
    for entry in entries:
        title = entry.wording.texts.get(STEP_TITLE, "") or number(entry)
        yield from teller.card(entry, Heading(title, Level.CARD, number(entry)))


def _cards(teller: Teller, group: Group, place: Place) -> list[Block]:
    """Each kept card of the steps that are printed here, in the guide's order and then as they were kept."""
    order = _STEP_ORDER | _ACCOUNT_ORDER
    found = [(entry, step) for entry in group.entries if (step := step_of(entry)) and not entry.adds_to]
    found = [(entry, step) for entry, step in found if step.part is place]
    found.sort(key=lambda pair: (order.get(pair[1].id, 0), pair[0].seq))
    blocks: list[Block] = []
    counted: dict[str, int] = {}
    for entry, step in found:
        counted[step.id] = counted.get(step.id, 0) + 1
        heading = teller.card_heading(entry, step, counted[step.id])
        if step.id == ACCOUNT.id:
            blocks += _account(teller, entry, heading)
        else:
            blocks += teller.card(entry, heading)
            blocks += proofs_of(teller, entry) if place is Place.INJURIES else []
            blocks += linked(teller, entry) if step.names_person else []
    return blocks


def _account(teller: Teller, entry: Entry, heading: Heading) -> list[Block]:
    """The first account: when it happened, when it was written, and then nothing but the words."""
    blocks = teller.card(entry, heading)
    rows = _times(teller, entry)
    return [*blocks[:2], Facts(rows), *blocks[2:]] if blocks else []


def _times(teller: Teller, entry: Entry) -> tuple[Fact, ...]:
    words = teller.words
    title, happened = words("report.fact.happened"), teller.latest(entry.incident, "happened")
    when = when_rows(teller, happened[0], title) if happened else [Fact(title, words("report.not_given"))]
    return (
        *when,
        Fact(words("report.fact.begun"), stamp_text(entry.begun, words)),
        Fact(words("report.fact.kept"), stamp_text(entry.kept, words)),
    )


def _additions(teller: Teller, group: Group) -> list[Block]:
    blocks: list[Block] = []
    for entry in group.entries:
        step = step_of(entry)
        if step is None or place_of(entry, step) is not Place.ADDITIONS:
            continue
        if not entry.lost and not any(printed_fields(entry, step, teller.choice)):
            continue
        original = teller.entry(entry.adds_to) if entry.adds_to else None
        if original is None:
            blocks += teller.card(entry, teller.added_heading(entry))
            continue
        blocks += [teller.added_heading(entry), teller.written(entry)]
        blocks += [*_original(teller, entry, original), Note(teller.words("report.addition_reads"))]
        blocks += [*teller.answers(entry), *teller.added_later(entry)]
    return blocks


def _original(teller: Teller, entry: Entry, original: Entry) -> list[Block]:
    """What it adds to, as it stood: the same questions, or the beginning of a long text with the way to all of it."""
    step = step_of(original)
    words, link = teller.words, (number(original),)
    when = words("report.original", entry=number(original), date=stamp_day(original.kept, words))
    if step is None or (step.part not in teller.choice.parts and step.part is not Place.COVER):
        return [Note(words("report.original_left_out", entry=number(original), date=stamp_day(original.kept, words)))]
    if original.step == entry.step:
        return [Note(when, link), *teller.answers(original, only=entry.answers)]
    texts = [answer for _field, answer in printed_fields(original, step, teller.choice) if isinstance(answer, str)]
    text = max(texts, key=len, default="")
    if not text:
        return [Note(when, link)]
    if len(text) <= _LONG:
        return [Note(when, link), Words(text)]
    begins = words("report.original_begins", entry=number(original), date=stamp_day(original.kept, words))
    return [Note(begins, link), Words(text[:_BEGINNING].rsplit(" ", 1)[0])]


def _margins(teller: Teller, head: str, printed: Stamp) -> Margins:
    words, contents = teller.words, teller.contents
    return Margins(
        page=words("report.foot.page", page="{page}", pages="{pages}"),
        record=words("report.foot.record", record=contents.record_number, printed=stamp_text(printed, words)),
        fingerprint=fingerprint(contents.head, 3),
        legend=head,
        across=words("report.practice") if contents.practice else "",
        made_up=words("report.made_up") if contents.practice else "",
    )
