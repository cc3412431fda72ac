# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the copy is that is to come back: a folder the person chooses, and what is found in it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.dates import stamp_day
from ui import restore_tasks
from ui.dialogs.file_dialog import ask_folder
from ui.pages.page import Page
from ui.style import air, scaled
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.worker import Lane

if TYPE_CHECKING:
    from journal.handover.restore import Look


class CopyFolderPage(Page):
    """Signals:
    chosen: go on with the record in this folder.
    back: to the page before.
    """

    chosen = Signal(object)
    back = Signal()
    centred = True
    _found: "dict[str, Look]"

    def first_focus(self) -> QWidget | None:
        return self._go_on if not self._go_on.isHidden() else self._choose

    def show_found(self, found: "list[Look]") -> None:
        """What is in the folder that was chosen: none, one, or more than one to choose from."""
        words = self.words
        usable = [each for each in found if each.can_begin]
        several = len(usable) > 1
        self._found = {str(number): each for number, each in enumerate(usable)}
        self._which.offer([(number, self._name(each)) for number, each in self._found.items()] if several else [])
        self._which.setVisible(several)
        if several:
            self._note.say(words("restore.several"))
        elif usable:
            self._note.say(self._told(usable[0]))
        elif found:
            self._note.say(words(f"restore.kind.{found[0].kind}"), words("restore.kind.do"))
        else:
            self._note.say(words("restore.none"), words("restore.none_do"))
        self._note.show()
        self._allow()
        self.reveal(self._note)
        focus = self._which.chips()[0] if several else self.first_focus()
        if focus is not None:
            focus.setFocus()

    def _build(self) -> None:
        words = self.words
        self._found = {}
        self.column.addSpacing(air(40))
        self.column.addWidget(PlainLabel(words("restore.title"), "title"))
        self.column.addWidget(PlainLabel(words("restore.lead"), "lead"))
        self.column.addSpacing(scaled(8))
        self._note = Notice()
        self._note.setObjectName("restore-note")
        self._note.hide()
        self._which = ChipRow(single=True)
        self._which.setObjectName("which-copy")
        self._which.describe(words("restore.several"))
        self._which.hide()
        self.column.addWidget(self._note)
        self.column.addWidget(self._which)
        self.column.addStretch(1)
        self._back = Button(words("restore.back"), name="restore-back")
        self._choose = Button(words("restore.choose"), role="main", name="choose-copy")
        self._go_on = Button(words("restore.go_on"), role="main", name="restore-go-on")
        self._other = Button(words("restore.other_folder"), name="choose-other-copy")
        for button in (self._go_on, self._other):
            button.hide()
        self.footer.addWidget(self._back)
        self.footer.addStretch(1)
        self.footer.addWidget(self._choose)
        self.footer.addWidget(self._other)
        self.footer.addWidget(self._go_on)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back)
        self._choose.clicked.connect(self._on_choose)
        self._other.clicked.connect(self._on_choose)
        self._go_on.clicked.connect(self._on_go_on)
        self._which.chosen_changed.connect(self._allow)

    def _name(self, look: "Look") -> str:
        """By its folder, and by the day that its list says, if it has one."""
        if look.made is None:
            return look.folder.name
        return self.words("restore.named", name=look.folder.name, day=stamp_day(look.made, self.words))

    def _told(self, look: "Look") -> str:
        words = self.words
        if look.made is None:
            said = words("restore.found", name=look.folder.name)
        else:
            said = words("restore.found_copy", name=look.folder.name, day=stamp_day(look.made, words))
        return f"{said} {words('restore.kind.parts_missing')}" if look.kind == "parts_missing" else said

    def _allow(self) -> None:
        self._choose.setVisible(not self._found)
        self._other.setVisible(bool(self._found))
        self._go_on.setVisible(bool(self._found))
        self._go_on.setEnabled(len(self._found) == 1 or bool(self._which.chosen()))

    def _on_choose(self) -> None:
        chosen = ask_folder(self, self.words("restore.dialog"), "restore-dialog")
        if chosen is not None:
            self._wait(waiting=True)
            task = partial(restore_tasks.records_in, chosen)
            self.session.worker.aside(task, self._on_found, owner=self, lane=Lane.OUTGOING)

    def _wait(self, *, waiting: bool) -> None:
        for button in (self._choose, self._other, self._go_on):
            button.setEnabled(not waiting)

    def _on_found(self, found: "list[Look]") -> None:
        self._wait(waiting=False)
        self.show_found(found)

    def _on_go_on(self) -> None:
        number = next(iter(self._which.chosen()), "0")
        if number in self._found:
            self.chosen.emit(self._found[number].folder)
