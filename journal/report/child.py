# SPDX-License-Identifier: GPL-3.0-or-later
"""The child's sheets: a set of pages each, with a front page of its own, behind everything else.

They stand last so that a family can take them off the staple: no other page needs them, and they are in no other part.
No time between an event and a child's words is worked out: whether words came in the stress of a moment is for a
lawyer to judge, from what was going on around them (Fed. R. Evid. 803(2); docs/sources.md, "A child's sheet").
"""

from collections.abc import Iterable, Iterator, Sequence

from journal.clock import Stamp
from journal.dates import stamp_text
from journal.guide import child_steps
from journal.guide.step import Part as Place
from journal.record.entry import Entry, EntryKind
from journal.record.incident import CHILD_CALLED, Incident
from journal.report.blocks import Block, Fact, Facts, Heading, Level, NewPage, Note, Part
from journal.report.choice import is_of_evidence, step_of
from journal.report.front import answered, purpose
from journal.report.kept_things import kept_things
from journal.report.telling import Teller

# The pages of a set after its front page, and the steps that each is made of.
_PAGES = {
    "about": (child_steps.WHO.id, child_steps.THERE.id),
    "said": (child_steps.SAID.id,),
    "changes": (child_steps.CHANGE.id,),
    "questions": (child_steps.ASK.id,),
}


def sheets_of(teller: Teller) -> list[Incident]:
    """The chosen sheets that hold something, the one begun first first."""
    written = {entry.incident for entry in teller.contents.entries if entry.kind is EntryKind.WRITTEN}
    chosen = [each for each in teller.contents.incidents if each.id in teller.choice.sheets and each.id in written]
    return sorted(chosen, key=lambda each: each.begun)


def child_parts(teller: Teller, printed: Stamp, *, for_lawyer: bool) -> list[Part]:
    """``for_lawyer``: the purpose of this whole copy is a lawyer's advice, so that it is said on each front page."""
    found: list[Part] = []
    sheets = sheets_of(teller)
    for place, sheet in enumerate(sheets, 1):
        entries = [each for each in teller.contents.entries if each.incident == sheet.id]
        entries = [each for each in entries if each.kind is EntryKind.WRITTEN]
        title = teller.words("report.part.child")
        if len(sheets) > 1:
            title = teller.words("report.child.numbered", title=title, place=place)
        heading = Heading(title, Level.INCIDENT, f"child-{place}", listed=True)
        rows = Facts(tuple(_front(teller, sheet, entries, printed, for_lawyer)))
        found.append(Part(str(Place.CHILD), (NewPage(), heading, Note(teller.words("report.child.intro")), rows)))
        found += _pages(teller, entries)
    return found


def _front(
    teller: Teller, sheet: Incident, entries: Sequence[Entry], printed: Stamp, for_lawyer: bool
) -> Iterator[Fact]:
    words = teller.words

    def row(field: str) -> list[Fact]:
        return answered(teller, [sheet], field, words(f"report.fact.{field}"))

    yield from row(CHILD_CALLED)
    if teller.choice.child_names:
        yield from row(child_steps.FULL_NAME)
    yield from row("child_age")
    yield from row(child_steps.WRITER_NAME) or [Fact(words("report.fact.writer_name"), words("report.by_hand"))]
    yield from row("child_relation")
    yield from row("about_account")
    yield Fact(words("report.fact.first_written"), stamp_text(min(each.begun for each in entries), words))
    yield Fact(words("report.fact.printed"), stamp_text(printed, words))
    yield Fact(words("report.fact.record"), teller.contents.record_number)
    if for_lawyer or teller.choice.purpose:
        yield from purpose(teller, [sheet])


def _pages(teller: Teller, entries: Sequence[Entry]) -> Iterator[Part]:
    """Page after page of one sheet; the first begins on fresh paper, behind the front page."""
    fresh: tuple[Block, ...] = (NewPage(),)
    for name, steps in _PAGES.items():
        blocks = list(_cards(teller, [each for each in entries if each.step in steps and not each.adds_to], steps))
        if blocks:
            yield _page(teller, name, (*fresh,), blocks)
            fresh = ()
    if things := [each for each in entries if is_of_evidence(each)]:
        yield _page(teller, "kept", (*fresh,), kept_things(teller, things))
        fresh = ()
    known = {step for steps in _PAGES.values() for step in steps}
    others = [each for each in entries if each not in things and (each.adds_to or each.step not in known)]
    blocks = [block for each in others for block in _other(teller, each)]
    if blocks:
        yield _page(teller, "later", (*fresh,), blocks)


def _page(teller: Teller, name: str, before: tuple[Block, ...], blocks: Iterable[Block]) -> Part:
    heading = Heading(teller.words(f"report.child.part.{name}"), Level.PART, listed=True)
    return Part(str(Place.CHILD), (*before, heading, *blocks))


def _cards(teller: Teller, entries: Sequence[Entry], steps: Sequence[str]) -> Iterator[Block]:
    for step_id in steps:
        for place, entry in enumerate((each for each in entries if each.step == step_id), 1):
            step = step_of(entry)
            if step is not None:
                yield from teller.card(entry, teller.card_heading(entry, step, place))


def _other(teller: Teller, entry: Entry) -> list[Block]:
    """An addition, or whatever else was kept with this sheet, under its number and the number it adds to."""
    return teller.card(entry, teller.added_heading(entry))
