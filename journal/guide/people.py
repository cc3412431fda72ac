# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is in the record: cards of one person laid together by the writer's own choice, and what each did and said.

Nothing is ever joined by a guess. Two cards are of one person only where the writer said so, in a card or in an
addition to it. Departments written letter for letter alike stand together, and whoever shows them says that this is
why. Pure functions; the order in which things are given changes nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from journal.guide.answers import instead
from journal.guide.encounter import EARLIER
from journal.guide.step import Kind, Part, Step
from journal.guide.steps import GUIDES, OFFICERS
from journal.record.entry import Draft, Entry, EntryKind
from journal.record.moment import Moment
from journal.record.pointers import EVENT_TIMES

Written = Entry | Draft

# The fields that name a person, best first; what a card says of their looks stands in where there is no name.
NAMES = ("known_as", "officer_name", "officer_look", "witness_who")
# What is known of someone besides, in the order in which it is told.
MARKS = ("known_as", "officer_name", "badge", "rank", "agency", "car", "officer_look", "clothes", "witness_who")
# The answers that point to another card of the same person, and of the same department.
SAME_PERSON = ("same_officer", "same_person")
SAME_DEPARTMENT = "same_department"
AGENCY = "agency"
# What a person's own card says that they did, saw or said.
DID = ("officer_did", "witness_saw", "witness_told")

# Where the report prints what belongs to the encounter itself.
_THEN = frozenset((Part.WORDS, Part.BODY, Part.OFFICERS, Part.FORCE, Part.REASON, Part.TREATMENT, Part.WITNESSES))
_STEPS = {step.id: step for guide in GUIDES.values() for step in guide.steps}
PEOPLE = frozenset(step.id for step in _STEPS.values() if step.names_person)


@dataclass(frozen=True, slots=True)
class Card:
    """A card with everything that was added to it. ``answers`` are the latest: those of additions count from the day
    they were written, so that a name or a badge learned later is known here too."""

    written: Written
    additions: tuple[Written, ...]
    answers: Mapping[str, Any]

    @property
    def id(self) -> str:
        return self.written.id

    @property
    def step(self) -> str:
        return self.written.step

    @property
    def incident(self) -> str:
        return self.written.incident

    def all(self) -> Iterator[Written]:
        """The card, and what adds to it, as they were written."""
        yield self.written
        yield from self.additions

    def said(self, field: str) -> Iterator[tuple[Any, Written]]:
        """Every answer ever given under this id, the first first, and where it stands."""
        for each in self.all():
            if each.step == self.step and field in each.answers:
                yield each.answers[field], each

    def latest(self, field: str) -> Written:
        """Where the answer that counts stands. Raises KeyError for a field without one."""
        found = [each for _answer, each in self.said(field)]
        if not found:
            raise KeyError(field)
        return found[-1]


@dataclass(frozen=True, slots=True)
class Link:
    """The writer's word, in ``by``, that ``card`` and ``other`` are of one person, or of one department."""

    card: str
    other: str
    by: Written


@dataclass(frozen=True, slots=True)
class Group:
    """One person, or one department: its cards, the one begun first first, and the links that join them."""

    cards: tuple[Card, ...]
    links: tuple[Link, ...]

    @property
    def id(self) -> str:
        return self.cards[0].id

    @property
    def step(self) -> str:
        return self.cards[0].step

    @property
    def incidents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(card.incident for card in self.cards))

    def texts(self, field: str) -> tuple[str, ...]:
        """What stands under this id on any of its cards, each once; nothing but the writer's own words."""
        said = (card.answers.get(field) for card in self.cards)
        return tuple(dict.fromkeys(text.strip() for text in said if isinstance(text, str) and text.strip()))


@dataclass(frozen=True, slots=True)
class Deed:
    """What someone did or said. ``card`` tells it; ``of`` is their own card, ``field`` the question that points to it,
    empty for what their own card tells. ``moment`` is the card's own time, or (``by_incident``) its incident's, but
    only for what belongs to the encounter itself: what came before or after it has no time but its own. ``day`` is
    what it is put in order by."""

    card: Card
    of: str
    field: str
    moment: Moment | None
    by_incident: bool
    day: str


def called(answers: Mapping[str, Any]) -> str:
    """What the person of a card is called, in the writer's words; empty when nothing says so."""
    for name in NAMES:
        if isinstance(text := answers.get(name), str) and text.strip():
            return text
    return ""


def laid(written: Iterable[Written]) -> tuple[Card, ...]:
    """Every card with its additions, in the order of writing. What adds to nothing that is here is left out."""
    answered = (each for each in written if isinstance(each, Draft) or each.kind is EntryKind.WRITTEN)
    there = {each.id: each for each in sorted(answered, key=_order)}
    below: dict[str, list[Written]] = {each.id: [] for each in there.values() if not each.adds_to}
    for each in there.values():
        root = each
        while root.adds_to in there:
            root = there[root.adds_to]
        if root is not each and root.id in below:
            below[root.id].append(each)
    return tuple(_card(there[name], additions) for name, additions in below.items())


def everyone(written: Iterable[Written]) -> tuple[Group, ...]:
    """Each person once, the one written of first first."""
    return _joined([card for card in laid(_near(written)) if card.step in PEOPLE], SAME_PERSON)


