# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of a report that was made: looked at, printed, saved; and, once that was done, noted in the print log."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from journal.errors import JournalError
from journal.record.contents import Contents
from journal.record.copy_made import PRINTED, SAVED, CopyMade
from journal.record.entry import Entry
from journal.words import Words
from ui.copies import note_copy
from ui.dialogs.file_dialog import FileDialog
from ui.passphrase_gate import behind_passphrase
from ui.session import Session
from ui.style import page_side, scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.for_whom import ForWhom
from ui.widgets.notice import Notice
from ui.widgets.paper_bar import PaperBar
from ui.widgets.paper_view import PaperView

if TYPE_CHECKING:
    from journal.clock import Stamp
    from journal.report.blocks import Report
    from journal.report.choice import Choice
    from ui.printing import Order

_SEEN = "printer_word_seen"
_PAGE = ".html"  # of the report as one page that a screen reader reads
# A window this low, at 100 %, shows a word or a question in the place of the tools, not above the pages as well.
_LOW = 500


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report with what it was made from; ``covered``: it is the copy in which chosen words are covered. ``printed``
    is the time that stands on its pages, ``unshown`` the numbers of pictures that could not be read."""

    contents: Contents
    choice: "Choice"
    pdf: bytes
    covered: bool = False
    printed: "Stamp | None" = None
    report: "Report | None" = None
    unshown: tuple[str, ...] = ()


class ReportPreview(QWidget):
    """Signals:
    noted: a copy was noted in the print log, or for whom it is; carries the entry.
    """

    noted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = session.words
        self.made: MadeReport | None = None
        self._stop = threading.Event()
        self._trouble: JournalError | None = None
        self.view = PaperView(self._words)
        self.tools = PaperBar(self._words, self.view)
        self._build()
        self._word.asked.connect(self._on_word_read)
        self._sending.asked.connect(self._on_stop)
        session.about_to_leave.connect(self._on_stop)
        self._done.asked.connect(self._on_asked)
        self._for_whom.said.connect(self._on_said)
        self._for_whom.left.connect(self._on_left)

    def show_report(self, made: MadeReport) -> None:
        """These pages instead of the present ones."""
        self.made = made
        self.view.show_pdf(made.pdf)
        self.tools.follow()
        self._aside(None)
        if made.unshown:
            self.say_done(self._words("paper.unshown", pictures=", ".join(made.unshown)))

    def clear(self) -> None:
        """Let go of the pages: they are made anew from what is kept then."""
        self.made = None
        self.view.clear()
        self._for_whom.forget()
        self._aside(None)

    def add_action(self, button: Button) -> None:
        """One more thing that can be done with these pages, in the row above them."""
        self._row.addWidget(button)
        self._actions.show()

    def begin_print(self) -> None:
        """Before the first print, a word about printers; it is said once."""
        self._ease()
        behind_passphrase(self._session, self, self._print)

    def begin_save(self) -> None:
        """Ask where to, and write one file there."""
        self._ease()
        behind_passphrase(self._session, self, self._save)

    def _print(self) -> None:
        if self.made is None:
            return
        if not self._session.inside.get(_SEEN):
            self._aside(self._word)
            self._word.button.setFocus()
            return
        if self._sending.isVisible():
            self._sending.button.setFocus()
            return
        from ui import printing

        made, pages, self._stop = self.made, self.view.pages(), threading.Event()
        try:
            chosen = printing.choose(self, pages, made.choice.paper)
        except JournalError as trouble:
            _not_there(self, self._session, trouble)
            return
        if chosen is not None:
            order, send = chosen[0], printing.task(*chosen, made.pdf, self._stop)
            self._aside(self._sending)
            self._do(
                lambda: "paper.sent_waits" if send() else "paper.sent",
                lambda: _printed(_copied(made, pages, PRINTED), order),
            )

    def _save(self) -> None:
        made, pages = self.made, self.view.pages()
        target = self.asked_target() if made is not None else None
        if made is not None and target is not None:
            from journal.report.target import write

            chosen = _page_of(made) if target.suffix.lower() == _PAGE else made

            def save() -> str:
                write(target, chosen.pdf)
                return "paper.saved"

            self._do(save, lambda: _copied(chosen, pages, SAVED))

    def say_done(self, text: str) -> None:
        """What was done, in one or two sentences, above the pages."""
        self._done.say(text)
        self._done.button.setVisible(self._for_whom.is_asked())
        self._aside(self._done)

    def has_room(self) -> bool:
        """Whether a notice can stand above the pages without the tools stepping aside for it."""
        return self.window().height() >= scaled(_LOW)

    def note(self, made: CopyMade) -> None:
        """Note a copy that is there, and then ask quietly for whom it is."""
        note_copy(self._session, made, on_done=self._on_noted, owner=self)

    def asked_target(self) -> Path | None:
        """Where to put the file."""
        from journal.report.target import neutral_name

        dialog = FileDialog(self, self._words("paper.save_title"), "save-dialog")
        kinds = {
            f"{self._words('paper.pdf')} (*.pdf)": "pdf",
            f"{self._words('paper.for_reader')} (*{_PAGE})": _PAGE[1:],
        }
        dialog.filterSelected.connect(partial(_follow_kind, dialog, kinds))
        covered = self.made is not None and self.made.covered
        dialog.for_saving(neutral_name(self._session.clock.now(), covered=covered), kinds)
        return dialog.ask_one()

    def fit(self, width: int) -> None:
        """Sizes that follow the page this stands on."""
        side = page_side(width)
        self._column.setContentsMargins(side, scaled(8), side, 0)

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(scaled(10))
        self._actions = QWidget()
        self._actions.setObjectName("report-actions")
        self._row = FlowLayout(self._actions)
        self._actions.hide()
        self._word = Notice(self._words("paper.printer_word"), action=self._words("paper.printer_go"))
        self._word.setObjectName("printer-word")
        self._sending = Notice(self._words("paper.sending"), action=self._words("paper.sending_stop"))
        self._sending.setObjectName("sending")
        self._done = Notice(action=self._words("copies.say"))
        self._done.setObjectName("report-done")
        self._for_whom = ForWhom(self._session)
        for widget in (self.tools, self._actions, self._word, self._sending, self._done, self._for_whom):
            self._column.addWidget(widget)
        self._column.addWidget(self.view, 1)
        self._aside(None)

    def _aside(self, shown: QWidget | None) -> None:
        """Show this notice or question and no other; in a low window the tools step aside for it."""
        room = shown is None or self.has_room()
        self.tools.setVisible(room)  # before the notice comes, which would push the window open else
        self._actions.setVisible(room and self._row.count() > 0)
        self.view.setVisible(room or shown is not self._for_whom)
        for each in (self._word, self._sending, self._done, self._for_whom):
            each.setVisible(each is shown)

    def _do(self, task: Callable[[], str], copied: Callable[[], CopyMade]) -> None:
        """On the second thread: do it, which gives the key of what to say, and then make out what to note of it. What
        did not work is not noted."""

        def both() -> tuple[str, CopyMade]:
            return task(), copied()

        session = self._session
        session.worker.aside(both, partial(_there, self, session), partial(_not_there, self, session))

    def show_done(self, key: str) -> None:
        """Say by this key what was done, and ask nothing yet."""
        self._for_whom.forget()
        self.say_done(self._words(key))

    def show_undone(self, trouble: JournalError) -> None:
        """Nothing is on its way any more; what went wrong is said elsewhere."""
        self._trouble = trouble
        self._aside(None)

    def _ease(self) -> None:
        """What went wrong before is not said any longer once it is tried again."""
        if self._trouble is not None:
            self._session.worker.eased.emit(self._trouble)
            self._trouble = None

    def _on_stop(self) -> None:
        self._stop.set()

    def _on_noted(self, entry: Entry) -> None:
        self._for_whom.ask(entry.id)
        self._done.button.show()
        self.noted.emit(entry)

    def _on_asked(self) -> None:
        self._aside(self._for_whom)
        self._for_whom.box.setFocus()

    def _on_said(self, entry: Entry) -> None:
        self.show_done("copies.kept")
        self.noted.emit(entry)

    def _on_left(self) -> None:
        """The pages have their room again."""
        self._for_whom.forget()
        self._aside(None)
        self.view.setFocus()

    def _on_word_read(self) -> None:
        self._session.change(_SEEN, True)
        self._aside(None)
        self.begin_print()


def _there(preview: ReportPreview, session: Session, done: tuple[str, CopyMade]) -> None:
    """It is printed or saved, and so it is noted, also when its page is gone by now."""
    said, copy = done
    if isValid(preview):
        preview.show_done(said)
        preview.note(copy)
    else:
        note_copy(session, copy)


def _page_of(made: MadeReport) -> MadeReport:
    """The same report as one page for a screen reader, in the place of the PDF."""
    from journal.report.twin import html

    assert made.report is not None
    return replace(made, pdf=html(made.report, Words(made.choice.language)).encode())


def _follow_kind(dialog: FileDialog, kinds: Mapping[str, str], kind: str) -> None:
    """The name goes with the kind of file."""
    ending = kinds.get(kind, "pdf")
    dialog.setDefaultSuffix(ending)
    if dialog.selectedFiles():
        dialog.selectFile(Path(dialog.selectedFiles()[0]).with_suffix(f".{ending}").name)


def _not_there(preview: ReportPreview, session: Session, trouble: JournalError) -> None:
    if isValid(preview):
        preview.show_undone(trouble)
    session.worker.troubled.emit(trouble)


def _printed(copy: CopyMade, order: "Order") -> CopyMade:
    return replace(copy, first=order.first, last=order.last, ranges=order.ranges, copies=order.copies)


def _copied(made: MadeReport, pages: int, how: str) -> CopyMade:
    from journal.report.copied import copied

    return replace(copied(made.contents, made.choice, made.pdf, pages, how), covered=made.covered)
