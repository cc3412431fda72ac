# SPDX-License-Identifier: GPL-3.0-or-later
"""A sketch of the place: drawn with mouse, pen, finger or keyboard, with words on it and marks for who was where."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from journal.guide import sketch
from journal.guide.answers import ME
from journal.record.drawing import Disc, Ink, Stroke
from journal.record.drawing import Shape as Drawn
from ui.fields.answer_field import AnswerField
from ui.fields.history import History
from ui.fields.on_sheet import OnSheet
from ui.fields.text_fields import LabelledLine
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.drawing_sheet import DrawingSheet
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.show_if import show_if
from ui.widgets.undo_line import UndoLine

_LABEL, _ME, _MARK = "label", "me", "mark"
_KEYS = {"L": _LABEL, "Y": _ME, "M": _MARK}
# While a line grows the draft hears of it twice a second: it is saved in time, and drawing stays light.
_TELL_MS = 500
_PEN, _CHOSEN_PEN, _CHOSEN_RING = 4.0, 8.0, 22.0

Shapes = tuple[sketch.Shape, ...]


@dataclass(frozen=True, slots=True)
class _Naming:
    """A place that is being given its words; ``before`` is the sheet without it."""

    tool: str
    spot: list[int]
    before: Shapes

    def shape(self, text: str) -> sketch.Shape | None:
        """None for words of which none are left."""
        if self.tool == _MARK:
            return {"mark": {"at": self.spot, "who": text}}
        return {"label": {"at": self.spot, "text": text}} if text else None


class SketchField(AnswerField):
    """The pen draws; a chip chosen above puts one other thing on the sheet, at the next press."""

    def first_focus(self) -> QWidget:
        return self.pad

    def focus_parts(self) -> list[QWidget]:
        """The line for words leads back to the sheet when Enter is pressed in it."""
        return [self.tools, self.name, self.pad, self.undo, self.redo, self.clear, self._back, self.on_it]

    def _build(self) -> None:
        words = self.words
        self._sheet: History[Shapes] = History(())
        self._line: list[list[int]] = []
        self._by_key = False
        self._naming: _Naming | None = None
        self._tall = sketch.HEIGHT
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TELL_MS)
        options = [(name, words(f"sketch.tool_{name}")) for name in (_LABEL, _ME, _MARK)]
        self.tools = ChipRow(options, single=True, parent=self)
        self.tools.describe(words("sketch.tools"))
        self.undo = Button(words("sketch.undo"), "arrow-u-up-left", "quiet", "undo", self)
        self.redo = Button(words("sketch.redo"), "arrow-u-up-right", "quiet", "redo", self)
        self.clear = Button(words("sketch.clear"), "", "quiet", "clear-sheet", self)
        self.pad = DrawingSheet(sketch.drawing({}, words), words("sketch.sheet"), "".join(_KEYS), self)
        self.name = LabelledLine(words("sketch.words_here"), parent=self)
        self.name.box.setObjectName(f"box-{self.field.id}-name")
        self.on_it = OnSheet(words, self)
        self._back = UndoLine(words("sketch.cleared"), words("fields.put_back"), self)
        self._lay_out()
        self._load()
        chain([self])

    def _lay_out(self) -> None:
        acts = QWidget(self)
        row = FlowLayout(acts, gap=4)
        for act in (self.undo, self.redo, self.clear):
            row.addWidget(act)
        self._layout.addWidget(PlainLabel(self.words("sketch.tip"), "small"))
        for each in (self.tools, self.pad, self.name, acts, self._back):
            self._layout.addWidget(each)
        self._layout.addWidget(PlainLabel(self.words("sketch.keys"), "small"))
        self._layout.addWidget(self.on_it)
        self._back.hide()
        self.name.hide()

    def _connect(self) -> None:
        self._back.asked.connect(self._on_undo)
        self._ticker.timeout.connect(self._on_said)
        self.clear.clicked.connect(self._on_clear)
        self.on_it.chosen.connect(self._show_over)
        self.on_it.taken_off.connect(self._on_taken_off)
        self.name.edited.connect(self._on_named)
        self.name.box.left.connect(self.left)
        self.pad.entered.connect(self._end_naming)
        self.pad.key_moved.connect(self._on_key_moved)
        self.pad.key_pressed.connect(self._on_key_pressed)
        self.pad.left.connect(self._on_left)
        self.pad.letter.connect(self._on_letter)
        self.pad.moved.connect(self._on_drawn_to)
        self.pad.pressed.connect(self._on_pressed)
        self.pad.redo_wanted.connect(self._on_redo)
        self.pad.released.connect(self._on_released)
        self.pad.undo_wanted.connect(self._on_undo)
        self.redo.clicked.connect(self._on_redo)
        self.tools.chosen_changed.connect(self._end_naming)
        self.undo.clicked.connect(self._on_undo)

    def _said(self) -> Any:
        growing = [{"line": [list(point) for point in self._line]}] if self._line else []
        return sketch.answer_of([*self._sheet.now, *growing], self._tall)

    def _show(self, answer: Any) -> None:
        self._line, self._naming, self._by_key = [], None, False
        self._ticker.stop()
        self._tall = sketch.height(answer)
        self._sheet.begin(tuple(sketch.shapes(answer)))
        self.name.hide()
        self._back.hide()
        self._load()

    def _describe(self, label: str, help_text: str) -> None:
        self.pad.setAccessibleName(self.words("sketch.sheet_for", question=label))

    def _load(self) -> None:
        """Show the sheet as it is now, and say it in words."""
        now = list(self._sheet.now)
        drawing = sketch.drawing_of(now, self._tall, self.words)
        self.pad.set_drawing(drawing)
        self.pad.setAccessibleDescription("\n".join((self.words("sketch.sheet_help"), *drawing.told)))
        self.on_it.tell(drawing.told)
        self.undo.setEnabled(self._sheet.can_undo)
        self.redo.setEnabled(self._sheet.can_redo)
        self.clear.setEnabled(bool(now))
        self._show_over()

    def _do(self, new: Shapes) -> None:
        self._sheet.do(new)
        self._back.hide()
        self._load()
        self._on_said()

    # ------------------------------------------------------------------------------------------------ drawing

    def _on_pressed(self, spot: list[int]) -> None:
        self._end_line()
        if tool := "".join(self.tools.chosen()):
            self._put(tool, spot)
        else:
            self._begin_line(spot)

    def _on_drawn_to(self, spot: list[int]) -> None:
        if self._line and not self._by_key:
            self._lengthen(spot)

    def _on_released(self, spot: list[int]) -> None:
        if not self._by_key:
            self._end_line()

    def _on_key_pressed(self, spot: list[int]) -> None:
        where = sketch.zone(spot, self.words, self._tall)
        if tool := "".join(self.tools.chosen()):
            self._put(tool, spot)
        elif self._line:
            self._end_line()
            self.pad.announce(self.words("sketch.pen_up", zone=where))
        else:
            self._begin_line(spot)
            self._by_key = True
            self.pad.announce(self.words("sketch.pen_down", zone=where))

    def _on_key_moved(self, spot: list[int]) -> None:
        if self._by_key:
            self._lengthen(spot)
        else:
            self.pad.announce(sketch.zone(spot, self.words, self._tall))

    def _on_letter(self, letter: str) -> None:
        self._end_line()
        self._put(_KEYS[letter], list(self.pad.cursor_at))

    def _on_left(self) -> None:
        self._end_line()
        self.left.emit()

    def _begin_line(self, spot: list[int]) -> None:
        self._line = [spot]
        self._ticker.start()
        self._show_over()
        self._on_said()

    def _lengthen(self, spot: list[int]) -> None:
        if spot != self._line[-1]:
            self._line.append(spot)
            self._show_over()

    def _end_line(self) -> None:
        line, self._line, self._by_key = self._line, [], False
        self._ticker.stop()
        if line:
            self._do((*self._sheet.now, {"line": sketch.simplified(line)}))

    # --------------------------------------------------------------------------------------- words and marks

    def _put(self, tool: str, spot: list[int]) -> None:
        """Words or a mark at this spot. Where I was is one place: marking it again moves it."""
        self._end_naming()
        self.tools.choose([])
        now = self._sheet.now
        if tool == _ME:
            others = tuple(shape for shape in now if shape.get("mark", {}).get("who") != ME)
            self._do((*others, {"mark": {"at": spot, "who": ME}}))
            self.pad.announce(sketch.told(self._sheet.now[-1], self.words, self._tall))
            return
        if tool == _MARK:
            self._do((*now, {"mark": {"at": spot, "who": ""}}))
        self._naming = _Naming(tool, spot, now)
        self.name.set_text("")
        self.name.ask(self.words("sketch.words_here" if tool == _LABEL else "sketch.name_here"))
        show_if(self.name, True)
        self._show_over()
        self.name.box.setFocus()

    def _on_named(self) -> None:
        """The words stand on the sheet letter by letter, and are saved with it; undoing takes them off as one."""
        if self._naming is None:
            return
        before, shape = self._naming.before, self._naming.shape(self.name.text())
        new = (*before, shape) if shape else before
        if self._sheet.now == before:
            self._sheet.do(new)
        else:
            self._sheet.amend(new)
        self._load()
        self._on_said()

    def _end_naming(self) -> None:
        if self._naming is not None:
            self._naming = None
            show_if(self.name, False)
            self._show_over()

    # ------------------------------------------------------------------------------------------ taking back

    def _on_undo(self) -> None:
        self._end_line()
        self._end_naming()
        self._back.hide()
        if self._sheet.undo():
            self._load()
            self._on_said()

    def _on_redo(self) -> None:
        self._end_naming()
        if self._sheet.redo():
            self._load()
            self._on_said()

    def _on_clear(self) -> None:
        self._end_line()
        self._end_naming()
        self._do(())
        self._back.show()
        self._back.button.setFocus()

    def _on_taken_off(self, place: int) -> None:
        self._end_naming()
        now = self._sheet.now
        self._do((*now[:place], *now[place + 1 :]))
        self.pad.announce(self.words("sketch.taken_out"))
        if not self._sheet.now:
            self.pad.setFocus()

    def _show_over(self) -> None:
        """The line that grows, the place that waits for its words, and what is chosen in the list."""
        over: list[Drawn] = []
        if self._line:
            over.append(Stroke(tuple((x, y) for x, y in self._line), _PEN))
        if self._naming is not None:
            over.append(Disc((self._naming.spot[0], self._naming.spot[1]), _CHOSEN_RING, Ink.ACCENT, dashed=True))
        place = self.on_it.place()
        if 0 <= place < len(self._sheet.now):
            over += _shown_as_chosen(self._sheet.now[place])
        self.pad.set_over(tuple(over))


def _shown_as_chosen(shape: sketch.Shape) -> list[Drawn]:
    if "line" in shape:
        return [Stroke(tuple((x, y) for x, y in shape["line"]), _CHOSEN_PEN, Ink.ACCENT)]
    x, y = next(iter(shape.values()))["at"]
    return [Disc((x, y), _CHOSEN_RING, Ink.ACCENT)]
