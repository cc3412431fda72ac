# SPDX-License-Identifier: GPL-3.0-or-later
"""At the first start: what this program does and what it cannot do. The same words open each account (guide.toml)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.guide.steps import TRUTH
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel


class TruthPage(Page):
    """Signals:
    done: read, as much of it as the person wanted.
    back: to the page before.
    """

    done = Signal()
    back = Signal()
    centred = True

    def first_focus(self) -> QWidget | None:
        return self._go_on

    def _build(self) -> None:
        words = self.words
        self.column.addWidget(PlainLabel(words("step.truth.title"), "title"))
        self.column.addWidget(PlainLabel(words("step.truth.intro"), "lead"))
        for truth in TRUTH.told:
            self.column.addSpacing(scaled(8))
            self.column.addWidget(PlainLabel(words(f"truth.{truth}.head"), "heading"))
            self.column.addWidget(PlainLabel(words(f"truth.{truth}.text", key=words("key.shift"))))
        self.column.addStretch(1)
        self._back = Button(words("first.back"), name="back")
        self._go_on = Button(words("first.go_on"), "", "main", "go-on")
        self.footer.addWidget(self._back)
        self.footer.addStretch(1)
        self.footer.addWidget(self._go_on)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back)
        self._go_on.clicked.connect(self.done)
