# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies on the desk when a step is opened: its draft, what was kept of it, and who is in the record. No widgets."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from journal.guide import people
from journal.guide.route import leading_to, route
from journal.guide.spoken import say
from journal.guide.step import NEVER_ASKED, Guide, Kind, Step
from journal.guide.steps import CHILD_SHEET, GUIDES, OWN_ACCOUNT, TOLD_ONCE
from journal.guide.things_steps import THINGS
from journal.record.entry import Draft, Entry, EntryKind
from journal.record.incident import Incident
from journal.words import Words
from ui.drafting import Belonging
from ui.fields.choice_fields import Person

if TYPE_CHECKING:
    from journal.vault.vault import Vault

# The page after the last step.
CLOSE = "close"
_SHORT = 60
# Accounts to choose from at once.
_OFFERED = 12
# Cards of a step that are shown, what adds to them, and people of each kind to choose from: the latest.
_CARDS, _BELOW, _PEOPLE = 100, 300, 200


class Standing(StrEnum):
    """How a step stands in the list of steps."""

    WRITTEN = "written"
    SKIPPED = "skipped"
    OPEN = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """``draft`` is the one to write on, None where there is nothing to write (a kept account, the page of truths).

    ``entries`` are those of this step, what adds to them and what they add to; ``more``: of a long step only the latest
    are here. ``known``: what is there of every step. ``origin``: whose card this one was begun from, to go back to;
    ``start``: the field that was answered with them.
    """

    guide: Guide
    step: Step | None
    steps: tuple[Step, ...]
    belonging: Belonging
    entries: tuple[Entry, ...]
    drafts: tuple[Draft, ...]
    draft: Draft | None
    stored: bool
    people: tuple[Person, ...]
    origin: Person | None = None
    start: str = ""
    accounts: tuple[Incident, ...] = ()
    known: Mapping[str, frozenset[EntryKind]] = dataclasses.field(default_factory=dict)
    more: bool = False

    def kept(self, step: str) -> list[Entry]:
        """What was kept under a step, additions among them."""
        return [entry for entry in self.entries if entry.step == step and entry.kind is EntryKind.WRITTEN]

    def cards(self, step: str) -> list[Entry]:
        """What was kept under a step, without what stands below another entry of the same step."""
        steps = {entry.id: entry.step for entry in self.entries}
        return [entry for entry in self.kept(step) if steps.get(entry.adds_to) != step]

    def additions(self, entry: str) -> list[Entry]:
        return [each for each in self.entries if each.adds_to == entry]

    def noted(self, step: str, kind: EntryKind) -> bool:
        return kind in self.known.get(step, ())

    def entrance(self, step: str) -> str:
        """By which page to go to a step: as long as nothing is written there, by the one that says what it asks."""
        ahead = leading_to(self.guide, step)
        return ahead.id if ahead is not None and self.standing(step) is not Standing.WRITTEN else step

    def standing(self, step: str) -> Standing:
        if self.kept(step) or self.noted(step, EntryKind.WRITTEN) or any(draft.step == step for draft in self.drafts):
            return Standing.WRITTEN
        return Standing.SKIPPED if self.noted(step, EntryKind.SKIPPED) else Standing.OPEN


