# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the table of settings (journal/settings.py), each as a row of chips; a choice holds at once."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.paths import outside_settings
from journal.settings import Keep, setting, write_outside
from journal.settings import idle_minutes as minutes_in_use
from journal.synced import copied_by
from journal.words import languages
from ui import device_tasks
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice

_OUTSIDE = ("text_size", "theme", "language")
_INSIDE = ("idle_minutes", "shared_computer", "leave_key", "copy_on_home")


class SettingsPage(Page):
    """Arguments: setting, whose chosen chip has the keyboard."""

    rail = "settings"

    def enter(self, **arguments: Any) -> None:
        """After a change of the text size, too, which makes this page anew."""
        super().enter(**arguments)
        self._device_off.hide()
        self._load()
        if first := self.first_focus():
            self.reveal(first)

    def first_focus(self) -> QWidget | None:
        row = self._rows.get(self._arguments.get("setting", ""))
        return next((chip for chip in row.chips() if chip.isChecked()), None) if row else None

    def _build(self) -> None:
        words = self.words
        self._rows: dict[str, ChipRow] = {}
        self.column.addWidget(PlainLabel(words("settings.title"), "title"))
        self._not_saved = Notice(words("settings.not_saved"))
        self._not_saved.hide()
        self.column.addWidget(self._not_saved)
        for key in _OUTSIDE:
            if key != "language" or len(languages()) > 1:
                self._add_row(key)
        self.column.addWidget(PlainLabel(words("settings.outside"), "soft"))
        vault = self.session.vault
        if vault is not None and (service := copied_by(vault.folder)):
            self.column.addSpacing(scaled(8))
            self.place_word = Notice(words("place.copied", service=service))
            self.column.addWidget(self.place_word)
        self.column.addSpacing(scaled(12))
        self._device_off = Notice(words("settings.device_off"))
        self._device_off.setObjectName("device-off-notice")
        self._device_off.hide()
        for key in _INSIDE:
            self._add_row(key)
            if key == "shared_computer":
                self.column.addWidget(self._device_off)
        self.column.addWidget(PlainLabel(words("settings.inside"), "soft"))
        self.column.addSpacing(scaled(12))
        self.passphrase = Button(words("settings.passphrase_change"), name="change-passphrase")
        self.code = Button(words("settings.code_try"), name="try-code")
        self.new_code = Button(words("settings.code_new"), name="new-code")
        self.device = Button("", name="device-key")
        self._add_action("passphrase", self.passphrase, self.device)
        self.copy = Button(words("settings.copy_make"), name="to-copy")
        self._add_action("copy", self.copy)
        self._add_action("code", self.code, self.new_code)
        self.check = Button(words("settings.check_now"), name="to-check")
        self._add_action("check", self.check)
        self.erase = Button(words("erase.record.ask"), role="quiet", name="erase-all")
        self.column.addSpacing(scaled(16))
        self.column.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.device.clicked.connect(partial(self.go.emit, "device_key", {}))
        self.copy.clicked.connect(partial(self.go.emit, "copy", {}))
        self.code.clicked.connect(partial(self.go.emit, "code_practice", {}))
        self.new_code.clicked.connect(partial(self.go.emit, "new_code", {}))
        self.check.clicked.connect(partial(self.go.emit, "check", {}))
        self.erase.clicked.connect(partial(self.go.emit, "erase_record", {}))
        self.passphrase.clicked.connect(partial(self.go.emit, "passphrase", {}))
        for key, row in self._rows.items():
            row.chosen_changed.connect(partial(self._on_chosen, key))

    def _load(self) -> None:
        """Show what is set now; the idle time says what "set for me" comes to."""
        for key, row in self._rows.items():
            row.choose([str(self._value(key))])
        own = minutes_in_use({**self.session.inside, "idle_minutes": 0})
        is_on = self._opens_by_device()
        self.device.say(self.words("settings.device_on" if is_on else "settings.device"))
        # Where others use the account it would be no lock at all; and the practice record has no passphrase.
        offered = not self.session.inside.get("shared_computer") and not self.session.practice
        self.device.setVisible(is_on or offered)
        if "idle_minutes" in self._rows:
            chip = self._rows["idle_minutes"].chips()[0]
            chip.say(self.words("settings.idle_own", minutes=own))

    def _add_row(self, key: str) -> None:
        words = self.words
        name = words(f"settings.{key}")
        row = ChipRow([(str(choice), self._name(key, choice)) for choice in self._choices(key)], single=True)
        row.setObjectName(f"setting-{key}")
        row.describe(name)
        self._rows[key] = row
        self.column.addWidget(_group(name, row))
        if key == "language":
            self.column.addWidget(PlainLabel(words("settings.language_note"), "soft"))

    def _add_action(self, key: str, *actions: Button) -> None:
        holder = QWidget()
        row = FlowLayout(holder)
        for action in actions:
            row.addWidget(action)
        self.column.addWidget(_group(self.words(f"settings.{key}"), holder))

    def _choices(self, key: str) -> tuple[Any, ...]:
        return languages() if key == "language" else setting(key).choices

    def _name(self, key: str, value: Any) -> str:
        words = self.words
        match key, value:
            case "language", _:
                return words(f"language.{value}") if words.has(f"language.{value}") else str(value)
            case "text_size", _:
                return words("settings.percent", number=value)
            case "theme", _:
                return words(f"settings.theme_{value}")
            case "leave_key", _:
                return words(f"settings.leave_{value}")
            case "shared_computer", _:
                return words("settings.shared_yes" if value else "settings.shared_no")
            case "copy_on_home", _:
                return words("settings.copy_shown" if value else "settings.copy_hidden")
            case "idle_minutes", 0:
                return words("settings.idle_own", minutes=minutes_in_use(self.session.inside))
            case "idle_minutes", 1:
                return words("settings.minute")
            case _:
                return words("settings.minutes", minutes=value)

    def _value(self, key: str) -> Any:
        kept = self.session.outside if setting(key).keep is Keep.OUTSIDE else self.session.inside
        return kept.get(key, setting(key).default)

    def _on_chosen(self, key: str) -> None:
        """Each setting has one value: taking the chosen chip back leaves it as it was."""
        chosen = self._rows[key].chosen()
        if chosen:
            self._arguments = {"setting": key}
            value = next(choice for choice in self._choices(key) if str(choice) == chosen[0])
            if setting(key).keep is Keep.INSIDE:
                self.session.change(key, value)
                if key == "shared_computer" and value:
                    self._take_device_key()
            else:
                self._keep_outside(key, value)
        self._load()

    def _opens_by_device(self) -> bool:
        return self.session.vault is not None and self.session.vault.ways.has_device_key

    def _take_device_key(self) -> None:
        """Others use this computer: its key no longer opens the record."""
        if self.session.vault is not None and self._opens_by_device():
            task = partial(device_tasks.take_away, self.session.vault)
            self.session.worker.run(task, self._on_taken, owner=self)

    def _on_taken(self, where: Any) -> None:
        device_tasks.empty_place(self.session, where)
        self._device_off.show()
        self.reveal(self._device_off)
        self._load()

    def _keep_outside(self, key: str, value: Any) -> None:
        self.session.outside[key] = value
        try:
            write_outside(outside_settings(), self.session.outside)
        except OSError:
            self._not_saved.show()
        self.session.settings_changed.emit()


def _group(name: str, inside: QWidget) -> QWidget:
    """A setting: its name, and below it what can be chosen."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, scaled(4), 0, scaled(4))
    column.setSpacing(scaled(6))
    column.addWidget(PlainLabel(name, "heading"))
    column.addWidget(inside)
    return holder
