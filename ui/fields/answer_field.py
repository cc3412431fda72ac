# SPDX-License-Identifier: GPL-3.0-or-later
"""What every kind of question has in common on the screen: an answer, and the quiet other answers beside it."""

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide.answers import instead, is_empty
from journal.guide.spoken import option_label
from journal.guide.step import Field
from journal.words import Words
from ui.fields.instead import InsteadChoice
from ui.style import scaled


class AnswerField(QWidget):
    """The widget of one question. Whoever draws the question places ``self.instead`` where it likes.

    The shapes of answers are in journal/guide/answers.py. Writing or choosing takes an "I don't know" away; an
    "I don't know" is offered only while nothing is written, so that it can never hide a word.

    Signals:
        changed: the person changed the answer.
        left: the focus left a box with text.
        rearranged: something in it was made anew or moved, and the order of Tab with it.
    """

    changed = Signal()
    left = Signal()
    rearranged = Signal()

    def __init__(self, field: Field, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"field-{field.id}")
        self.field, self.words = field, words
        self.instead = InsteadChoice(words, without=field.options, parent=self)
        self.instead.hide()
        self._showing = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(8))
        self._build()
        self._connect()
        self.instead.changed.connect(self._on_instead)

    def value(self) -> Any:
        """The answer in its kind's shape; something empty when there is none."""
        given = self.instead.chosen()
        return {"instead": given} if given else self._said()

    def set_value(self, answer: Any) -> None:
        """Show an answer, or nothing for None, without ``changed``."""
        given = instead(answer)
        self._showing = True
        self.instead.choose(given)
        self._show(None if given else answer)
        self._showing = False
        self._offer()

    def position(self) -> int:
        """Where the writing cursor stands in the text, 0 where there is no text."""
        return 0

    def set_position(self, position: int) -> None:
        """Put the focus into this field and the cursor to its place."""
        self.first_focus().setFocus()

    def describe(self, label: str, help_text: str = "") -> None:
        """Tell a screen reader what is asked."""
        self.setAccessibleName(label)
        self.instead.describe(label)
        self._describe(label, help_text)

    @abstractmethod
    def first_focus(self) -> QWidget:
        """The widget that a press on the question's label goes to."""

    @abstractmethod
    def _build(self) -> None: ...

    @abstractmethod
    def _connect(self) -> None: ...

    @abstractmethod
    def _said(self) -> Any:
        """The answer given in the widget itself."""

    @abstractmethod
    def _show(self, answer: Any) -> None:
        """Show an answer of this kind; clear for None."""

    @abstractmethod
    def _describe(self, label: str, help_text: str) -> None: ...

    def _options(self) -> list[tuple[str, str]]:
        return [(option, option_label(self.field, option, self.words)) for option in self.field.options]

    def _on_said(self) -> None:
        """The person wrote or chose something."""
        if self._showing:
            return
        if not is_empty(self.field, self._said()):
            self.instead.choose("")
        self._offer()
        self.changed.emit()

    def _on_instead(self) -> None:
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        self.instead.offer(is_empty(self.field, self._said()))
