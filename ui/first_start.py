# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from the very first page to the first Home, one page after another, each with a way back.

Each page is imported when its turn comes: the first one is painted before the others are looked at.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journal.errors import JournalError
from ui import doors
from ui.alerts import sentences
from ui.main_window import MainWindow
from ui.session import Session

if TYPE_CHECKING:
    from ui.pages.computer_page import ComputerPage


class FirstStart(QObject):
    """Welcome, what to know, passphrase, computer, recovery code, trying it. Nothing is on the disk before the fourth.

    Signals:
        made: the record is there and open; its settings. Its code is on the screen, its rooms are not open yet.
        done: the rooms may open; the settings.
        bring_back: no new record, but a copy of one that was kept elsewhere.
    """

    made = Signal(object)
    done = Signal(object)
    bring_back = Signal()

    def __init__(self, session: Session, window: MainWindow, folder: Path) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._folder = folder
        self._passphrase = ""
        self._inside: dict[str, object] = {}
        self._code = ""
        self._computer: ComputerPage | None = None

    def begin(self) -> None:
        from ui.pages.welcome_page import WelcomePage

        page = WelcomePage(self._session)
        page.done.connect(self._show_truths)
        page.bring_back.connect(self.bring_back)
        self._window.show_outside(page)

    def _show_truths(self) -> None:
        from ui.pages.truth_page import TruthPage

        page = TruthPage(self._session)
        page.back.connect(self.begin)
        page.done.connect(self._ask_passphrase)
        self._window.show_outside(page)

    def _ask_passphrase(self) -> None:
        from ui.pages.passphrase_page import PassphrasePage

        page = PassphrasePage(self._session)
        page.back.connect(self._show_truths)
        page.chosen.connect(self._on_passphrase)
        self._window.show_outside(page)

    def _on_passphrase(self, passphrase: str) -> None:
        self._passphrase = passphrase
        from ui.pages.computer_page import ComputerPage

        self._computer = page = ComputerPage(self._session, self._folder)
        page.back.connect(self._ask_passphrase)
        page.done.connect(self._make)
        self._window.show_outside(page)

    def _make(self, shared: bool) -> None:
        if self._computer is not None:
            self._computer.wait()
        session = self._session
        task = partial(doors.make, self._folder, self._passphrase, session.clock, session.words, shared_computer=shared)
        session.worker.run(task, self._on_made, self._on_trouble, owner=self._computer)

    def _on_made(self, result: tuple[doors.Opened, str]) -> None:
        (vault, self._inside), self._code = result
        self._passphrase = ""
        # From here on Lock and Leave close it, though its rooms are not open yet.
        self._session.vault = vault
        self.made.emit(self._inside)
        self._show_code()

    def _on_trouble(self, trouble: JournalError) -> None:
        if self._computer is not None:
            self._computer.say(*sentences(trouble, self._session.words))

    def _show_code(self) -> None:
        vault = self._session.vault
        if vault is None:
            return
        from ui.pages.code_page import CodePage

        page = CodePage(self._session, self._code, vault.record_number)
        page.done.connect(self._practise_code)
        page.later.connect(self._finish)
        self._window.show_outside(page)

    def _practise_code(self) -> None:
        from ui.pages.code_practice_page import FirstCodePracticePage

        page = FirstCodePracticePage(self._session)
        page.back.connect(self._show_code)
        page.done.connect(self._finish)
        self._window.show_outside(page)

    def _finish(self) -> None:
        self._code = ""
        self.done.emit(self._inside)
