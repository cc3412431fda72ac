# SPDX-License-Identifier: GPL-3.0-or-later
"""A new passphrase: from Settings, or after the recovery code has opened the record."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from journal.errors import JournalError
from ui.alerts import sentences
from ui.pages.passphrase_page import PassphrasePage, Wording
from ui.session import Session

_AFTER_CODE = Wording("unlock.new.title", "unlock.new.intro", "first.passphrase.change", later="unlock.new.later")
_FROM_SETTINGS = Wording(accept="first.passphrase.change")


class ChangePassphrasePage(PassphrasePage):
    """Signals:
    done: it was changed, or left as it is.
    """

    done = Signal()
    centred = False
    rail = "settings"

    def __init__(self, session: Session, wording: Wording = _FROM_SETTINGS) -> None:
        super().__init__(session, wording)

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self.wait(waiting=False)
        self._load()

    def _connect(self) -> None:
        super()._connect()
        self.back.connect(self._finish)
        self.chosen.connect(self._on_chosen)
        self.later.connect(self._finish)

    def _on_chosen(self, passphrase: str) -> None:
        vault = self.session.vault
        if vault is not None:
            task = partial(vault.change_passphrase, passphrase)
            self.session.worker.run(task, self._on_changed, self._on_trouble, owner=self)

    def _on_changed(self, _nothing: None) -> None:
        self.first.empty()
        self.second.empty()
        self.say(self.words("first.passphrase.changed"), self.words("first.passphrase.old_copies"))
        self._finish()

    def _on_trouble(self, trouble: JournalError) -> None:
        self.say(*sentences(trouble, self.words))

    def _finish(self) -> None:
        self.done.emit()
        self.go.emit("settings", {})


class NewPassphrasePage(ChangePassphrasePage):
    """After the recovery code, before the rooms open."""

    centred = True

    def __init__(self, session: Session) -> None:
        super().__init__(session, _AFTER_CODE)
