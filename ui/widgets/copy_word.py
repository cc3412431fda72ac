# SPDX-License-Identifier: GPL-3.0-or-later
"""Where erasing is spoken of: that the last copy of the record still has it, and where that lies, if one is known."""

from PySide6.QtWidgets import QWidget

from journal.dates import stamp_day
from ui.check_tasks import last_copy
from ui.session import Session
from ui.widgets.label import PlainLabel


class CopyWord(PlainLabel):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("", "body", parent)
        self._session = session
        self.setObjectName("copy-word")
        self.follow()

    def follow(self) -> None:
        """As it is known now; no room is taken when there is nothing to say."""
        words, copy = self._session.words, last_copy(self._session.inside)
        self.setText(words("erase.copy", day=stamp_day(copy[0], words), folder=copy[1]) if copy else "")
        self.setVisible(copy is not None)
