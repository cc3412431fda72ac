# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions answered by writing: a line, a long text, what was said, and how to reach someone."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide.answers import EXACTNESS
from ui.fields.answer_field import AnswerField
from ui.fields.text_box import TextBox
from ui.style import scaled
from ui.widgets.chips import ChipRow
from ui.widgets.label import PlainLabel

_QUOTE_LINES = 3


class BoxField(AnswerField):
    """What is answered, first of all, in one box, growing with the text."""

    def position(self) -> int:
        return self.box.position()

    def set_position(self, position: int) -> None:
        self.box.setFocus()
        self.box.set_position(position)

    def first_focus(self) -> QWidget:
        return self.box

    def _build(self) -> None:
        self.box = self._made_box()
        self.box.setObjectName(f"box-{self.field.id}")
        self._layout.addWidget(self.box)

    @abstractmethod
    def _made_box(self) -> TextBox: ...

    def _connect(self) -> None:
        self.box.edited.connect(self._on_said)
        self.box.left.connect(self.left)

    def _describe(self, label: str, help_text: str) -> None:
        self.box.setAccessibleName(label)
        self.box.setAccessibleDescription(help_text)


class LongTextField(BoxField):
    """A box as tall as the question suggests."""

    def _made_box(self) -> TextBox:
        return TextBox(self.field.lines, parent=self)

    def _said(self) -> str:
        return self.box.text()

    def _show(self, answer: Any) -> None:
        self.box.set_text(answer if isinstance(answer, str) else "")


class LineField(LongTextField):
    """One line, which breaks rather than hides its end. Enter goes on to the next question."""

    def _made_box(self) -> TextBox:
        return TextBox(1, single=True, parent=self)


class QuoteField(BoxField):
    """The words that were said, how near they are to the ones remembered, and their language."""

    def _build(self) -> None:
        super()._build()
        options = [(name, self.words(f"quote.{name}")) for name in EXACTNESS]
        self.exactness = ChipRow(options, single=True, parent=self)
        self.language = LabelledLine(self.words("quote.language"), self.words("quote.language_help"), parent=self)
        self._layout.addWidget(self.exactness)
        self._layout.addSpacing(scaled(8))  # the label belongs to what is below it
        self._layout.addWidget(self.language)

    def _made_box(self) -> TextBox:
        return TextBox(_QUOTE_LINES, parent=self)

    def _connect(self) -> None:
        super()._connect()
        self.exactness.chosen_changed.connect(self._on_said)
        self.language.box.left.connect(self.left)
        self.language.edited.connect(self._on_said)

    def _said(self) -> dict[str, str]:
        exactness = "".join(self.exactness.chosen())
        said = {"words": self.box.text(), "exactness": exactness, "language": self.language.text()}
        return said if any(said.values()) else {}

    def _show(self, answer: Any) -> None:
        given = answer if isinstance(answer, dict) else {}
        self.box.set_text(given.get("words", ""))
        self.exactness.choose([given.get("exactness", "")])
        self.language.set_text(given.get("language", ""))

    def _describe(self, label: str, help_text: str) -> None:
        super()._describe(label, help_text)
        self.exactness.describe(self.words("quote.exactness"))


class LinesField(AnswerField):
    """Several short lines, each of which may stay empty. ``labels``: part of the answer -> key of its question."""

    labels: ClassVar[Mapping[str, str]]

    def position(self) -> int:
        return self.first_focus().position()

    def first_focus(self) -> TextBox:
        return next(iter(self.lines.values())).box

    def _build(self) -> None:
        self.lines = {
            name: LabelledLine(self.words(key), self._help(key), parent=self) for name, key in self.labels.items()
        }
        for name, line in self.lines.items():
            line.box.setObjectName(f"box-{self.field.id}-{name}")
            self._layout.addWidget(line)

    def _connect(self) -> None:
        for line in self.lines.values():
            line.edited.connect(self._on_said)
            line.box.left.connect(self.left)

    def _said(self) -> dict[str, str]:
        said = {name: line.text() for name, line in self.lines.items()}
        return said if any(said.values()) else {}

    def _show(self, answer: Any) -> None:
        given = answer if isinstance(answer, dict) else {}
        for name, line in self.lines.items():
            line.set_text(given.get(name, ""))

    def _help(self, key: str) -> str:
        return self.words(f"{key}_help") if self.words.has(f"{key}_help") else ""

    def _describe(self, label: str, help_text: str) -> None:
        for line in self.lines.values():
            line.box.setAccessibleDescription(label)


class ContactField(LinesField):
    """How someone can be reached."""

    labels = {"phone": "contact.phone", "email": "contact.email", "other": "contact.other"}


class MoneyField(LinesField):
    """How much it was, as typed: a sum, "about 40", a range."""

    labels = {"amount": "money.amount", "currency": "money.currency"}


class LabelledLine(QWidget):
    """A small question inside a field: its label, a line to write on, and a softer word of help if there is one.

    Signals:
        edited: the person changed it.
    """

    edited = Signal()

    def __init__(self, label: str, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = PlainLabel(label, role="small")
        self.box = TextBox(1, single=True, parent=self)
        self.box.setAccessibleName(label)
        self.box.setAccessibleDescription(help_text)
        self.label.setBuddy(self.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(4))
        layout.addWidget(self.label)
        layout.addWidget(self.box)
        if help_text:
            layout.addWidget(PlainLabel(help_text, role="small"))
        self.box.edited.connect(self.edited)

    def ask(self, label: str) -> None:
        """Change the question."""
        self.label.setText(label)
        self.box.setAccessibleName(label)

    def text(self) -> str:
        return self.box.text()

    def set_text(self, text: str) -> None:
        self.box.set_text(text)
