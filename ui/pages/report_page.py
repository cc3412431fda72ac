# SPDX-License-Identifier: GPL-3.0-or-later
"""The report: choose what goes in, let the pages be made, look at them, print or save. Nothing is written before."""

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from journal.guide.child_steps import is_sheet
from journal.record.contents import Contents
from journal.report.target import neutral_name, write
from journal.words import Words
from ui.gatherer import Gatherer
from ui.pages.page import Page
from ui.style import page_side, scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.paper_bar import PaperBar
from ui.widgets.paper_view import PaperView
from ui.widgets.report_choice import ReportChoice, anything_kept

if TYPE_CHECKING:
    from journal.clock import Stamp
    from journal.report.choice import Choice

_SEEN = "printer_word_seen"
# A window this low, at 100 %, shows the word about printers in the place of the tools, not above the pages as well.
_LOW = 500


class ReportPage(Page):
    """Arguments: ``incident`` to choose one account at first, or ``sheet`` to choose one child's sheet only.

    Signals:
        progressed: how far the pages are, sent from the thread that makes them.
    """

    progressed = Signal(int, int)
    rail = "report"
    _stop: threading.Event

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._show("choosing")
        self._gatherer.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = page_side(self.width())
        self._preview_column.setContentsMargins(side, scaled(8), side, 0)

    def leave(self) -> None:
        """The pages are let go of: they are made anew from what is kept then."""
        self._stop.set()
        self._gatherer.stop()
        self._view.clear()
        self._pdf = b""

    def first_focus(self) -> QWidget | None:
        if self._nothing.isVisible():
            return self._nothing.button
        return next((each for each in self._choice.findChildren(Button) if each.isVisible()), None)

    def _build(self) -> None:
        words = self.words
        self._contents: Contents | None = None
        self._gatherer = Gatherer(self.session, self)
        self._pdf = b""
        self._paper = ""
        self._stop = threading.Event()
        self.column.addWidget(PlainLabel(words("paper.title"), "title"))
        self._lead = PlainLabel(words("paper.lead"), "lead")
        self._note = Notice(words("paper.stopped"))
        self._note.setObjectName("report-note")
        self._drafts = Notice("", action=words("paper.drafts.do"))
        self._drafts.setObjectName("report-drafts")
        self._nothing = Notice(words("paper.nothing"), action=words("paper.nothing_do"))
        self._nothing.setObjectName("report-nothing")
        self._choice = ReportChoice(words)
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
        self.column.addStretch(1)
        self._build_preview()
        self._build_footer()

    def _build_preview(self) -> None:
        """Stands in the place of the scrolled column while pages are shown."""
        self._preview = QWidget()
        column = QVBoxLayout(self._preview)
        column.setSpacing(scaled(10))
        self._preview_column = column
        self._view = PaperView(self.words)
        self._tools = PaperBar(self.words, self._view)
        self._word = Notice(self.words("paper.printer_word"), action=self.words("paper.printer_go"))
        self._word.setObjectName("printer-word")
        self._done = Notice()
        self._done.setObjectName("report-done")
        for widget in (self._tools, self._word, self._done):
            column.addWidget(widget)
        column.addWidget(self._view, 1)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertWidget(1, self._preview, 1)

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
        self._choice.changed.connect(self._on_choice)
        self._drafts.asked.connect(self._on_drafts)
        self._halt.clicked.connect(self._on_halt)
        self._make.clicked.connect(self._on_make)
        self._nothing.asked.connect(partial(self.go.emit, "home", {}))
        self._print.clicked.connect(self._on_print)
        self._save.clicked.connect(self._on_save)
        self._word.asked.connect(self._on_word_read)
        self.progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self.session.about_to_leave.connect(self._on_halt)

    def _load(self) -> None:
        self._show("choosing")

    def _show(self, state: str) -> None:
        """One of choosing, making, preview."""
        looking = state == "preview"
        kept = self._contents is not None and anything_kept(self._contents)
        self.scroller.setVisible(not looking)
        self._preview.setVisible(looking)
        self._tools.show()
        self._word.hide()
        self._done.hide()
        self._note.hide()
        self._making.setVisible(state == "making")
        self._choice.setVisible(state == "choosing" and kept)
        self._nothing.setVisible(state == "choosing" and self._contents is not None and not kept)
        self._drafts.setVisible(state == "choosing" and bool(self._waiting()))
        self._make.setVisible(state == "choosing" and kept)
        self._halt.setVisible(state == "making")
        for each in (self._back, self._save, self._print):
            each.setVisible(looking)

    def _on_contents(self, contents: Contents) -> None:
        self._contents = contents
        wanted = (str(self._arguments.get(name) or "") for name in ("incident", "sheet"))
        self._choice.offer(contents, *wanted)
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

    def _on_make(self) -> None:
        if self._contents is None:
            return
        self._stop = threading.Event()
        self._bar.setRange(0, 0)
        self._show("making")
        self._halt.setFocus()
        choice, now = self._choice.choice(), self.session.clock.now()
        self._paper = choice.paper
        task = partial(_made, self._contents, choice, now, self._stop, self.progressed)
        self.session.worker.aside(task, partial(self._on_made, self._stop), owner=self)

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_halt(self) -> None:
        self._stop.set()

    def _on_made(self, stop: threading.Event, pdf: bytes) -> None:
        if stop is not self._stop:
            return
        self._show("preview" if pdf else "choosing")
        if not pdf:
            self._note.show()
            self._make.setFocus()
            return
        self._pdf = pdf
        self._view.show_pdf(pdf)
        self._tools.follow()
        self._view.setFocus()

    def _on_back(self) -> None:
        self._view.clear()
        self._pdf = b""
        self._show("choosing")
        self._make.setFocus()

    def _on_print(self) -> None:
        """Before the first print, a word about printers; it is said once."""
        if not self.session.inside.get(_SEEN):
            self._tools.setVisible(self.height() >= scaled(_LOW))
            self._word.show()
            self._word.button.setFocus()
            return
        from ui import printing

        chosen = printing.choose(self, self._view.pages(), self._paper)
        if chosen is not None:
            task = printing.task(*chosen, self._pdf)
            self.session.worker.aside(task, self._on_sent, owner=self)

    def _on_word_read(self) -> None:
        self.session.change(_SEEN, True)
        self._word.hide()
        self._tools.show()
        self._on_print()

    def _on_sent(self, _none: None) -> None:
        self._say(self.words("paper.sent"))

    def _on_save(self) -> None:
        target = self._asked_target()
        if target is not None:
            self.session.worker.aside(partial(write, target, self._pdf), self._on_saved, owner=self)

    def _asked_target(self) -> Path | None:
        """Where to put the file. Qt's own dialog: the system's would note the place in its list of recent files."""
        dialog = QFileDialog(self, self.words("paper.save_title"))
        dialog.setObjectName("save-dialog")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(f"{self.words('paper.pdf')} (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(str(Path.home()))
        dialog.selectFile(neutral_name(self.session.clock.now()))
        if dialog.exec() != QFileDialog.DialogCode.Accepted or not dialog.selectedFiles():
            return None
        return Path(dialog.selectedFiles()[0])

    def _on_saved(self, _none: None) -> None:
        self._say(self.words("paper.saved"))

    def _say(self, text: str) -> None:
        self._done.say(text)
        self._done.show()


def _made(contents: Contents, choice: "Choice", now: "Stamp", stop: threading.Event, progressed: Any) -> bytes:
    """On the second thread: the pages, or nothing when it was stopped. The heavy imports are made here too."""
    from journal.report.outline import outline
    from journal.report.pdf import build

    report = outline(contents, choice, Words(choice.language), now)
    return build(report, progress=progressed.emit, cancelled=stop.is_set, now=now)
