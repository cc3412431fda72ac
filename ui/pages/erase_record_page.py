# SPDX-License-Identifier: GPL-3.0-or-later
"""Erasing the whole record. The passphrase, typed, is the one guard; then the program starts anew."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.errors import JournalError
from ui import erase_tasks
from ui.alerts import sentences
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.copy_word import CopyWord
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.passphrase_edit import PassphraseEdit


class EraseRecordPage(Page):
    """No arguments. A practice record has no passphrase that anyone knows, and so asks for none."""

    rail = "settings"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self.edit.empty()
        self._notice.hide()
        self._copy.follow()
        self._wait(False)

    def leave(self) -> None:
        self.edit.empty()

    def first_focus(self) -> QWidget | None:
        return self.back if self.session.practice else self.edit

    def _build(self) -> None:
        words = self.words
        self._label = PlainLabel(words("erase.record.passphrase"), "heading")
        self.edit = PassphraseEdit(words, words("erase.record.passphrase"))
        self.edit.line.setObjectName("erase-passphrase")
        self.erase = Button(words("erase.record.do"), role="plain", name="erase-record")
        self.back = Button(words("erase.back"), role="plain", name="erase-not")
        self._notice = Notice("")
        self._notice.setObjectName("erase-notice")
        self.erase.keep_room_for(self.back.text())
        self.back.keep_room_for(self.erase.text())
        row = FlowLayout()
        row.addWidget(self.back)
        row.addWidget(self.erase)
        self.column.addWidget(PlainLabel(words("erase.record.title"), "title"))
        self.column.addSpacing(scaled(8))
        for head, text in (("goes", "goes_text"), ("stays", "stays_text")):
            self.column.addWidget(PlainLabel(words(f"erase.{head}"), "heading"))
            self.column.addWidget(PlainLabel(words(f"erase.record.{text}"), "body"))
            self.column.addSpacing(scaled(8))
        self._copy = CopyWord(self.session)
        self.column.addWidget(self._copy)
        self.column.addWidget(Notice(words("erase.lawyer")))
        self.column.addSpacing(scaled(8))
        self.column.addWidget(self._label)
        self.column.addWidget(self.edit)
        self.column.addLayout(row)
        self.column.addWidget(self._notice)
        self.column.addStretch()
        for widget in (self._label, self.edit):
            widget.setVisible(not self.session.practice)

    def _connect(self) -> None:
        self.back.clicked.connect(partial(self.go.emit, "settings", {}))
        self.edit.changed.connect(self._notice.hide)
        self.edit.entered.connect(self._on_erase)
        self.erase.clicked.connect(self._on_erase)

    def _wait(self, waiting: bool) -> None:
        for button in (self.erase, self.back):
            button.setEnabled(not waiting)

    def _on_erase(self) -> None:
        typed = None if self.session.practice else self.edit.text()
        if self.session.vault is None or typed == "" or not self.erase.isEnabled():
            return
        self._wait(True)
        self._say(self.words("erase.record.working"))
        task = partial(erase_tasks.erase_record, self.session.vault, typed)
        self.session.worker.run(task, self._on_done, self._on_trouble, owner=self)

    def _on_done(self, erased: bool) -> None:
        if erased:
            assert self.session.vault is not None
            erase_tasks.forget_place(self.session.outside, self.session.vault.folder)
            self.session.vault = None
            self.session.lock()
            return
        self._wait(False)
        self._say(self.words("erase.record.wrong"), self.words("erase.record.wrong_do"))
        self.edit.setFocus()
        self.edit.line.selectAll()

    def _on_trouble(self, trouble: JournalError) -> None:
        """Before its first step nothing has changed. After it the vault is closed, and the next start goes on."""
        if erase_tasks.has_begun(self.session.vault):
            self.session.vault = None
            self.session.lock()
            return
        self._wait(False)
        self._say(*sentences(trouble, self.words))

    def _say(self, what: str, do: str = "") -> None:
        self._notice.say(what, do)
        self._notice.show()
        self.reveal(self._notice)
