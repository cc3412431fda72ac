# SPDX-License-Identifier: GPL-3.0-or-later
"""Files arriving on a page: asked about first, then followed while they come in, and told about at the end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import incoming
from ui.bringing import State
from ui.session import Session
from ui.style import scaled
from ui.widgets.belongs_card import BelongsCard
from ui.widgets.bringing_card import BringingCard

if TYPE_CHECKING:
    from journal.vault.intake import Source

# Inside the record: that the word about the first copy was read.
_FIRST_WORD = "kept_word_seen"


class Arrival(QWidget):
    """Nothing is kept that was not meant: a drop or a paste is easily made by mistake.

    Signals:
        shown: one of its cards came up, and should be in sight.
        ended: all that was to come in has come, or was stopped.
        rested: nothing of it is there any more.
    """

    shown = Signal()
    ended = Signal()
    rested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: list[Source] = []
        self._accounts: list[tuple[str, str]] = []
        self._chosen = ""
        self.belongs, self.bringing = BelongsCard(session.words, self), BringingCard(session.words, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        column.addWidget(self.belongs)
        column.addWidget(self.bringing)
        self.belongs.answered.connect(self._on_answered)
        self.belongs.declined.connect(self._on_declined)
        self.bringing.read.connect(self._on_read)
        self.bringing.stop_wanted.connect(session.bringing.stop)
        session.bringing.changed.connect(self.follow)
        self._fit()

    def offer(self, accounts: Sequence[tuple[str, str]], chosen: str) -> None:
        """What files may belong to: ids and titles; ``chosen`` is the account that the page shows now, or nothing."""
        self._accounts, self._chosen = list(accounts), chosen

    def choose(self) -> None:
        """From the disk."""
        self._take(incoming.ask_files(self, self._session.words))

    def paste(self) -> None:
        self.gather(QGuiApplication.clipboard().mimeData())

    def gather(self, data: QMimeData) -> None:
        """What was dropped or pasted."""
        incoming.gather(self._session, data, self._take, self)

    def follow(self) -> None:
        """Show how it stands with what comes in."""
        bringing = self._session.bringing
        focus = self.focusWidget()
        held = focus is not None and self.bringing.isAncestorOf(focus)
        self.bringing.follow(bringing, first=not self._session.inside.get(_FIRST_WORD))
        self._fit()
        if bringing.state is State.ENDED and self.isVisible():
            self.ended.emit()
            if held:
                self.bringing.first_focus().setFocus()

    def forget(self) -> None:
        """The page is left: what was not answered is not kept."""
        self._waiting = []
        self.belongs.hide()
        self._fit()

    def _take(self, sources: "list[Source]") -> None:
        if sources:
            self._waiting += sources
            self.belongs.ask([each.name for each in self._waiting], self._accounts, self._chosen)
            self._fit()
            self.belongs.keep.setFocus()
            self.shown.emit()

    def _fit(self) -> None:
        """Takes no room while there is nothing to say."""
        self.setVisible(not (self.belongs.isHidden() and self.bringing.isHidden()))

    def _on_answered(self, incident: str) -> None:
        sources, self._waiting = self._waiting, []
        self.belongs.hide()
        self._session.bringing.bring(sources, incident)
        self.follow()
        self.bringing.first_focus().setFocus()
        self.shown.emit()

    def _on_declined(self) -> None:
        self.forget()
        self.rested.emit()

    def _on_read(self) -> None:
        if self._session.bringing.outcome.new and not self._session.inside.get(_FIRST_WORD):
            self._session.change(_FIRST_WORD, True)
        self._session.bringing.read()
        self.rested.emit()
