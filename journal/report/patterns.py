# SPDX-License-Identifier: GPL-3.0-or-later
"""Someone, or a department, met in more than one account: who says that they are the same, and by date what they did
and said. Nothing is counted, weighed or concluded, and what the copy leaves out is left out here too."""

from collections.abc import Collection, Iterable, Iterator

from journal.dates import stamp_day
from journal.guide import people
from journal.guide.answers import instead
from journal.guide.known import CERTAINTY, SOURCE, TOLD_BY
from journal.guide.people import Card, Deed, Group
from journal.guide.step import Kind, Step
from journal.guide.step import Part as Place
from journal.record.entry import STEP_TITLE, Entry
from journal.report.blocks import Block, Fact, Facts, Heading, Level, Note, Part
from journal.report.choice import PATTERNS, in_report, printed_fields, step_of
from journal.report.telling import Teller, named, number

# The part that stands first in a copy about one person or department.
ABOUT = "about"
_FREE = (Kind.QUOTE, Kind.LONG_TEXT, Kind.LINE)


def patterns(teller: Teller) -> Part | None:
    """None where nobody is met in two of the chosen accounts, or the part was not chosen."""
    if PATTERNS not in teller.choice.parts or teller.choice.about:
        return None
    persons, departments = people.met_again(_written_here(teller))
    return _part(teller, PATTERNS, (*persons, *departments), departments)


def about_one(teller: Teller) -> Part | None:
    """The same of the one person or department that the copy is about, met once or often; it stands first then."""
    group = teller.subject
    return _part(teller, ABOUT, (group,), (group,) if teller.choice.department else ()) if group else None


def _written_here(teller: Teller) -> list[Entry]:
    return [entry for entry in teller.contents.entries if in_report(entry, teller.choice)]


def _part(teller: Teller, part: str, groups: Iterable[Group], departments: Collection[Group]) -> Part | None:
    written = _written_here(teller)
    happened = {each.id: teller.happened(each.id) for each in teller.contents.incidents}
    told = _Told(teller)
    blocks: list[Block] = []
    for group in groups:
        step = step_of(_entry(group.cards[0]))
        if step is not None and step.part in teller.choice.parts:
            blocks += _group(teller, group, group in departments)
            told.timed.clear()
            for deed in people.deeds(group, written, happened):
                blocks += told.deed(deed)
    if not blocks:
        return None
    words = teller.words
    heading = Heading(words(f"report.part.{part}"), Level.PART, listed=True)
    return Part(part, (heading, Note(words(f"report.intro.{part}")), *blocks))


def linked(teller: Teller, entry: Entry) -> list[Block]:
    """Below a card: on which other cards of this copy the same person stands, and where the writer says so."""
    group = teller.person(entry)
    others = [card for card in group.cards if card.id != entry.id] if group else []
    if not group or not others:
        return []
    said = dict.fromkeys(number(_written(link.by)) for link in group.links if link.by.id != entry.id)
    if not said:
        return []  # the card says so itself, in its own words
    named = ", ".join(number(_entry(card)) for card in others)
    text = teller.words("report.patterns.linked", others=named, said=", ".join(said))
    return [Note(text, (number(_entry(others[0])),))]


def _group(teller: Teller, group: Group, is_department: bool) -> Iterator[Block]:
    """What they are called, whose word it is that the cards belong together, and how each card knows them."""
    words = teller.words
    field = people.AGENCY if is_department else ""
    name = named(group, is_department=is_department)
    yield Heading(name or words("person.unnamed"), Level.CARD, own=bool(name))
    cards = {card.id: number(_entry(card)) for card in group.cards}
    for link in group.links:
        by = _written(link.by)
        first, second = sorted((link.card, link.other), key=list(cards).index)
        values = {"card": cards[first], "other": cards[second], "entry": number(by)}
        key = "report.patterns.same_department" if is_department else "report.patterns.same_person"
        said = [words(key, date=stamp_day(by.kept, words), **values), _certainty(teller, by) if by.adds_to else ""]
        yield Note(words("report.between").join(filter(None, said)), (number(by),))
    alike = len(group.cards) > len(group.texts(field)) if field else False
    if alike:
        yield Note(words("report.patterns.alike"))
    rows = [row for card in group.cards for row in _marks(teller, card, (field,) if field else people.MARKS)]
    if rows:
        yield Facts(tuple(rows))


