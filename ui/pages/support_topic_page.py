# SPDX-License-Identifier: GPL-3.0-or-later
"""One page of Support: people to call, dates to ask a lawyer about, or facts. No link: it would leave a trace."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal import support
from journal.dates import day_text
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.sheet import Sheet

# Two topics that are lists; every other one is the id of a section.
LINES, DATES = "lines", "dates"
# The sections that tell of things that can be lost: a copy elsewhere is the answer to that.
_OF_LOSS = ("keep", "limits")


class SupportTopicPage(Page):
    """Arguments: ``topic``: LINES, DATES or the id of a section; people to call without it."""

    rail = "support"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._show()
        self.scroller.verticalScrollBar().setValue(0)

    def first_focus(self) -> QWidget | None:
        return self._areas.chips()[0] if self._topic() == DATES else self.all

    def _build(self) -> None:
        self._known = support.read(self.words.locale)
        self._body: Sheet | None = None
        self._areas = ChipRow(single=True)
        self.all = Button(self.words("support.all"), name="all-support")
        self._copy = Button(self.words("backup.title"), name="to-copy")
        self.footer.addWidget(self.all)
        self.footer.addStretch(1)
        self.footer.addWidget(self._copy)

    def _connect(self) -> None:
        self.all.clicked.connect(partial(self.go.emit, "support", {}))
        self._copy.clicked.connect(partial(self.go.emit, "copy", {}))

    def _topic(self) -> str:
        topic = str(self._arguments.get("topic") or LINES)
        return topic if topic in (DATES, *(each.id for each in self._known.sections)) else LINES

    def _show(self) -> None:
        """The page of its topic, instead of what stood there."""
        if self._body is not None:
            self.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = Sheet()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        topic = self._topic()
        self._copy.setVisible(topic in _OF_LOSS)
        lists = {LINES: self._lines, DATES: self._dates}
        for widget in lists[topic]() if topic in lists else self._section(self._known.section(topic)):
            if widget.property("role") == "heading":
                column.addSpacing(scaled(12))
            column.addWidget(widget)
        column.addStretch(1)
        self.column.addWidget(self._body, 1)
        chain([self._body, self.all, self._copy])

    def _lines(self) -> Iterator[QWidget]:
        words = self.words
        yield PlainLabel(words("support.lines_title"), "title")
        yield PlainLabel(self._known.lines_intro, "lead")
        for line in self._known.lines:
            card, column = _card(line.name, line.what)
            for key, text in (("how", line.how), ("hours", line.hours), ("languages", line.languages)):
                # A name stands nearer to what it names than to what came before.
                column.addSpacing(scaled(8))
                column.addWidget(PlainLabel(words(f"support.{key}"), "date"))
                column.addWidget(PlainLabel(text))
            column.addSpacing(scaled(8))
            column.addWidget(PlainLabel(line.note))
            column.addSpacing(scaled(8))
            said = words("support.checked" if line.confirmed else "support.read_only", date=self._day(line.checked_on))
            column.addWidget(PlainLabel(f"{said} {words('support.source', source=line.source)}", "small"))
            yield card

    def _dates(self) -> Iterator[QWidget]:
        """The rules of the place that the person chose; before that, only where to choose."""
        words, chosen = self.words, str(self.session.inside.get("law_area") or "")
        yield PlainLabel(words("support.dates_title"), "title")
        yield PlainLabel(self._known.dates_intro, "lead")
        yield PlainLabel(self._known.dates_ask)
        self._areas = ChipRow([(each.id, each.name) for each in self._known.areas], single=True)
        self._areas.setObjectName("law-areas")
        self._areas.describe(words("support.area"))
        self._areas.choose([chosen])
        self._areas.chosen_changed.connect(self._on_area)
        yield self._areas
        for each in self._known.dates_in(chosen):
            card, column = _card(each.place, each.topic)
            column.addWidget(PlainLabel(each.rule, "heading"))
            if each.note:
                column.addWidget(PlainLabel(each.note))
            column.addWidget(PlainLabel(words("support.law", law=each.law), "soft"))
            checked = words("support.checked", date=self._day(each.checked_on))
            column.addWidget(PlainLabel(f"{checked}. {words('support.source', source=each.source)}", "small"))
            yield card

    def _section(self, section: support.Section) -> Iterator[QWidget]:
        words = self.words
        yield PlainLabel(section.title, "title")
        yield from (PlainLabel(text) for text in section.paragraphs)
        for part in section.parts:
            yield PlainLabel(part.title, "heading")
            yield from (PlainLabel(text) for text in part.paragraphs)
        read = words("support.read_saved", date=self._day(section.checked_on))
        yield PlainLabel(f"{read} {words('support.source', source=section.sources)}", "small")

    def _on_area(self) -> None:
        """A place that is pressed again is let go of."""
        self.session.change("law_area", next(iter(self._areas.chosen()), ""))
        self._show()
        focus = next((chip for chip in self._areas.chips() if chip.isChecked()), self._areas.chips()[0])
        focus.setFocus()

    def _day(self, day: date) -> str:
        return day_text(day.isoformat(), self.words)


def _card(title: str, text: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
    column.setSpacing(scaled(4))
    column.addWidget(PlainLabel(title, "heading"))
    column.addWidget(PlainLabel(text))
    return card, column
