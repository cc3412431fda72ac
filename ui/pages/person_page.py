# SPDX-License-Identifier: GPL-3.0-or-later
"""One person, or one department: who they are in all words written, then by date what they did and said.

Each card is covered until it is opened on purpose; how someone can be reached stands behind a card of its own.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from journal.guide import people
from journal.guide.people import Link
from journal.record.entry import Entry
from journal.words import Words
from ui import people_tasks
from ui.dialogs.same_person import Row, SamePersonDialog
from ui.pages.page import Page
from ui.pages.people_page import account_lines, group_name
from ui.pages.person_cards import REACHES, PersonCards
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.card_window import CardWindow
from ui.widgets.entry_card import EntryCard
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.show_if import show_if

if TYPE_CHECKING:
    from ui.people_tasks import Met

# Cards shown at once, of what they did and of who they are.
_AT_ONCE, _FEW = 10, 5


class PersonPage(Page):
    """Arguments: card; department, when the department that the card names is meant."""

    rail = "people"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._note.hide()
        self._load_anew()

    def leave(self) -> None:
        self._opening.stop()
        for card in self._windows_cards():
            card.cover()

    def first_focus(self) -> QWidget | None:
        return self._join if self._join.isVisibleTo(self) else self._all

    def _build(self) -> None:
        words = self.words
        self._met: Met | None = None
        self._cards: PersonCards | None = None
        self._to_people = Button(words("people.to_all"), "arrow-left", "quiet", "to-people")
        self._title = PlainLabel("", "voice-title")
        self._kind = PlainLabel("", "soft")
        self._note = Notice()
        self._join = Button("", "link-simple", "plain", "join")
        self._all = Button(words("people.open_all"), "eye", "plain", "open-all")
        ways = FlowLayout()
        self._print = Button(words("people.print"), "printer", "plain", "print-about")
        ways.addWidget(self._join)
        ways.addWidget(self._all)
        ways.addWidget(self._print)
        self.column.addWidget(self._to_people, 0, Qt.AlignmentFlag.AlignLeading)
        above: tuple[QWidget, ...] = (self._title, self._kind, self._note)
        for widget in above:
            self.column.addWidget(widget)
        self.column.addSpacing(scaled(4))
        self.column.addLayout(ways)
        self.column.addSpacing(scaled(12))
        self._links, self._who = CardWindow(words, _FEW), CardWindow(words, _FEW)
        self._deeds = CardWindow(words, _AT_ONCE)
        self._alike = PlainLabel(words("people.alike"), "small")
        self._who_title = PlainLabel("", "heading")
        self._about = PlainLabel("", "soft")
        who: tuple[QWidget, ...] = (self._links, self._alike, self._who_title, self._who)
        for widget in who:
            self.column.addWidget(widget)
        self.column.addSpacing(scaled(12))
        told: tuple[QWidget, ...] = (PlainLabel(words("people.by_date"), "heading"), self._about, self._deeds)
        for widget in told:
            self.column.addWidget(widget)
        self.column.addStretch()
        self._opening = QTimer(self)
        self._opening.setInterval(0)
        self._wants_open = False

    def _connect(self) -> None:
        self._all.clicked.connect(self._on_all)
        self._join.clicked.connect(self._on_join)
        self._print.clicked.connect(self._on_print)
        self._opening.timeout.connect(self._turn_next)
        for window in self._windows():
            window.moved.connect(self._on_moved)
        self._to_people.clicked.connect(partial(self.go.emit, "people", {}))

    def _load_anew(self, said: str = "") -> None:
        if self.session.vault is None:
            return
        card, department = str(self._arguments.get("card") or ""), bool(self._arguments.get("department"))
        task = partial(people_tasks.met, self.session.vault, card, department)
        self.session.worker.run(task, partial(self._on_met, said), owner=self)

    def _on_met(self, said: str, met: "Met | None") -> None:
        """Whoever is gone has no page; those who are there are on the page of all."""
        self._met = met
        if met is None:
            self.go.emit("people", {})
            return
        words, kind = self.words, "department" if met.is_department else "person"
        self._title.setText(group_name(met.group, words, is_department=met.is_department))
        which = "departments" if met.is_department else met.group.step
        self._kind.setText(words(f"people.kind_of.{which}"))
        self._join.say(words(f"people.same_as.{kind}"))
        show_if(self._join, met.others)
        show_if(self._print, self._kept_card())
        self._show(met)
        if said:
            self._note.say(said)
            self._note.show()
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _show(self, met: "Met") -> None:
        self._opening.stop()
        if self._cards is not None:
            self._cards.deleteLater()
        self._cards = PersonCards(met, self.words, self)
        self._cards.go.connect(self.go)
        self._cards.taken_back.connect(self._on_take_back)
        self._cards.opened.connect(self._say_all)
        show_if(self._alike, met.is_department and len(met.group.texts(people.AGENCY)) < len(met.group.cards))
        self._who_title.setText(self.words("people.in_department" if met.is_department else "people.who"))
        self._about.setText(self.words("people.by_date_about" if met.deeds else "people.no_deeds"))
        self._links.show_cards(self._cards.links())
        self._who.show_cards(self._cards.who())
        self._deeds.show_cards(self._cards.deeds())
        self._on_moved()

    def _windows(self) -> tuple[CardWindow, ...]:
        return (self._links, self._who, self._deeds)

    def _on_moved(self) -> None:
        self._opening.stop()
        chain([self._to_people, self._join, self._all, self._print, *self._windows()])
        self._say_all()

    def _windows_cards(self) -> list[EntryCard]:
        """Every card in sight, additions below others among them."""
        shown = [card for window in self._windows() for card in window.cards() if isinstance(card, EntryCard)]
        return [each for card in shown for each in (card, *card.findChildren(EntryCard))]

    def _told(self) -> list[EntryCard]:
        """Those that are opened together."""
        return [card for card in self._windows_cards() if not card.property(REACHES)]

    def _say_all(self) -> None:
        """The one button opens what is covered, or covers all when nothing is."""
        told = self._told()
        covered = any(not card.is_open() for card in told)
        self._all.say(self.words("people.open_all" if covered or not told else "people.cover_all"))
        show_if(self._all, told)

    def _on_all(self) -> None:
        self._wants_open = any(not card.is_open() for card in self._told())
        self._opening.start()

    def _turn_next(self) -> None:
        """One card at a time, so that the window never waits."""
        other = next((card for card in self._told() if card.is_open() is not self._wants_open), None)
        if other is None:
            self._opening.stop()
            self._say_all()
        elif self._wants_open:
            other.open()
        else:
            other.cover()

    def _on_print(self) -> None:
        """Only of what was kept: a draft is in no report."""
        kept = self._kept_card()
        if self._met is not None and kept:
            self.go.emit("report", {"card": kept, "department": self._met.is_department})

    def _kept_card(self) -> str:
        cards = self._met.group.cards if self._met is not None else ()
        return next((card.id for card in cards if isinstance(card.written, Entry)), "")

    def _on_join(self) -> None:
        met, words = self._met, self.words
        if met is None:
            return
        kind = "department" if met.is_department else "person"
        rows = []
        for group in met.others:
            name = group_name(group, words, is_department=met.is_department)
            rows.append(Row(group.id, name, partial(_where, group, met, words)))
        sure = people_tasks.can_say_how_sure(met.group.cards[0])
        dialog = SamePersonDialog(words, rows, kind, asks_certainty=sure, parent=self)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, card: str, certainty: str) -> None:
        met, vault = self._met, self.session.vault
        if met is not None and vault is not None:
            task = partial(
                people_tasks.join,
                vault,
                self.words,
                met.group.id,
                card,
                is_department=met.is_department,
                certainty=certainty,
            )
            self.session.worker.run(task, self._on_joined, owner=self)

    def _on_joined(self, joined: bool) -> None:
        self._load_anew(self.words("people.is_joined" if joined else "people.is_not_joined"))

    def _on_take_back(self, link: Link) -> None:
        met, vault = self._met, self.session.vault
        if met is not None and vault is not None:
            field = people_tasks.same_field(met.group.step, is_department=met.is_department)
            task = partial(people_tasks.take_back, vault, self.words, link, met.group, field)
            self.session.worker.run(task, self._on_taken_back, owner=self)

    def _on_taken_back(self, _nothing: None) -> None:
        self._load_anew(self.words("people.is_taken_back"))


def _where(group: people.Group, met: "Met", words: Words) -> str:
    return "\n".join(account_lines(group, met, words))
