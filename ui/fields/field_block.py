# SPDX-License-Identifier: GPL-3.0-or-later
"""One question on the page: its label, a word of help, the field, and a calm notice where the answer calls for one."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.guide.spoken import label as label_of
from journal.guide.step import Field
from journal.words import Words
from ui.fields import FIELD_WIDGETS
from ui.style import scaled
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.show_if import show_if


class FieldBlock(QWidget):
    """Draws any field by its kind; ``field.<id>.label``, ``.help`` and ``.notice`` are its words."""

    def __init__(self, field: Field, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setObjectName(f"block-{field.id}")
        self.widget = FIELD_WIDGETS[field.kind](field, words, self)
        self._build(words)

    def show_if_open(self, answers: Mapping[str, Any]) -> None:
        """Be there while the conditions of the field and of its notice hold."""
        show_if(self, self.field.when is None or self.field.when.holds(answers))
        if self._notice is not None:
            said = self.field.notice_when is None or self.field.notice_when.holds(answers)
            show_if(self._notice, said)

    def focus_parts(self) -> list[QWidget]:
        """The answer first: the other answers stand beside the label for the eye, after it for the keyboard."""
        return [self.widget, self.widget.instead]

    def _build(self, words: Words) -> None:
        asked, key = label_of(self.field, words), f"field.{self.field.id}"
        help_text = words(f"{key}.help") if words.has(f"{key}.help") else ""
        label = PlainLabel(asked, "heading", self)
        label.setBuddy(self.widget.first_focus())
        self.widget.describe(asked, help_text)
        show_if(self.widget.instead, True)
        # Its room stays when it goes: nothing below moves with the first letter.
        self.widget.instead.setMinimumHeight(scaled(44))
        top = QHBoxLayout()
        top.setSpacing(scaled(12))
        top.addWidget(label, 1)
        top.addWidget(self.widget.instead)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        column.addLayout(top)
        if help_text:
            column.addWidget(PlainLabel(help_text, "soft", self))
        column.addSpacing(scaled(4))
        column.addWidget(self.widget)
        self._notice = Notice(words(f"{key}.notice"), parent=self) if words.has(f"{key}.notice") else None
        if self._notice is not None:
            column.addSpacing(scaled(8))
            column.addWidget(self._notice)
