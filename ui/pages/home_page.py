# SPDX-License-Identifier: GPL-3.0-or-later
"""Home: ways to go on or begin, and what there is, by titles and dates only."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journal.dates import stamp_day
from journal.guide.child_steps import HOW, is_sheet
from journal.guide.steps import CHILD_SHEET, OWN_ACCOUNT
from journal.record.entry import Draft
from journal.record.incident import Incident
from ui import copy_tasks
from ui.incident_names import incident_date, incident_title
from ui.pages.page import Page
from ui.reading import step_name
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.card_grid import CardGrid
from ui.widgets.check_notice import CheckNotice
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.press_card import PressCard

if TYPE_CHECKING:
    from journal.vault.vault import Vault

# Incidents shown at once; the rest on request.
_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class _Found:
    incidents: tuple[Incident, ...]
    more: bool
    latest: Draft | None
    any_sheet: bool
    place: dict[str, Any]


def _find(vault: "Vault", after: Incident | None) -> _Found:
    """On the vault's thread: one window onto the list, and where the person stopped."""
    incidents = vault.incidents.page(_AT_ONCE + 1, after)
    latest = vault.drafts.latest() if after is None else None
    place = vault.settings.get("place")
    arguments = place.get("arguments") if isinstance(place, dict) and place.get("page") == "guide" else None
    here: dict[str, Any] = {}
    if isinstance(arguments, dict) and latest is not None and arguments.get("draft") == latest.id:
        here = arguments
    any_sheet = bool(vault.incidents.of_guide(CHILD_SHEET.id, 1))
    return _Found(tuple(incidents[:_AT_ONCE]), len(incidents) > _AT_ONCE, latest, any_sheet, here)


