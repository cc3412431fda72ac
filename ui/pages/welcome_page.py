# SPDX-License-Identifier: GPL-3.0-or-later
"""The very first page: what this is, and the two ways to stop, before anyone needs them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.pages.page import Page
from ui.style import air, scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel


class WelcomePage(Page):
    """Signals:
    done: go on to what should be known before writing.
    bring_back: there is a copy of a record that was kept elsewhere.
    """

    done = Signal()
    bring_back = Signal()
    centred = True

    def first_focus(self) -> QWidget | None:
        return self._go_on

    def _build(self) -> None:
        words = self.words
        self.column.addSpacing(air(16))
        self.column.addWidget(PlainLabel(words("welcome.title"), "title"))
        self.column.addWidget(PlainLabel(words("welcome.intro"), "lead"))
        self.column.addSpacing(scaled(12))
        self.column.addWidget(PlainLabel(words("welcome.ways"), "heading"))
        for way in ("lock", "leave"):
            self.column.addWidget(_Way(words(f"welcome.{way}"), words(f"welcome.{way}_text")))
        self.column.addWidget(PlainLabel(words("welcome.always"), "soft"))
        self.column.addStretch(1)
        self._go_on = Button(words("welcome.go_on"), "", "main", "go-on")
        self._bring_back = Button(words("welcome.bring_back"), "", "quiet", "bring-back")
        self.footer.addWidget(self._bring_back)
        self.footer.addStretch(1)
        self.footer.addWidget(self._go_on)

    def _connect(self) -> None:
        self._go_on.clicked.connect(self.done)
        self._bring_back.clicked.connect(self.bring_back)


class _Way(QFrame):
    """One way out, as a card."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(4))
        column.addWidget(PlainLabel(name, "heading"))
        column.addWidget(PlainLabel(text))
