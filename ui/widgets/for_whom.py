# SPDX-License-Identifier: GPL-3.0-or-later
"""Asked once a copy is there, and never before: who it is for. It can be left empty, and said later."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.guide.acts import COPY
from journal.guide.spoken import label
from journal.record.copy_made import COPY_FOR
from ui.copies import say_for_whom
from ui.fields.text_box import TextBox
from ui.session import Session
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel


class ForWhom(QFrame):
    """Signals:
    said: it was said and is kept; carries the entry.
    left: it is not to be said now.
    """

    said = Signal(object)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._copy = ""
        self._build()
        self._keep.clicked.connect(self._on_keep)
        self._leave.clicked.connect(self.left)
        self.box.edited.connect(self._on_edited)

    def ask(self, copy: str, said: str = "") -> None:
        """Ask about the copy of this id; ``said`` is what was said of it before."""
        self._copy = copy
        self.box.set_text(said)
        self._on_edited()

    def forget(self) -> None:
        """Nothing is asked."""
        self._copy = ""
        self.box.set_text("")
        self.hide()

    def is_asked(self) -> bool:
        return bool(self._copy)

    def _build(self) -> None:
        words = self._session.words
        question, help_text = label(COPY.field(COPY_FOR), words), words(f"field.{COPY_FOR}.help")
        self.setObjectName("for-whom")
        self.box = TextBox(1, single=True, parent=self)
        self.box.setObjectName("for-whom-box")
        self.box.setAccessibleName(question)
        self.box.setAccessibleDescription(help_text)
        name = PlainLabel(question, "heading", self)
        name.setBuddy(self.box)
        self._keep = Button(words("copies.keep"), role="plain", name="keep-for-whom", parent=self)
        self._leave = Button(words("copies.leave"), role="plain", name="leave-for-whom", parent=self)
        row = FlowLayout()
        row.addWidget(self._leave)
        row.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(6))
        column.addWidget(name)
        column.addWidget(PlainLabel(help_text, "soft", self))
        column.addWidget(self.box)
        column.addLayout(row)

    def _on_edited(self) -> None:
        self._keep.setEnabled(bool(self.box.text().strip()))

    def _on_keep(self) -> None:
        self._keep.setEnabled(False)
        say_for_whom(self._session, self._copy, self.box.text(), self.said.emit, self)