def lay(vault: "Vault", words: Words, arguments: Mapping[str, Any]) -> Desk:
    """On the vault's thread. ``arguments`` are those of the guide's page; a draft that is gone is no matter.

    Without any, or with those of an incident that was erased since, it is what was written on last, the newest
    incident, or a new one.
    """
    gone = str(arguments.get("incident") or "")
    if not arguments or (gone and not vault.incidents.some([gone])):
        arguments = _lately(vault)
    incident, draft_id = str(arguments.get("incident") or ""), str(arguments.get("draft") or "")
    named = vault.drafts.get(draft_id) if draft_id else None
    if named is not None:
        incident = named.incident
        if named.lost:  # another one is begun in its place
            arguments = {**arguments, "adds_to": named.adds_to}
    guide = _guide(vault, incident, str(arguments.get("guide") or (named.guide if named else "")))
    asked = named.step if named else str(arguments.get("step") or "")
    if (by_itself := next((each for each in guide.steps if each.alone and each.id == asked), None)) is not None:
        found = _alone(vault, by_itself, Belonging(incident, guide.id), named, arguments)
        return replace(found, people=_people(vault, words, found.belonging.incident, ()))
    is_new = not incident and guide in (OWN_ACCOUNT, CHILD_SHEET)
    known = vault.lists.known(incident, [step.id for step in guide.steps]) if incident else {}
    drafts = () if is_new else tuple(vault.drafts.of_incident(incident))
    steps = route(guide, _answers(vault, incident, guide, drafts))
    wanted = named.step if named else str(arguments.get("step") or _where_to_go_on(guide, steps, known, drafts))
    step = None if wanted == CLOSE else next((each for each in guide.steps if each.id == wanted), steps[0])
    offered = _people(vault, words, incident, drafts)
    belonging = Belonging(incident, guide.id, is_new=is_new)
    desk = Desk(guide, step, steps, belonging, (), drafts, None, False, offered, known=known)
    if step is None or not step.fields:
        return desk
    if incident:
        desk = _with_cards(vault, desk, step, [str(arguments.get("adds_to") or ""), *(each.adds_to for each in drafts)])
    origin = next((each for each in offered if each.card == arguments.get("from_card")), None)
    start = str(arguments.get("start") or "") if origin is not None else ""
    draft = _draft(desk, step, str(arguments.get("adds_to") or ""), fresh=bool(arguments.get("fresh")))
    draft = named if named is not None and not named.lost else draft
    stored = draft is not None
    if draft is None and _is_asked(desk, step, arguments):
        begun_with = {start: {"card": origin.card, "name": origin.name}} if origin is not None and start else {}
        draft = vault.drafts.new(incident, guide.id, step.id, str(arguments.get("adds_to") or ""), begun_with)
    return replace(desk, draft=draft, stored=stored, origin=origin, start=start, accounts=_accounts(vault, step))


def _alone(vault: "Vault", step: Step, belonging: Belonging, named: Draft | None, arguments: Mapping[str, Any]) -> Desk:
    """Only the card that is written on and what it adds to: there may be thousands of its kind.

    A card that the program itself answers something of (a file's) is never begun by hand.
    """
    lost = [named] if named is not None and named.lost else []
    adds_to = named.adds_to if named else str(arguments.get("adds_to") or "")
    named = None if lost else named
    original = vault.entries.get(adds_to) if adds_to else None
    if original is not None:
        belonging = Belonging(original.incident, belonging.guide)
    begun = vault.drafts.of_incident(belonging.incident) if original is not None and named is None else []
    fits = [draft for draft in begun if draft.step == step.id and draft.adds_to == adds_to]
    draft = named or _last_changed(fits)
    stored = draft is not None
    by_hand = original is not None or not any(field.kind in NEVER_ASKED for field in step.fields)
    if draft is None and by_hand and not arguments.get("taken"):
        draft = vault.drafts.new(belonging.incident, belonging.guide, step.id, adds_to)
    entries = (original, *vault.entries.additions_to(adds_to)) if original is not None else ()
    lost = lost or [each for each in fits if each.lost]
    drafts = (*lost, *((draft,) if draft is not None and stored else ()))
    return Desk(GUIDES[belonging.guide], step, (step,), belonging, entries, drafts, draft, stored, ())


def called(answers: Mapping[str, Any], words: Words) -> str:
    """What the person of a card is called."""
    name = people.called(answers)
    return shortened(name) if name else words("person.unnamed")


def summary(step: Step, answers: Mapping[str, Any], words: Words) -> str:
    """The first words of a card, to know it by."""
    if step.names_person and (name := people.called(answers)):
        return shortened(name)
    for field in step.fields:
        if field.kind in (Kind.LINE, Kind.LONG_TEXT, Kind.QUOTE) and (text := _said(field, answers, words)):
            return shortened(text)
    said = (_said(field, answers, words) for field in step.fields)
    return shortened(next((text for text in said if text), ""))


