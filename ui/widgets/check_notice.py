# SPDX-License-Identifier: GPL-3.0-or-later
"""One calm line on Home when a check found something spoiled; nothing at all otherwise."""

from PySide6.QtWidgets import QWidget

from journal.dates import stamp_day
from ui.session import Session
from ui.widgets.notice import Notice


class CheckNotice(Notice):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(action=session.words("check.home.see"), parent=parent)
        self._session = session
        self.setObjectName("check-notice")
        self.button.setObjectName("see-check")
        session.checking.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show what the last check left to say."""
        last = self._session.checking.last()
        if last is not None and not last[1].is_whole:
            self.say(self._session.words("check.home.what", day=stamp_day(last[0], self._session.words)))
            self.show()
        else:
            self.hide()
