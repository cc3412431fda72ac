# SPDX-License-Identifier: GPL-3.0-or-later
"""A passphrase or a recovery code: one line, and a button that changes between the two."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.passphrase_edit import PassphraseEdit


class EitherKey(QWidget):
    """``open`` is the main button; what it is called is the page's to say. ``third`` stands between it and the other.

    Signals:
        wanted: the button or the Enter key, with something typed.
        changed: another letter.
        turned: to the code (True) or back.
    """

    wanted = Signal()
    changed = Signal()
    turned = Signal(bool)

    def __init__(self, words: Words, action: str, third: Button | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.by_code = False
        self._label = PlainLabel(words("unlock.passphrase"), "heading")
        self.edit = PassphraseEdit(words, words("unlock.passphrase"))
        self.edit.line.setObjectName("passphrase")
        self._help = PlainLabel(words("unlock.code_help"), "soft")
        self._help.hide()
        self.open = Button(action, "", "main", "open")
        self.other = Button(words("unlock.use_code"), "", "quiet", "use-code")
        self.setFocusProxy(self.edit)
        row = FlowLayout()
        for button in (self.open, third, self.other):
            if button is not None:
                row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        for each in (self._label, self.edit, self._help):
            column.addWidget(each)
        column.addLayout(row)
        self.edit.changed.connect(self.changed)
        self.edit.entered.connect(self._on_wanted)
        self.open.clicked.connect(self._on_wanted)
        self.other.clicked.connect(self._on_other)

    def text(self) -> str:
        return self.edit.text()

    def wait(self, *, waiting: bool) -> None:
        """While it is tried, nothing else can be."""
        self.open.setEnabled(not waiting)
        self.other.setEnabled(not waiting)

    def ask_again(self) -> None:
        """It did not open: what was typed stays, to be looked at or typed over."""
        self.wait(waiting=False)
        self.edit.setFocus()
        self.edit.line.selectAll()

    def _on_wanted(self) -> None:
        if self.edit.text().strip() and self.open.isEnabled():
            self.wanted.emit()

    def _on_other(self) -> None:
        """Each starts empty. A code comes from paper and is compared letter by letter: it is shown."""
        self.by_code = not self.by_code
        name = self._words("unlock.code" if self.by_code else "unlock.passphrase")
        self._label.setText(name)
        self.edit.name(name)
        self.edit.empty()
        self.edit.show_letters(self.by_code)
        self._help.setVisible(self.by_code)
        self.other.say(self._words("unlock.use_passphrase" if self.by_code else "unlock.use_code"))
        self.turned.emit(self.by_code)
        self.edit.setFocus()
