# SPDX-License-Identifier: GPL-3.0-or-later
"""One person, or one department: who they are in all words written, then by date what they did and said.

Each card is covered until it is opened on purpose; how someone can be reached stands behind a card of its own.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide.people import Deed, Link
from ui import people_tasks
from ui.dialogs.same_person import Row, SamePersonDialog
from ui.pages.page import Page
from ui.pages.people_page import account_line, group_name
from ui.pages.person_cards import PersonCards
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.entry_card import EntryCard
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.sheet import Sheet
from ui.widgets.show_if import show_if

if TYPE_CHECKING:
    from ui.people_tasks import Met

_AT_ONCE = 12


class PersonPage(Page):
    """Arguments: card; department, when the department that the card names is meant."""

    rail = "people"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._note.hide()
        self._load_anew()

    def leave(self) -> None:
        self._opening.stop()
        for card in (*self._made(), *(self._cards.reaching if self._cards else ())):
            card.cover()

    def first_focus(self) -> QWidget | None:
        return self._join if self._join.isVisibleTo(self) else self._all

    def _build(self) -> None:
        words = self.words
        self._met: Met | None = None
        self._cards: PersonCards | None = None
        self._later: list[Deed] = []
        self._who: list[QWidget] = []
        self._told: list[EntryCard] = []
        self._body: QWidget | None = None
        self._to_people = Button(words("people.to_all"), "arrow-left", "quiet", "to-people")
        self._title = PlainLabel("", "voice-title")
        self._kind = PlainLabel("", "soft")
        self._note = Notice()
        self._join = Button("", "link-simple", "plain", "join")
        self._all = Button(words("people.open_all"), "eye", "plain", "open-all")
        self._more = Button(words("people.more_deeds"), role="quiet", name="more-deeds")
        ways = FlowLayout()
        ways.addWidget(self._join)
        ways.addWidget(self._all)
        self.column.addWidget(self._to_people, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self._title, self._kind, self._note):
            self.column.addWidget(widget)
        self.column.addSpacing(scaled(4))
        self.column.addLayout(ways)
        self.column.addSpacing(scaled(12))
        self._opening = QTimer(self)
        self._opening.setInterval(0)

    def _connect(self) -> None:
        self._all.clicked.connect(self._on_all)
        self._join.clicked.connect(self._on_join)
        self._more.clicked.connect(self._on_more)
        self._opening.timeout.connect(self._open_next)
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
        self._show(met)
        self._say_all()
        if said:
            self._note.say(said)
            self._note.show()
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _show(self, met: "Met") -> None:
        if self._body is not None:
            self._opening.stop()
            self._more.setParent(None)
            self.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        if self._cards is not None:
            self._cards.deleteLater()
        self._cards, self._body = PersonCards(met, self.words, self), Sheet()
        self._cards.go.connect(self.go)
        self._cards.taken_back.connect(self._on_take_back)
        self._cards.opened.connect(self._say_all)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        who = list(self._cards.who())
        for widget in who:
            column.addWidget(widget)
        column.addSpacing(scaled(12))
        column.addWidget(PlainLabel(self.words("people.by_date"), "heading"))
        column.addWidget(PlainLabel(self.words("people.by_date_about" if met.deeds else "people.no_deeds"), "soft"))
        self._deeds = QVBoxLayout()
        self._deeds.setSpacing(scaled(12))
        column.addLayout(self._deeds)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch()
        self._later, self._told = list(met.deeds), []
        self._add_deeds()
        self.column.addWidget(self._body, 1)
        self._who = who
        self._chain()

    def _chain(self) -> None:
        chain([self._to_people, self._join, self._all, *self._who, *self._told, self._more])

    def _add_deeds(self) -> None:
        assert self._cards is not None
        for deed in self._later[:_AT_ONCE]:
            self._told.append(self._cards.deed(deed))
            self._deeds.addWidget(self._told[-1])
        self._later = self._later[_AT_ONCE:]
        show_if(self._more, self._later)

    def _made(self) -> "list[EntryCard]":
        return self._cards.made if self._cards is not None else []

    def _say_all(self) -> None:
        """The one button opens what is covered, or covers all when nothing is."""
        covered = any(not card.is_open() for card in self._made())
        key = "people.open_all" if covered or not self._made() else "people.cover_all"
        self._all.say(self.words(key))
        show_if(self._all, self._made())

    def _on_all(self) -> None:
        if any(not card.is_open() for card in self._made()):
            self._opening.start()
            return
        for card in self._made():
            card.cover()
        self._say_all()

    def _open_next(self) -> None:
        """One at a time, so that the window never waits."""
        covered = next((card for card in self._made() if not card.is_open()), None)
        if covered is None:
            self._opening.stop()
            self._say_all()
        else:
            covered.open()

    def _on_more(self) -> None:
        before = len(self._told)
        self._add_deeds()
        self._chain()
        self._say_all()
        self._told[before].button.setFocus()

    def _on_join(self) -> None:
        met, words = self._met, self.words
        if met is None:
            return
        kind = "department" if met.is_department else "person"
        rows = []
        for group in met.others:
            where = [account_line(incident, met, words) for incident in group.incidents]
            name = group_name(group, words, is_department=met.is_department)
            rows.append(Row(group.id, name, "\n".join(where)))
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
            self.session.worker.run(task, partial(self._on_changed, "people.is_joined"), owner=self)

    def _on_take_back(self, link: Link) -> None:
        met, vault = self._met, self.session.vault
        if met is not None and vault is not None:
            field = people_tasks.same_field(met.group.step, is_department=met.is_department)
            task = partial(people_tasks.take_back, vault, self.words, link, met.group, field)
            self.session.worker.run(task, partial(self._on_changed, "people.is_taken_back"), owner=self)

    def _on_changed(self, key: str, _nothing: None) -> None:
        self._load_anew(self.words(key))
