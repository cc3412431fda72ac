# SPDX-License-Identifier: GPL-3.0-or-later
"""For a lawyer: the pages that were looked at, with the files they tell of, as a folder or as one locked file."""

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from journal.errors import JournalError
from journal.record.entry import Entry
from journal.report.redaction import Redaction
from ui.alerts import sentences
from ui.copies import note_copy
from ui.dialogs.file_dialog import FileDialog, ask_folder
from ui.handing_over import HandedOver, Wanted, files_of, hand_over
from ui.pages.cover_words_page import COVERED
from ui.pages.page import Page
from ui.passphrase_gate import behind_passphrase
from ui.session import Session
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.file_lock import FileLock
from ui.widgets.handed_over import HandedOverView
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice

if TYPE_CHECKING:
    from ui.widgets.report_preview import MadeReport

_FOLDER, _LOCKED = "folder", "locked"


class BundlePage(Page):
    """Arguments: ``made``, the report as it was looked at, and ``pages``, how many it has. They are held in memory
    only: whoever comes back here after a lock is led to the report.

    Signals:
        progressed: how far it is, sent from the thread that writes.
    """

    progressed = Signal(int, int)
    rail = "report"
    _stop: threading.Event

    def enter(self, **arguments: Any) -> None:
        super().enter()
        self._made: MadeReport | None = arguments.get("made")
        self._pages = arguments.get("pages", 0)
        if self._made is None:
            QTimer.singleShot(0, self, partial(self.go.emit, "report", {}))
            return
        self._redaction = Redaction.from_plain(self.session.inside.get(COVERED))
        self._how.choose([])
        self._lock.forget()
        self._done.forget()
        self._say_files(self._made)
        self._show("choosing")
        QTimer.singleShot(0, self, partial(self.scroller.verticalScrollBar().setValue, 0))  # it is read from its title

    def leave(self) -> None:
        """What is being written stops, and nothing of it stays; nothing of the record is held on to."""
        self._stop.set()
        self._made = None
        self._lock.forget()
        self._done.forget()

    def _build(self) -> None:
        words = self.words
        self._made = None
        self._pages = 0
        self._redaction = Redaction()
        self._stop = threading.Event()
        self.column.addWidget(PlainLabel(words("handover.title"), "title"))
        self._choosing, self._making, self._done = QWidget(), QWidget(), HandedOverView(self.session)
        self._note = Notice()
        self._note.setObjectName("bundle-note")
        for widget in (self._note, self._choosing, self._making, self._done):
            self.column.addWidget(widget)
        self._build_choosing(_inside(self._choosing))
        self._build_making(_inside(self._making))
        self.column.addStretch(1)
        self._back = Button(words("handover.back"), name="back-to-report")
        self._halt = Button(words("handover.stop"), name="stop-bundle")
        self._begin = Button(words("handover.choose"), role="main", name="choose-place")
        self.footer.addWidget(self._back)
        self.footer.addStretch(1)
        self.footer.addWidget(self._halt)
        self.footer.addWidget(self._begin)

    def _build_choosing(self, column: QVBoxLayout) -> None:
        words = self.words
        column.addWidget(PlainLabel(words("handover.lead"), "lead"))
        column.addSpacing(scaled(10))
        column.addWidget(PlainLabel(words("handover.goes_in"), "heading"))
        self._files = PlainLabel("")
        self._files.setObjectName("bundle-files")
        for label in (*(PlainLabel(words(f"handover.{name}")) for name in ("pages", "table", "check")), self._files):
            column.addWidget(label)
        column.addSpacing(scaled(14))
        column.addWidget(PlainLabel(words("handover.how"), "heading"))
        self._how = ChipRow([(name, words(f"handover.{name}")) for name in (_FOLDER, _LOCKED)], single=True)
        self._how.setObjectName("bundle-how")
        self._how.describe(words("handover.how"))
        self._folder_word = PlainLabel(words("handover.folder_word"))
        self._lock = FileLock(self.session)
        for widget in (self._how, self._folder_word, self._lock):
            column.addWidget(widget)

    def _build_making(self, column: QVBoxLayout) -> None:
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.words("handover.making"))
        column.addWidget(PlainLabel(self.words("handover.making")))
        column.addWidget(self._bar)

    def _connect(self) -> None:
        self._back.clicked.connect(self._on_back)
        self._begin.clicked.connect(partial(behind_passphrase, self.session, self, self._on_begin))
        self._halt.clicked.connect(self._on_halt)
        self._how.chosen_changed.connect(self._on_how)
        self._lock.changed.connect(self._allow)
        self.progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self.session.about_to_leave.connect(self._on_halt)

    def _show(self, state: str) -> None:
        """One of choosing, making, done."""
        self._note.hide()
        self._choosing.setVisible(state == "choosing")
        self._making.setVisible(state == "making")
        self._done.setVisible(state == "done")
        self._begin.setVisible(state == "choosing")
        self._halt.setVisible(state == "making")
        self._back.setVisible(state != "making")
        self._allow()

    def _allow(self) -> None:
        """Each way has its word; what is not there yet cannot be begun."""
        chosen = self._how.chosen()
        self._folder_word.setVisible(_FOLDER in chosen)
        self._lock.setVisible(_LOCKED in chosen)
        self._begin.setEnabled(bool(chosen) and (_FOLDER in chosen or self._lock.usable()))

    def _say_files(self, made: "MadeReport") -> None:
        """Once the whole record has been looked through for them."""
        self._files.setText(self.words("handover.looking"))
        task = partial(files_of, made, self._redaction)
        self.session.worker.aside(task, partial(self._on_files, made), owner=self)

    def _on_files(self, made: "MadeReport", found: tuple[int, int]) -> None:
        if made is not self._made:
            return
        number, size = found
        said = QLocale(self.words.locale).formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        none = self.words("handover.files_covered" if made.covered else "handover.files_none")
        self._files.setText(self.words.count("handover.files", number, size=said) if number else none)

    def _on_how(self) -> None:
        if _LOCKED in self._how.chosen() and not self._lock.passphrase():
            self._lock.offer()
        self._note.hide()
        self._allow()
        shown = self._lock if _LOCKED in self._how.chosen() else self._folder_word
        self.reveal(shown)

    def _on_begin(self) -> None:
        """A passphrase that was typed must not be the record's own: whoever gets the file would have that too."""
        vault = self.session.vault
        if _LOCKED in self._how.chosen() and not self._lock.is_offered() and vault is not None:
            self._begin.setEnabled(False)
            typed = self._lock.passphrase()
            self.session.worker.run(partial(vault.confirm_passphrase, typed), self._on_confirmed, owner=self)
        else:
            self._choose_place()

    def _on_confirmed(self, is_own: bool) -> None:
        self._allow()
        if is_own:
            self._lock.say(self.words("handover.own"))
            self.reveal(self._lock)
        else:
            self._choose_place()

    def _choose_place(self) -> None:
        vault, made, locked = self.session.vault, self._made, _LOCKED in self._how.chosen()
        target = self._asked_file() if locked else self._asked_folder()
        if target is None or vault is None or made is None:
            return
        passphrase = self._lock.passphrase() if locked else ""
        wanted = Wanted(made, self._pages, self._redaction, target, passphrase)
        self._stop = stop = threading.Event()
        self._bar.setRange(0, 0)
        self._show("making")
        self._halt.setFocus()
        task = partial(hand_over, wanted, vault.objects.open_original, self.progressed.emit, stop.is_set)
        done = partial(_there, self, self.session, stop, passphrase)
        self.session.worker.aside(task, done, partial(_troubled, self, stop))

    def _asked_folder(self) -> Path | None:
        from journal.handover.containers import free_folder

        chosen = ask_folder(self, self.words("handover.folder_title"), "bundle-dialog")
        return free_folder(chosen, self.session.clock.now()) if chosen else None

    def _asked_file(self) -> Path | None:
        from journal.handover.containers import neutral_name

        dialog = FileDialog(self, self.words("handover.file_title"), "bundle-dialog")
        name = f"{neutral_name(self.session.clock.now())}.zip"
        dialog.for_saving(name, {f"{self.words('handover.zip')} (*.zip)": "zip"})
        return dialog.ask_one()

    def _on_back(self) -> None:
        """To the pages that were looked at: they are made again, for nothing of them was held on to."""
        covered = self._made is not None and self._made.covered
        self.go.emit("report", {"returned": True, "covered": covered})

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_halt(self) -> None:
        self._stop.set()

    def end(self, stop: threading.Event, trouble: JournalError | None = None) -> None:
        """It was stopped, or could not be written: everything is still chosen."""
        if stop is self._stop and self._made is not None:
            self._show("choosing")
            self._note.say(*(sentences(trouble, self.words) if trouble else (self.words("handover.stopped"),)))
            self._note.show()
            self.reveal(self._note)
            self._begin.setFocus()

    def copied(self, entry: Entry) -> None:
        """It is noted in the log: whoever wants to can say for whom it is."""
        if self._done.isVisible():
            self._done.ask_for_whom(entry)

    def show_done(self, stop: threading.Event, passphrase: str, made: HandedOver) -> None:
        """Say what is there, and what to tell the lawyer."""
        if stop is not self._stop or self._made is None:
            return
        self._show("done")
        self._note.say(self.words("handover.done"))
        self._note.show()
        self._done.tell(made, passphrase)
        self._back.setFocus()
        self.reveal(self._note)


def _inside(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(scaled(8))
    return column


def _there(page: BundlePage, session: Session, stop: threading.Event, passphrase: str, made: HandedOver | None) -> None:
    """It is there, and so it is noted, also when its page is gone by now."""
    if made is None:
        if isValid(page):
            page.end(stop)
        return
    if isValid(page):
        page.show_done(stop, passphrase, made)
        note_copy(session, made.note, on_done=page.copied, owner=page)
    else:
        note_copy(session, made.note)


def _troubled(page: BundlePage, stop: threading.Event, trouble: JournalError) -> None:
    if isValid(page):
        page.end(stop, trouble)
