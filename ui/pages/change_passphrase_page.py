# SPDX-License-Identifier: GPL-3.0-or-later
"""A new passphrase: from Settings, or after the recovery code has opened the record."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.errors import JournalError
from ui.alerts import sentences
from ui.pages.passphrase_page import PassphrasePage, Wording
from ui.passphrase_gate import behind_passphrase
from ui.session import Session
from ui.widgets.button import Button

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
        self._show_done(done=False)
        self._notice.hide()
        self.wait(waiting=False)
        self._load()

    def first_focus(self) -> QWidget | None:
        return self.finish if self.finish.isVisible() else super().first_focus()

    def _build(self) -> None:
        super()._build()
        self.finish = Button(self.words("first.go_on"), role="main", name="finish")
        self.footer.addWidget(self.finish)
        self._show_done(done=False)

    def _connect(self) -> None:
        super()._connect()
        self.finish.clicked.connect(self._finish)
        self.back.connect(self._finish)
        self.chosen.connect(self._on_chosen)
        self.later.connect(self._finish)

    def _on_chosen(self, passphrase: str) -> None:
        self.wait(waiting=False)  # if the person goes back from what is asked first
        behind_passphrase(self.session, self, partial(self._change, passphrase))

    def _change(self, passphrase: str) -> None:
        self.wait(waiting=True)
        vault = self.session.vault
        if vault is not None:
            task = partial(vault.change_passphrase, passphrase)
            self.session.worker.run(task, self._on_changed, self._on_trouble, owner=self)

    def _on_changed(self, _nothing: None) -> None:
        self.first.empty()
        self.second.empty()
        self._show_done(done=True)
        self.say(self.words("first.passphrase.changed"), self.words("first.passphrase.old_copies"))
        self.finish.setFocus()

    def _show_done(self, *, done: bool) -> None:
        """Once it is changed there is one thing to know, and time to read it: nothing else is on the page then."""
        self._title.setText(self.words("first.passphrase.new" if done else self._wording.title))
        for part in self.parts():
            part.setVisible(not done)
        self._back.setVisible(not done and not self._wording.later)
        self._later.setVisible(not done and bool(self._wording.later))
        self.accept.setVisible(not done)
        self.finish.setVisible(done)

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
