# SPDX-License-Identifier: GPL-3.0-or-later
"""Who can be called, what to ask a lawyer about, and what is worth knowing. Plain text: a link would leave a trace."""

from datetime import date

from PySide6.QtWidgets import QFrame, QVBoxLayout

from journal import support
from journal.dates import day_text
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.label import PlainLabel


class SupportPage(Page):
    """Reads ``resources/support`` once and shows all of it, in its order."""

    rail = "support"

    def _build(self) -> None:
        words = self.words
        known = support.read(words.locale)
        self.column.addWidget(PlainLabel(words("support.title"), "title"))
        self._head(words("support.lines_title"), known.lines_intro)
        for line in known.lines:
            self._add_line(line)
        for section in known.sections:
            self._head(section.title, *section.paragraphs)
        self._head(words("support.dates_title"), known.dates_intro)
        for each in known.dates:
            self._add_date(each)
        self.column.addStretch(1)

    def _head(self, title: str, *paragraphs: str) -> None:
        self.column.addSpacing(scaled(16))
        self.column.addWidget(PlainLabel(title, "heading"))
        for text in paragraphs:
            self.column.addWidget(PlainLabel(text))

    def _add_line(self, line: support.HelpLine) -> None:
        words = self.words
        card = self._card(line.name, line.what)
        for key, text in (("how", line.how), ("hours", line.hours), ("languages", line.languages)):
            # A name stands nearer to what it names than to what came before.
            card.addSpacing(scaled(8))
            card.addWidget(PlainLabel(words(f"support.{key}"), "date"))
            card.addWidget(PlainLabel(text))
        card.addSpacing(scaled(8))
        card.addWidget(PlainLabel(line.note))
        card.addSpacing(scaled(8))
        checked = words("support.checked" if line.confirmed else "support.read_only", date=self._day(line.checked_on))
        card.addWidget(PlainLabel(f"{checked} {words('support.source', source=line.source)}", "small"))

    def _add_date(self, each: support.LegalDate) -> None:
        words = self.words
        card = self._card(each.place, each.topic)
        card.addWidget(PlainLabel(each.rule, "heading"))
        if each.note:
            card.addWidget(PlainLabel(each.note))
        card.addWidget(PlainLabel(words("support.law", law=each.law), "soft"))
        checked = words("support.checked", date=self._day(each.checked_on))
        card.addWidget(PlainLabel(f"{checked}. {words('support.source', source=each.source)}", "small"))

    def _card(self, title: str, text: str) -> QVBoxLayout:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(4))
        column.addWidget(PlainLabel(title, "heading"))
        column.addWidget(PlainLabel(text))
        self.column.addWidget(card)
        return column

    def _day(self, day: date) -> str:
        return day_text(day.isoformat(), self.words)
