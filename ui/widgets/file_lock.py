# SPDX-License-Identifier: GPL-3.0-or-later
"""The passphrase of one file that is handed over: six words to begin with, shown, because they are there to be told."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.session import Session
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.passphrase_edit import PassphraseEdit

if TYPE_CHECKING:
    from journal.vault.passphrase import Guess

_PAUSE_MS = 250


class FileLock(QFrame):
    """Signals:
    changed: the passphrase is another one; whether it can be used is in ``usable``.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._offered = ""
        self._build()
        self._other.clicked.connect(self.offer)
        self._pause.timeout.connect(self._ask_guess)
        self.edit.changed.connect(self._on_typed)

    def offer(self) -> None:
        """Six words, picked by chance, into the line."""
        self._session.worker.aside(_suggest, self._on_suggested, owner=self)

    def passphrase(self) -> str:
        """With single spaces between words and none at its ends: what is told is what opens it."""
        return " ".join(self.edit.text().split())

    def usable(self) -> bool:
        """Letters that every keyboard writes, and at least one."""
        return bool(self.passphrase()) and self.passphrase().isascii() and self.passphrase().isprintable()

    def is_offered(self) -> bool:
        """Whether these are the words that were picked here."""
        return self.passphrase() == self._offered

    def say(self, text: str) -> None:
        """A calm word below the line, until the next letter."""
        self._notice.say(text)
        self._notice.setVisible(bool(text))

    def forget(self) -> None:
        self._offered = ""
        self.edit.empty()
        self.say("")

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for an estimate any more."""
        self._pause.stop()
        super().hideEvent(event)

    def _build(self) -> None:
        words = self._session.words
        self.setProperty("role", "card")
        self.setObjectName("file-lock")
        self.edit = PassphraseEdit(words, words("handover.field"))
        self.edit.line.setObjectName("file-passphrase")
        self.edit.line.setAccessibleDescription(words("handover.offer"))
        self._other = Button(words("handover.other"), "", "quiet", "other-words")
        self._notice = Notice()
        self._notice.setObjectName("file-lock-word")
        self._notice.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        row = FlowLayout()
        row.addWidget(self._other)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(8))
        column.addWidget(PlainLabel(words("handover.field"), "heading"))
        column.addWidget(PlainLabel(words("handover.offer"), "soft"))
        column.addWidget(self.edit)
        column.addWidget(self._notice)
        column.addLayout(row)
        column.addWidget(PlainLabel(words("handover.locked_word")))
        column.addWidget(PlainLabel(words("handover.opens"), "soft"))

    def _on_suggested(self, six: str) -> None:
        self._offered = six
        self.edit.set_text(six)
        self.edit.show_letters(shown=True)
        self.edit.line.setCursorPosition(0)  # where the line is too short for all six, they are read from the first

    def _on_typed(self) -> None:
        typed = self.passphrase()
        self.say(self._session.words("handover.letters") if typed and not self.usable() else "")
        self._pause.start()
        self.changed.emit()

    def _ask_guess(self) -> None:
        typed = self.passphrase()
        if self.usable() and not self.is_offered():
            self._session.worker.aside(partial(_guess, typed), partial(self._on_guessed, typed), owner=self)

    def _on_guessed(self, typed: str, guess: "Guess") -> None:
        """An ordinary ZIP can be tried many times faster than the record: what is weak there is weaker here."""
        if typed == self.passphrase() and guess.bits < _ENOUGH_BITS:
            self.say(self._session.words("handover.weak"))


# Of a search: what a ZIP's own key derivation leaves to the passphrase (docs/adr/0017-the-bundle.md).
_ENOUGH_BITS = 60.0


def _suggest() -> str:
    from journal.vault.passphrase import suggest

    return suggest()


def _guess(passphrase: str) -> "Guess":
    from journal.vault.passphrase import guess_time

    return guess_time(passphrase)
