# SPDX-License-Identifier: GPL-3.0-or-later
"""Erasing an account, or one thing that was kept: what goes and what stays, said once; then it is done."""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from journal.errors import DiskFullButSaved, JournalError
from ui import erase_tasks
from ui.alerts import sentences
from ui.pages.page import BACK, Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.copy_word import CopyWord
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice


class ErasePage(Page):
    """Arguments: incident, and sheet if it is a child's; or entry, the card of one thing that was kept."""

    rail = "home"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        is_thing = bool(arguments.get("entry"))
        if not is_thing and not arguments.get("incident"):
            QTimer.singleShot(0, self, partial(self.go.emit, "home", {}))
        what = "thing_title" if is_thing else "sheet_title" if arguments.get("sheet") else "title"
        self._title.setText(self.words(f"erase.{what}"))
        self._goes.setText(self.words("erase.goes_thing" if is_thing else "erase.goes_account"))
        self._copy.follow()
        self._trouble.hide()
        self._wait(False)

    def place(self) -> dict[str, Any]:
        """After a lock this page is not come back to: nothing may be erased by the first key pressed."""
        return {}

    def first_focus(self) -> QWidget | None:
        return self.back

    def _build(self) -> None:
        words = self.words
        self._title, self._goes = PlainLabel("", "title"), PlainLabel("", "body")
        self._trouble = Notice("")
        self._trouble.setObjectName("not-erased")
        self.erase = Button(words("erase.do"), role="plain", name="erase")
        self.back = Button(words("erase.back"), role="plain", name="erase-not")
        self.erase.keep_room_for(self.back.text())
        self.back.keep_room_for(self.erase.text())
        row = FlowLayout()
        row.addWidget(self.back)
        row.addWidget(self.erase)
        self.column.addWidget(self._title)
        self.column.addSpacing(scaled(8))
        self.column.addWidget(PlainLabel(words("erase.goes"), "heading"))
        self.column.addWidget(self._goes)
        self.column.addSpacing(scaled(8))
        self.column.addWidget(PlainLabel(words("erase.stays"), "heading"))
        self.column.addWidget(PlainLabel(words("erase.stays_text"), "body"))
        self._copy = CopyWord(self.session)
        self.column.addWidget(self._copy)
        self.column.addSpacing(scaled(8))
        self.column.addWidget(Notice(words("erase.lawyer")))
        self.column.addSpacing(scaled(8))
        self.column.addLayout(row)
        self.column.addWidget(self._trouble)
        self.column.addStretch()

    def _connect(self) -> None:
        self.back.clicked.connect(partial(self.go.emit, BACK, {}))
        self.erase.clicked.connect(self._on_erase)

    def _wait(self, waiting: bool) -> None:
        for button in (self.erase, self.back):
            button.setEnabled(not waiting)

    def _on_erase(self) -> None:
        entry, incident = (str(self._arguments.get(name) or "") for name in ("entry", "incident"))
        vault = self.session.vault
        if vault is None or not (entry or incident):
            return
        self._wait(True)
        task = (
            partial(erase_tasks.erase_entry, vault, self.words, entry)
            if entry
            else partial(erase_tasks.erase_incident, vault, self.words, incident)
        )
        self.session.worker.run(task, self._on_erased, self._on_trouble, owner=self)

    def _on_erased(self, _nothing: None) -> None:
        self.go.emit("things" if self._arguments.get("entry") else "home", {})

    def _on_trouble(self, trouble: JournalError) -> None:
        if isinstance(trouble, DiskFullButSaved):
            self._on_erased(None)
            return
        self._wait(False)
        self._trouble.say(*sentences(trouble, self.words))
        self._trouble.show()
        self.reveal(self._trouble)
