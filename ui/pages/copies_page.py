# SPDX-License-Identifier: GPL-3.0-or-later
"""Which copies were made of the record, and for whom: so that a lawyer can be told who has what."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.guide.spoken import moment_text
from journal.record.copy_made import CopyNoted, and_noted, noted
from journal.record.entry import Entry
from journal.words import Words
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.card_window import CardWindow
from ui.widgets.copy_card import CopyCard
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice

if TYPE_CHECKING:
    from journal.vault.vault import Vault

_AT_ONCE = 10
_Found = tuple[tuple[CopyNoted, ...], dict[str, str]]


class CopiesPage(Page):
    """No arguments."""

    rail = "report"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        if self.session.vault is not None:
            task = partial(_find, self.session.vault, self.words)
            self.session.worker.run(task, self._on_found, owner=self)

    def first_focus(self) -> QWidget | None:
        return self._back

    def _build(self) -> None:
        words = self.words
        self._copies: tuple[CopyNoted, ...] = ()
        self._titles: dict[str, str] = {}
        self._back = Button(words("copies.to_report"), "arrow-left", "quiet", "to-report")
        self._none = Notice(words("copies.none"))
        self._none.setObjectName("no-copies")
        self._none.hide()
        self._cards = CardWindow(words, _AT_ONCE)
        self.column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(PlainLabel(words("copies.title"), "title"))
        self.column.addWidget(PlainLabel(words("copies.lead"), "lead"))
        self.column.addSpacing(scaled(4))
        self.column.addWidget(self._none)
        self.column.addWidget(self._cards)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self._back.clicked.connect(partial(self.go.emit, "report", {}))
        self._cards.moved.connect(self._on_moved)

    def _on_found(self, found: _Found) -> None:
        self._copies, self._titles = found
        self._none.setVisible(not self._copies)
        self._cards.show_cards([partial(self._card, copy.entry.id) for copy in reversed(self._copies)])
        self._on_moved()

    def _card(self, copy: str) -> CopyCard:
        """As the log has it now: for whom it is may have been said on its card before."""
        noted = next(each for each in self._copies if each.entry.id == copy)
        card = CopyCard(self.session, noted, self._titles)
        card.said.connect(self._on_said)
        return card

    def _on_said(self, entry: Entry) -> None:
        self._copies = and_noted(self._copies, entry)

    def _on_moved(self) -> None:
        chain([self._back, self._cards])


def _find(vault: "Vault", words: Words) -> _Found:
    """On the vault's thread: the log, and what accounts and sheets are called now."""
    titles = {}
    for place, each in enumerate(vault.incidents.all(), 1):
        when = moment_text(each.happened, words) if each.happened else ""
        titles[each.id] = each.title or when or words("paper.untitled", place=place)
    return noted(vault.copies.all()), titles
