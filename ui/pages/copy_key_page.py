# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a copy: the passphrase or the recovery code of its own day. Then it is read, with a bar and a way to stop."""

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from journal.errors import JournalError
from ui import restore_tasks
from ui.alerts import sentences
from ui.pages.page import Page
from ui.restore_tasks import Beside, Wanted
from ui.session import Session
from ui.style import air, scaled
from ui.widgets.button import Button
from ui.widgets.either_key import EitherKey
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.worker import Lane

_PARTS = 1000
_STAGES = ("copy", "check")


class CopyKeyPage(Page):
    """``source`` is the folder with the copy, ``target`` where records of this computer stand.

    Signals:
        ready: the copy stands beside, whole; carries a Beside.
        back: to the page before.
    """

    ready = Signal(object)
    back = Signal()
    centred = True
    _moved = Signal(object, str, float)

    def __init__(self, session: Session, source: Path, target: Path) -> None:
        self._source, self._target = source, target
        self._stop = threading.Event()
        super().__init__(session)

    def first_focus(self) -> QWidget | None:
        return self.key.edit

    def show_working(self, stage: str, share: float) -> None:
        """``share`` of this stage, 0 to 1; before the key is made the stage is empty."""
        known = f"restore.working.{stage}" if stage in _STAGES else "restore.open.making"
        self._stage.setText(self.words(known))
        self._bar.setRange(0, _PARTS if stage else 0)
        self._bar.setValue(round(_PARTS * share))
        self._bar.setAccessibleDescription(self._stage.text())

    def _build(self) -> None:
        words = self.words
        self.column.addSpacing(air(40))
        self._title = PlainLabel(words("restore.open.title"), "title")
        self._intro = PlainLabel(words("restore.open.intro"), "lead")
        self.key = EitherKey(words, words("restore.go_on"))
        self._note = Notice()
        self._note.setObjectName("restore-note")
        self._note.hide()
        self._working = QWidget()
        for widget in (self._title, self._intro, self.key, self._working, self._note):
            self.column.addWidget(widget)
        self._stage = PlainLabel("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words("restore.working.title"))
        inside = QVBoxLayout(self._working)
        inside.setContentsMargins(0, scaled(8), 0, 0)
        inside.setSpacing(scaled(8))
        inside.addWidget(self._stage)
        inside.addWidget(self._bar)
        self._working.hide()
        self.column.addStretch(1)
        self._back = Button(words("restore.back"), name="restore-back")
        self._halt = Button(words("restore.stop"), name="restore-stop")
        self._halt.hide()
        self.footer.addWidget(self._back)
        self.footer.addStretch(1)
        self.footer.addWidget(self._halt)

    def _connect(self) -> None:
        self.key.wanted.connect(self._on_wanted)
        self.key.changed.connect(self._note.hide)
        self.key.turned.connect(self._on_turned)
        self._back.clicked.connect(self._on_back)
        self._halt.clicked.connect(self._on_halt)
        self._moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        self.session.about_to_leave.connect(self._on_halt)

    def _on_turned(self, by_code: bool) -> None:
        self._intro.setText(self.words("restore.open.intro_code" if by_code else "restore.open.intro"))
        self.reveal(self.key.open)

    def _on_wanted(self) -> None:
        self._stop = stop = threading.Event()
        self.key.wait(waiting=True)
        self._note.hide()
        self._show(working=True)
        self.show_working("", 0.0)
        wanted = Wanted(self._source, self.key.text(), self.key.by_code, self._target)
        task = partial(restore_tasks.bring, wanted, self.session.clock.now(), self._tells(stop), stop.is_set)
        self.session.worker.aside(task, self._on_ready, partial(self._on_trouble, stop), self, lane=Lane.OUTGOING)
        self._halt.setFocus()

    def _on_ready(self, beside: Beside | None) -> None:
        if beside is None:
            self._say(self.words("restore.stopped.what"), self.words("restore.stopped.do"))
            return
        self.key.edit.empty()
        self._show(working=False)
        self.ready.emit(beside)

    def _on_trouble(self, stop: threading.Event, trouble: JournalError) -> None:
        if stop.is_set():
            self._say(self.words("restore.stopped.what"), self.words("restore.stopped.do"))
        else:
            self._say(*sentences(trouble, self.words))

    def _say(self, what: str, do: str) -> None:
        self._show(working=False)
        self._note.say(what, do)
        self._note.show()
        self.key.ask_again()
        self.reveal(self._note)

    def _show(self, *, working: bool) -> None:
        words = self.words
        self._title.setText(words("restore.working.title" if working else "restore.open.title"))
        open_words = "restore.open.intro_code" if self.key.by_code else "restore.open.intro"
        self._intro.setText(words("restore.working.lead" if working else open_words))
        self.key.setVisible(not working)
        self._working.setVisible(working)
        self._halt.setVisible(working)
        self._back.setVisible(not working)

    def _tells(self, stop: threading.Event) -> restore_tasks.Tell:
        def tell(stage: str, done: int, total: int) -> None:
            self._moved.emit(stop, stage, done / total if total else 0.0)

        return tell

    def _on_moved(self, stop: threading.Event, stage: str, share: float) -> None:
        if stop is self._stop:
            self.show_working(stage, share)

    def _on_back(self) -> None:
        self.key.edit.empty()
        self.back.emit()

    def _on_halt(self) -> None:
        self._stop.set()
