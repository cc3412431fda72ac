# SPDX-License-Identifier: GPL-3.0-or-later
"""What taking something out of sight means, said once, with room for a reason; then it is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.guide.acts import WITHDRAWAL
from journal.guide.spoken import label
from journal.record.acts import REASON_WITHDRAWN
from journal.words import Words
from ui.fields.text_box import TextBox
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel


class WithdrawPanel(QFrame):
    """Signals:
    wanted: it is to be taken out of sight; carries the reason, which may be empty.
    left: it stays.
    """

    wanted = Signal(str)
    left = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._build(words)
        self.do.clicked.connect(self._on_do)
        self.leave.clicked.connect(self.left)

    def _build(self, words: Words) -> None:
        asked = label(WITHDRAWAL.field(REASON_WITHDRAWN), words)
        help_text = words(f"field.{REASON_WITHDRAWN}.help")
        self.about = PlainLabel(words("withdraw.about"), "body", self)
        self.reason = TextBox(1, single=True, parent=self)
        self.reason.setObjectName("withdraw-reason")
        self.reason.setAccessibleName(asked)
        self.reason.setAccessibleDescription(help_text)
        name = PlainLabel(asked, "heading", self)
        name.setBuddy(self.reason)
        self.do = Button(words("withdraw.do"), role="plain", name="withdraw", parent=self)
        self.do.setAccessibleDescription(words("withdraw.about"))
        self.leave = Button(words("withdraw.leave"), role="plain", name="withdraw-not", parent=self)
        row = FlowLayout()
        self.do.keep_room_for(self.leave.text())
        self.leave.keep_room_for(self.do.text())
        row.addWidget(self.leave)
        row.addWidget(self.do)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(18), scaled(14), scaled(18), scaled(14))
        column.setSpacing(scaled(6))
        column.addWidget(self.about)
        column.addSpacing(scaled(6))
        column.addWidget(name)
        column.addWidget(PlainLabel(help_text, "soft", self))
        column.addWidget(self.reason)
        column.addSpacing(scaled(6))
        column.addLayout(row)

    def _on_do(self) -> None:
        self.do.setEnabled(False)
        self.wanted.emit(self.reason.text())
