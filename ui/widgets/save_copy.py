# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy outside, byte for byte: one calm word first, then the place, then a bar with a way to stop."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from journal.errors import JournalError
from journal.words import Words
from ui.alerts import sentences
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.notice import Notice

_PARTS = 1000


class SaveCopy(QFrame):
    """Hidden until it is offered.

    Signals:
        place_wanted: the word was read; a place is to be chosen.
    """

    place_wanted = Signal()
    _moved = Signal(int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._stop = threading.Event()
        self.setObjectName("save-a-copy")
        self._word = Notice(words("copy.word"), action=words("copy.choose"))
        self._word.setObjectName("copy-word")
        self._said = Notice("")
        self._said.setObjectName("copy-said")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _PARTS)
        self._bar.setAccessibleName(words("copy.bar"))
        self.stop = Button(words("copy.stop"), name="stop-copy")
        ways = FlowLayout()
        ways.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        for widget in (self._word, self._said, self._bar):
            column.addWidget(widget)
        column.addLayout(ways)
        self._word.asked.connect(self.place_wanted)
        self.stop.clicked.connect(self._on_stop)
        self._moved.connect(self._bar.setValue, Qt.ConnectionType.QueuedConnection)
        self.away()

    def offer(self) -> None:
        """Say the word before a place is chosen."""
        self._show(word=True)
        self._word.button.setFocus()

    def away(self) -> None:
        """The page is left: what is being written stops, and nothing of it stays."""
        self._stop.set()
        self.hide()

    def task(self, export: Callable[..., bool]) -> Callable[[], bool]:
        """What writes the copy on another thread, with its bar and its way to stop."""
        self._stop = threading.Event()
        self._bar.setValue(0)
        self._show(running=True)
        self.stop.setFocus()
        return partial(export, self._progress, self._stop.is_set)

    def end(self, whole: bool) -> None:
        """The copy is there, or it was stopped."""
        if not self.isHidden():
            self._tell(self._words("copy.saved" if whole else "copy.stopped"))

    def tell(self, trouble: JournalError) -> None:
        if not self.isHidden():
            self._tell(*sentences(trouble, self._words))

    def _progress(self, done: int, total: int) -> None:
        """On the other thread."""
        self._moved.emit(round(_PARTS * done / total) if total else _PARTS)

    def _tell(self, text: str, more: str = "") -> None:
        self._show(said=True)
        self._said.say(text, more)

    def _show(self, *, word: bool = False, running: bool = False, said: bool = False) -> None:
        self.show()
        self._word.setVisible(word)
        self._bar.setVisible(running)
        self.stop.setVisible(running)
        self._said.setVisible(said)

    def _on_stop(self) -> None:
        self._stop.set()
