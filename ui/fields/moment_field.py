# SPDX-License-Identifier: GPL-3.0-or-later
"""When something was, as surely as the person knows it: first how sure, then only the boxes that this needs."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.dates import time_text
from journal.guide.spoken import moment_text
from journal.guide.step import Field
from journal.record.moment import Moment, Precision
from journal.words import Words
from ui.fields.answer_field import AnswerField
from ui.fields.text_box import SmallBox
from ui.fields.text_fields import LabelledLine
from ui.fields.typed_date import Read, date_order, month_name, read_date, read_time
from ui.style import scaled
from ui.widgets.chips import ChipRow
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.show_if import show_if

_LETTERS = {"day": 3, "month": 11, "year": 5, "time": 9}
_RELATIVE = (Precision.BEFORE, Precision.AFTER)
_DATED = (Precision.EXACT, Precision.ABOUT, Precision.SPAN)


class PointBoxes(QWidget):
    """Day, month, year and time of one point, in the order the language writes them. Any of them may stay empty.

    Signals:
        edited: the person wrote in one of them.
        left: the focus left one of them.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, words: Words, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._locale = words, words.locale
        self.boxes: dict[str, SmallBox] = {}
        self._cells: dict[str, QWidget] = {}
        self._heading = PlainLabel(heading, role="soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(4))
        layout.addWidget(self._heading)
        flow = FlowLayout(gap=12)
        layout.addLayout(flow)
        for name in (*date_order(self._locale), "time"):
            cell = self._cell(name, words(f"when.{name}"))
            self.boxes[name].setAccessibleDescription(heading)
            flow.addWidget(cell)

    def show_heading(self, wanted: bool) -> None:
        show_if(self._heading, wanted)

    def show_date(self, wanted: bool) -> None:
        for name in ("day", "month", "year"):
            show_if(self._cells[name], wanted)

    def show_time(self, wanted: bool) -> None:
        show_if(self._cells["time"], wanted)

    def _cell(self, name: str, label: str) -> QWidget:
        cell, above, box = QWidget(self), PlainLabel(label, role="small"), SmallBox(_LETTERS[name])
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.textEdited.connect(self.edited)
        box.editingFinished.connect(self.left)
        above.setBuddy(box)
        above.setWordWrap(False)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        column.addWidget(above)
        column.addWidget(box)
        self.boxes[name], self._cells[name] = box, cell
        return cell

    def date(self) -> Read:
        day, month, year = (self.boxes[name].text() for name in ("day", "month", "year"))
        return read_date(day, month, year, self._locale)

    def time(self) -> Read:
        return read_time(self.boxes["time"].text(), self._locale)

    def show_point(self, date: str, time: str) -> None:
        """Show an ISO date, which may be a year or a month, and a time."""
        year, month, day = (*date.split("-"), "", "", "")[:3]
        self.boxes["year"].setText(year)
        known = month.isdigit() and 1 <= int(month) <= 12
        self.boxes["month"].setText(month_name(int(month), self._locale) if known else month)
        self.boxes["day"].setText(str(int(day)) if day.isdigit() else day)
        said = time_text(time, self._words) if time else ""
        self.boxes["time"].setText(said if read_time(said, self._locale).value == time else time)


class MomentField(AnswerField):
    """Chips for how sure, then the boxes. What cannot be read as a date or a time stays, as the person's words.

    ``short`` is for a part of an evening: a time of day without a date, unless it has one already.
    """

    def __init__(
        self,
        field: Field,
        words: Words,
        parent: QWidget | None = None,
        *,
        precisions: Sequence[Precision] = tuple(Precision),
        short: bool = False,
    ) -> None:
        self._precisions, self._short = tuple(precisions), short
        super().__init__(field, words, parent)

    def first_focus(self) -> QWidget:
        return self.sure.chips()[0]

    def _build(self) -> None:
        named = [(str(each), self.words(f"when.{each}")) for each in self._precisions]
        self.sure = ChipRow(named, single=True, parent=self)
        self.anchor = LabelledLine(self.words("when.anchor_before"), parent=self)
        self.anchor.box.setObjectName("anchor")
        self.start = PointBoxes(self.words, self.words("when.start"), parent=self)
        self.end = PointBoxes(self.words, self.words("when.end"), parent=self)
        self.as_written = PlainLabel(self.words("when.as_written"), role="small")
        self.understood = PlainLabel("", role="date")
        self.understood.setObjectName("understood")
        self.own = LabelledLine(self.words("when.words"), self.words("when.words_help"), parent=self)
        self.own.box.setObjectName("own-words")
        parts = (self.sure, self.anchor, self.start, self.end, self.understood, self.as_written, self.own)
        for widget in parts:
            self._layout.addWidget(widget)
        self._arrange()

    def _connect(self) -> None:
        self.anchor.box.left.connect(self.left)
        self.anchor.edited.connect(self._on_said)
        self.end.edited.connect(self._on_said)
        self.end.left.connect(self._on_left_box)
        self.own.box.left.connect(self.left)
        self.own.edited.connect(self._on_said)
        self.start.edited.connect(self._on_said)
        self.start.left.connect(self._on_left_box)
        self.sure.chosen_changed.connect(self._on_said)

    def _said(self) -> dict[str, str]:
        moment = self._moment()
        return moment.plain() if moment else {}

    def _moment(self) -> Moment | None:
        chosen = self.sure.chosen()
        if not chosen:
            return None
        precision = Precision(chosen[0])
        own = self.own.text()
        if precision is Precision.UNKNOWN:
            return Moment(precision, words=own)
        date, time = self.start.date(), self.start.time()
        end_date, end_time = self._end() if precision is Precision.SPAN else (Read(), Read())
        return Moment(
            precision,
            date=date.value,
            time=time.value,
            end_date=end_date.value,
            end_time=end_time.value,
            anchor=self.anchor.text() if precision in _RELATIVE else "",
            words=", ".join(part for part in (*self._left_over(), own) if part),
        )

    def _end(self) -> tuple[Read, Read]:
        return self.end.date(), self.end.time()

    def _left_over(self) -> list[str]:
        """What was written into the boxes and is no date or time."""
        points = (self.start.date(), self.start.time(), *self._end())
        return [point.words for point in points if point.words]

    def _show(self, answer: Any) -> None:
        moment = Moment.from_plain(answer) or Moment(Precision.UNKNOWN)
        self.sure.choose([str(moment.precision)] if answer else [])
        self.anchor.set_text(moment.anchor)
        self.start.show_point(moment.date, moment.time)
        self.end.show_point(moment.end_date, moment.end_time)
        self.own.set_text(moment.words)
        self._arrange()

    def _arrange(self) -> None:
        """Show the boxes that the chosen chip needs, and what was understood from them."""
        chosen = self.sure.chosen()
        precision = Precision(chosen[0]) if chosen else None
        dated, relative, span = precision in _DATED, precision in _RELATIVE, precision is Precision.SPAN
        pointed = any(box.text() for box in self.start.boxes.values())
        with_date = not self._short or bool(self.start.date().value)
        if precision in _RELATIVE:
            self.anchor.ask(self.words(f"when.anchor_{precision}"))
        show_if(self.anchor, relative)
        show_if(self.start, dated or (relative and pointed))
        self.start.show_heading(span)
        self.start.show_date(with_date)
        show_if(self.end, span)
        self.end.show_date(with_date)
        show_if(self.own, dated or precision is Precision.UNKNOWN or bool(self.own.text()))
        moment = self._moment()
        text = moment_text(moment, self.words) if moment and dated else ""
        self.understood.setText(text)
        show_if(self.understood, text)
        show_if(self.as_written, self.as_written.isVisibleTo(self) and bool(self._left_over()))

    def _describe(self, label: str, help_text: str) -> None:
        self.sure.describe(label)
        self.anchor.box.setAccessibleDescription(label)
        self.own.box.setAccessibleDescription(label)

    def _on_left_box(self) -> None:
        """Say what was not read as a date only when the person is done with the box."""
        show_if(self.as_written, bool(self._left_over()))
        self.left.emit()

    def _on_said(self) -> None:
        if not self._showing:
            self._arrange()
        super()._on_said()
