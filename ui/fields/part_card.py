# SPDX-License-Identifier: GPL-3.0-or-later
"""One part of the order of things: a card to read and move, which opens in place to be written on."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journal.guide.known import CERTAINTY, SOURCE
from journal.guide.spoken import moment_text, option_label
from journal.guide.step import Field, Kind
from journal.record.moment import Moment, Precision
from journal.words import Words
from ui.fields.choice_fields import ChoiceField, ChoicesField
from ui.fields.moment_field import MomentField
from ui.fields.text_box import TextBox
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.show_if import show_if

_PRECISIONS = (Precision.EXACT, Precision.ABOUT, Precision.BEFORE, Precision.AFTER, Precision.UNKNOWN)
_WHEN = Field("part_when", Kind.MOMENT)
# How much of a part is said to name it, in a button's name or when it moves.
_SPOKEN = 40


class PartEditor(QWidget):
    """The boxes of one part.

    Signals:
        changed: the person wrote or chose something.
        left: the focus left a box.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = TextBox(2, parent=self)
        self.box.setObjectName("part-text")
        self.box.setAccessibleName(words("order.text"))
        self.when = MomentField(_WHEN, words, self, precisions=_PRECISIONS, short=True)
        self.source = ChoicesField(SOURCE, words, self)
        self.certainty = ChoiceField(CERTAINTY, words, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(8))
        layout.addWidget(self.box)
        asked = (("order.when", self.when), ("order.source", self.source), ("order.certainty", self.certainty))
        for key, field in asked:
            label = PlainLabel(words(key), role="small")
            field.describe(words(key))
            label.setBuddy(field.first_focus())
            layout.addSpacing(scaled(4))
            layout.addWidget(label)
            layout.addWidget(field)
            field.changed.connect(self.changed)
            field.left.connect(self.left)
        self.box.edited.connect(self.changed)
        self.box.left.connect(self.left)

    def value(self) -> dict[str, Any]:
        said = {"text": self.box.text(), "moment": self.when.value()}
        return said | {"source": self.source.value(), "certainty": self.certainty.value()}

    def show_part(self, part: dict[str, Any]) -> None:
        self.box.set_text(part.get("text", ""))
        self.when.set_value(part.get("moment"))
        self.source.set_value(part.get("source"))
        self.certainty.set_value(part.get("certainty"))


