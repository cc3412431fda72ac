# SPDX-License-Identifier: GPL-3.0-or-later
"""One mark on the outline of a body: its number and place, and the words about it, which open to be written on."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.guide.body_marks import Mark, place_name
from journal.guide.spoken import moment_text
from journal.guide.step import Field, Kind
from journal.record.moment import Moment
from journal.words import Words
from ui.fields.files_field import FilesField
from ui.fields.moment_field import MomentField
from ui.fields.text_box import TextBox
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.in_view import keep_in_view
from ui.widgets.label import PlainLabel
from ui.widgets.show_if import show_if

_WHEN = Field("mark_when", Kind.MOMENT)
_FILES = Field("mark_files", Kind.FILES)


class MarkCard(QFrame):
    """Closed, it is to be read; open, to be written on.

    Signals:
        changed: the mark says something else.
        left: the focus left a box.
        opened: it was opened, or chosen to be moved.
        move_wanted: it belongs somewhere else.
        removed: it is to be taken out.
    """

    changed = Signal()
    left = Signal()
    opened = Signal()
    move_wanted = Signal()
    removed = Signal()

    def __init__(self, mark: Mark, number: int, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mark")
        self.setProperty("role", "card")
        self._mark, self._words = mark, words
        self._editor: QWidget | None = None
        self._build()
        self._connect()
        self.stands(number)

    def mark(self) -> Mark:
        return self._mark

    def put(self, side: str, at: tuple[int, int]) -> None:
        """Its place is here now."""
        self._mark = replace(self._mark, side=side, at=at)
        self._load()

    def stands(self, number: int) -> None:
        self.number = number
        self._load()

    def called(self) -> str:
        """E.g. “Mark 1, front, left forearm”."""
        where = place_name(self._mark.side, self._mark.at, self._words)
        return self._words("marks.called", number=self.number, place=where)

    def is_open(self) -> bool:
        return self._editor is not None and self._editor.isVisibleTo(self)

    def open(self) -> None:
        """Put the boxes in the place of the text, and the cursor into the first."""
        if self._editor is None:
            self._build_editor()
        self.box.set_text(self._mark.words)
        self.when.set_value(self._mark.moment or None)
        self.files.set_value([dict(each) for each in self._mark.files])
        self._show_editor(True)
        self.opened.emit()
        self.box.setFocus()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.bring()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bring()

    def bring(self) -> None:
        """Into what is in sight while it is written on. A new card gets its place only in the next rounds of layout."""
        if self.is_open() and self.box.hasFocus():
            keep_in_view(self, self._place.geometry())
            keep_in_view(self.box, self.box.rect())

    def close_editor(self) -> None:
        self._show_editor(False)
        self._load()

    def cursor_position(self) -> int:
        return self.box.position() if self.is_open() else 0

    def set_cursor_position(self, position: int) -> None:
        self.open()
        self.box.set_position(position)

    def focus_parts(self) -> list[QWidget]:
        boxes = [self._editor] if self._editor is not None else []
        return [*boxes, self._edit, self._done, self._move, self._remove]

    def _build(self) -> None:
        words = self._words
        self._place, self._text = PlainLabel(role="date"), PlainLabel(role="voice")
        self._when = PlainLabel(role="small")
        self._edit = Button(words("marks.edit"), "pencil-simple", "quiet", "edit-mark", self)
        self._done = Button(words("marks.done"), "check", "quiet", "done-mark", self)
        self._move = Button(words("marks.move"), "arrows-out-cardinal", "quiet", "move-mark", self)
        self._remove = Button(words("marks.remove"), "", "quiet", "remove-mark", self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(8))
        self._column.setSpacing(scaled(4))
        for label in (self._place, self._text, self._when):
            self._column.addWidget(label)
        acts = QWidget(self)
        row = FlowLayout(acts, gap=4)
        for each in (self._edit, self._done, self._move, self._remove):
            row.addWidget(each)
        self._column.addWidget(acts)
        self._done.hide()

    def _build_editor(self) -> None:
        """Made when it is first wanted: most marks are read more often than written on."""
        words = self._words
        self._editor = QWidget(self)
        self.box = TextBox(2, parent=self._editor)
        self.box.setObjectName("mark-words")
        self.box.setAccessibleName(words("marks.words"))
        self.when = MomentField(_WHEN, words, self._editor)
        self.when.describe(words("marks.when"))
        self.files = FilesField(_FILES, words, self._editor)
        self.files.describe(words("marks.files"))
        column = QVBoxLayout(self._editor)
        column.setContentsMargins(0, scaled(4), 0, scaled(4))
        column.setSpacing(scaled(4))
        for key, widget, focus in (
            ("marks.words", self.box, self.box),
            ("marks.when", self.when, self.when.first_focus()),
            ("marks.files", self.files, self.files.first_focus()),
        ):
            label = PlainLabel(words(key), "small", self._editor)
            label.setBuddy(focus)
            column.addWidget(label)
            column.addWidget(widget)
        self._column.insertWidget(1, self._editor)
        self.box.edited.connect(self._on_edited)
        self.box.left.connect(self.left)
        for field in (self.when, self.files):
            field.changed.connect(self._on_edited)
            field.left.connect(self.left)
            field.rearranged.connect(self._order_keys)
        chain([self])

    def _connect(self) -> None:
        self._done.clicked.connect(self._on_done)
        self._edit.clicked.connect(self.open)
        self._move.clicked.connect(self.move_wanted)
        self._remove.clicked.connect(self.removed)

    def _load(self) -> None:
        called = self.called()
        self.setAccessibleName(called)
        self._place.setText(called)
        self._text.setText(self._mark.words)
        moment = Moment.from_plain(self._mark.moment)
        said = [
            moment_text(moment, self._words) if moment else "",
            *(each.get("name", "") for each in self._mark.files),
        ]
        self._when.setText(" · ".join(text for text in said if text))
        for button, key in (
            (self._edit, "edit"),
            (self._done, "done"),
            (self._move, "move"),
            (self._remove, "remove"),
        ):
            button.setAccessibleName(self._words(f"marks.{key}_named", mark=called))
        self._show_texts()

    def _show_texts(self) -> None:
        for label in (self._text, self._when):
            show_if(label, bool(label.text()) and not self.is_open())

    def _show_editor(self, wanted: bool) -> None:
        if self._editor is not None:
            show_if(self._editor, wanted)
        show_if(self._edit, not wanted)
        show_if(self._done, wanted)
        self._show_texts()

    def _on_edited(self) -> None:
        said: Any = self.when.value()
        moment = Moment.from_plain(said)
        files = tuple(self.files.value()) if isinstance(self.files.value(), list) else ()
        self._mark = replace(self._mark, words=self.box.text(), moment=moment.plain() if moment else {}, files=files)
        self.changed.emit()

    def _order_keys(self) -> None:
        chain([self])

    def _on_done(self) -> None:
        self.close_editor()
        self._edit.setFocus()
