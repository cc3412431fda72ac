# SPDX-License-Identifier: GPL-3.0-or-later
"""Lock and leave by key while a dialog is open, in the whole program."""

import pytest

from tests.ui.test_app import UNLOCK, drive, record

__all__ = ["record"]


@pytest.mark.parametrize(("key", "wanted"), [("Key_L", "lock"), ("Key_Q", "leave")])
def test_an_open_dialog_takes_neither_key_away(record, key, wanted):
    play = (
        UNLOCK
        + f"""
    from types import SimpleNamespace
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    asked = []
    program.session.leaving = SimpleNamespace(lock=lambda: asked.append("lock"), leave=lambda: asked.append("leave"))
    program.window.go("guide")
    yield lambda: page(program) == "GuidePage" and program.window.page().place().get("step")
    program.window.page()._on_steps()
    yield lambda: QApplication.activeModalWidget() is not None
    dialog = QApplication.activeModalWidget()
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.{key}, Qt.KeyboardModifier.ControlModifier)
    print(sorted(set(asked)), flush=True)
    dialog.reject()
"""
    )
    told = drive(play, "--vault", record)
    assert told.stdout == f"['{wanted}']\nplayed\n", told.stdout + told.stderr
