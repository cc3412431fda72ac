# SPDX-License-Identifier: GPL-3.0-or-later
"""A quiet list of what was taken out of sight: names and days, and the way to put each back."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.dates import stamp_day
from journal.record.acts import Withdrawn
from journal.words import Words
from ui.reading import addition_name, step_name
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel


class WithdrawnList(QWidget):
    """Signals:
    put_back: carries the id of the withdrawal.
    """

    put_back = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("withdrawn")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, scaled(16), 0, 0)
        self._column.setSpacing(scaled(4))

    def offer(self, gone: Iterable[Withdrawn]) -> None:
        """Show these, once."""
        self._column.addWidget(PlainLabel(self._words("withdraw.list"), "heading", self))
        for each in gone:
            self._column.addLayout(self._row(each))

    def _row(self, gone: Withdrawn) -> QHBoxLayout:
        words, entry = self._words, gone.entry
        name = addition_name(entry.step, words) if entry.adds_to else step_name(entry.step, words)
        button = Button(words("withdraw.put_back"), "arrow-u-up-left", "quiet", "put-back", self)
        button.setAccessibleName(words("withdraw.put_back_named", name=name))
        button.clicked.connect(partial(self.put_back.emit, gone.by.id))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(PlainLabel(name, "body", self))
        text.addWidget(PlainLabel(words("withdraw.when", day=stamp_day(gone.by.kept, words)), "small", self))
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        row.addLayout(text, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
