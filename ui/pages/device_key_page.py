# SPDX-License-Identifier: GPL-3.0-or-later
"""Letting this computer open the record: first what that means, then the passphrase, and only then it is so."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.errors import JournalError, NoPlaceForKey, WrongPassphrase
from ui import device_tasks
from ui.alerts import sentences
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.passphrase_edit import PassphraseEdit

_MEANS = ("who", "taken", "still", "alone")


class DeviceKeyPage(Page):
    """No arguments. Where others use the computer, or it is the practice record, there is nothing to turn on."""

    rail = "settings"
    edit: PassphraseEdit
    _notice: Notice

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self.edit.empty()
        self._notice.hide()
        self._possible = True
        self._show()
        if self._is_offered() and not self._is_on():
            self.session.worker.aside(device_tasks.is_possible, self._on_possible, owner=self)

    def leave(self) -> None:
        self.edit.empty()

    def first_focus(self) -> QWidget | None:
        return self.edit if self.edit.isVisible() else self.back

    def _build(self) -> None:
        words = self.words
        self._possible = True
        self.column.addWidget(PlainLabel(words("device.title"), "title"))
        self._lead = PlainLabel("", "lead")
        self.column.addWidget(self._lead)
        self._notice = Notice()
        self._notice.setObjectName("device-notice")
        self.column.addWidget(self._notice)
        self.column.addSpacing(scaled(8))
        self._means = [PlainLabel(words("device.means"), "heading")]
        self._means += [PlainLabel(words(f"device.{name}"), "body") for name in _MEANS]
        for label in self._means:
            self.column.addWidget(label)
        self.column.addSpacing(scaled(8))
        self._label = PlainLabel(words("first.passphrase.field"), "heading")
        self.edit = PassphraseEdit(words, words("first.passphrase.field"))
        self.edit.line.setObjectName("device-passphrase")
        self.column.addWidget(self._label)
        self.column.addWidget(self.edit)
        self.column.addStretch(1)
        self.back = Button(words("device.back"), name="device-back")
        self.turn_off = Button(words("device.turn_off"), name="device-off")
        self.turn_on = Button(words("device.turn_on"), role="main", name="device-on")
        self.footer.addWidget(self.back)
        self.footer.addStretch(1)
        self.footer.addWidget(self.turn_off)
        self.footer.addWidget(self.turn_on)

    def _connect(self) -> None:
        self.back.clicked.connect(partial(self.go.emit, "settings", {}))
        self.edit.changed.connect(self._notice.hide)
        self.edit.entered.connect(self._on_turn_on)
        self.turn_on.clicked.connect(self._on_turn_on)
        self.turn_off.clicked.connect(self._on_turn_off)

    def _is_on(self) -> bool:
        return self.session.vault is not None and self.session.vault.ways.has_device_key

    def _is_offered(self) -> bool:
        return not self.session.inside.get("shared_computer") and not self.session.practice

    def _show(self) -> None:
        """What is so now, and the one thing that can be done."""
        on, offered = self._is_on(), self._is_offered()
        state = "on" if on else "off" if offered else "practice" if self.session.practice else "shared"
        self._lead.setText(self.words(f"device.lead_{state}"))
        asks = offered and not on and self._possible
        self._lead.setVisible(self._possible)
        for label in self._means:
            label.setVisible(on or asks)
        self._means[-1].setVisible(asks)
        for widget in (self._label, self.edit, self.turn_on):
            widget.setVisible(asks)
        self.turn_off.setVisible(on)
        self._wait(waiting=False)

    def _wait(self, *, waiting: bool) -> None:
        for button in (self.turn_on, self.turn_off):
            button.setEnabled(not waiting)

    def _on_possible(self, possible: bool) -> None:
        """A person is not asked for the passphrase for nothing."""
        if not possible and not self._is_on():
            self._possible = False
            self._show()
            self._say(*sentences(NoPlaceForKey(), self.words))
            self.back.setFocus()

    def _on_turn_on(self) -> None:
        vault, typed = self.session.vault, self.edit.text()
        if vault is None or not typed.strip() or not self.turn_on.isEnabled():
            return
        self._wait(waiting=True)
        self._say(self.words("device.asking"))
        task = partial(device_tasks.confirm, vault, typed, self.session.clock)
        self.session.worker.run(task, self._on_confirmed, self._on_trouble, owner=self)

    def _on_confirmed(self, right: bool) -> None:
        if not right or self.session.vault is None:
            self._on_trouble(WrongPassphrase())
            self.edit.setFocus()
            self.edit.line.selectAll()
            return
        self.session.by_device = False
        self.edit.empty()
        self._say(self.words("device.asking"))
        task = partial(device_tasks.keep_new, self.session.vault.ways.device_place)
        self.session.worker.aside(task, self._on_kept, self._on_not_kept, owner=self)

    def _on_kept(self, key: bytes) -> None:
        vault = self.session.vault
        if vault is not None:
            task = partial(device_tasks.set_up, vault, key, self.session.clock)
            self.session.worker.run(task, self._on_set_up, self._on_not_kept, owner=self)

    def _on_set_up(self, _nothing: None) -> None:
        self._show()
        self._say(self.words("device.is_on"))
        self.back.setFocus()

    def _on_not_kept(self, trouble: JournalError) -> None:
        """What may lie in the store all the same opens nothing, and is taken out."""
        if self.session.vault is not None and not self._is_on():
            device_tasks.empty_place(self.session, self.session.vault.ways.device_place)
        self._on_trouble(trouble)

    def _on_turn_off(self) -> None:
        if self.session.vault is not None:
            self._wait(waiting=True)
            task = partial(device_tasks.take_away, self.session.vault)
            self.session.worker.run(task, self._on_taken, self._on_trouble, owner=self)

    def _on_taken(self, where: Any) -> None:
        device_tasks.empty_place(self.session, where)
        self._show()
        self._say(self.words("device.is_off"))
        self.back.setFocus()

    def _on_trouble(self, trouble: JournalError) -> None:
        self._wait(waiting=False)
        self._say(*sentences(trouble, self.words))

    def _say(self, what: str, do: str = "") -> None:
        self._notice.say(what, do)
        self._notice.show()
        self.reveal(self._notice)
