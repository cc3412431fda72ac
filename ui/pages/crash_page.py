# SPDX-License-Identifier: GPL-3.0-or-later
"""After a bug, in a fresh process: what happened, that it is locked, and a report to copy if the person wants to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui import clipboard
from ui.pages.page import Page
from ui.session import Session
from ui.style import air, scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel


class CrashPage(Page):
    """Signals:
    done: go on to the lock screen.
    """

    done = Signal()
    centred = True

    def __init__(self, session: Session, note: str) -> None:
        self._note = note
        super().__init__(session)

    def first_focus(self) -> QWidget | None:
        return self._go_on

    def _build(self) -> None:
        words = self.words
        self.column.addSpacing(air(32))
        self.column.addWidget(PlainLabel(words("crash.title"), "title"))
        self.column.addWidget(PlainLabel(words("crash.intro"), "lead"))
        self.column.addSpacing(scaled(12))
        self._go_on = Button(words("crash.go_on"), "", "main", "go-on")
        self._close = Button(words("crash.close"), name="close")
        ways = FlowLayout()
        ways.addWidget(self._go_on)
        ways.addWidget(self._close)
        self.column.addLayout(ways)
        self.column.addSpacing(scaled(24))
        self.column.addWidget(PlainLabel(words("crash.report"), "soft"))
        self._report = QPlainTextEdit(self._note)
        self._report.setObjectName("crash-report")
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(words("crash.copy"))
        self._report.setMinimumHeight(scaled(160))
        self.column.addWidget(self._report)
        self._copy = Button(words("crash.copy"), "copy", name="copy-report")
        row = FlowLayout()
        row.addWidget(self._copy)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self._close.clicked.connect(self.session.leave)
        self._copy.clicked.connect(self._on_copy)
        self._go_on.clicked.connect(self.done)

    def _on_copy(self) -> None:
        clipboard.copy(self._note)
        self._copy.say(self.words("crash.copied"))