def departments(written: Iterable[Written]) -> tuple[Group, ...]:
    """Officers' cards by what is written of their department: alike to the letter, or the same by the writer's word."""
    cards = [card for card in laid(_near(written)) if card.step == OFFICERS.id and agency(card)]
    return _joined(cards, (SAME_DEPARTMENT,), agency)


def met_again(written: Iterable[Written]) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The persons, and the departments, that have cards in more than one incident."""
    there = list(written)
    persons, places = everyone(there), departments(there)
    return (
        tuple(group for group in persons if len(group.incidents) > 1),
        tuple(group for group in places if len(group.incidents) > 1),
    )


def agency(card: Card) -> str:
    """The department as it is written, without spaces around it."""
    text = card.answers.get(AGENCY)
    return text.strip() if isinstance(text, str) else ""


def cards_of(group: Group) -> frozenset[str]:
    """The ids that answers about this person can point to."""
    return frozenset(card.id for card in group.cards)


def deeds(group: Group, written: Iterable[Written], happened: Mapping[str, Moment | None]) -> tuple[Deed, ...]:
    """Everything they did and said, by date; what has no date stands last. ``written`` is whatever may point to them,
    ``happened`` when each incident was, by its id."""
    cards = cards_of(group)
    found = [_deed(card, card.id, "", happened) for card in group.cards if not card.answers.keys().isdisjoint(DID)]
    pointing = ((card, _points(card, cards)) for card in laid(written) if card.step not in PEOPLE)
    found += [_deed(card, *at, happened) for card, at in pointing if at]
    return tuple(sorted(found, key=_by_date))


def holder(group: Group, other: Group, field: str) -> tuple[Card, Card] | None:
    """Which card can say that the two are the same, and of which. A kept one takes an addition, the one kept last
    first; a draft can say it itself while it says nothing there yet. None when neither of them can."""
    for one, two in ((group, other), (other, group)):
        kept = [card for card in one.cards if isinstance(card.written, Entry)]
        if kept:
            return max(kept, key=lambda card: _order(card.written)), two.cards[0]
    for one, two in ((group, other), (other, group)):
        free = [card for card in one.cards if field not in card.answers]
        if free:
            return free[-1], two.cards[0]
    return None


def _near(written: Iterable[Written]) -> Iterator[Written]:
    """Cards of people, and whatever may add to one: most of a long record is neither."""
    return (each for each in written if each.adds_to or each.step in PEOPLE)


def _order(each: Written) -> tuple[int, int, str]:
    if isinstance(each, Entry):
        return (0, each.seq, each.id)
    return (1, int(each.changed.utc.timestamp()), each.id)


def _card(written: Written, additions: list[Written]) -> Card:
    """An addition of another step says something about the card and answers none of its questions."""
    answers = dict(written.answers)
    for each in additions:
        if each.step == written.step:
            answers |= each.answers
    return Card(written, tuple(additions), answers)


def _links(card: Card, fields: Collection[str]) -> Iterator[Link]:
    """What the card says now: an “I am not sure” that was said later takes back what it said before."""
    for field in fields:
        found: list[Link] = []
        for answer, by in card.said(field):
            if instead(answer):
                found = []
            elif isinstance(answer, dict) and answer.get("card"):
                found.append(Link(card.id, str(answer["card"]), by))
        yield from found


def _joined(
    cards: list[Card], fields: Collection[str], alike: Callable[[Card], str] | None = None
) -> tuple[Group, ...]:
    """Groups by links among these cards, and by what ``alike`` says of them."""
    cards = sorted(cards, key=lambda card: (card.written.begun.utc, _order(card.written)))
    above = {card.id: card.id for card in cards}
    kinds = {card.id: card.step for card in cards}

    def top(name: str) -> str:
        while above[name] != name:
            name = above[name]
        return name

    links = [link for card in cards for link in _links(card, fields)]
    links = [link for link in links if link.other != link.card and kinds.get(link.other) == kinds[link.card]]
    pairs = [(link.card, link.other) for link in links]
    if alike is not None:
        first: dict[str, str] = {}
        pairs += [(card.id, first.setdefault(alike(card), card.id)) for card in cards]
    for one, other in pairs:
        above[top(one)] = top(other)
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(top(card.id), []).append(card)
    return tuple(
        Group(tuple(group), tuple(link for link in links if top(link.card) == name)) for name, group in groups.items()
    )


def _points(card: Card, cards: Collection[str]) -> tuple[str, str] | None:
    """The person's card that this one points to, and the question that does."""
    step: Step | None = _STEPS.get(card.step)
    for field in step.fields if step else ():
        answer = card.answers.get(field.id)
        if field.kind is Kind.PERSON and isinstance(answer, dict) and answer.get("card") in cards:
            return str(answer["card"]), field.id
    return None


def _deed(card: Card, of: str, field: str, happened: Mapping[str, Moment | None]) -> Deed:
    own = (Moment.from_plain(card.answers.get(name)) for name in EVENT_TIMES)
    moment = next((each for each in own if each is not None), None)
    step = _STEPS.get(card.step)
    then = happened.get(card.incident) if step and step.part in _THEN and step.id != EARLIER.id else None
    day = (moment.sort_key if moment else "") or (then.sort_key if then else "")
    return Deed(card, of, field, moment or then, by_incident=moment is None and then is not None, day=day)


def _by_date(deed: Deed) -> tuple[bool, str, tuple[int, int, str]]:
    return (not deed.day, deed.day, _order(deed.card.written))
