# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of the whole record, locked as the record is: what it is for, where to, and what came of it."""

import os
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.dates import stamp_text
from journal.errors import CopyDamaged, DiskUnreachable, JournalError, TargetFull, TargetUnwritable
from journal.handover.places import Remark, remarks
from ui import copy_tasks
from ui.alerts import sentences
from ui.copying import PLACE, State
from ui.dialogs.file_dialog import ask_folder
from ui.pages.page import BACK, Page
from ui.session import BRING_BACK
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.copying_card import CopyingCard
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice

# What stands in the way of a copy, and can be gone a minute later: "Go on" takes it from where it was.
_SAID = ((TargetFull, "full"), ((TargetUnwritable, DiskUnreachable), "pulled"), (CopyDamaged, "not_whole"))


class CopyPage(Page):
    """No arguments. The copy itself belongs to the session (ui/copying.py): this page can be left meanwhile."""

    rail = "settings"
    _place: Path | None = None

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self.session.copying.watch(True)
        if self._place is None and (kept := str(self.session.inside.get(PLACE) or "")):
            self._place = Path(kept)
        self._follow()

    def leave(self) -> None:
        self.session.copying.watch(False)

    def first_focus(self) -> QWidget | None:
        wanted = (self._halt, self._begin, self._choose, self._other, self._card.seen)
        return next((each for each in wanted if not each.isHidden() and each.isEnabled()), None)

    def _build(self) -> None:
        words = self.words
        self._shown = State.IDLE
        self.column.addWidget(PlainLabel(words("backup.title"), "title"))
        self.column.addWidget(PlainLabel(words("backup.lead"), "lead"))
        self._note = Notice()
        self._note.setObjectName("copy-note")
        self._note.hide()
        self._card = CopyingCard(words)
        self._ready = QWidget()
        for widget in (self._note, self._card, self._ready):
            self.column.addWidget(widget)
        self._build_ready(self._ready)
        self.column.addStretch(1)
        self._back = Button(words("backup.back"), name="copy-back")
        self._choose = Button(words("backup.choose"), role="main", name="copy-place")
        self._other = Button(words("backup.other_place"), name="copy-other-place")
        self._halt = Button(words("backup.stop"), name="copy-stop")
        self._begin = Button(words("backup.make"), role="main", name="copy-make")
        self.footer.addWidget(self._back)
        self.footer.addStretch(1)
        for button in (self._halt, self._other, self._choose, self._begin):
            self.footer.addWidget(button)

    def _build_ready(self, holder: QWidget) -> None:
        words = self.words
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        self._last = PlainLabel("")
        self._last.setObjectName("copy-last")
        self._where = PlainLabel("")
        self._where.setObjectName("copy-where")
        self._remark = Notice()
        self._remark.setObjectName("copy-remark")
        self._chosen = QWidget()
        chosen = QVBoxLayout(self._chosen)
        chosen.setContentsMargins(0, scaled(12), 0, 0)
        chosen.setSpacing(scaled(8))
        for widget in (PlainLabel(words("backup.place"), "heading"), self._where, self._remark):
            chosen.addWidget(widget)
        column.addWidget(self._last)
        column.addWidget(self._chosen)
        column.addSpacing(scaled(12))
        column.addWidget(PlainLabel(words("backup.where"), "heading"))
        for key in ("stick", "trusted", "two"):
            column.addWidget(PlainLabel(words(f"backup.{key}")))
        column.addSpacing(scaled(12))
        column.addWidget(PlainLabel(words("backup.lock"), "heading"))
        column.addWidget(PlainLabel(words("backup.locked")))
        column.addWidget(PlainLabel(f"{words('backup.again')} {words('backup.sent')}"))
        column.addSpacing(scaled(12))
        column.addWidget(PlainLabel(words("restore.title"), "heading"))
        practice = self.session.practice
        column.addWidget(PlainLabel(words("backup.bring_back_practice" if practice else "backup.bring_back_note")))
        self._bring = Button(words("backup.bring_back"), name="bring-back")
        self._bring.setEnabled(not practice)
        column.addSpacing(scaled(4))
        column.addWidget(self._bring, 0, Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self._back.clicked.connect(partial(self.go.emit, BACK, {}))
        self._choose.clicked.connect(self._on_choose)
        self._other.clicked.connect(self._on_choose)
        self._begin.clicked.connect(self._on_begin)
        self._halt.clicked.connect(self.session.copying.stop)
        self._bring.clicked.connect(self._on_bring_back)
        self._card.read.connect(self.session.copying.read)
        self.session.copying.changed.connect(self._follow)

    def _follow(self) -> None:
        """Show how it stands now."""
        copying = self.session.copying
        running = copying.state is State.RUNNING
        if running:
            self._card.show_running(copying.stage, copying.share)
        elif copying.state is State.CHECKED and copying.made is not None:
            self._card.show_made(copying.made)
        else:
            self._card.hide()
        self._ready.setVisible(not running and copying.state is not State.CHECKED)
        self._halt.setVisible(running)
        self._say_ready()
        if copying.state is not self._shown:
            self._shown = copying.state
            self._say_ended()
            if self.isVisible():
                self._move_on()

    def _say_ready(self) -> None:
        copying, place, words = self.session.copying, self._place, self.words
        again = copying.state in (State.STOPPED, State.TROUBLED)
        self._begin.say(words("backup.go_on" if again else "backup.make"))
        ready = not self._ready.isHidden()
        self._begin.setVisible(ready and place is not None)
        self._other.setVisible(ready and place is not None)
        self._choose.setVisible(ready and place is None)
        self._last.setText(self._last_said())
        self._chosen.setVisible(place is not None)
        self._where.setText(str(place or ""))
        if ready:
            self._say_remark()

    def _last_said(self) -> str:
        last = copy_tasks.last(self.session.inside)
        if last is None:
            return self.words("backup.never")
        when = self.words("backup.last", when=stamp_text(last.made, self.words))
        return f"{when} {self.words('backup.last_place', folder=last.folder)}"

    def _say_remark(self) -> None:
        """Looked at each time: a stick comes and goes."""
        found = self._remarks()
        if self.session.copying.state is State.TROUBLED and found == (Remark.AWAY,):
            found = ()  # that it stopped answering is said above
        self._remark.say(" ".join(self.words(f"backup.remark.{each}") for each in found))
        self._remark.setVisible(bool(found))
        self._begin.setEnabled(Remark.INSIDE not in found)

    def _remarks(self) -> tuple[Remark, ...]:
        vault = self.session.vault
        return remarks(self._place, vault.folder) if self._place is not None and vault is not None else ()

    def _say_ended(self) -> None:
        copying, words = self.session.copying, self.words
        if copying.state is State.STOPPED:
            self._note.say(words("backup.stopped.what"), words("backup.stopped.do"))
        elif copying.state is State.TROUBLED and copying.trouble is not None:
            self._note.say(*self._sentences(copying.trouble))
        self._note.setVisible(copying.state in (State.STOPPED, State.TROUBLED))

    def _sentences(self, trouble: JournalError) -> tuple[str, str]:
        name = next((name for kinds, name in _SAID if isinstance(trouble, kinds)), "")
        if not name:
            return sentences(trouble, self.words)
        return self.words(f"backup.{name}.what"), self.words(f"backup.{name}.do")

    def _move_on(self) -> None:
        """Another state: its words are in sight, and the keyboard is on what can be done now."""
        if not self._note.isHidden():
            self.reveal(self._note)
        elif not self._card.isHidden():
            self.reveal(self._card)
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def _on_choose(self) -> None:
        chosen = ask_folder(self, self.words("backup.dialog"), "copy-dialog")
        if chosen is None:
            return
        self._place = copy_tasks.place_of(chosen)
        self.session.copying.read()
        self._follow()
        self._begin.setFocus()
        self.reveal(self._remark if not self._remark.isHidden() else self._where)

    def _on_begin(self) -> None:
        if self._place is not None:
            self._say_remark()
            if self._begin.isEnabled():
                self.session.copying.start(self._place)

    def _on_bring_back(self) -> None:
        """By the lock screen: no record is open while another may come into its place."""
        os.environ[BRING_BACK] = "1"
        self.session.lock()
