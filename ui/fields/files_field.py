# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as an answer: things already kept, or new ones, which are kept first. Taking one out never erases it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journal.words import Words
from ui.fields.answer_field import AnswerField
from ui.style import scaled
from ui.widgets.bringing_card import BringingCard
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.undo_line import UndoLine

# What stands in an answer for one thing: {"card": its card's id, "name": what it was called then}.
Mention = Mapping[str, str]
Found = Callable[[Sequence[Mention]], None]


class Shelf(Protocol):
    """Where things that were kept come from (ui/shelf.py)."""

    def choose_things(self, taken: Sequence[str], found: Found) -> None:
        """Let the person choose; ``taken`` are the cards that the answer has already."""

    def bring_things(self, data: QMimeData | None, found: Found) -> None:
        """Keep files: those dropped or pasted, or, for None, those the person chooses on the disk."""

    def label_things(self, cards: Sequence[str], labelled: Callable[[Mapping[str, str]], None]) -> None:
        """The short numbers (E-4) of these cards."""

    def follow_things(self, card: BringingCard) -> None:
        """Let this card show how files come in, and stop them."""


@runtime_checkable
class HasShelf(Protocol):
    """A page with questions that are answered with things kept."""

    shelf: Shelf


def shelf_of(widget: QWidget) -> Shelf | None:
    """That of the nearest page that has one; None where nothing can be kept."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, HasShelf):
            return parent.shelf
        parent = parent.parentWidget()
    return None


class MentionRow(QFrame):
    """One thing of the answer."""

    def __init__(self, mention: Mention, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mention")
        self.setProperty("role", "card")
        self.mention, self._words = dict(mention), words
        self._text = PlainLabel("", "voice", self)
        self.remove = Button(words("files.remove"), role="quiet", name="remove-file", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(8), scaled(4), scaled(8), scaled(4))
        row.setSpacing(scaled(8))
        row.addSpacing(scaled(12))
        row.addWidget(self._text, 1)
        row.addWidget(self.remove)
        self.call("")

    def call(self, label: str) -> None:
        """Its short number before its name."""
        name = self.mention.get("name", "")
        self._text.setText(self._words("files.named", label=label, name=name) if label else name)
        self.remove.setAccessibleName(self._words("files.remove_named", name=self._text.text()))


class FilesField(AnswerField):
    """Rows of what was chosen, and two ways to add: from the things kept, or from the disk, by drop and paste too."""

    def first_focus(self) -> QWidget:
        return self.choose

    def focus_parts(self) -> list[QWidget]:
        coming = [self._coming] if self._coming is not None else []
        return [*(row.remove for row in self._rows), self._undo, self.choose, self.add, *coming]

    def rows(self) -> list[MentionRow]:
        return list(self._rows)

    def put(self, mentions: Sequence[Mention]) -> None:
        """Add these to the answer; each stands there once."""
        cards = {row.mention.get("card") for row in self._rows}
        new = [each for each in mentions if each.get("card") not in cards]
        for each in new:
            self._insert(len(self._rows), each)
        if new:
            self._undo.hide()
            self._tell()
            self._on_said()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V on either button, or on a row."""
        from PySide6.QtGui import QGuiApplication

        if event.matches(QKeySequence.StandardKey.Paste):
            self._bring(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._bring(event.mimeData())

    def _build(self) -> None:
        self._rows: list[MentionRow] = []
        self._taken: tuple[int, dict[str, str]] | None = None
        self.setAcceptDrops(True)
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(8))
        self._undo = UndoLine("", self.words("fields.put_back"), parent=self)
        self._undo.hide()
        self.choose = Button(self.words("files.choose"), "archive", "plain", "choose-things", self)
        self.add = Button(self.words("files.add"), "plus", "plain", "add-files", self)
        self._coming: BringingCard | None = None
        ways = FlowLayout()
        ways.addWidget(self.choose)
        ways.addWidget(self.add)
        self._layout.addLayout(self._list)
        self._layout.addWidget(self._undo)
        self._layout.addLayout(ways)
        self._layout.addWidget(PlainLabel(self.words("files.hint"), "small", self))

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.choose.clicked.connect(self._on_choose)
        self._undo.asked.connect(self._on_put_back)

    def _said(self) -> list[dict[str, str]]:
        return [row.mention for row in self._rows]

    def _show(self, answer: Any) -> None:
        for row in list(self._rows):
            self._drop(row)
        for each in answer if isinstance(answer, list | tuple) else ():
            self._insert(len(self._rows), each)
        self._undo.hide()
        self._tell()

    def _describe(self, label: str, help_text: str) -> None:
        self.choose.setAccessibleDescription(label)
        self.add.setAccessibleDescription(label)

    def _insert(self, place: int, mention: Mention) -> None:
        row = MentionRow(mention, self.words, self)
        row.remove.clicked.connect(partial(self._on_removed, row))
        self._rows.insert(place, row)
        self._list.insertWidget(place, row)

    def _drop(self, row: MentionRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _tell(self) -> None:
        """The numbers of what stands there, and the keyboard its order."""
        chain([self])
        self.rearranged.emit()
        cards = [row.mention["card"] for row in self._rows if row.mention.get("card")]
        if cards and (shelf := shelf_of(self)) is not None:
            shelf.label_things(cards, self._on_labelled)

    def _bring(self, data: QMimeData | None) -> None:
        if (shelf := shelf_of(self)) is not None:
            if self._coming is None:
                self._coming = BringingCard(self.words, parent=self)
                self._layout.addWidget(self._coming)
                shelf.follow_things(self._coming)
            shelf.bring_things(data, self.put)
            chain([self])

    def _on_labelled(self, labels: Mapping[str, str]) -> None:
        for row in self._rows:
            row.call(labels.get(row.mention.get("card", ""), ""))

    def _on_choose(self) -> None:
        if (shelf := shelf_of(self)) is not None:
            shelf.choose_things([row.mention.get("card", "") for row in self._rows], self.put)

    def _on_add(self) -> None:
        self._bring(None)

    def _on_removed(self, row: MentionRow) -> None:
        self._taken = (self._rows.index(row), row.mention)
        self._drop(row)
        self._undo.say(self.words("files.taken_out", name=row.mention.get("name", "")))
        self._undo.show()
        self._tell()
        self._undo.button.setFocus()
        self._on_said()

    def _on_put_back(self) -> None:
        if self._taken is not None:
            place, mention = self._taken
            self._taken = None
            self._insert(min(place, len(self._rows)), mention)
            self._tell()
            self._rows[min(place, len(self._rows) - 1)].remove.setFocus()
        self._undo.hide()
        self._on_said()
