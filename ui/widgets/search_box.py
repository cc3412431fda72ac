# SPDX-License-Identifier: GPL-3.0-or-later
"""A line to search with, which teaches no keyboard its words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget


class SearchBox(QLineEdit):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setClearButtonEnabled(False)
        self.setMaxLength(200)
