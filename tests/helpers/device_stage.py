# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages about a key of this computer, for tests/screens.py: the practice record itself offers none."""

from collections.abc import Callable
from typing import Any
from unittest import mock

from PySide6.QtWidgets import QWidget

from journal.errors import DeviceKeySilent, WrongPassphrase
from ui import device_tasks, doors
from ui.pages.change_passphrase_page import ChangePassphrasePage
from ui.pages.page import Page
from ui.pages.unlock_page import UnlockPage

Opens = Callable[[Any], QWidget]


def as_own(opens: Opens, *, on: bool = False, possible: bool = True, reveal: str = "") -> Opens:
    """As in a record of one's own; ``on``: with a key, ``possible``: with a place for one. ``reveal`` a widget."""

    def show(made: Any) -> QWidget:
        session = made.session
        with mock.patch.object(device_tasks, "is_possible", return_value=possible):
            session.practice = False
            if on:
                session.worker.run(lambda: session.vault.ways.add_device_key(bytes(32)))
                made.settle(1)
            shown = opens(made)
            made.settle()
            session.practice = True
            if on:
                session.worker.run(session.vault.ways.remove_device_key)
                made.settle(1)
        if reveal:
            page = next(each for each in shown.findChildren(Page) if each.isVisible())
            page.reveal(page.findChild(QWidget, reveal))
        return shown

    return show


def offering(opens: Opens) -> Opens:
    """The lock screen of a record that a key of this computer may open."""

    def show(made: Any) -> QWidget:
        with mock.patch.object(doors, "may_open_by_device", return_value=True):
            return opens(made)

    return show


def silent(page: UnlockPage) -> None:
    """The key store did not answer."""
    page._on_no_key(DeviceKeySilent())


def by_device(opens: Opens, *, wrong: bool = False) -> Opens:
    """In a session that the key opened; ``wrong``: the passphrase that was typed then is not the right one."""

    def show(made: Any) -> QWidget:
        made.session.by_device = True
        shown: Any = opens(made)
        made.session.by_device = False
        if wrong:
            shown.edit.set_text("kettle orbit")
            shown._on_trouble(WrongPassphrase())
        return shown

    return show


def changed(opens: Opens) -> Opens:
    """The passphrase was changed a moment ago."""

    def show(made: Any) -> QWidget:
        shown = opens(made)
        made.settle()
        shown.findChild(ChangePassphrasePage)._on_changed(None)
        return shown

    return show