class PartCard(QFrame):
    """Moves by its handle, by its arrows, and by Alt with an arrow key anywhere on it.

    Signals:
        changed: the part says something else.
        left: the focus left a box.
        moved: a step up (-1) or down (+1) is wanted.
        dragged: the handle was drawn to this height, in the parent's coordinates.
        removed: it is to be taken out.
    """

    changed = Signal()
    left = Signal()
    moved = Signal(int)
    dragged = Signal(int)
    removed = Signal()

    def __init__(self, part: dict[str, Any], words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("part")
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._part, self._words = dict(part), words
        self._editor: PartEditor | None = None
        self._build()
        self._connect()
        self._load()

    def part(self) -> dict[str, Any]:
        return dict(self._part)

    def called(self) -> str:
        """The beginning of the text, to name this part by."""
        line = " ".join(str(self._part.get("text", "")).split())
        return line if len(line) <= _SPOKEN else line[: _SPOKEN - 1].rstrip() + "…"

    def open(self) -> None:
        """Put the boxes in the place of the text, and the cursor into the first."""
        if self._editor is None:
            self._editor = PartEditor(self._words, self)
            self._editor.changed.connect(self._on_edited)
            self._editor.left.connect(self.left)
            self._middle.insertWidget(0, self._editor)
            chain([self])
        self._editor.show_part(self._part)
        self._show_editor(True)
        self._editor.box.setFocus()

    def close_editor(self) -> None:
        self._show_editor(False)
        self._load()

    def is_open(self) -> bool:
        return self._editor is not None and self._editor.isVisibleTo(self)

    def cursor_position(self) -> int:
        return self._editor.box.position() if self._editor is not None else 0

    def set_cursor_position(self, position: int) -> None:
        self.open()
        if self._editor is not None:
            self._editor.box.set_position(position)

    def stands(self, position: int, count: int) -> None:
        """Where it stands now: the first has no way up, the last none down."""
        self._up.setEnabled(position > 1)
        self._down.setEnabled(position < count)
        self.setAccessibleName(self._words("order.place", position=position))

    def focus_parts(self) -> list[QWidget]:
        """As it is read: the ways to move it, the boxes while it is open, and what else can be done."""
        boxes = [self._editor] if self._editor is not None else []
        return [self.handle, self._up, self._down, *boxes, self._edit, self._done, self._remove]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.handle:
            return self._handle_event(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow, from anywhere on the card; boxes and buttons leave these keys alone."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.handle = Button("", "dots-six-vertical", "quiet", "handle", self)
        self.handle.setCursor(Qt.CursorShape.SizeVerCursor)
        self.handle.setToolTip(self._words("order.drag"))
        self._when, self._text = PlainLabel(role="date"), PlainLabel(role="voice")
        self._known = PlainLabel(role="small")
        self._edit = Button(self._words("fields.order.edit"), "pencil-simple", "quiet", "edit-part", self)
        self._done = Button(self._words("fields.order.done"), "check", "quiet", "done-part", self)
        self._remove = Button(self._words("order.remove"), "", "quiet", "remove-part", self)
        self._up = Button("", "arrow-up", "plain", "up", self)
        self._down = Button("", "arrow-down", "plain", "down", self)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(scaled(4))
        for label in (self._when, self._text, self._known):
            self._middle.addWidget(label)
        actions = QHBoxLayout()
        actions.setSpacing(scaled(4))
        for each in (self._edit, self._done, self._remove):
            actions.addWidget(each)
        actions.addStretch()
        self._middle.addLayout(actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(8), scaled(12), scaled(8), scaled(8))
        row.setSpacing(scaled(8))
        row.addWidget(self.handle, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._middle, 1)
        row.addWidget(self._up, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._down, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(scaled(8))
        self._show_editor(False)

    def _connect(self) -> None:
        self.handle.installEventFilter(self)
        self._done.clicked.connect(self._on_done)
        self._down.clicked.connect(self._on_down)
        self._edit.clicked.connect(self.open)
        self._remove.clicked.connect(self.removed)
        self._up.clicked.connect(self._on_up)

    def _load(self) -> None:
        moment = Moment.from_plain(self._part.get("moment"))
        self._say(self._when, moment_text(moment, self._words) if moment else "")
        self._say(self._text, str(self._part.get("text", "")))
        known = [option_label(SOURCE, each, self._words) for each in self._part.get("source") or ()]
        if sure := self._part.get("certainty"):
            known.append(option_label(CERTAINTY, sure, self._words))
        self._say(self._known, " · ".join(known))
        called = self.called() or self._words("fields.order.empty_part")
        self.handle.setAccessibleName(self._words("fields.order.handle", part=called))
        self._up.setAccessibleName(self._words("order.up_named", part=called))
        self._down.setAccessibleName(self._words("order.down_named", part=called))
        self._edit.setAccessibleName(self._words("fields.order.edit_named", part=called))
        self._done.setAccessibleName(self._words("fields.order.done_named", part=called))
        self._remove.setAccessibleName(self._words("order.remove_named", part=called))
        for each, key in ((self._up, "order.up"), (self._down, "order.down")):
            each.setToolTip(self._words(key))

    def _say(self, label: PlainLabel, text: str) -> None:
        label.setText(text)
        show_if(label, bool(text) and not self.is_open())

    def _show_editor(self, wanted: bool) -> None:
        if self._editor is not None:
            show_if(self._editor, wanted)
        for label in (self._when, self._text, self._known):
            show_if(label, not wanted and bool(label.text()))
        show_if(self._edit, not wanted)
        show_if(self._done, wanted)
        show_if(self._remove, wanted)

    def _handle_event(self, event: QEvent) -> bool:
        """Draw with the mouse, or step with the arrow keys, while the handle is held or has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step:
                self.moved.emit(step)
            return bool(step)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            if event.buttons() & Qt.MouseButton.LeftButton:
                point = self.handle.mapTo(self, QPoint(0, int(event.position().y())))
                self.dragged.emit(self.mapToParent(point).y())
        return False

    def _on_edited(self) -> None:
        if self._editor is not None:
            self._part |= self._editor.value()
        self.changed.emit()

    def _on_done(self) -> None:
        self.close_editor()
        self._edit.setFocus()

    def _on_up(self) -> None:
        self.moved.emit(-1)

    def _on_down(self) -> None:
        self.moved.emit(1)
