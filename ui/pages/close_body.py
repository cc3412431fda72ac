# SPDX-License-Identifier: GPL-3.0-or-later
"""After the last step: that it is enough for today, and what can be done with what is still being written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.words import Words
from ui.desk import Desk, summary
from ui.reading import step_name, step_of
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.sheet import Sheet


class CloseBody(Sheet):
    """Signals:
    keep_wanted: all drafts are to be kept as they stand.
    home_wanted, steady_wanted: the pages of these names.
    steps_wanted: the list of steps is to be shown.
    """

    keep_wanted = Signal()
    home_wanted = Signal()
    steady_wanted = Signal()
    steps_wanted = Signal()

    def __init__(self, desk: Desk, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._words = desk, words
        self._build()

    def first_focus(self) -> QWidget:
        return self.keep or self._home

    def _build(self) -> None:
        words = self._words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        self.steps = Button(words("guide.steps.button"), "list", "quiet", "all-steps", self)
        self.steps.clicked.connect(self.steps_wanted)
        top = QHBoxLayout()
        top.addStretch()
        top.addWidget(self.steps)
        column.addLayout(top)
        column.addWidget(PlainLabel(words("close.title"), "title"))
        column.addWidget(PlainLabel(words("close.text"), "lead"))
        column.addSpacing(scaled(8))
        self._build_drafts(column)
        column.addWidget(PlainLabel(words("close.care"), "body"))
        column.addSpacing(scaled(8))
        column.addLayout(self._ways())
        column.addStretch()

    def _build_drafts(self, column: QVBoxLayout) -> None:
        self.keep: Button | None = None
        if not self.desk.drafts:
            return
        column.addWidget(PlainLabel(self._words("guide.close.drafts"), "heading"))
        for draft in self.desk.drafts:
            step = step_of(draft)
            said = summary(step, draft.answers, self._words) if step and step.repeats else ""
            row = QVBoxLayout()
            row.setSpacing(0)
            row.addWidget(PlainLabel(step_name(draft.step, self._words), "body"))
            if said:
                row.addWidget(PlainLabel(said, "voice"))
            if draft.lost:
                row.addWidget(PlainLabel(self._words("check.here.entry"), "soft"))
            column.addLayout(row)
        if all(draft.lost for draft in self.desk.drafts):
            column.addSpacing(scaled(16))
            return
        self.keep = Button(self._words("guide.close.keep"), "check", "plain", "keep-all", self)
        self.keep.clicked.connect(self.keep_wanted)
        column.addSpacing(scaled(4))
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(PlainLabel(self._words("guide.close.keep_note"), "soft"))
        column.addSpacing(scaled(16))

    def _ways(self) -> FlowLayout:
        flow = FlowLayout(gap=8)
        self._home = home = Button(self._words("close.home"), "house", "plain", "close-home", self)
        home.clicked.connect(self.home_wanted)
        steady = Button(self._words("rail.steady"), "leaf", "plain", "close-steady", self)
        steady.clicked.connect(self.steady_wanted)
        for each in (home, steady):
            flow.addWidget(each)
        return flow
