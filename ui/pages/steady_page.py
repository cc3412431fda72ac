# SPDX-License-Identifier: GPL-3.0-or-later
"""A quiet page. It never comes by itself, it counts nothing, and it can be left at any line.

The five lines are the 5-4-3-2-1 of common practice, with no holding of breath. Eyes open and no look into the body:
those can bring things back for some (docs/sources.md, "Steady me and help lines").
"""

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.pages.page import BACK, Page
from ui.pages.support_topic_page import LINES
from ui.style import air, scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel

_LINES = ("five", "four", "three", "two", "one", "end")


class SteadyPage(Page):
    """Steady me: rest, or look around the room."""

    rail = "steady"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._show(None)

    def first_focus(self) -> QWidget | None:
        return self.back

    def _build(self) -> None:
        words = self.words
        self._line = -1
        self.column.addSpacing(air(48))
        self._quiet = [PlainLabel(words("steady.title"), "title")]
        self._quiet += [PlainLabel(words(f"steady.{name}"), "lead") for name in ("intro", "breath")]
        self._offer = PlainLabel(words("steady.offer"), "lead")
        self._shown = PlainLabel("", "title")
        self._shown.setObjectName("steady-line")
        self._swap = PlainLabel(words("steady.swap"), "soft")
        for each in (*self._quiet, self._shown, self._swap, self._offer):
            self.column.addWidget(each)
        self.begin = Button(words("steady.begin"), name="begin")
        self.next = Button(words("steady.next"), name="next")
        self.stop = Button(words("steady.stop"), name="stop")
        row = FlowLayout()
        for way in (self.begin, self.next, self.stop):
            row.addWidget(way)
        self.column.addSpacing(scaled(8))
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.back = Button(words("steady.back"), name="back")
        self.support = Button(words("steady.support"), "", "quiet", "to-support")
        self.footer.addWidget(self.back)
        self.footer.addWidget(self.support)
        self.footer.addStretch(1)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.begin.clicked.connect(self._on_next)
        self.next.clicked.connect(self._on_next)
        self.stop.clicked.connect(self._on_stop)
        self.support.clicked.connect(self._on_support)

    def _on_back(self) -> None:
        self.go.emit(BACK, {})

    def _on_next(self) -> None:
        self._show(_LINES[self._line + 1])

    def _on_stop(self) -> None:
        self._show(None)

    def _on_support(self) -> None:
        self.go.emit("support_topic", {"topic": LINES})

    def _show(self, line: str | None) -> None:
        """One line, or the quiet page."""
        self._line = _LINES.index(line) if line else -1
        self._shown.setText(self.words(f"steady.{line}") if line else "")
        for each in (*self._quiet, self._offer, self.begin):
            each.setVisible(line is None)
        self._shown.setVisible(line is not None)
        self._swap.setVisible(line is not None and line != _LINES[-1])
        self.next.setVisible(line is not None and line != _LINES[-1])
        self.stop.setVisible(line is not None)
        if line:
            (self.next if line != _LINES[-1] else self.stop).setFocus()
