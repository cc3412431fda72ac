# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether others use this computer. Nothing is chosen beforehand, and going on without an answer is one.

It also says so if ``folder``, where the record will be made, seems to be copied to other computers.
"""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.synced import copied_by
from ui.pages.page import Page
from ui.session import Session
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice


class ComputerPage(Page):
    """Signals:
    done: whether the record should lock sooner.
    back: to the page before.
    """

    done = Signal(bool)
    back = Signal()
    centred = True

    def __init__(self, session: Session, folder: Path) -> None:
        self._copied_by = copied_by(folder)
        super().__init__(session)

    def first_focus(self) -> QWidget | None:
        """The page itself: a ring around the first answer would look like an answer given. Tab leads there."""
        return None

    def say(self, what: str, do: str = "") -> None:
        self._notice.say(what, do)
        self._notice.show()
        self.reveal(self._notice)
        self._accept.setEnabled(True)
        self._back.setEnabled(True)

    def wait(self) -> None:
        """The record is being made."""
        self._accept.setEnabled(False)
        self._back.setEnabled(False)
        self._notice.say(self.words("first.computer.making"))
        self._notice.show()
        self.reveal(self._notice)

    def _build(self) -> None:
        words = self.words
        self.column.addWidget(PlainLabel(words("first.computer.title"), "title"))
        self.column.addWidget(PlainLabel(words("first.computer.intro"), "lead"))
        self.column.addSpacing(scaled(8))
        options = [(name, words(f"first.computer.{name}")) for name in ("yes", "no", "unsure")]
        self.answers = ChipRow(options, single=True)
        self.answers.describe(words("first.computer.title"))
        self.column.addWidget(self.answers)
        self.column.addSpacing(scaled(8))
        self.column.addWidget(PlainLabel(words("first.computer.private"), "soft"))
        if self._copied_by:
            self.column.addSpacing(scaled(8))
            self.column.addWidget(Notice(words("place.copied", service=self._copied_by)))
        self._notice = Notice()
        self._notice.hide()
        self.column.addWidget(self._notice)
        self.column.addStretch(1)
        self._back = Button(words("first.back"), name="back")
        self._accept = Button(words("first.computer.make"), "", "main", "make")
        self.footer.addWidget(self._back)
        self.footer.addStretch(1)
        self.footer.addWidget(self._accept)

    def _connect(self) -> None:
        self._accept.clicked.connect(self._on_accept)
        self._back.clicked.connect(self.back)

    def _on_accept(self) -> None:
        """Not sure is taken as yes: locking sooner costs little."""
        self.done.emit(bool({"yes", "unsure"}.intersection(self.answers.chosen())))
