# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock screen: a passphrase, the recovery code, or a key of this computer. What does not work is said in place.

Nothing typed is lost. The keyboard is always on the line: words typed in the dark must not press a button.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from journal.errors import (
    BeingErased,
    DatabaseDamaged,
    DatabaseMissing,
    DeviceKeyGone,
    DiskUnreachable,
    JournalError,
    KeyFileDamaged,
    PassphraseDue,
    VaultMissing,
)
from ui import capture, doors
from ui.alerts import sentences
from ui.pages.page import Page
from ui.session import Session
from ui.style import air, scaled
from ui.widgets.button import Button
from ui.widgets.chips import Chip
from ui.widgets.either_key import EitherKey
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice

if TYPE_CHECKING:
    from journal.handover.restore import Look

# Another folder, or a copy, may help with these. A wrong passphrase is not among them.
_NOT_WHOLE = (VaultMissing, KeyFileDamaged, DatabaseMissing, DatabaseDamaged, DiskUnreachable)


class UnlockPage(Page):
    """Signals:
    opened: the vault, its settings, and whether the recovery code opened it.
    bring_back_wanted: a copy is to come into the place of what is missing or can't be read.
    elsewhere_wanted: the record may be in this folder.
    """

    opened = Signal(object, object, bool)
    bring_back_wanted = Signal()
    elsewhere_wanted = Signal(object)
    centred = True

    def __init__(self, session: Session, folder: Path) -> None:
        self._folder = folder
        self._is_key_gone = False
        self._is_asking = False
        super().__init__(session)

    def first_focus(self) -> QWidget | None:
        return self.finish if doors.is_being_erased(self._folder) else self.edit

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        if not doors.something_is_there(self._folder):
            self._say(*sentences(VaultMissing(), self.words))
            self._offer_ways()
        elif doors.is_being_erased(self._folder):
            self._say_being_erased()

    def _build(self) -> None:
        words = self.words
        self.column.addSpacing(air(64))
        self._title = PlainLabel(words("unlock.title"), "title")
        self.column.addWidget(self._title)
        self._intro = PlainLabel(words("unlock.intro"), "lead")
        self._intro.setObjectName("unlock-intro")
        self.column.addWidget(self._intro)
        self.column.addSpacing(scaled(12))
        self.device = Button(words("unlock.use_device"), name="use-device")
        if not doors.may_open_by_device(self._folder):
            self.device.hide()
        self.key = EitherKey(words, words("unlock.open"), self.device)
        self.edit, self.open, self.other = self.key.edit, self.key.open, self.key.other
        self._notice = Notice()
        self._notice.setObjectName("unlock-notice")
        self._notice.hide()
        self.finish = Button(words("unlock.finish_erasing"), "", "plain", "finish-erasing")
        self.finish.hide()
        self._ways = QWidget()
        ways = FlowLayout(self._ways)
        self.bring_back = Button(words("unlock.bring_back"), name="bring-back")
        self.elsewhere = Button(words("unlock.elsewhere"), name="look-elsewhere")
        ways.addWidget(self.bring_back)
        ways.addWidget(self.elsewhere)
        self._ways.hide()
        self.column.addWidget(self.key)
        self.shown = Chip(words("unlock.capture"))
        self.shown.setObjectName("show-in-capture")
        if not capture.POSSIBLE:
            self.shown.hide()
        self.column.addWidget(self._notice)
        self.column.addWidget(self._ways)
        self.column.addWidget(self.finish, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)
        self.column.addWidget(self.shown, 0, Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self.key.changed.connect(self._notice.hide)
        self.key.wanted.connect(self._on_open)
        self.key.turned.connect(self._on_turned)
        self.device.clicked.connect(self._on_device)
        self.bring_back.clicked.connect(self.bring_back_wanted)
        self.elsewhere.clicked.connect(self._on_elsewhere)
        self.finish.clicked.connect(self._on_finish)
        self.shown.setChecked(self.session.shown_in_capture)
        self.shown.toggled.connect(self._on_shown)

    def _on_turned(self, by_code: bool) -> None:
        self._intro.setText(self.words("unlock.intro_code" if by_code else "unlock.intro"))
        self.reveal(self.open)

    def _on_shown(self, shown: bool) -> None:
        """Until it locks: the next lock screen asks anew, so that nothing stays open by mistake."""
        self.session.shown_in_capture = shown

    def _on_open(self) -> None:
        self._wait(waiting=True)
        self._say(self.words("unlock.opening"))
        way = doors.open_with_code if self.key.by_code else doors.open_with_passphrase
        task = partial(way, self._folder, self.key.text(), self.session.clock)
        self.session.worker.run(task, self._on_opened, self._on_trouble, owner=self)

    def _on_elsewhere(self) -> None:
        from ui.dialogs.file_dialog import ask_folder

        chosen = ask_folder(self, self.words("unlock.elsewhere_dialog"), "elsewhere-dialog")
        if chosen is not None:
            from ui import restore_tasks

            task = partial(restore_tasks.records_in, chosen)
            self.session.worker.run(task, self._on_found, owner=self)

    def _on_found(self, found: "list[Look]") -> None:
        """The one record there; a copy is not written into, it is brought back."""
        words = self.words
        copies = [each for each in found if each.made is not None]
        if len(found) == 1 and not copies:
            self.elsewhere_wanted.emit(found[0].folder)
        elif found:
            key = "elsewhere_copy" if copies else "elsewhere_several"
            self._say(words(f"unlock.{key}"), words(f"unlock.{key}_do"))
            self._offer_ways()
        else:
            self._say(words("unlock.elsewhere_none"), words("unlock.elsewhere_none_do"))
            self._offer_ways()

    def _on_opened(self, result: doors.Opened) -> None:
        vault, inside = result
        self.edit.empty()
        if self._is_key_gone:
            self.session.worker.run(partial(_forget_key, vault), on_error=lambda _trouble: None)
        self.opened.emit(vault, inside, self.key.by_code)

    def _on_device(self) -> None:
        """While the key store is asked, the line stays open for the passphrase."""
        self._is_asking = True
        self._wait(waiting=False)
        self._say(self.words("unlock.device_asking"))
        self.edit.setFocus()
        task = partial(doors.device_key, self._folder)
        self.session.worker.aside(task, self._on_key, self._on_no_key, owner=self)

    def _on_key(self, key: bytes) -> None:
        self._is_asking = False
        if not self.open.isEnabled():  # a passphrase is being tried: that came first
            return
        self._wait(waiting=True)
        task = partial(doors.open_with_device_key, self._folder, key, self.session.clock)
        self.session.worker.run(task, self._on_opened_by_device, self._on_not_opened_by_device, owner=self)

    def _on_opened_by_device(self, result: doors.Opened) -> None:
        self.edit.empty()
        self.session.by_device = True
        self.opened.emit(*result, False)

    def _on_not_opened_by_device(self, trouble: JournalError) -> None:
        self._wait(waiting=False)
        self._on_no_key(trouble)

    def _on_no_key(self, trouble: JournalError) -> None:
        """One calm sentence, and the passphrase as always; what is typed of it by then stays."""
        self._is_asking = False
        self._is_key_gone |= isinstance(trouble, DeviceKeyGone)
        if isinstance(trouble, (DeviceKeyGone, PassphraseDue)):
            self.device.hide()
        if self.open.isEnabled():
            self._wait(waiting=False)
            self._say(*sentences(trouble, self.words))
            self.edit.setFocus()

    def _on_trouble(self, trouble: JournalError) -> None:
        self._wait(waiting=False)
        self._say(*sentences(trouble, self.words))
        self._ways.hide()
        if isinstance(trouble, _NOT_WHOLE):
            self._offer_ways()
        self.edit.setFocus()
        self.edit.line.selectAll()

    def _wait(self, *, waiting: bool) -> None:
        """While the record is being opened; and the key store is asked only once at a time."""
        self.open.setEnabled(not waiting)
        self.other.setEnabled(not waiting)
        self.device.setEnabled(not waiting and not self._is_asking)

    def _say_being_erased(self) -> None:
        """Nothing opens this one any more: there is only the rest of the erasing."""
        self._say(*sentences(BeingErased(), self.words))
        self._title.setText(self.words("unlock.being_erased"))
        for each in (self._intro, self.key, self.shown):
            each.hide()
        self.finish.show()
        self.finish.setFocus()

    def _on_finish(self) -> None:
        self.finish.setEnabled(False)
        from ui import erase_tasks  # what it stands on would keep every lock screen waiting

        task = partial(erase_tasks.finish, self._folder)
        self.session.worker.run(task, self._on_finished, self._on_not_finished, owner=self)

    def _on_finished(self, _nothing: None) -> None:
        """The next process finds no record, and offers to make one."""
        from ui import erase_tasks

        erase_tasks.forget_place(self.session.outside, self._folder)
        self.session.lock()

    def _on_not_finished(self, trouble: JournalError) -> None:
        self.finish.setEnabled(True)
        self._say(*sentences(trouble, self.words))

    def _offer_ways(self) -> None:
        self._ways.show()
        self.reveal(self._ways)

    def _say(self, what: str, do: str = "") -> None:
        self._notice.say(what, do)
        self._notice.show()
        self.reveal(self._notice)


def _forget_key(vault: Any) -> None:
    """The key of this computer is gone: its slot goes too, and can be set up anew."""
    from ui.device_tasks import take_away

    take_away(vault)