def shortened(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _SHORT:
        return line
    begun = line[:_SHORT]
    whole = begun.rpartition(" ")[0]
    # Not in the middle of a word, unless the words are endless or written without spaces.
    return (whole if len(whole) > _SHORT // 2 else begun[:-1]).rstrip() + "…"


def _said(field: Any, answers: Mapping[str, Any], words: Words) -> str:
    return say(field, answers[field.id], words) if field.id in answers else ""


def _lately(vault: "Vault") -> dict[str, str]:
    """A child's sheet is no account: it has a door of its own."""
    latest = vault.drafts.latest()
    if latest is not None and latest.incident and latest.guide not in (CHILD_SHEET.id, THINGS.id):
        return {"draft": latest.id}
    newest = vault.incidents.of_guide(OWN_ACCOUNT.id, 1)
    return {"incident": newest[0].id} if newest else {}


def _guide(vault: "Vault", incident: str, named: str) -> Guide:
    if named in GUIDES:
        return GUIDES[named]
    return GUIDES.get(vault.incidents.get(incident).guide, OWN_ACCOUNT) if incident else OWN_ACCOUNT


def _with_cards(vault: "Vault", desk: Desk, step: Step, added_to: Iterable[str]) -> Desk:
    """What is shown of a step: its latest cards, what adds to them, and what they or these drafts add to."""
    incident = desk.belonging.incident
    cards = vault.lists.of_step(incident, step.id, _CARDS + 1)
    found = {each.id: each for each in cards[-_CARDS:]}
    found |= {each.id: each for each in vault.lists.below(found, _BELOW)}
    targets = dict.fromkeys([*added_to, *(each.adds_to for each in found.values())])
    elsewhere = (vault.entries.get(each) for each in targets if each and each not in found)
    found |= {each.id: each for each in elsewhere if each is not None}
    entries = tuple(sorted(found.values(), key=lambda entry: entry.seq))
    return replace(desk, entries=entries, more=len(cards) > _CARDS)


def _answers(vault: "Vault", incident: str, guide: Guide, drafts: Iterable[Draft]) -> dict[str, dict[str, Any]]:
    """The latest answers of the steps that the route's conditions ask about."""
    asked = {step.when.step or step.id for step in guide.steps if step.when is not None}
    found = vault.lists.answers(incident, asked) if incident else {}
    for each in drafts:
        found.setdefault(each.step, {}).update(each.answers)
    return found


def _where_to_go_on(guide: Guide, steps: tuple[Step, ...], known: Collection[str], drafts: tuple[Draft, ...]) -> str:
    """The draft that was written on last, else the first step that nothing is known of. A page without questions was
    read at the first start, and stays in the list of steps: nobody is sent through it again."""
    if drafts:
        return max(drafts, key=lambda draft: draft.changed.utc).step
    unmet = next((step for step in steps if step.fields and step.id not in known), steps[0])
    return (leading_to(guide, unmet.id) or unmet).id


def _draft(desk: Desk, step: Step, adds_to: str, *, fresh: bool) -> Draft | None:
    """A draft of this step that was begun before; for an addition, one to the same entry."""
    if fresh:
        return None
    return _last_changed(
        draft for draft in desk.drafts if draft.step == step.id and (not adds_to or draft.adds_to == adds_to)
    )


def _last_changed(drafts: Iterable[Draft]) -> Draft | None:
    """Never one of which the words are lost: nothing is written on it again."""
    return max((draft for draft in drafts if not draft.lost), key=lambda draft: draft.changed.utc, default=None)


def _is_asked(desk: Desk, step: Step, arguments: Mapping[str, Any]) -> bool:
    """Whether the questions stand open without being asked for: not where something was kept already."""
    if arguments.get("adds_to") and step.id != TOLD_ONCE:
        return True
    return not desk.noted(step.id, EntryKind.WRITTEN) or (bool(arguments.get("fresh")) and step.repeats)


def _accounts(vault: "Vault", step: Step) -> tuple[Incident, ...]:
    """What a question about an account can be answered with, begun last first; only where there is such a question."""
    asked = any(field.kind is Kind.INCIDENT for field in step.fields)
    return tuple(vault.incidents.of_guide(OWN_ACCOUNT.id, _OFFERED)) if asked else ()


def _people(vault: "Vault", words: Words, incident: str, drafts: Iterable[Draft]) -> tuple[Person, ...]:
    """Who has a card: of this incident, and the latest of the whole record. Each card once, called as the writer calls
    them now."""
    kept: list[Entry] = []
    for step in sorted(people.PEOPLE):
        kept += vault.entries.of_step(step, _PEOPLE)
        kept += vault.lists.of_step(incident, step, _PEOPLE) if incident else []
    kept += vault.lists.below({each.id for each in kept if not each.adds_to}, _PEOPLE)
    written: list[Entry | Draft] = [*{each.id: each for each in kept}.values()]
    written += (draft for draft in drafts if draft.step in people.PEOPLE and not draft.lost)
    cards = (card for group in people.everyone(written) for card in group.cards)
    return tuple(Person(card.id, called(card.answers, words), card.incident == incident, card.step) for card in cards)
