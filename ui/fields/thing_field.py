# SPDX-License-Identifier: GPL-3.0-or-later
"""A thing that can be held: where it is, how it is packed, and who had it when, one line below the other."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journal.guide.answers import LOG
from journal.words import Words
from ui.fields.answer_field import AnswerField
from ui.fields.text_fields import LabelledLine
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.focus_order import chain
from ui.widgets.in_view import bring_into_view
from ui.widgets.label import PlainLabel
from ui.widgets.undo_line import UndoLine

_PLACE = ("where", "packed")


class LogRow(QFrame):
    """One who had it.

    Signals:
        edited: the person changed it.
        left: the focus left a box.
        removed: it is to be taken out.
    """

    edited = Signal()
    left = Signal()
    removed = Signal()

    def __init__(self, row: Mapping[str, str], words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("log-row")
        self.setProperty("role", "card")
        self._words, self._given = words, dict(row)
        self.lines = {name: LabelledLine(words(f"thing.{name}"), parent=self) for name in LOG}
        self._place = PlainLabel("", "small")
        self.remove = Button(words("thing.remove"), role="quiet", name="remove-row", parent=self)
        self._build()
        self.remove.clicked.connect(self.removed)
        for name, line in self.lines.items():
            line.set_text(str(row.get(name, "")))
            line.edited.connect(self.edited)
            line.box.left.connect(self.left)

    def said(self) -> dict[str, str]:
        """What the line says now, with whatever in it this program does not know."""
        return self._given | {name: line.text() for name, line in self.lines.items()}

    def says_something(self) -> bool:
        return any(self.said().values())

    def stands(self, place: int) -> None:
        """Its place in the log, counted from 1."""
        self._place.setText(self._words("thing.line", place=place))
        self.setAccessibleName(self._place.text())
        self.remove.setAccessibleName(self._words("thing.remove_named", place=place))
        for line in self.lines.values():
            line.box.setAccessibleDescription(self._place.text())

    def focus_parts(self) -> list[QWidget]:
        return [*(line.box for line in self.lines.values()), self.remove]

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._place, 1)
        top.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(16))
        column.setSpacing(scaled(8))
        column.addLayout(top)
        for name, line in self.lines.items():
            line.box.setObjectName(f"box-log-{name}")
            column.addWidget(line)


class ThingField(AnswerField):
    """The log stays in the order in which it was written; a line that was taken out can be put back."""

    def position(self) -> int:
        return self.lines["where"].box.position()

    def set_position(self, position: int) -> None:
        self.first_focus().setFocus()
        self.lines["where"].box.set_position(position)

    def first_focus(self) -> QWidget:
        return self.lines["where"].box

    def focus_parts(self) -> list[QWidget]:
        return [*(line.box for line in self.lines.values()), *self._rows, self._undo, self.add]

    def rows(self) -> list[LogRow]:
        return list(self._rows)

    def _build(self) -> None:
        words = self.words
        self._rows: list[LogRow] = []
        self._given: dict[str, Any] = {}
        self._taken: tuple[int, dict[str, str]] | None = None
        self.lines = {
            name: LabelledLine(words(f"thing.{name}"), words(f"thing.{name}_help"), parent=self) for name in _PLACE
        }
        for name, line in self.lines.items():
            line.box.setObjectName(f"box-{self.field.id}-{name}")
            self._layout.addWidget(line)
        self._log = QVBoxLayout()
        self._log.setSpacing(scaled(8))
        self._undo = UndoLine(words("thing.taken_out"), words("fields.put_back"), parent=self)
        self._undo.hide()
        self.add = Button(words("thing.add"), "plus", "plain", "add-row", self)
        self._layout.addSpacing(scaled(4))
        self._layout.addWidget(PlainLabel(words("thing.log"), "small", self))
        self._layout.addLayout(self._log)
        self._layout.addWidget(self._undo)
        self._layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self._undo.asked.connect(self._on_put_back)
        for line in self.lines.values():
            line.edited.connect(self._on_said)
            line.box.left.connect(self.left)

    def _said(self) -> dict[str, Any]:
        """Nothing at all when nothing is said; a line that says nothing is none."""
        said: dict[str, Any] = {name: line.text() for name, line in self.lines.items()}
        said["log"] = [row.said() for row in self._rows if row.says_something()]
        return self._given | said if any(said.values()) else {}

    def _show(self, answer: Any) -> None:
        given = answer if isinstance(answer, dict) else {}
        self._given = {name: value for name, value in given.items() if name not in (*_PLACE, "log")}
        for name, line in self.lines.items():
            line.set_text(str(given.get(name, "")))
        for row in list(self._rows):
            self._drop(row)
        for each in given.get("log") or ():
            self._insert(len(self._rows), each)
        self._taken = None
        self._undo.hide()
        self._tell()

    def _describe(self, label: str, help_text: str) -> None:
        self.add.setAccessibleDescription(label)

    def _insert(self, place: int, said: Mapping[str, str]) -> LogRow:
        row = LogRow(said, self.words, self)
        row.edited.connect(self._on_said)
        row.left.connect(self.left)
        row.removed.connect(partial(self._on_removed, row))
        self._rows.insert(place, row)
        self._log.insertWidget(place, row)
        return row

    def _drop(self, row: LogRow) -> None:
        self._rows.remove(row)
        self._log.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _tell(self) -> None:
        """Each line its place, and the keyboard their order."""
        for place, row in enumerate(self._rows, 1):
            row.stands(place)
        chain([self])
        self.rearranged.emit()

    def _on_add(self) -> None:
        row = self._insert(len(self._rows), {})
        self._tell()
        row.show()
        row.lines["who"].box.setFocus()
        bring_into_view(row.lines["who"].box)

    def _on_removed(self, row: LogRow) -> None:
        says_something = row.says_something()
        if says_something:  # an empty line that goes leaves the way back to the one before
            self._taken = (self._rows.index(row), row.said())
        self._drop(row)
        self._tell()
        self._undo.setVisible(self._taken is not None)
        (self._undo.button if says_something else self.add).setFocus()
        self._on_said()

    def _on_put_back(self) -> None:
        if self._taken is not None:
            place, said = self._taken
            self._taken = None
            row = self._insert(min(place, len(self._rows)), said)
            self._tell()
            row.lines["who"].box.setFocus()
        self._undo.hide()
        self._on_said()
