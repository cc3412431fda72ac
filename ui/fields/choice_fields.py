# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions answered by choosing: one of several, several, a person of the record, or an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.guide.answers import ME
from ui.fields.answer_field import AnswerField
from ui.fields.text_fields import LabelledLine
from ui.widgets.chips import ChipRow
from ui.widgets.focus_order import chain
from ui.widgets.show_if import show_if

# Not the id of any card: an id is 32 hexadecimal letters.
_SOMEONE = "someone"


@dataclass(frozen=True, slots=True)
class Person:
    """A card of someone in the record, and what they are called.

    ``here``: the card is of the incident that is being written about. ``step``: the step it was written under.
    """

    card: str
    name: str
    here: bool = True
    step: str = ""


class ChoicesField(AnswerField):
    """Any number of the options."""

    _single = False

    def first_focus(self) -> QWidget:
        chips = self.row.chips()
        return chips[0] if chips else self

    def _build(self) -> None:
        self.row = ChipRow(self._options(), single=self._single, parent=self)
        self._layout.addWidget(self.row)

    def _connect(self) -> None:
        self.row.chosen_changed.connect(self._on_said)

    def _said(self) -> Any:
        return self.row.chosen()

    def _show(self, answer: Any) -> None:
        self.row.choose(answer if isinstance(answer, list | tuple) else [])

    def _describe(self, label: str, help_text: str) -> None:
        self.row.describe(label)


class ChoiceField(ChoicesField):
    """One of the options, or none."""

    _single = True

    def _said(self) -> str:
        return "".join(self.row.chosen())

    def _show(self, answer: Any) -> None:
        self.row.choose([answer] if isinstance(answer, str) else [])


class PersonField(AnswerField):
    """Someone who already has a card, the writer, or someone else by name.

    ``same_person`` asks which earlier card is of the same person: then there is neither "Me" nor "someone else".
    """

    same_person = False

    def set_people(self, people: Sequence[Person], *, same_person: bool = False) -> None:
        """Whom to offer. The present answer stays, even of someone who is not offered."""
        answer = self.value()
        self._people.clear()
        self._people.update((person.card, person.name) for person in people)
        self.same_person = same_person
        self.set_value(answer)
        chain([self])
        self.rearranged.emit()

    def first_focus(self) -> QWidget:
        chips = self.row.chips()
        return chips[0] if chips else self

    def _build(self) -> None:
        self._people: dict[str, str] = {}
        self._label = ""
        self.row = ChipRow(single=True, parent=self)
        self.someone = LabelledLine(self.words("person.name"), self.words("person.name_help"), parent=self)
        self.someone.box.setObjectName(f"box-{self.field.id}-someone")
        self._layout.addWidget(self.row)
        self._layout.addWidget(self.someone)
        self._show(None)

    def _connect(self) -> None:
        self.row.chosen_changed.connect(self._on_chosen)
        self.someone.edited.connect(self._on_said)
        self.someone.box.left.connect(self.left)

    def _said(self) -> dict[str, str]:
        card = "".join(self.row.chosen())
        if not card:
            return {}
        if card == _SOMEONE:
            return {"card": "", "name": self.someone.text()} if self.someone.text() else {}
        return {"card": card, "name": self._names()[card]}

    def _show(self, answer: Any) -> None:
        given = answer if isinstance(answer, dict) else {}
        card, name = given.get("card", ""), given.get("name", "")
        self._kept = {card: name} if card and card != ME else {}
        self.row.offer(self._names().items())
        self.row.describe(self._label)
        self.row.choose([card or (_SOMEONE if name else "")])
        self.someone.set_text("" if card else name)
        show_if(self.someone, bool(name) and not card)

    def _names(self) -> dict[str, str]:
        """By card. A name stays as it was when it was chosen."""
        own = {} if self.same_person or self.field.never_me else {ME: self.words("person.me")}
        other = {} if self.same_person else {_SOMEONE: self.words("person.someone_else")}
        return self._people | self._kept | own | other

    def _describe(self, label: str, help_text: str) -> None:
        self._label = label
        self.row.describe(label)
        self.someone.box.setAccessibleDescription(label)

    def _on_chosen(self) -> None:
        someone = self.row.chosen() == [_SOMEONE]
        show_if(self.someone, someone)
        if someone:
            self.someone.box.setFocus()
        self._on_said()


class IncidentField(AnswerField):
    """One of the accounts in the record, or none."""

    def set_accounts(self, accounts: Sequence[tuple[str, str]]) -> None:
        """What to offer, by id and title. The present answer stays, even of one that is not offered."""
        answer = self.value()
        self._accounts.clear()
        self._accounts.update(accounts)
        self.set_value(answer)
        chain([self])
        self.rearranged.emit()

    def first_focus(self) -> QWidget:
        chips = self.row.chips()
        return chips[0] if chips else self

    def _build(self) -> None:
        self._accounts: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self._label = ""
        self.row = ChipRow(single=True, parent=self)
        self._layout.addWidget(self.row)

    def _connect(self) -> None:
        self.row.chosen_changed.connect(self._on_said)

    def _said(self) -> dict[str, str]:
        chosen = "".join(self.row.chosen())
        return {"incident": chosen, "name": (self._accounts | self._kept)[chosen]} if chosen else {}

    def _show(self, answer: Any) -> None:
        given = answer if isinstance(answer, dict) and answer.get("incident") else {}
        self._kept = {given["incident"]: given.get("name", "")} if given else {}
        self.row.offer((self._accounts | self._kept).items())
        self.row.describe(self._label)
        self.row.choose([given.get("incident", "")])

    def _describe(self, label: str, help_text: str) -> None:
        self._label = label
        self.row.describe(label)
