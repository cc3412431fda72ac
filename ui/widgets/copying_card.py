# SPDX-License-Identifier: GPL-3.0-or-later
"""How far the copy of the record is; and then, calmly, what came of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from journal.dates import stamp_text
from journal.words import Words
from ui.copying import numbered
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel

if TYPE_CHECKING:
    from journal.handover.backup import Backup

# Of the bar: a QProgressBar counts in whole numbers.
_PARTS = 1000
_STAGES = ("plan", "database", "objects", "check")


class CopyingCard(QFrame):
    """Shows one of three: nothing, how far it is, or what was made.

    Signals:
        read: what came of it was read.
    """

    read = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("copying")
        self.setProperty("role", "card")
        self._running, self._ended = QWidget(self), QWidget(self)
        self._stage = PlainLabel("")
        self._stage.setObjectName("copy-stage")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _PARTS)
        self._bar.setAccessibleName(words("backup.running.title"))
        column = _column(self._running)
        for widget in (
            PlainLabel(words("backup.running.title"), "heading"),
            self._stage,
            self._bar,
            PlainLabel(words("backup.running.meanwhile"), "soft"),
        ):
            column.addWidget(widget)
        self._what, self._where, self._unread = PlainLabel(""), PlainLabel(""), PlainLabel("")
        self._unread.setObjectName("copy-unread")
        self._checked = PlainLabel("", "date")
        self.seen = Button(words("backup.done.seen"), name="copy-seen")
        row = FlowLayout()
        row.addWidget(self.seen)
        column = _column(self._ended)
        for widget in (
            PlainLabel(words("backup.done.title"), "heading"),
            self._checked,
            PlainLabel(words("backup.done.what")),
            self._what,
            self._unread,
            self._where,
            PlainLabel(words("backup.done.away"), "soft"),
        ):
            column.addWidget(widget)
        column.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        whole.addWidget(self._running)
        whole.addWidget(self._ended)
        self.seen.clicked.connect(self.read)
        self.hide()

    def show_running(self, stage: str, share: float) -> None:
        """``share`` of its stage, 0 to 1."""
        self._running.show()
        self._ended.hide()
        known = stage if stage in _STAGES else _STAGES[-1]
        self._stage.setText(self._words(f"backup.running.{known}"))
        self._bar.setAccessibleDescription(self._stage.text())
        self._bar.setValue(round(_PARTS * share))
        self.show()

    def show_made(self, made: "Backup") -> None:
        words = self._words
        self._running.hide()
        self._ended.show()
        self._checked.setText(words("backup.done.checked", when=stamp_text(made.made, words)))
        entries, files = words.count("backup.entries", made.entries), words.count("backup.files", made.files)
        self._what.setText(words("backup.done.holds", entries=entries, files=files))
        self._unread.setText(words("backup.done.unread", numbers=", ".join(numbered(made.unread))))
        self._unread.setVisible(bool(made.unread))
        self._where.setText(words("backup.done.folder", folder=made.folder))
        self.show()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(scaled(8))
    return column
