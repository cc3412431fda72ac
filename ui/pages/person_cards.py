# SPDX-License-Identifier: GPL-3.0-or-later
"""The cards on a person's page: whose word joins them, who they are, how to reach them, what they did and said."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from journal.dates import stamp_day
from journal.guide import people
from journal.guide.people import Card, Deed, Link, Written
from journal.guide.spoken import moment_text
from journal.guide.step import Kind
from journal.record.entry import Draft, Entry
from journal.words import Words
from ui.desk import called
from ui.incident_names import incident_title
from ui.pages.people_page import account_line, account_lines, group_name
from ui.people_tasks import Met
from ui.reading import addition_name, lines, step_name, step_of, written_time
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.entry_card import EntryCard
from ui.widgets.label import PlainLabel
from ui.widgets.press_card import PressCard

# A property of the card that says how someone can be reached: it is only ever opened by itself.
REACHES = "reaches"


class PersonCards(QObject):
    """What makes the widgets for one person or department, each when it comes into sight.

    Signals:
        go: another page is wanted: its name and arguments.
        taken_back: a Link is to be taken back.
        opened: a card was uncovered.
    """

    go = Signal(str, dict)
    taken_back = Signal(object)
    opened = Signal()

    def __init__(self, met: Met, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._met, self._words = met, words

    def links(self) -> list[Callable[[], QWidget]]:
        """Whose word it is that the cards belong together."""
        return [partial(self._link, link) for link in self._met.group.links]

    def who(self) -> list[Callable[[], QWidget]]:
        """A department by the people of it; a person by their cards, and how to reach them."""
        if self._met.is_department:
            return [partial(self._person, group) for group in self._met.persons]
        cards = self._met.group.cards
        reach = [partial(self._reach, each) for card in cards for each in card.all() if _reach_in(each)]
        return [*(partial(self._own, card) for card in cards), *reach]

    def deeds(self) -> list[Callable[[], QWidget]]:
        return [partial(self._deed, deed) for deed in self._met.deeds]

    def _link(self, link: Link) -> QFrame:
        """Whose word it is that two cards belong together, since when, and the way to take it back."""
        words = self._words
        cards = {card.id: card for card in self._met.group.cards}
        one, other = (self._short(cards[name]) for name in (link.card, link.other))
        day = stamp_day(link.by.kept if isinstance(link.by, Entry) else link.by.begun, words)
        text = words("people.link", one=one, other=other, day=day)
        frame = QFrame()
        frame.setObjectName("link")
        frame.setProperty("role", "group")
        row = QHBoxLayout(frame)
        row.setContentsMargins(scaled(16), scaled(6), scaled(16), scaled(6))
        row.setSpacing(scaled(8))
        row.addWidget(PlainLabel(text, "small"), 1)
        back = Button(words("people.take_back"), role="quiet", name="take-back")
        back.setAccessibleDescription(text)
        back.clicked.connect(partial(self.taken_back.emit, link))
        row.addWidget(back)
        return frame

    def _short(self, card: Card) -> str:
        return people.agency(card) if self._met.is_department else called(card.answers, self._words)

    def _person(self, group: people.Group) -> PressCard:
        name = group_name(group, self._words, is_department=False)
        notes = account_lines(group, self._met, self._words)
        card = PressCard(name, " · ".join(notes))
        card.setObjectName("someone")
        card.say(name, "voice")
        for note in notes:
            card.say(note, "small")
        card.clicked.connect(partial(self.go.emit, "person", {"card": group.id}))
        return card

    def _own(self, card: Card) -> EntryCard:
        made = self._card(card.written, heading=called(card.answers, self._words), own_words=True)
        for each in card.additions:
            made.add_below(self._addition(each))
        return made

    def _addition(self, each: Written) -> EntryCard:
        """It stands below what it adds to, of whose account it is."""
        return self._card(each, heading=addition_name(each.step, self._words), place=False)

    def _reach(self, each: Written) -> EntryCard:
        made = self._card(replace(each, answers=_reach_in(each)), heading=self._words("people.reach"), whole=True)
        made.setProperty(REACHES, True)
        return made

    def _deed(self, deed: Deed) -> EntryCard:
        """With what was added to it below; of their own card, what it says that they did."""
        written, words = deed.card.written, self._words
        if not deed.field:
            did = {name: each for name, each in written.answers.items() if name in people.DID}
            written = replace(written, answers=did)
        date = moment_text(deed.moment, words) if deed.moment else words("people.no_date")
        heading = step_name(written.step, words)
        notes = [words("people.of_account")] if deed.by_incident else []
        if self._met.is_department:
            cards = {card.id: card for card in self._met.group.cards}
            notes.append(called(cards[deed.of].answers, words))
        notes += [words(f"field.{deed.field}.label")] if deed.field else []
        note = " · ".join(notes)
        made = self._card(written, heading=heading, date=date, note=note)
        if deed.field:
            for each in deed.card.additions:
                made.add_below(self._addition(each))
        return made

    def _card(
        self,
        each: Written,
        *,
        heading: str,
        date: str = "",
        note: str = "",
        whole: bool = False,
        place: bool = True,
        **more: Any,
    ) -> EntryCard:
        """One entry or draft. How someone can be reached is told only where that is all it is about (``whole``)."""
        answers: Mapping[str, Any] = each.answers
        if not whole:
            hidden = _contacts_of(each)
            answers = {name: answer for name, answer in answers.items() if name not in hidden}
        incident = self._met.incidents.get(each.incident)
        title = incident_title(incident, self._words) if incident else ""
        where = title if date else account_line(each.incident, self._met, self._words)
        about = " · ".join(text for text in (where, note) if text) if place else ""
        made = EntryCard(
            self._words,
            ident=each.id,
            heading=heading,
            date=date,
            notes=(about, written_time(each, self._words)),
            lines=lines(replace(each, answers=answers), self._words),
            action=self._words("people.to_incident"),
            **more,
        )
        made.asked.connect(partial(self._on_asked, each))
        made.opened.connect(self.opened)
        return made

    def _on_asked(self, each: Written, _ident: str) -> None:
        if isinstance(each, Draft):
            self.go.emit("guide", {"incident": each.incident, "guide": each.guide, "draft": each.id})
        elif each.incident:
            self.go.emit("incident", {"incident": each.incident, "entry": each.id})
        else:
            self.go.emit("days", {"entry": each.id})


def _contacts_of(each: Written) -> set[str]:
    step = step_of(each)
    return {field.id for field in step.fields if field.kind is Kind.CONTACT} if step else set()


def _reach_in(each: Written) -> dict[str, Any]:
    """How someone can be reached, as far as this says so."""
    return {name: each.answers[name] for name in _contacts_of(each) if name in each.answers}
