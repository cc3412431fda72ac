# SPDX-License-Identifier: GPL-3.0-or-later
"""Everyone who has a card, across the whole record, by what the person calls them; and the departments they named."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from journal.guide import people
from journal.guide.people import Group
from journal.guide.steps import OFFICERS
from journal.record.entry import Draft
from ui import people_tasks
from ui.desk import called, shortened
from ui.incident_names import incident_date, incident_title
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.card_window import CardWindow
from ui.widgets.chips import ChipRow
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.press_card import PressCard
from ui.widgets.show_if import show_if

if TYPE_CHECKING:
    from journal.words import Words
    from ui.people_tasks import Everyone

# Cards shown at once. Making and laying out so many takes less than 50 ms.
_AT_ONCE = 12
# Chips for "in which account"; whoever is in an older one is found by search, and in the account itself.
_OFFERED = 8
# Accounts named on one card.
_ACCOUNTS = 4
OFFICER, OTHER, DEPARTMENT = "officers", "others", "departments"


class PeoplePage(Page):
    """No arguments."""

    rail = "people"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        if self.session.vault is not None:
            task = partial(people_tasks.everyone, self.session.vault)
            self.session.worker.run(task, self._on_found, owner=self)

    def first_focus(self) -> QWidget | None:
        return next(iter(self._list.cards()), None)

    def _build(self) -> None:
        self._found: Everyone | None = None
        words = self.words
        self.column.addWidget(PlainLabel(words("people.title"), "title"))
        self.column.addWidget(PlainLabel(words("people.lead"), "lead"))
        self._kinds, self._accounts = (ChipRow(single=True) for _ in range(2))
        self._kinds.setObjectName("people-kinds")
        self._accounts.setObjectName("people-accounts")
        self._empty = PlainLabel("", "soft")
        self._list = CardWindow(words, _AT_ONCE)
        self.column.addWidget(self._kinds)
        self.column.addWidget(self._accounts)
        self.column.addSpacing(scaled(4))
        self.column.addWidget(self._empty)
        self.column.addWidget(self._list)
        self.column.addStretch()
        for widget in (self._kinds, self._accounts, self._empty, self._list):
            widget.hide()

    def _connect(self) -> None:
        self._kinds.chosen_changed.connect(self._on_filter)
        self._accounts.chosen_changed.connect(self._on_filter)
        self._list.moved.connect(self._on_moved)

    def _on_found(self, found: "Everyone") -> None:
        """What was chosen to be seen stays chosen when the page is come back to."""
        self._found = found
        words, shown = self.words, self._all(found)
        chosen = self._kinds.chosen(), self._accounts.chosen()
        kinds = [kind for kind in (OFFICER, OTHER, DEPARTMENT) if any(kind == each for each, _group in shown)]
        self._kinds.offer((kind, words(f"people.kind.{kind}")) for kind in kinds)
        self._kinds.describe(words("people.filter_kind"))
        there = {incident for _kind, group in shown for incident in group.incidents}
        accounts = [incident for name, incident in found.incidents.items() if name in there][:_OFFERED]
        self._accounts.offer((incident.id, incident_title(incident, words)) for incident in accounts)
        self._accounts.describe(words("people.filter_account"))
        self._kinds.choose(chosen[0])
        self._accounts.choose(chosen[1])
        show_if(self._kinds, len(kinds) > 1)
        show_if(self._accounts, len(accounts) > 1)
        self._show()
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _all(self, found: "Everyone") -> list[tuple[str, Group]]:
        """Officers and cars, others who were there, departments."""
        kinds = [(OFFICER if group.step == OFFICERS.id else OTHER, group) for group in found.persons]
        kinds.sort(key=lambda pair: pair[0] != OFFICER)
        return [*kinds, *((DEPARTMENT, group) for group in found.departments)]

    def _show(self) -> None:
        """The first of those that are asked for, instead of the present ones."""
        kinds, accounts = self._kinds.chosen(), self._accounts.chosen()
        wanted = [
            (kind, group)
            for kind, group in (self._all(self._found) if self._found else ())
            if (not kinds or kind in kinds) and (not accounts or not set(accounts).isdisjoint(group.incidents))
        ]
        self._empty.setText(self.words("people.nobody" if kinds or accounts else "people.empty"))
        show_if(self._empty, not wanted)
        self._list.show_cards([partial(self._someone, kind, group) for kind, group in wanted])
        self._on_moved()

    def _on_moved(self) -> None:
        chain([self._kinds, self._accounts, self._list])

    def _someone(self, kind: str, group: Group) -> PressCard:
        assert self._found is not None
        name = group_name(group, self.words, is_department=kind == DEPARTMENT)
        notes = [self.words(f"people.kind_of.{kind}"), *self._where(group)]
        row = PressCard(name, " · ".join(notes))
        row.setObjectName("someone")
        row.say(name, "voice")
        for note in notes:
            row.say(note, "small")
        arguments = {"card": group.id, "department": True} if kind == DEPARTMENT else {"card": group.id}
        row.clicked.connect(partial(self.go.emit, "person", arguments))
        return row

    def _where(self, group: Group) -> list[str]:
        """In which accounts they are, and when those were; more than one card of one person is said, too."""
        assert self._found is not None
        lines = account_lines(group, self._found, self.words)
        if group.links:
            lines.append(self.words("people.joined"))
        if any(isinstance(card.written, Draft) for card in group.cards):
            lines.append(self.words("home.being_written"))
        return [line for line in lines if line]

    def _on_filter(self) -> None:
        self._show()


def group_name(group: Group, words: "Words", *, is_department: bool) -> str:
    """All that the person calls them, card by card."""
    if is_department:
        names = [shortened(text) for text in group.texts(people.AGENCY)]
    else:
        names = [called(card.answers, words) for card in group.cards]
    return " · ".join(dict.fromkeys(names))


def account_lines(group: Group, found: Any, words: "Words") -> list[str]:
    """In which accounts someone is: a few of them, and that there are others."""
    lines = [account_line(incident, found, words) for incident in group.incidents[:_ACCOUNTS]]
    more = [words("people.other_accounts")] if len(group.incidents) > _ACCOUNTS else []
    return [line for line in (*lines, *more) if line]


def account_line(incident: str, found: Any, words: "Words") -> str:
    """Title and date of an account that is in ``found.incidents``."""
    there = found.incidents.get(incident)
    if there is None:
        return ""
    return " · ".join(text for text in (incident_title(there, words), incident_date(there, words)) if text)
