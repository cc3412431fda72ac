# SPDX-License-Identifier: GPL-3.0-or-later
"""Text that can never become markup."""

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.style import load_voice_font

# Longer than any word but a made-up one, and how much of it stands together then.
_ENDLESS = re.compile(r"\S{41,}")
_TOGETHER = 30
_MAY_BREAK = "\u200b"


def breakable(text: str) -> str:
    """For the eye: with places where a line may end inside endless words. Never what is kept, copied or printed."""
    return _ENDLESS.sub(_parted, text)


def _parted(found: re.Match[str]) -> str:
    word = found[0]
    return _MAY_BREAK.join(word[place : place + _TOGETHER] for place in range(0, len(word), _TOGETHER))


class PlainLabel(QLabel):
    """Wrapping plain text. Roles: title, heading, body, soft, date, and voice for the person's own words."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if role.startswith("voice"):
            load_voice_font()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setText(text)
        # Without this a wrapped label asks for a near-square of its own choosing and long lines break early.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._own_words = role.startswith("voice")
        self._align()

    def setText(self, text: str) -> None:
        """A word that is longer than any line may be broken; otherwise it would widen the whole page."""
        super().setText(breakable(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """The program's lines stand at the side where reading begins; the person's, where their script begins."""
        if not self._own_words:
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
