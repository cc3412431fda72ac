# SPDX-License-Identifier: GPL-3.0-or-later
"""Check my record: everything is read again from the disk; what is spoiled is named, with the way to get it back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from journal.dates import stamp_text
from journal.errors import JournalError
from journal.record.checked import Damage
from ui import check_tasks
from ui.alerts import sentences
from ui.checking import State
from ui.dialogs.file_dialog import ask_folder
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.damage_list import DamageList
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.worker import Lane

_PARTS = 1000


class CheckPage(Page):
    """No arguments."""

    rail = "settings"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._note.hide()
        self._show()

    def first_focus(self) -> QWidget | None:
        return self._halt if self.session.checking.is_running else self._begin

    def _build(self) -> None:
        words = self.words
        self.column.addWidget(PlainLabel(words("check.title"), "title"))
        self.column.addWidget(PlainLabel(words("check.lead"), "lead"))
        for name in ("only_read", "by_itself"):
            self.column.addWidget(PlainLabel(words(f"check.{name}"), "soft"))
        self.column.addSpacing(scaled(8))
        self._note = Notice()
        self._note.setObjectName("check-note")
        self._note.hide()
        self._last = PlainLabel("")
        self._last.setObjectName("check-last")
        self._running = self._build_running()
        self._found = DamageList(self.session)
        for widget in (self._note, self._last, self._running, self._found):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._back = Button(words("check.to_settings"), name="back-to-settings")
        self._halt = Button(words("check.stop"), name="stop-check")
        self._begin = Button(words("check.begin"), role="main", name="begin-check")
        self.footer.addWidget(self._back)
        self.footer.addStretch(1)
        self.footer.addWidget(self._halt)
        self.footer.addWidget(self._begin)

    def _build_running(self) -> QWidget:
        words, holder = self.words, QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _PARTS)
        self._bar.setAccessibleName(words("check.running"))
        column.addWidget(PlainLabel(words("check.running"), "heading"))
        column.addWidget(self._bar)
        column.addWidget(PlainLabel(words("check.meanwhile"), "soft"))
        return holder

    def _connect(self) -> None:
        self._back.clicked.connect(partial(self.go.emit, "settings", {}))
        self._begin.clicked.connect(self._on_begin)
        self._halt.clicked.connect(self.session.checking.stop)
        self.session.checking.changed.connect(self._show)
        self._found.take_back_wanted.connect(self._on_take_back)
        self._found.copy_wanted.connect(partial(self.go.emit, "copy", {}))

    def _show(self) -> None:
        checking = self.session.checking
        was_running = self._running.isVisibleTo(self)
        running = checking.is_running
        self._bar.setValue(round(checking.share * _PARTS))
        self._running.setVisible(running)
        self._halt.setVisible(running)
        self._begin.setVisible(not running)
        self._last.setVisible(not running)
        self._found.setVisible(not running)
        if running:
            if not was_running:
                self.reveal(self._running)
            return
        last = checking.last()
        self._begin.say(self.words("check.again" if last else "check.begin"))
        self._say_last()
        self._found.show_found(last[1] if last else None)
        if was_running:
            self._say_end()

    def _say_last(self) -> None:
        words, last = self.words, self.session.checking.last()
        if last is None:
            self._last.setText(words("check.last.never"))
        else:
            at, checked = last
            name = "whole" if checked.is_whole else "damaged"
            self._last.setText(words(f"check.last.{name}", when=stamp_text(at, words)))

    def _say_end(self) -> None:
        """It has just come to its end, whichever."""
        words, checking = self.words, self.session.checking
        last = checking.last()
        if checking.state is State.STOPPED:
            self._say(words("check.stopped"))
        elif checking.state is State.TROUBLED and checking.trouble is not None:
            self._say(*sentences(checking.trouble, words))
        elif last is not None and last[1].is_whole:
            at, checked = last
            entries = words.count("check.entries", checked.entries)
            files = words.count("check.files", checked.files)
            how = words("check.whole.how", when=stamp_text(at, words), entries=entries, files=files)
            self._say(words("check.whole.what"), how)
            self._last.hide()
        elif last is not None:
            self._say(words("check.damaged.what"), words("check.damaged.rest"))
            self._last.hide()
        if self.isVisible():
            self._begin.setFocus()

    def _on_begin(self) -> None:
        self._note.hide()
        self.session.checking.start()
        self._halt.setFocus()

    def _on_take_back(self, damages: Sequence[Damage]) -> None:
        vault, chosen = self.session.vault, ask_folder(self, self.words("check.back.dialog"), "check-dialog")
        if vault is None or chosen is None:
            return
        self._found.set_busy(True)
        task = partial(check_tasks.sealed, vault, damages)
        self.session.worker.run(task, partial(self._look_in, vault.folder, chosen), self._on_trouble, self)

    def _look_in(self, folder: Path, chosen: Path, found: Any) -> None:
        task = partial(check_tasks.bring_back, folder, found, chosen)
        self.session.worker.aside(task, self._on_back, self._on_trouble, self, lane=Lane.CHECKING)

    def _on_back(self, back: list[Damage]) -> None:
        vault, words = self.session.vault, self.words
        self._found.set_busy(False)
        if vault is None or not back:
            self._say(words("check.brought.none"))
            return
        said = check_tasks.without(self.session.inside[check_tasks.SETTING], back)
        self.session.worker.run(partial(check_tasks.remember, vault, said), owner=self)
        left = check_tasks.spoiled_files([Damage.from_plain(each) for each in said["damages"]])
        labels = ", ".join(sorted({each.label for each in back}))
        self.session.checking.forget(said)
        self._say(words("check.brought.some", labels=labels) if left else words("check.brought.all"))

    def _on_trouble(self, trouble: JournalError) -> None:
        self._found.set_busy(False)
        self._say(*sentences(trouble, self.words))

    def _say(self, what: str, more: str = "") -> None:
        self._note.say(what, more)
        self._note.show()
        self.reveal(self._note)
