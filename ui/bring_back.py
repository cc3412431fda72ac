# SPDX-License-Identifier: GPL-3.0-or-later
"""The way of a copy into the record's place, one page after another, each with a way back. No record is open.

Nothing on this computer changes before the last press: the copy is put beside, opened and checked there, and compared.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.main_window import MainWindow
from ui.restore_tasks import Beside
from ui.session import Session


class BringBack(QObject):
    """``target`` is the folder of the record, whether one is there or not.

    Signals:
        left: back to where it began from.
        done: the copy is in its place, and is to be opened.
    """

    left = Signal()
    done = Signal()

    def __init__(self, session: Session, window: MainWindow, target: Path) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._target = target
        self._source = Path()

    def begin(self) -> None:
        from ui.pages.copy_folder_page import CopyFolderPage

        page = CopyFolderPage(self._session)
        page.back.connect(self.left)
        page.chosen.connect(self._on_chosen)
        self._window.show_outside(page)

    def _on_chosen(self, source: Path) -> None:
        self._source = source
        self._ask_key()

    def _ask_key(self) -> None:
        from ui.pages.copy_key_page import CopyKeyPage

        page = CopyKeyPage(self._session, self._source, self._target)
        page.back.connect(self.begin)
        page.ready.connect(self._show_look)
        self._window.show_outside(page)

    def _show_look(self, beside: Beside) -> None:
        from ui.pages.copy_look_page import CopyLookPage

        page = CopyLookPage(self._session, beside, self._target)
        page.back.connect(self._ask_key)
        page.done.connect(self.done)
        self._window.show_outside(page)
