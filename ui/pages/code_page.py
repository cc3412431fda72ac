# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery code, shown once: to print, to save to a chosen place, to copy by hand."""

import threading
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.errors import JournalError
from journal.report.target import write
from ui import clipboard, code_sheet
from ui.alerts import sentences
from ui.dialogs.file_dialog import FileDialog
from ui.pages.page import Page
from ui.session import Session
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice


class CodePage(Page):
    """Signals:
    done: the person has it and goes on to try it.
    later: not now.
    """

    done = Signal()
    later = Signal()
    centred = True

    def __init__(self, session: Session, code: str, record_number: str) -> None:
        self._code = code
        self._number = record_number
        self._stop = threading.Event()
        self._is_sending = False
        super().__init__(session)

    def first_focus(self) -> QWidget | None:
        return self.print

    def _build(self) -> None:
        words = self.words
        self._title = PlainLabel(words("first.code.title"), "title")
        self._lead = PlainLabel(words("first.code.intro"), "lead")
        self.column.addWidget(self._title)
        self.column.addWidget(self._lead)
        self._card = QFrame()
        self._card.setProperty("role", "card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        self._shown = PlainLabel("", "code")
        self._shown.setObjectName("recovery-code")
        self._shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        inside.addWidget(self._shown)
        inside.addWidget(PlainLabel(words("first.code.number", number=self._number), "soft"))
        self.column.addWidget(self._card)
        self.print = Button(words("first.code.print"), "printer", name="print-code")
        self.save = Button(words("first.code.save"), "floppy-disk", name="save-code")
        self.copy = Button(words("first.code.copy"), "copy", name="copy-code")
        self._ways = QWidget()
        row = FlowLayout(self._ways)
        for each in (self.print, self.save, self.copy):
            row.addWidget(each)
        self.column.addWidget(self._ways)
        self._notice = Notice()
        self._notice.hide()
        self.column.addWidget(self._notice)
        self._note = PlainLabel(words("first.code.keep"), "soft")
        self.column.addWidget(self._note)
        self.column.addStretch(1)
        self._later = Button(words("first.code.later"), name="later")
        self._have = Button(words("first.code.have"), "", "main", "go-on")
        self.footer.addWidget(self._later)
        self.footer.addStretch(1)
        self.footer.addWidget(self._have)

    def _load(self) -> None:
        self._shown.setText(code_sheet.two_lines(self._code))
        self._shown.setAccessibleName(self._code)

    def _connect(self) -> None:
        self._have.clicked.connect(self.done)
        self._later.clicked.connect(self.later)
        self.copy.clicked.connect(self._on_copy)
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        self.session.about_to_leave.connect(self._on_leave)

    def _sheet(self) -> bytes:
        return code_sheet.sheet(self.words, self._code, self._number)

    def _on_copy(self) -> None:
        clipboard.copy(self._code)
        self._say(self.words("first.code.copied"))

    def _on_print(self) -> None:
        from ui import printing

        if self._is_sending:
            return
        try:
            chosen = printing.choose(self, 1, "letter")
        except JournalError as trouble:
            self._on_trouble(trouble)
            return
        if chosen is not None:
            self._is_sending = True
            self._say(self.words("first.code.sending"))
            task = printing.task(*chosen, self._sheet(), self._stop)
            self.session.worker.aside(task, self._on_printed, self._on_not_printed, owner=self)

    def _on_printed(self, waits: bool) -> None:
        self._is_sending = False
        self._say(self.words("first.code.printed_waits" if waits else "first.code.printed"))

    def _on_not_printed(self, trouble: JournalError) -> None:
        self._is_sending = False
        self._on_trouble(trouble)

    def _on_leave(self) -> None:
        self._stop.set()

    def _on_save(self) -> None:
        name = f"{self.words('first.code.file')}.pdf"
        dialog = FileDialog(self, self.words("first.code.save"), "save-code-dialog")
        dialog.for_saving(name, {"PDF (*.pdf)": "pdf"})
        if chosen := dialog.ask_one():
            task = partial(write, chosen, self._sheet())
            self.session.worker.aside(task, self._on_saved, self._on_trouble, owner=self)

    def _on_saved(self, _nothing: None) -> None:
        self._say(self.words("first.code.saved"))

    def _on_trouble(self, trouble: JournalError) -> None:
        self._say(*sentences(trouble, self.words))

    def _say(self, what: str, do: str = "") -> None:
        self._notice.say(what, do)
        self._notice.show()
        self.reveal(self._notice)
