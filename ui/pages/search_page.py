# SPDX-License-Identifier: GPL-3.0-or-later
"""Search: while typing the newest first, by how well it fits on Enter; narrowed to an account, a person, kinds, days.

What it was narrowed to is remembered inside the record. The words that were looked for are not.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.dates import stamp_text
from journal.guide.spoken import moment_text
from journal.guide.steps import CHILD_SHEET
from ui import search_tasks
from ui.incident_names import incident_title
from ui.pages.page import Page
from ui.reading import step_name
from ui.search_tasks import AT_ONCE, Offer
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.press_card import PressCard
from ui.widgets.search_box import SearchBox
from ui.widgets.search_narrow import SearchNarrow

if TYPE_CHECKING:
    from journal.record.hit import Hit

# Between the last key and the search: shorter than a pause between two words.
_WAIT_MS = 120


class SearchPage(Page):
    """Arguments: text, to begin with."""

    rail = "search"
    box: SearchBox
    narrow: SearchNarrow
    _kept: dict[str, Any]

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self.box.setText(str(arguments.get("text") or ""))
        if self.session.vault is not None:
            task = partial(search_tasks.offer, self.session.vault, self.words)
            self.session.worker.run(task, self._on_offered, owner=self)

    def leave(self) -> None:
        """What was looked for is nobody else's business."""
        self._turn += 1
        self.box.clear()
        self._clear()
        if self._offered and self.narrow.plain() != self._kept:
            self._kept = self.narrow.plain()
            self.session.change("search", self._kept or None)

    def place(self) -> dict[str, Any]:
        return {}

    def first_focus(self) -> QWidget | None:
        return self.box

    def _build(self) -> None:
        self._turn = 0
        self._offered = False
        self._kept = {}
        self._rows: list[PressCard] = []
        self._last: Hit | None = None
        self._ranked = False
        label = PlainLabel(self.words("search.title"), "title")
        self.box = SearchBox()
        self.box.setObjectName("search-text")
        self.box.setAccessibleName(self.words("search.title"))
        self.box.setAccessibleDescription(self.words("search.lead"))
        label.setBuddy(self.box)
        self.narrow = SearchNarrow(self.words)
        self.nothing = PlainLabel(self.words("search.nothing"), "soft")
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(8))
        self._more = Button(self.words("search.more"), role="quiet", name="more-hits")
        for widget in (label, PlainLabel(self.words("search.lead"), "lead"), self.box, self.narrow, self.nothing):
            self.column.addWidget(widget)
        self.column.addLayout(self._list)
        self.column.addWidget(self._more)
        self.column.addStretch()
        self.nothing.hide()
        self._more.hide()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)

    def _connect(self) -> None:
        self._more.clicked.connect(self._on_more)
        self._wait.timeout.connect(self._look)
        self.box.returnPressed.connect(self._on_enter)
        self.box.textEdited.connect(self._wait.start)
        self.narrow.changed.connect(self._wait.start)
        self.narrow.account_asked.connect(self._on_account_asked)
        self.narrow.person_asked.connect(self._on_person_asked)

    def _on_offered(self, offered: Offer) -> None:
        accounts = [(incident.id, incident_title(incident, self.words)) for incident in offered.incidents]
        self.narrow.offer_accounts(accounts, more=offered.more_accounts)
        self.narrow.offer_people(offered.people, more=offered.more_people)
        self.narrow.show_plain(offered.kept)
        self._offered, self._kept = True, self.narrow.plain()
        self._look()

    def _on_account_asked(self, typed: str) -> None:
        if self.session.vault is not None:
            task = partial(search_tasks.accounts_called, self.session.vault, self.words, typed)
            self.session.worker.run(task, partial(self.narrow.offer_accounts_called, typed), owner=self)

    def _on_person_asked(self, typed: str) -> None:
        if self.session.vault is not None:
            task = partial(search_tasks.people_called, self.session.vault, self.words, typed)
            self.session.worker.run(task, partial(self.narrow.offer_people_called, typed), owner=self)

    def _look(self, *, ranked: bool = False) -> None:
        self._wait.stop()
        self._turn += 1
        self._ranked = ranked
        text = self.box.text().strip()
        narrow = self.narrow.narrow()
        if not text and not narrow.anything:
            self._clear()
        elif self.session.vault is not None:
            task = partial(search_tasks.find, self.session.vault, text, None, ranked, narrow)
            self.session.worker.run(task, partial(self._on_found, self._turn, True), owner=self)

    def _on_found(self, turn: int, first: bool, hits: "list[Hit]") -> None:
        """Only the answer to the last question is shown."""
        if turn != self._turn:
            return
        if first:
            self._clear()
        for hit in hits[:AT_ONCE]:
            row = self._hit_row(hit)
            self._rows.append(row)
            self._list.addWidget(row)
        chain([self.box, self.narrow, *self._rows, self._more])
        self._last = hits[AT_ONCE - 1] if len(hits) > AT_ONCE else None
        self._more.setVisible(self._last is not None)
        self.nothing.setVisible(not self._rows)

    def _clear(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self.nothing.hide()
        self._more.hide()

    def _hit_row(self, hit: "Hit") -> PressCard:
        key = "search.draft" if hit.is_draft else "search.entry"
        about = self.words(key, step=step_name(hit.step, self.words), when=stamp_text(hit.when, self.words))
        if hit.evidence:
            about = self.words("search.evidence", label=hit.label, about=about)
        event = moment_text(hit.event, self.words) if hit.event else ""
        happened = self.words("search.happened", event=event) if event else ""
        snippet = " / ".join(" ".join(line.split()) for line in hit.snippet.splitlines() if line.strip())
        row = PressCard(about, " · ".join(text for text in (happened, snippet) if text))
        row.setObjectName("hit")
        row.column.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(12))
        row.say(about, "small")
        if happened:
            row.say(happened, "small")
        if snippet:
            row.say(snippet, "voice")
        row.clicked.connect(partial(self._on_hit, hit))
        return row

    def _on_hit(self, hit: "Hit") -> None:
        if hit.is_draft:
            self.go.emit("guide", {"incident": hit.incident, "draft": hit.id})
        elif hit.card:
            self.go.emit("thing", {"card": hit.card})
        elif hit.guide == CHILD_SHEET.id:
            self.go.emit("child", {"sheet": hit.incident, "entry": hit.id})
        elif hit.incident:
            self.go.emit("incident", {"incident": hit.incident, "entry": hit.id})
        else:
            self.go.emit("days", {"entry": hit.id})

    def _on_enter(self) -> None:
        self._look(ranked=True)

    def _on_more(self) -> None:
        if self._last is not None and self.session.vault is not None:
            text, narrow = self.box.text().strip(), self.narrow.narrow()
            task = partial(search_tasks.find, self.session.vault, text, self._last, self._ranked, narrow)
            self.session.worker.run(task, partial(self._on_found, self._turn, False), owner=self)
