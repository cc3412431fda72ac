# SPDX-License-Identifier: GPL-3.0-or-later
"""All questions of one card of a step. Knows none of them by name.

A long step opens with its first questions; the others wait behind one button, so that a page is never a form, and are
made only then.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide.answers import without_empty
from journal.guide.step import NEVER_ASKED, Step
from journal.words import Words
from ui.fields.choice_fields import IncidentField, Person, PersonField
from ui.fields.field_block import FieldBlock
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.show_if import show_if

# Questions made in one turn of the event loop: each takes three to five milliseconds.
AT_ONCE = 8


class StepForm(QWidget):
    """Shows ``answers`` and gives them back, with whatever in them this program does not know.

    Signals:
        changed: the person answered something; carries the answers that say something.
        left: the focus left a box.
        rearranged: the order of Tab has to be set anew.
    """

    changed = Signal(dict)
    left = Signal()
    rearranged = Signal()

    def __init__(
        self,
        step: Step,
        words: Words,
        answers: Mapping[str, Any],
        people: Sequence[Person] = (),
        parent: QWidget | None = None,
        *,
        accounts: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(parent)
        self._step, self._words, self._given, self._people = step, words, dict(answers), people
        self._accounts = accounts
        self._build()

    def answers(self) -> dict[str, Any]:
        """What says something. An answer in a question that has closed stays."""
        said = {name: block.widget.value() for name, block in self.blocks.items()}
        return without_empty(self._step, self._given | said)

    def is_whole(self) -> bool:
        """Whether all questions that stand open are made: those of a long card come a few at a time."""
        return not (self._waiting and self.unfolded)

    def focus_parts(self) -> list[QWidget]:
        """As it is read: the open questions, the button, and then what waits behind it."""
        opened = [block for name, block in self.blocks.items() if name not in self._folded]
        folded = [block for name, block in self.blocks.items() if name in self._folded]
        return [*opened, *([self.more] if self.more is not None else []), *folded]

    def where(self) -> tuple[str, int]:
        """The field that has the focus and its cursor, or nothing."""
        focus = self.window().focusWidget()
        for name, block in self.blocks.items():
            if focus is not None and block.isAncestorOf(focus):
                return name, block.widget.position()
        return "", 0

    def go_to(self, field: str, position: int) -> None:
        """Put the focus and the cursor back to where they were."""
        if field in self._folded:
            self._unfold(True)
        while field not in self.blocks and self._waiting:
            self._make(AT_ONCE)
        self._arrange(self.answers())
        if field in self.blocks:
            self.blocks[field].widget.set_position(position)

    def first_focus(self) -> QWidget | None:
        return next((block.widget.first_focus() for block in self.blocks.values()), None)

    def _build(self) -> None:
        self.blocks: dict[str, FieldBlock] = {}
        self.more: Button | None = None
        fields = [field for field in self._step.fields if field.kind not in NEVER_ASKED]
        opened = len(fields) if self._step.open_at_first is None else self._step.open_at_first
        self._folded = {field.id for field in fields[opened:]}
        self.unfolded = not self._folded or not self._folded.isdisjoint(self._given)
        self._waiting = fields
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(24))
        self._open_column = self._column_in(column)
        if self._folded:
            self.more = Button(self._words(f"step.{self._step.id}.more"), "caret-down", "quiet", "more", self)
            self.more.clicked.connect(self._on_more)
            column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self._folded_column = self._column_in(column)
        self._make(opened)
        self._unfold(self.unfolded)

    def _column_in(self, column: QVBoxLayout) -> QVBoxLayout:
        inner = QVBoxLayout()
        inner.setSpacing(scaled(24))
        column.addLayout(inner)
        return inner

    def _make(self, number: int) -> None:
        """The next questions, with what was answered."""
        made, self._waiting = self._waiting[:number], self._waiting[number:]
        for field in made:
            block = FieldBlock(field, self._words, self)
            block.hide()  # so that the layout does not show one whose condition does not hold
            self.blocks[field.id] = block
            (self._folded_column if field.id in self._folded else self._open_column).addWidget(block)
            block.widget.changed.connect(self._on_changed)
            block.widget.left.connect(self.left)
            block.widget.rearranged.connect(self.rearranged)
            if isinstance(block.widget, PersonField):
                block.widget.set_people(self._offered(field.only), same_person=self._step.names_person)
            if isinstance(block.widget, IncidentField):
                block.widget.set_accounts(self._accounts)
            block.widget.set_value(self._given.get(field.id))

    def _make_rest(self) -> None:
        """What still waits, a few at a time: a long card must not hold the window up."""
        if self._waiting and self.unfolded:
            self._make(AT_ONCE)
            self._arrange(self.answers())
            self.rearranged.emit()
            if self._waiting:
                QTimer.singleShot(0, self, self._make_rest)

    def _arrange(self, answers: Mapping[str, Any]) -> None:
        """Open and close what depends on an answer. Asking "the same as whom?" needs someone to choose from,
        and so does asking for an account."""
        for name, block in self.blocks.items():
            block.show_if_open(answers)
            if isinstance(block.widget, PersonField) and self._step.names_person and name not in answers:
                show_if(block, bool(self._offered()) and not block.isHidden())
            if isinstance(block.widget, IncidentField) and name not in answers:
                show_if(block, bool(self._accounts) and not block.isHidden())
            if name in self._folded and not self.unfolded:
                show_if(block, False)

    def _offered(self, only: str = "") -> list[Person]:
        """People of this incident. Those of another are offered only where it is asked whether someone was met before:
        a name from elsewhere beside "Who said it?" could put words in a person's mouth."""
        if self._step.names_person:
            return [person for person in self._people if not person.here and person.step == self._step.id]
        return [person for person in self._people if person.here and only in ("", person.step)]

    def _unfold(self, unfolded: bool) -> None:
        self.unfolded = unfolded
        if self.more is not None:
            closed, opened = self._words(f"step.{self._step.id}.more"), self._words("guide.fewer")
            self.more.say(opened if unfolded else closed, "caret-up" if unfolded else "caret-down")
        self._arrange(self.answers())
        self._make_rest()

    def _on_more(self) -> None:
        self._unfold(not self.unfolded)

    def _on_changed(self) -> None:
        answers = self.answers()
        self._arrange(answers)
        self.changed.emit(answers)
