# SPDX-License-Identifier: GPL-3.0-or-later
"""A line for a secret: hidden until shown, and never learned by an input method."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.in_view import keep_in_view

_UNLEARNED = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)


class PassphraseEdit(QWidget):
    """Signals:
    changed: the person typed.
    entered: the Enter key.
    shown: the person let the letters be seen (True) or hid them.
    """

    changed = Signal()
    entered = Signal()
    shown = Signal(bool)

    def __init__(self, words: Words, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.line = QLineEdit()
        self.line.setInputMethodHints(_UNLEARNED)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self.show_button = Button(words("unlock.show"), "eye", "plain", "show")
        self.show_button.keep_room_for(words("unlock.hide"))
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        self.line.textChanged.connect(self._on_changed)
        self.line.returnPressed.connect(self.entered)
        self.show_button.clicked.connect(self._on_show)

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def name(self, name: str) -> None:
        """What a screen reader says it is."""
        self.line.setAccessibleName(name)

    def show_letters(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_button.say(self._words("unlock.hide" if shown else "unlock.show"), "eye-slash" if shown else "eye")

    def shows_letters(self) -> bool:
        return self.line.echoMode() == QLineEdit.EchoMode.Normal

    def empty(self) -> None:
        """Nothing is left in the line, nor in what it could undo."""
        self.line.setText("")
        self.show_letters(False)

    def _on_changed(self, _text: str) -> None:
        if self.line.hasFocus():
            keep_in_view(self.line, self.line.rect())
        self.changed.emit()

    def _on_show(self) -> None:
        self.show_letters(not self.shows_letters())
        self.shown.emit(self.shows_letters())
        self.line.setFocus()
