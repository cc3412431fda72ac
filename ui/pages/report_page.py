# SPDX-License-Identifier: GPL-3.0-or-later
"""The report: choose what goes in, let the pages be made, look at them, print or save. Nothing is written before."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from journal.guide.child_steps import is_sheet
from journal.record.contents import Contents
from journal.record.copy_made import and_noted
from journal.record.entry import Entry
from journal.report.redaction import Redaction
from ui.gatherer import Gatherer
from ui.pages.cover_words_page import COVERED, plain_choice
from ui.pages.page import Page
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.report_choice import ReportChoice, Wanted, anything_kept
from ui.widgets.report_preview import MadeReport, ReportPreview

if TYPE_CHECKING:
    from journal.clock import Stamp
    from journal.report.choice import Choice


class ReportPage(Page):
    """Arguments: ``incident`` to choose one account at first, or ``sheet`` to choose one child's sheet only, or
    ``card`` (with ``department``) for what is about one person. ``returned`` from choosing what to cover, and
    ``covered`` for the copy in which that is covered.

    Signals:
        progressed: how far the pages are, sent from the thread that makes them.
    """

    progressed = Signal(int, int)
    rail = "report"
    _stop: threading.Event

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._show("making" if arguments.get("returned") and self._contents else "choosing")
        self._gatherer.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.fit(self.width())

    def leave(self) -> None:
        """The pages are let go of: they are made anew from what is kept then."""
        self._stop.set()
        self._gatherer.stop()
        self.preview.clear()

    def first_focus(self) -> QWidget | None:
        if self._nothing.isVisible():
            return self._nothing.button
        return next((each for each in self._choice.findChildren(Button) if each.isVisible()), None)

    def _build(self) -> None:
        words = self.words
        self._contents: Contents | None = None
        self._gatherer = Gatherer(self.session, self)
        self._stop = threading.Event()
        self.column.addWidget(PlainLabel(words("paper.title"), "title"))
        self._copies = Button(words("copies.open"), "copy", "quiet", "copies")
        self._lead = PlainLabel(words("paper.lead"), "lead")
        self._note = Notice(words("paper.stopped"))
        self._note.setObjectName("report-note")
        self._drafts = Notice("", action=words("paper.drafts.do"))
        self._drafts.setObjectName("report-drafts")
        self._nothing = Notice(words("paper.nothing"), action=words("paper.nothing_do"))
        self._nothing.setObjectName("report-nothing")
        self._choice = ReportChoice(self.session)
        self._making = QWidget()
        row = QVBoxLayout(self._making)
        row.setContentsMargins(0, 0, 0, 0)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words("paper.making"))
        row.addWidget(PlainLabel(words("paper.making")))
        row.addWidget(self._bar)
        for widget in (self._lead, self._note, self._drafts, self._nothing, self._choice, self._making):
            self.column.addWidget(widget)
        self.column.addWidget(self._copies, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)
        self.preview = ReportPreview(self.session)
        self._bundle = Button(words("handover.door"), name="make-bundle")
        self.preview.add_action(self._bundle)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertWidget(1, self.preview, 1)  # in the place of the scrolled column while pages are shown
        self._cover = Button(words("cover.open"), name="cover-words")
        self.preview.add_action(self._cover)
        self._build_footer()

    def _build_footer(self) -> None:
        words = self.words
        self._back = Button(words("paper.back"), name="choose-again")
        self._make = Button(words("paper.make"), role="main", name="make-report")
        self._halt = Button(words("paper.stop"), name="stop-making")
        self._save = Button(words("paper.save"), name="save-pdf")
        self._print = Button(words("paper.print"), "printer", "main", "print-report")
        self.footer.addWidget(self._back)
        self.footer.addStretch(1)
        for each in (self._halt, self._save, self._print, self._make):
            self.footer.addWidget(each)

    def _connect(self) -> None:
        self._gatherer.gathered.connect(self._on_contents)
        self._back.clicked.connect(self._on_back)
        self._bundle.clicked.connect(self._on_bundle)
        self._copies.clicked.connect(partial(self.go.emit, "copies", {}))
        self.preview.noted.connect(self._on_noted)
        self._choice.changed.connect(self._on_choice)
        self._choice.place_wanted.connect(partial(self.go.emit, "support_topic", {"topic": "dates"}))
        self._cover.clicked.connect(self._on_cover)
        self._drafts.asked.connect(self._on_drafts)
        self._halt.clicked.connect(self._on_halt)
        self._make.clicked.connect(partial(self._on_make, covered=False))
        self._nothing.asked.connect(partial(self.go.emit, "home", {}))
        self._print.clicked.connect(self.preview.begin_print)
        self._save.clicked.connect(self.preview.begin_save)
        self.progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self.session.about_to_leave.connect(self._on_halt)

    def _load(self) -> None:
        self._show("choosing")

    def _show(self, state: str) -> None:
        """One of choosing, making, preview."""
        looking = state == "preview"
        kept = self._contents is not None and anything_kept(self._contents)
        self.scroller.setVisible(not looking)
        self.preview.setVisible(looking)
        self._note.hide()
        self._making.setVisible(state == "making")
        self._copies.setVisible(state == "choosing")
        self._choice.setVisible(state == "choosing" and kept)
        self._nothing.setVisible(state == "choosing" and self._contents is not None and not kept)
        self._drafts.setVisible(state == "choosing" and bool(self._waiting()))
        self._make.setVisible(state == "choosing" and kept)
        self._halt.setVisible(state == "making")
        for each in (self._back, self._save, self._print):
            each.setVisible(looking)

    def _on_contents(self, contents: Contents) -> None:
        returned = self._arguments.get("returned") and self._contents is not None
        self._contents = contents
        if returned:
            self._on_make(covered=bool(self._arguments.get("covered")))
            return
        asked = {name: str(self._arguments.get(name) or "") for name in ("incident", "sheet", "card")}
        self._choice.offer(contents, Wanted(**asked, department=bool(self._arguments.get("department"))))
        self._show("choosing")
        self._on_choice()
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _on_choice(self) -> None:
        choice, waiting = self._choice.choice(), self._waiting()
        self._make.setEnabled(bool(choice.incidents or choice.sheets))
        self._drafts.say(self.words.count("paper.drafts", sum(waiting.values())))
        self._drafts.setVisible(bool(waiting))

    def _waiting(self) -> dict[str, int]:
        """What is still being written, by incident; on a child's sheet only when that sheet is to go in."""
        if self._contents is None:
            return {}
        aside = {each.id for each in self._contents.incidents if is_sheet(each)} - set(self._choice.choice().sheets)
        return {incident: number for incident, number in self._contents.drafts.items() if incident not in aside}

    def _on_drafts(self) -> None:
        incident = next(iter(self._waiting()), "")
        self.go.emit("guide", {"incident": incident})

    def _on_cover(self) -> None:
        self.go.emit("cover_words", {"choice": plain_choice(self._choice.choice())})

    def _on_make(self, *, covered: bool) -> None:
        if self._contents is None:
            return
        self._stop = threading.Event()
        self._bar.setRange(0, 0)
        self._show("making")
        self._halt.setFocus()
        choice, now = self._choice.choice(), self.session.clock.now()
        self._choice.remember()
        redaction = Redaction.from_plain(self.session.inside.get(COVERED)) if covered else None
        watched = {"progress": self.progressed.emit, "cancelled": self._stop.is_set}
        task = partial(_made, self._contents, choice, now, redaction, watched)
        made = MadeReport(self._contents, choice, b"", covered, now)
        done = partial(self._on_made, self._stop, made)
        self.session.worker.aside(task, done, owner=self)

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_halt(self) -> None:
        self._stop.set()

    def _on_made(self, stop: threading.Event, made: MadeReport, found: Mapping[str, Any]) -> None:
        if stop is not self._stop:
            return
        self._show("preview" if found else "choosing")
        if not found:
            self._note.show()
            self._make.setFocus()
            return
        self.preview.show_report(replace(made, **found))
        if made.covered and not found["unshown"] and self.preview.has_room():
            self.preview.show_done("cover.made")
        self.preview.view.setFocus()

    def _on_bundle(self) -> None:
        """The pages as they stand here go along."""
        self.go.emit("bundle", {"made": self.preview.made, "pages": self.preview.view.pages()})

    def _on_noted(self, entry: Entry) -> None:
        """The next copy that is made here knows of this one."""
        if self._contents is not None:
            copies = and_noted(self._contents.copies, entry)
            self._contents = replace(self._contents, copies=copies, head=entry.link)

    def _on_back(self) -> None:
        self.preview.clear()
        self._show("choosing")
        self._make.setFocus()


def _made(
    contents: Contents, choice: "Choice", now: "Stamp", redaction: Redaction | None, watched: Mapping[str, Any]
) -> dict[str, Any]:
    """On the second thread: what a MadeReport has, or nothing when it was stopped. Heavy imports are made here too."""
    from journal.report.covering import covered_report
    from journal.report.outline import outline
    from journal.report.pdf import build
    from journal.report.stop import HeedfulWords, Stopped

    stopped = watched["cancelled"]
    words = HeedfulWords(choice.language, stopped)
    try:
        if redaction is None:
            report = outline(contents, choice, words, now)
        else:
            report = covered_report(contents, choice, words, now, redaction)
    except Stopped:
        return {}
    unshown: list[str] = []
    pdf = build(report, **watched, unshown=unshown.append, now=now)
    return {"pdf": pdf, "report": report, "unshown": tuple(unshown)} if pdf else {}
