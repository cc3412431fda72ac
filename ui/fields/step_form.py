# SPDX-License-Identifier: GPL-3.0-or-later
"""All questions of one card of a step. Knows none of them by name.

A long step opens with its first questions; the others wait behind one button, so that a page is never a form.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide.answers import without_empty
from journal.guide.step import NEVER_ASKED, Step
from journal.words import Words
from ui.fields.choice_fields import Person, PersonField
from ui.fields.field_block import FieldBlock
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.show_if import show_if


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
    ) -> None:
        super().__init__(parent)
        self._step, self._words, self._given, self._people = step, words, dict(answers), people
        self._build()
        self._connect()
        self._load()

    def answers(self) -> dict[str, Any]:
        """What says something. An answer in a question that has closed stays."""
        said = {name: block.widget.value() for name, block in self.blocks.items()}
        return without_empty(self._step, self._given | said)

    def where(self) -> tuple[str, int]:
        """The field that has the focus and its cursor, or nothing."""
        focus = self.window().focusWidget()
        for name, block in self.blocks.items():
            if focus is not None and block.isAncestorOf(focus):
                return name, block.widget.position()
        return "", 0

    def go_to(self, field: str, position: int) -> None:
        """Put the focus and the cursor back to where they were."""
        if field in self.blocks:
            if field in self._folded:
                self._unfold(True)
            self.blocks[field].widget.set_position(position)

    def first_focus(self) -> QWidget | None:
        return next((block.widget.first_focus() for block in self.blocks.values()), None)

    def _build(self) -> None:
        self.blocks: dict[str, FieldBlock] = {}
        self.more: Button | None = None
        fields = [field for field in self._step.fields if field.kind not in NEVER_ASKED]
        opened = len(fields) if self._step.open_at_first is None else self._step.open_at_first
        self._folded = {field.id for field in fields[opened:]}
        self._unfolded = not self._folded or not self._folded.isdisjoint(self._given)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(24))
        for place, field in enumerate(fields):
            if place == opened:
                self.more = Button(self._words(f"step.{self._step.id}.more"), "caret-down", "quiet", "more", self)
                column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
            block = FieldBlock(field, self._words, self)
            self.blocks[field.id] = block
            column.addWidget(block)

    def _connect(self) -> None:
        if self.more is not None:
            self.more.clicked.connect(self._on_more)
        for block in self.blocks.values():
            block.widget.changed.connect(self._on_changed)
            block.widget.left.connect(self.left)
            block.widget.rearranged.connect(self.rearranged)

    def _load(self) -> None:
        for name, block in self.blocks.items():
            if isinstance(block.widget, PersonField):
                block.widget.set_people(self._offered(), same_person=self._step.names_person)
            block.widget.set_value(self._given.get(name))
        self._unfold(self._unfolded)

    def _arrange(self, answers: Mapping[str, Any]) -> None:
        """Open and close what depends on an answer. Asking "the same as whom?" needs someone to choose from."""
        for name, block in self.blocks.items():
            block.show_if_open(answers)
            if isinstance(block.widget, PersonField) and self._step.names_person and name not in answers:
                show_if(block, bool(self._offered()) and not block.isHidden())
            if name in self._folded and not self._unfolded:
                show_if(block, False)

    def _offered(self) -> list[Person]:
        """People of this incident. Those of another are offered only where it is asked whether someone was met before:
        a name from elsewhere beside "Who said it?" could put words in a person's mouth."""
        if self._step.names_person:
            return [person for person in self._people if not person.here and person.step == self._step.id]
        return [person for person in self._people if person.here]

    def _unfold(self, unfolded: bool) -> None:
        self._unfolded = unfolded
        if self.more is not None:
            closed, opened = self._words(f"step.{self._step.id}.more"), self._words("guide.fewer")
            self.more.say(opened if unfolded else closed, "caret-up" if unfolded else "caret-down")
        self._arrange(self.answers())

    def _on_more(self) -> None:
        self._unfold(not self._unfolded)

    def _on_changed(self) -> None:
        answers = self.answers()
        self._arrange(answers)
        self.changed.emit(answers)
