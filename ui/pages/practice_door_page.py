# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the practice record stands locked: it has no passphrase, and says so."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.page import Page
from ui.style import air, scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel


class PracticeDoorPage(Page):
    """Signals:
    wanted: open it.
    """

    wanted = Signal()
    centred = True

    def first_focus(self) -> QWidget | None:
        return self._open

    def _build(self) -> None:
        self.column.addSpacing(air(64))
        self.column.addWidget(PlainLabel(self.words("unlock.practice.title"), "title"))
        self.column.addWidget(PlainLabel(self.words("unlock.practice.intro"), "lead"))
        self.column.addSpacing(scaled(12))
        self._open = Button(self.words("unlock.practice.open"), "", "main", "open")
        row = FlowLayout()
        row.addWidget(self._open)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self._open.clicked.connect(self.wanted)