class HomePage(Page):
    """No arguments."""

    rail = "home"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._say_copy()
        self._ask(None)

    def first_focus(self) -> QWidget | None:
        return next(iter(self._doors.cards()), None)

    def _build(self) -> None:
        self._last: Incident | None = None
        self._rows: list[QWidget] = []
        self.column.addWidget(PlainLabel(self.words("home.title"), "title"))
        self.column.addWidget(PlainLabel(self.words("home.lead"), "lead"))
        self._check = CheckNotice(self.session)
        self.column.addWidget(self._check)
        self.column.addSpacing(scaled(8))
        self._doors = CardGrid()
        self.column.addWidget(self._doors)
        self.column.addSpacing(scaled(16))
        self._heading = PlainLabel(self.words("home.list"), "heading")
        self._empty = PlainLabel(self.words("home.empty"), "soft")
        self._empty.setObjectName("empty")
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(12))
        self._more = Button(self.words("home.more"), role="quiet", name="more-incidents")
        self._time = Button(self.words("time.see_all"), "calendar-blank", "quiet", "to-calendar")
        self.column.addWidget(self._heading)
        self.column.addWidget(self._empty)
        self.column.addWidget(self._time, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addLayout(self._list)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        # All of the room: in a window that is taller than the page the doors stay doors.
        self.column.addStretch(1)
        self.column.addWidget(Notice(self.words("home.notice")))
        # One plain fact, always as quiet as this: it counts no days, and reminds of nothing.
        self._copy = Button("", role="quiet", name="copy-line")
        self.column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self._heading, self._empty, self._time, self._more):
            widget.hide()

    def _connect(self) -> None:
        self._more.clicked.connect(self._on_more)
        self._check.asked.connect(partial(self.go.emit, "check", {}))
        self._copy.clicked.connect(partial(self.go.emit, "copy", {}))
        self.session.copying.changed.connect(self._say_copy)
        self._time.clicked.connect(partial(self.go.emit, "calendar", {}))

    def _say_copy(self) -> None:
        """The day of the last copy that was opened again and checked; never what is only under way."""
        last = copy_tasks.last(self.session.inside)
        said = self.words("home.copy_checked", day=stamp_day(last.made, self.words)) if last else ""
        self._copy.say(said or self.words("home.copy_none"))
        self._copy.setVisible(bool(self.session.inside.get("copy_on_home", True)))

    def _ask(self, after: Incident | None) -> None:
        if self.session.vault is not None:
            task = partial(_find, self.session.vault, after)
            self.session.worker.run(task, partial(self._on_found, after is None), owner=self)

    def _on_found(self, first: bool, found: _Found) -> None:
        if first:
            self._show_doors(found)
            for row in self._rows:
                self._list.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._rows = []
        for incident in found.incidents:
            row = self._incident_row(incident)
            self._rows.append(row)
            self._list.addWidget(row)
        self._last = found.incidents[-1] if found.incidents else self._last
        self._heading.setVisible(bool(self._rows))
        self._time.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        self._more.setVisible(found.more)
        chain([self._check.button, self._doors, self._time, *self._rows, self._more, self._copy])
        focus = self.first_focus()
        if first and focus is not None and self.isVisible():
            # What is made anew cannot have the keyboard in the same breath.
            QTimer.singleShot(0, focus, focus.setFocus)

    def _show_doors(self, found: _Found) -> None:
        doors = []
        if found.latest is not None:
            draft = found.latest
            key, day = "home.go_on_lost" if draft.lost else "home.go_on_note", stamp_day(draft.changed, self.words)
            note = self.words(key, step=step_name(draft.step, self.words), day=day)
            door = self._door("go_on", "arrow-u-down-left", note)
            arguments = {"incident": draft.incident, "guide": draft.guide, "draft": draft.id, **found.place}
            door.clicked.connect(partial(self.go.emit, "guide", arguments))
            doors.append(door)
        new = self._door("new", "note-pencil", self.words("home.new_note"))
        new.clicked.connect(partial(self.go.emit, "guide", {"guide": OWN_ACCOUNT.id, "incident": ""}))
        days = self._door("days", "sun-horizon", self.words("home.days_note"))
        days.clicked.connect(partial(self.go.emit, "days", {}))
        child = self._door("child", "quotes", self.words("home.child_note"))
        begin = {"guide": CHILD_SHEET.id, "incident": "", "step": HOW.id}
        child.clicked.connect(partial(self.go.emit, *(("child", {}) if found.any_sheet else ("guide", begin))))
        self._doors.show_cards([*doors, new, days, child])

    def _door(self, name: str, icon: str, note: str) -> PressCard:
        title = self.words(f"home.{name}")
        door = PressCard(title, note)
        door.setObjectName(f"door-{name.replace('_', '-')}")
        door.draw(icon)
        door.say(title, "heading")
        door.say(note, "small")
        door.column.addStretch()
        return door

    def _incident_row(self, incident: Incident) -> QFrame:
        title = incident_title(incident, self.words)
        frame = QFrame()
        frame.setObjectName("incident")
        frame.setProperty("role", "card")
        text = QVBoxLayout()
        text.setSpacing(scaled(4))
        if date := incident_date(incident, self.words):
            text.addWidget(PlainLabel(date, "date"))
        if is_sheet(incident):
            text.addWidget(PlainLabel(self.words("home.sheet"), "small"))
        text.addWidget(PlainLabel(title, "voice" if incident.title else "body"))
        text.addWidget(PlainLabel(self._notes(incident), "small"))
        opened = Button(self.words("home.open"), name="open-incident")
        opened.setAccessibleName(self.words("home.open_named", title=title))
        where = ("child", {"sheet": incident.id}) if is_sheet(incident) else ("incident", {"incident": incident.id})
        opened.clicked.connect(partial(self.go.emit, *where))
        row = QHBoxLayout(frame)
        row.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        row.setSpacing(scaled(16))
        row.addLayout(text, 1)
        row.addWidget(opened, 0, Qt.AlignmentFlag.AlignVCenter)
        return frame

    def _notes(self, incident: Incident) -> str:
        notes = [self.words("home.first_written", day=stamp_day(incident.begun, self.words))]
        if incident.additions:
            notes.append(self.words.count("home.additions", incident.additions))
        if incident.drafts:
            notes.append(self.words("home.being_written"))
        return " · ".join(notes)

    def _on_more(self) -> None:
        self._ask(self._last)
