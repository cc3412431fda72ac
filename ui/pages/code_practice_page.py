# SPDX-License-Identifier: GPL-3.0-or-later
"""Trying the recovery code once, while nothing depends on it: at the first start, and any day from Settings."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from journal.errors import JournalError, WrongRecoveryCode
from ui.alerts import sentences
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice


class CodePracticePage(Page):
    """Signals:
    done: tried, or left for another day.
    back: see the code again.
    """

    done = Signal()
    back = Signal()
    rail = "settings"

    def first_focus(self) -> QWidget | None:
        return self.line

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self.line.clear()
        self._notice.hide()
        self._show_right(right=False)

    def leave(self) -> None:
        self.line.clear()

    def _build(self) -> None:
        words = self.words
        self.column.addWidget(PlainLabel(words("first.practice.title"), "title"))
        self.column.addWidget(PlainLabel(words("first.practice.intro"), "lead"))
        self.column.addSpacing(scaled(8))
        self.column.addWidget(PlainLabel(words("first.practice.field"), "heading"))
        self.line = QLineEdit()
        self.line.setObjectName("code")
        self.line.setAccessibleName(words("first.practice.field"))
        self.column.addWidget(self.line)
        self.column.addWidget(PlainLabel(words("unlock.code_help"), "soft"))
        self._notice = Notice()
        self._notice.hide()
        self.column.addWidget(self._notice)
        self.column.addStretch(1)
        self.later = Button(words("first.practice.later"), name="later")
        self.see = Button(words("first.practice.see"), "", "quiet", "see-code")
        self.attempt = Button(words("first.practice.try"), "", "main", "try-code")
        self.home = Button(words("first.practice.home"), "", "main", "go-home")
        self.footer.addWidget(self.later)
        self.footer.addWidget(self.see)
        self.footer.addStretch(1)
        self.footer.addWidget(self.attempt)
        self.footer.addWidget(self.home)
        self.see.hide()

    def _connect(self) -> None:
        self.attempt.clicked.connect(self._on_try)
        self.home.clicked.connect(self._finish)
        self.later.clicked.connect(self._finish)
        self.line.returnPressed.connect(self._on_try)
        self.see.clicked.connect(self.back)

    def _on_try(self) -> None:
        vault = self.session.vault
        if vault is None or not self.line.text().strip():
            return
        self.attempt.setEnabled(False)
        task = partial(vault.confirm_code, self.line.text())
        self.session.worker.run(task, self._on_tried, self._on_trouble, owner=self)

    def _on_tried(self, right: bool) -> None:
        if not right:
            self._on_trouble(WrongRecoveryCode())
            return
        self._notice.say(self.words("first.practice.right"))
        self._notice.show()
        self.reveal(self._notice)
        self._show_right(right=True)
        self.home.setFocus()

    def _on_trouble(self, trouble: JournalError) -> None:
        self._notice.say(*sentences(trouble, self.words))
        self._notice.show()
        self.reveal(self._notice)
        self.attempt.setEnabled(True)

    def _show_right(self, *, right: bool) -> None:
        self.attempt.setVisible(not right)
        self.attempt.setEnabled(True)
        self.home.setVisible(right)
        self.later.setVisible(not right)
        self.see.setVisible(self.centred and not right)

    def _finish(self) -> None:
        self.done.emit()
        self.go.emit("settings", {})


class FirstCodePracticePage(CodePracticePage):
    """The same before the first Home, where the code can still be shown again."""

    centred = True