def _marks(teller: Teller, card: Card, fields: Iterable[str]) -> Iterator[Fact]:
    """What a card says of who they are, and the entry it says it in, which may be an addition."""
    for field in fields:
        text = card.answers.get(field)
        if isinstance(text, str) and text.strip():
            yield Fact(teller.words(f"report.mark.{field}"), text, own=True, link=number(_written(card.latest(field))))


class _Told:
    """What stands in this part already: nothing of it is printed twice, an entry is named by its number then."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller
        self._entries: set[str] = set()
        self.timed: set[tuple[str, bool]] = set()

    def deed(self, deed: Deed) -> list[Block]:
        """When and in which account, then the words of the card."""
        teller, entry = self._teller, _entry(deed.card)
        step = step_of(entry)
        if step is None or (step.part is not Place.COVER and step.part not in teller.choice.parts):
            return []
        answers = {field.id: answer for field, answer in printed_fields(entry, step, teller.choice)}
        shown = {name: answers[name] for name in _shown(step, deed) if name in answers}
        if not shown:
            return []
        when = self._when(deed, entry)
        if entry.id in self._entries:
            return [when]
        self._entries.add(entry.id)
        about = Note(_about(teller, entry, step, deed))
        return [when, about, *teller.answers(entry, only=shown), *teller.added_later(entry)]

    def _when(self, deed: Deed, entry: Entry) -> Facts:
        """What the person said about the time of an account stands once for each person."""
        words = self._teller.words
        said, own = self._teller.when(deed.moment.plain()) if deed.moment else ("", "")
        title = self._teller.title(entry.incident)
        place = title or words("report.patterns.untitled" if entry.incident else "report.whole_record")
        rows = [Fact(said or words("report.patterns.no_date"), place, bool(title), number(entry))]
        if own and entry.id not in self._entries and (entry.incident, deed.by_incident) not in self.timed:
            rows.append(Fact("", own, own=True))
        if deed.by_incident:
            self.timed.add((entry.incident, True))
        return Facts(tuple(rows))


def _shown(step: Step, deed: Deed) -> list[str]:
    """The free words with which the page of the guide opens; of a person's own card what it says that they did."""
    if not deed.field:
        return list(people.DID)
    return [field.id for field in step.fields[: step.open_at_first] if field.kind in _FREE]


def _about(teller: Teller, entry: Entry, step: Step, deed: Deed) -> str:
    """Which page of the guide it is from, which question points to them, how it is known and how surely."""
    words, answers = teller.words, entry.answers
    texts = [words("report.patterns.page", page=entry.wording.texts.get(STEP_TITLE, ""))]
    card = teller.entry(deed.of)
    if deed.field and card is not None:
        asked = _written(deed.card.latest(deed.field)).wording.texts.get(deed.field, "")
        texts.append(words("report.patterns.about", question=asked, card=number(card)))
    if deed.by_incident:
        texts.append(words("report.patterns.of_account"))
    if (source := answers.get(SOURCE.id)) and not instead(source):
        texts.append(teller.chosen(entry, step.field(SOURCE.id), source))
    if isinstance(by := answers.get(TOLD_BY.id), str):
        texts.append(words("report.told_by", name=by))
    texts.append(_certainty(teller, entry))
    return words("report.between").join(filter(None, texts))


def _certainty(teller: Teller, entry: Entry) -> str:
    sure = entry.answers.get(CERTAINTY.id)
    return teller.chosen(entry, CERTAINTY, sure) if sure and not instead(sure) else ""


def _entry(card: Card) -> Entry:
    return _written(card.written)


def _written(written: people.Written) -> Entry:
    """On paper there is nothing but what was kept."""
    assert isinstance(written, Entry)
    return written
