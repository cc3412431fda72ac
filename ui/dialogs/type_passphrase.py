# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks for the passphrase where a key of this computer opened the record. Back changes nothing."""

from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QWidget

from journal.errors import JournalError, WrongPassphrase
from ui import device_tasks
from ui.alerts import sentences
from ui.dialogs.scrolled_dialog import ScrolledDialog
from ui.session import Session
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.passphrase_edit import PassphraseEdit


class TypePassphraseDialog(ScrolledDialog):
    """Open it with ``open()``.

    Signals:
        typed: it is the right one.
    """

    typed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.words, "type-passphrase", QSize(scaled(560), min(scaled(420), 700)), parent)
        self._session = session
        self._build()
        self._back.clicked.connect(self.reject)
        self.edit.changed.connect(self._notice.hide)
        self.edit.entered.connect(self._on_go_on)
        self.go_on.clicked.connect(self._on_go_on)
        self.edit.setFocus()

    def done(self, result: int) -> None:
        """However it ends, nothing typed stays behind."""
        self.edit.empty()
        super().done(result)

    def _build(self) -> None:
        words = self._session.words
        self.column.setSpacing(scaled(10))
        self.column.addWidget(PlainLabel(words("gate.title"), "title"))
        self.column.addWidget(PlainLabel(words("gate.why"), "body"))
        self.column.addSpacing(scaled(4))
        self.column.addWidget(PlainLabel(words("unlock.passphrase"), "heading"))
        self.edit = PassphraseEdit(words, words("unlock.passphrase"))
        self.edit.line.setObjectName("gate-passphrase")
        self.column.addWidget(self.edit)
        self._notice = Notice()
        self._notice.setObjectName("gate-notice")
        self._notice.hide()
        self.column.addWidget(self._notice)
        self.column.addStretch(1)
        self._back = Button(words("gate.back"), name="gate-back")
        self.go_on = Button(words("gate.go_on"), role="main", name="gate-go-on")
        # Enter belongs to the line: a dialog would press its first button too.
        for button in (self._back, self.go_on, self.edit.show_button):
            button.setAutoDefault(False)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.foot.addWidget(self.go_on)

    def _on_go_on(self) -> None:
        vault, typed = self._session.vault, self.edit.text()
        if vault is None or not typed.strip() or not self.go_on.isEnabled():
            return
        self.go_on.setEnabled(False)
        task = partial(device_tasks.confirm, vault, typed, self._session.clock)
        self._session.worker.run(task, self._on_told, self._on_trouble, owner=self)

    def _on_told(self, right: bool) -> None:
        if not right:
            self._on_trouble(WrongPassphrase())
            return
        self.accept()
        self.typed.emit()

    def _on_trouble(self, trouble: JournalError) -> None:
        self.go_on.setEnabled(True)
        self._notice.say(*sentences(trouble, self._session.words))
        self._notice.show()
        # Once it has its place.
        QTimer.singleShot(0, self._notice, partial(self.area.ensureWidgetVisible, self._notice))
        self.edit.setFocus()
        self.edit.line.selectAll()
