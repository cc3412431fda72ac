# SPDX-License-Identifier: GPL-3.0-or-later
"""One copy that was made: when and how, for whom, what is in it, and its fingerprint."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.dates import stamp_text
from journal.record.chain import grouped
from journal.record.copy_made import CopyNoted
from journal.record.entry import Entry
from journal.report.copy_log import what_text
from ui.fields.text_box import ReadBox
from ui.session import Session
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.for_whom import ForWhom
from ui.widgets.label import PlainLabel
from ui.widgets.report_choice import part_name


class CopyCard(QFrame):
    """``titles``: what the accounts and sheets are called, by their ids.

    Signals:
        said: for whom it is was said; carries the entry.
    """

    said = Signal(object)

    def __init__(
        self, session: Session, copy: CopyNoted, titles: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._copy = session.words, copy
        self.setObjectName("copy")
        self.setProperty("role", "card")
        self._whom = PlainLabel("", "voice", self)
        self.ask = Button("", "pencil-simple", "quiet", "say-for-whom", parent=self)
        self._form = ForWhom(session, self)
        self._form.hide()
        self._build(titles)
        self.ask.clicked.connect(self._on_ask)
        self._form.said.connect(self._on_said)
        self._form.left.connect(self._on_left)
        self._say(copy.for_whom)

    def _build(self, titles: Mapping[str, str]) -> None:
        words, made = self._words, self._copy.made
        when = stamp_text(self._copy.entry.kept, words)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(6))
        column.addWidget(PlainLabel(when, "heading", self))
        column.addWidget(self._whom)
        column.addWidget(PlainLabel(words("report.between").join(what_text(made, titles, words)), "body", self))
        if made.parts:
            parts = "; ".join(part_name(part, words) for part in made.parts)
            column.addWidget(PlainLabel(words("copies.parts", parts=parts), "soft", self))
        if made.without:
            left = "; ".join(words(f"paper.{name}") for name in made.without)
            column.addWidget(PlainLabel(words("copies.without", parts=left), "soft", self))
        for key, digest in (("copy_digest", made.digest), ("copy_manifest", made.manifest)):
            if digest:
                label = words(f"field.{key}.label")
                column.addSpacing(scaled(4))
                column.addWidget(PlainLabel(label, "small", self))
                column.addWidget(ReadBox(grouped(digest), label, self, voice=False))
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._form)

    def _say(self, for_whom: str) -> None:
        self._whom.setText(for_whom)
        self._whom.setVisible(bool(for_whom))
        key = "copies.change" if for_whom else "copies.say"
        self.ask.say(self._words(key))
        when = stamp_text(self._copy.entry.kept, self._words)
        self.ask.setAccessibleName(self._words(f"{key}_named", when=when))
        self._for_whom = for_whom

    def _on_ask(self) -> None:
        self.ask.hide()
        self._form.ask(self._copy.entry.id, self._for_whom)
        self._form.show()
        self._form.box.setFocus()

    def _on_said(self, entry: Entry) -> None:
        self._say(self._form.box.text())
        self._on_left()
        self.said.emit(entry)

    def _on_left(self) -> None:
        self._form.forget()
        self.ask.show()
        self.ask.setFocus()
