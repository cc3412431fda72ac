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


def reading_side(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Where lines begin in a window of this direction, whatever script they are in."""
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


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
        self._align()

    def setText(self, text: str) -> None:
        """A word that is longer than any line may be broken; otherwise it would widen the whole page."""
        super().setText(breakable(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """Each line stands at the side where the window is read from, a name in another script too: next to its date.

        Its letters run as their own script does. What is long enough to be read line by line is a ``ReadBox``.
        """
        self.setAlignment(reading_side(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter)
