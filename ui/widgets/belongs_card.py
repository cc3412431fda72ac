# SPDX-License-Identifier: GPL-3.0-or-later
"""Before files come in: how many there are, and which account they belong to. Offered; it can stay open."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel

# Not the id of any incident.
NONE = "none"


class BelongsCard(QFrame):
    """Signals:
    answered: the files are to be kept; carries the id of the account, or nothing.
    declined: they are not to be kept.
    """

    answered = Signal(str)
    declined = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("belongs")
        self.setProperty("role", "card")
        self._count = PlainLabel("", "heading", self)
        self._names = PlainLabel("", "voice", self)
        self._ask = PlainLabel(words("bringing.belongs"), "soft", self)
        self.chips = ChipRow(single=True, parent=self)
        self.keep = Button(words("bringing.keep"), "check", "main", "keep-files", self)
        self.decline = Button(words("bringing.decline"), name="keep-no-files", parent=self)
        ways = FlowLayout()
        ways.addWidget(self.keep)
        ways.addWidget(self.decline)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(8))
        for widget in (self._count, self._names, self._ask, self.chips):
            column.addWidget(widget)
        column.addSpacing(scaled(4))
        column.addLayout(ways)
        self.keep.clicked.connect(self._on_keep)
        self.decline.clicked.connect(self.declined)
        self.hide()

    def ask(self, names: Sequence[str], accounts: Sequence[tuple[str, str]], chosen: str) -> None:
        """About these files. ``accounts``: ids and titles; without any nothing is asked but whether to keep them."""
        self._count.setText(self._words.count("bringing.ask", len(names)))
        shown = ", ".join(names[:3])
        self._names.setText(shown if len(names) <= 3 else self._words("bringing.and_more", names=shown))
        self._ask.setVisible(bool(accounts))
        self.chips.setVisible(bool(accounts))
        self.chips.offer([*accounts, (NONE, self._words("things.no_account"))])
        self.chips.describe(self._words("bringing.belongs"))
        self.chips.choose([chosen] if chosen else [])
        self.setAccessibleName(self._count.text())
        self.show()
        self.keep.setFocus()

    def _on_keep(self) -> None:
        chosen = "".join(self.chips.chosen())
        self.answered.emit("" if chosen == NONE else chosen)
