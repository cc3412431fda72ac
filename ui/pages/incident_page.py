# SPDX-License-Identifier: GPL-3.0-or-later
"""One incident to read: every entry covered by its name and dates until it is opened on purpose."""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from journal.dates import stamp_day
from journal.guide.child_steps import is_sheet
from journal.record.entry import Entry
from ui import incident_tasks
from ui.incident_names import incident_date, incident_title
from ui.incident_tasks import Found
from ui.pages.incident_body import IncidentBody
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.entry_card import EntryCard
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel


class IncidentPage(Page):
    """Arguments: incident; entry, to open one at once."""

    rail = "home"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._ask(str(arguments.get("entry") or ""))

    def leave(self) -> None:
        """Cover everything again."""
        if self._body is not None:
            self._body.cover()

    def place(self) -> dict[str, Any]:
        """Coming back after a lock, nothing is uncovered."""
        return {"incident": self._arguments.get("incident", "")}

    def first_focus(self) -> QWidget | None:
        return self._go_on

    def _build(self) -> None:
        self._body: IncidentBody | None = None
        self._last: Entry | None = None
        self._date, self._title = PlainLabel("", "date"), PlainLabel("", "voice-title")
        self._note = PlainLabel("", "soft")
        self._go_on = Button(self.words("incident.go_on"), "pencil-simple", "main", "go-on-writing")
        self._report = Button(self.words("incident.report"), "printer", "plain", "to-report")
        self._time = Button(self.words("incident.time"), "clock", "plain", "to-time")
        ways = FlowLayout()
        self._things = Button(self.words("rail.things"), "archive", "plain", "to-things")
        for button in (self._go_on, self._things, self._report, self._time):
            ways.addWidget(button)
        for label in (self._date, self._title, self._note):
            self.column.addWidget(label)
        self.column.addSpacing(scaled(4))
        self.column.addLayout(ways)
        self.column.addSpacing(scaled(12))

    def _connect(self) -> None:
        self._go_on.clicked.connect(self._on_go_on)
        self._report.clicked.connect(self._on_report)
        self._things.clicked.connect(self._on_things)
        self._time.clicked.connect(self._on_time)

    def _incident(self) -> str:
        return str(self._arguments.get("incident") or "")

    def _ask(self, opened: str = "") -> None:
        if self.session.vault is not None and self._incident():
            task = partial(incident_tasks.find, self.session.vault, self._incident(), opened)
            self.session.worker.run(task, partial(self._on_found, opened), owner=self)

    def _on_found(self, opened: str, found: Found) -> None:
        words, incident = self.words, found.incident
        if is_sheet(incident):
            self.go.emit("child", {"sheet": incident.id, "entry": opened})
            return
        self._title.setText(incident_title(incident, words))
        date = incident_date(incident, words)
        self._date.setText(date)
        self._date.setVisible(bool(date))
        self._note.setText(words("incident.first_written", day=stamp_day(incident.begun, words)))
        if self._body is not None:
            self.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = body = self._made_body()
        body.show_first(found)
        self._last = found.cards[-1] if found.cards else None
        self.column.addWidget(body, 1)
        self._on_grown(body, opened)

    def _made_body(self) -> IncidentBody:
        body = IncidentBody(self.words, self)
        body.add_wanted.connect(self._on_add)
        body.draft_wanted.connect(self._on_draft)
        body.erase_wanted.connect(self._on_erase)
        body.more_wanted.connect(self._on_more)
        body.put_back_wanted.connect(self._on_put_back)
        body.sheet_wanted.connect(self._on_sheet)
        body.start_wanted.connect(partial(self._ask, ""))
        body.to_be_seen.connect(self.reveal)
        body.withdraw_wanted.connect(self._on_withdraw)
        opened = str(self._arguments.get("entry") or "")
        body.grown.connect(partial(self._on_grown, body, opened))
        return body

    def _on_grown(self, body: IncidentBody, opened: str) -> None:
        """Once its card is made, what was looked for is open."""
        chain([self._go_on, self._things, self._report, self._time, body])
        card = body.cards.get(opened)
        if card is not None and opened == self._arguments.get("entry"):
            self._arguments = {"incident": self._incident()}
            card.open()
            QTimer.singleShot(0, card, partial(self._bring, card))

    def _bring(self, card: EntryCard) -> None:
        card.button.setFocus()
        self.scroller.ensureWidgetVisible(card, 0, scaled(40))

    def _on_more(self) -> None:
        if self.session.vault is not None and self._last is not None:
            task = partial(incident_tasks.find_more, self.session.vault, self._incident(), self._last)
            self.session.worker.run(task, self._on_found_more, owner=self)

    def _on_found_more(self, found: Found) -> None:
        if self._body is not None and found.cards:
            self._last = found.cards[-1]
            self._body.show_more(found)

    def _on_withdraw(self, entry: str, reason: str) -> None:
        if self.session.vault is not None:
            task = partial(incident_tasks.withdraw, self.session.vault, self.words, entry, reason)
            self.session.worker.run(task, partial(self._on_withdrawn, entry), owner=self)

    def _on_withdrawn(self, entry: str, act: Entry | None) -> None:
        if act is not None and self._body is not None:
            self.session.saved.emit(act.kept)
            self._body.gone(entry, act.id)

    def _on_put_back(self, act: str) -> None:
        if self.session.vault is not None:
            task = partial(incident_tasks.put_back, self.session.vault, self.words, act)
            self.session.worker.run(task, self._on_is_back, owner=self)

    def _on_is_back(self, _nothing: None) -> None:
        self._go_on.setFocus()
        self._ask()

    def _on_erase(self) -> None:
        self.go.emit("erase", {"incident": self._incident()})

    def _on_sheet(self, sheet: str) -> None:
        self.go.emit("child", {"sheet": sheet})

    def _on_go_on(self) -> None:
        self.go.emit("guide", {"incident": self._incident()})

    def _on_report(self) -> None:
        self.go.emit("report", {"incident": self._incident()})

    def _on_things(self) -> None:
        self.go.emit("things", {"incident": self._incident()})

    def _on_time(self) -> None:
        self.go.emit("time", {"incident": self._arguments.get("incident", ""), "opened": True})

    def _on_add(self, entry: str) -> None:
        self.go.emit("guide", {"incident": self._incident(), "step": "later", "adds_to": entry})

    def _on_draft(self, draft: str) -> None:
        self.go.emit("guide", {"incident": self._incident(), "draft": draft})
