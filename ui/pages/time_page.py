# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of one incident as a picture, and the same as a list. Its words are covered until they are opened."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.dates import stamp_text
from journal.guide import sequence
from journal.guide.sequence import PartInTime
from journal.guide.sequence_picture import pictures
from journal.guide.steps import ORDER
from journal.record.drawing import Drawing
from journal.record.entry import Entry
from journal.record.incident import Incident
from ui.incident_names import incident_date, incident_title
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.press_card import PressCard
from ui.widgets.sheet import Sheet
from ui.widgets.time_view import TimeView

if TYPE_CHECKING:
    from journal.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class _Found:
    incident: Incident
    orders: tuple[Entry, ...]


def _find(vault: "Vault", incident: str) -> _Found:
    kept = vault.entries.of_incident_step(incident, ORDER.id)
    return _Found(vault.incidents.get(incident), tuple(sequence.kept_orders(kept)))


class TimePage(Page):
    """Arguments: incident; opened, when the person has just asked to see it."""

    rail = "home"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._cover()
        if self.session.vault is not None and arguments.get("incident"):
            task = partial(_find, self.session.vault, str(arguments["incident"]))
            self.session.worker.run(task, partial(self._on_found, bool(arguments.get("opened"))), owner=self)

    def leave(self) -> None:
        self._cover()

    def place(self) -> dict[str, Any]:
        """Coming back after a lock, nothing is uncovered."""
        return {"incident": self._arguments.get("incident", "")}

    def first_focus(self) -> QWidget | None:
        return self._open if self._open.isVisibleTo(self) else self._back

    def _build(self) -> None:
        self._orders: tuple[Entry, ...] = ()
        self._shown: Sheet | None = None
        words = self.words
        self._date, self._title = PlainLabel("", "date"), PlainLabel("", "voice-title")
        self._note = PlainLabel("", "soft")
        self._open = Button(words("incident.open"), role="plain", name="open-order")
        self._back = Button(words("time.page.back"), "arrow-u-up-left", "plain", "to-incident")
        self._write = Button(words("time.page.write"), "pencil-simple", "plain", "write-order")
        self._which = ChipRow(single=True)
        self._which.setObjectName("which-order")
        ways = FlowLayout()
        for button in (self._open, self._back, self._write):
            ways.addWidget(button)
        self._body = QVBoxLayout()
        for label in (PlainLabel(words("time.page.title"), "title"), self._date, self._title, self._note):
            self.column.addWidget(label)
        self.column.addLayout(ways)
        self.column.addWidget(self._which)
        self.column.addSpacing(scaled(8))
        self.column.addLayout(self._body)
        self.column.addStretch()
        for widget in (self._date, self._open, self._write, self._which):
            widget.hide()

    def _connect(self) -> None:
        self._open.clicked.connect(self._on_open)
        self._back.clicked.connect(self._on_back)
        self._write.clicked.connect(self._on_write)
        self._which.chosen_changed.connect(self._on_chosen)

    def _on_found(self, opened: bool, found: _Found) -> None:
        words, self._orders = self.words, found.orders
        self._title.setText(incident_title(found.incident, words))
        date = incident_date(found.incident, words)
        self._date.setText(date)
        self._date.setVisible(bool(date))
        self._open.setVisible(bool(self._orders))
        self._write.setVisible(not self._orders)
        self._which.offer(
            (each.id, words("time.page.kept", kept=stamp_text(each.kept, words))) for each in found.orders
        )
        self._which.describe(words("time.page.which"))
        if not self._orders:
            self._note.setText(words("time.page.empty"))
            return
        self._which.choose([self._orders[-1].id])
        self._say_kept()
        if opened:
            self._uncover()
        chain([self._open, self._back, self._write, self._which])

    def _say_kept(self) -> None:
        key = "time.page.latest" if self._order() is self._orders[-1] else "time.page.earlier"
        self._note.setText(self.words(key, kept=stamp_text(self._order().kept, self.words)))

    def _order(self) -> Entry:
        """The one that is chosen; the last that was kept, if none is."""
        chosen = self._which.chosen()
        return next((each for each in self._orders if each.id in chosen), self._orders[-1])

    def _uncover(self) -> None:
        self._cover()
        order = self._order()
        parts = sequence.plan(order.answers[sequence.PARTS]).parts
        self._shown = Sheet()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        self.picture = TimeView(self._maker(order), self.words("time.page.picture"))
        column.addWidget(self.picture)
        column.addSpacing(scaled(8))
        column.addWidget(PlainLabel(self.words("time.page.list"), "heading"))
        for part in parts:
            column.addWidget(self._line(order, part))
        self._body.addWidget(self._shown)
        self._shown.show()
        self._which.setVisible(len(self._orders) > 1)
        self._open.say(self.words("incident.cover"))
        chain([self._open, self._back, self._which, self._shown])

    def _cover(self) -> None:
        self._open.say(self.words("incident.open"))
        self._which.hide()
        if self._shown is not None:
            self._body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None

    def _maker(self, order: Entry) -> Callable[[float], Drawing]:
        planned, words, texts = sequence.plan(order.answers[sequence.PARTS]), self.words, order.wording.texts
        return lambda width: pictures(planned, words, texts, order.kept, width=width)[0]

    def _line(self, order: Entry, part: PartInTime) -> PressCard:
        """A part that leads to the page where it was written."""
        words = self.words
        known = sequence.part_text(part, words, order.wording.texts)
        text = part.text.strip() or words("time.sequence.wordless")
        line = PressCard(words("time.sequence.part", place=part.place, text=text, known=known))
        line.setObjectName("part-in-time")
        line.column.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(12))
        line.say(words("time.page.place", place=part.place), "date")
        line.say(text, "voice" if part.text.strip() else "body")
        line.say(known, "small")
        arguments = {"incident": order.incident, "entry": order.id}
        line.clicked.connect(partial(self.go.emit, "incident", arguments))
        return line

    def _on_open(self) -> None:
        if self._shown is None:
            self._uncover()
        else:
            self._cover()

    def _on_chosen(self) -> None:
        if not self._which.chosen():
            self._which.choose([self._orders[-1].id])
        self._say_kept()
        self._uncover()

    def _on_back(self) -> None:
        self.go.emit("incident", {"incident": self._arguments.get("incident", "")})

    def _on_write(self) -> None:
        self.go.emit("guide", {"incident": self._arguments.get("incident", ""), "step": ORDER.id})
