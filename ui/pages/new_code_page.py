# SPDX-License-Identifier: GPL-3.0-or-later
"""A new recovery code in place of one that was lost, or never noted."""

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.pages.code_page import CodePage
from ui.passphrase_gate import behind_passphrase
from ui.session import Session


class NewCodePage(CodePage):
    """First it says what a new code means; then it shows it, once. Afterwards it can be tried."""

    centred = False
    rail = "settings"

    def __init__(self, session: Session) -> None:
        super().__init__(session, "", session.vault.record_number if session.vault else "")

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._code = ""
        self._load()

    def leave(self) -> None:
        """No code stays on a page that is not looked at."""
        self._code = ""
        self._load()

    def first_focus(self) -> QWidget | None:
        return self.print if self._code else self._later

    def _build(self) -> None:
        super()._build()
        self._title.setText(self.words("settings.new_code.title"))

    def _connect(self) -> None:
        super()._connect()
        self.done.connect(self._on_main)
        self.later.connect(self._on_later)

    def _load(self) -> None:
        super()._load()
        words, made = self.words, bool(self._code)
        for part in (self._card, self._ways, self._note):
            part.setVisible(made)
        self._notice.hide()
        self._lead.setText(words("first.code.intro" if made else "settings.new_code.intro"))
        self._have.say(words("first.code.have" if made else "settings.new_code.make"))
        self._have.setEnabled(True)
        self._later.setVisible(not made)

    def _on_main(self) -> None:
        if self._code:
            self.go.emit("code_practice", {})
        else:
            behind_passphrase(self.session, self, self._make)

    def _make(self) -> None:
        if self.session.vault is not None:
            self._have.setEnabled(False)
            self.session.worker.run(self.session.vault.new_recovery_code, self._on_made, self._on_not_made, owner=self)

    def _on_later(self) -> None:
        self.go.emit("settings", {})

    def _on_made(self, code: str) -> None:
        self._code = code
        self._load()
        self.print.setFocus()

    def _on_not_made(self, trouble: Any) -> None:
        self._have.setEnabled(True)
        self._on_trouble(trouble)
