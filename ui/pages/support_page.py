# SPDX-License-Identifier: GPL-3.0-or-later
"""Support: what there is to read, as cards; each leads to a page of plain text (ui/pages/support_topic_page.py)."""

from functools import partial

from PySide6.QtWidgets import QWidget

from journal import support
from ui.pages.page import Page
from ui.pages.support_topic_page import DATES, LINES
from ui.style import scaled
from ui.widgets.card_grid import CardGrid
from ui.widgets.label import PlainLabel
from ui.widgets.press_card import PressCard


class SupportPage(Page):
    """People to call come first; the rest in the order of ``resources/support``."""

    rail = "support"

    def first_focus(self) -> QWidget | None:
        return self._cards[0]

    def _build(self) -> None:
        words, known = self.words, support.read(self.words.locale)
        self.column.addWidget(PlainLabel(words("support.title"), "title"))
        self.column.addWidget(PlainLabel(words("support.lead"), "lead"))
        self.column.addSpacing(scaled(8))
        sections = [self._card(each.id, each.icon, each.title, each.card) for each in known.sections]
        dates = self._card(DATES, "calendar-blank", words("support.dates_title"), words("support.dates_card"))
        lines = self._card(LINES, "phone", words("support.lines_title"), words("support.lines_card"))
        self._cards = [lines, *sections[:3], dates, *sections[3:]]
        grid = CardGrid()
        grid.show_cards(self._cards)
        self.column.addWidget(grid)
        self.column.addStretch(1)

    def _card(self, topic: str, icon: str, title: str, note: str) -> PressCard:
        card = PressCard(title, note)
        card.setObjectName(f"topic-{topic}")
        card.draw(icon)
        card.say(title, "heading")
        card.say(note, "small")
        card.column.addStretch()
        card.clicked.connect(partial(self.go.emit, "support_topic", {"topic": topic}))
        return card
