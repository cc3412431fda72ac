# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a key of this computer opened the record: before words leave or keys change, the passphrase, once."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from journal.errors import WrongPassphrase
from tests.conftest import PASSPHRASE
from tests.helpers.rooms import nameless, on_vault
from ui.dialogs.type_passphrase import TypePassphraseDialog
from ui.pages.bundle_page import BundlePage
from ui.pages.change_passphrase_page import ChangePassphrasePage
from ui.pages.new_code_page import NewCodePage
from ui.passphrase_gate import behind_passphrase

UI = Path(__file__).parent.parent.parent / "ui"


@pytest.fixture
def by_device(open_session):
    open_session.by_device = True
    return open_session


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


def dialog_of(widget: QWidget) -> TypePassphraseDialog | None:
    found = [each for each in widget.findChildren(TypePassphraseDialog) if each.isVisible()]
    return found[0] if found else None


def type_it(dialog: TypePassphraseDialog, qtbot, typed: str = PASSPHRASE) -> None:
    QTest.keyClicks(dialog.edit.line, typed)
    QTest.keyClick(dialog.edit.line, Qt.Key.Key_Return)
    assert not dialog.go_on.isEnabled()


def test_a_session_that_was_opened_by_typing_is_asked_nothing(open_session, window):
    went = []
    behind_passphrase(open_session, window, lambda: went.append(1))
    assert went == [1]
    assert dialog_of(window) is None


def test_the_passphrase_lets_it_go_on_and_is_asked_for_once(by_device, window, qtbot):
    went = []
    behind_passphrase(by_device, window, lambda: went.append(1))
    assert went == []
    type_it(dialog_of(window), qtbot)
    qtbot.waitUntil(lambda: went == [1], timeout=10_000)
    assert not by_device.by_device
    behind_passphrase(by_device, window, lambda: went.append(2))
    assert went == [1, 2]


def test_a_wrong_one_is_said_in_place_and_stays_to_be_looked_at(by_device, window, words, qtbot):
    went = []
    behind_passphrase(by_device, window, lambda: went.append(1))
    dialog = dialog_of(window)
    type_it(dialog, qtbot, "kettle")
    qtbot.waitUntil(dialog.go_on.isEnabled, timeout=10_000)
    assert words(f"error.{WrongPassphrase.key}.what") in dialog._notice.text()
    assert dialog.edit.text() == "kettle"
    assert (went, by_device.by_device) == ([], True)


def test_going_back_changes_nothing_and_it_is_asked_again_next_time(by_device, window, qtbot):
    went = []
    behind_passphrase(by_device, window, lambda: went.append(1))
    dialog = dialog_of(window)
    QTest.keyClicks(dialog.edit.line, "kettle")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.edit.text() == ""
    assert (went, by_device.by_device) == ([], True)
    behind_passphrase(by_device, window, lambda: went.append(1))
    assert dialog_of(window) is not None


def test_typing_it_here_counts_for_the_week(by_device, window, clock, qtbot):
    on_vault(by_device, qtbot, lambda vault: vault.ways.add_device_key(bytes(32)))
    behind_passphrase(by_device, window, lambda: None)
    type_it(dialog_of(window), qtbot)
    qtbot.waitUntil(lambda: not by_device.by_device, timeout=10_000)
    noted = on_vault(by_device, qtbot, lambda vault: vault.settings.get("device_key"))
    assert noted["typed"] == str(clock.now())


def test_it_can_be_used_by_keyboard_and_screen_reader(by_device, window):
    behind_passphrase(by_device, window, lambda: None)
    dialog = dialog_of(window)
    assert nameless(dialog) == []
    assert dialog.focusWidget() is dialog.edit.line


def test_a_new_code_is_made_only_after_it(by_device, qtbot):
    page = NewCodePage(by_device)
    qtbot.addWidget(page)
    page.show()
    page.enter()
    before = (by_device.vault.folder / "keys.a").read_bytes()
    page._have.click()
    assert (by_device.vault.folder / "keys.a").read_bytes() == before
    type_it(dialog_of(page), qtbot)
    qtbot.waitUntil(page.print.isVisible, timeout=10_000)


def test_a_new_passphrase_is_set_only_after_it(by_device, qtbot):
    page = ChangePassphrasePage(by_device)
    qtbot.addWidget(page)
    page.show()
    page.enter()
    for line in (page.first, page.second):
        line.set_text("copper lantern drift pebble anchor moth")
    page.accept.click()
    dialog = dialog_of(page)
    dialog._back.click()
    assert on_vault(by_device, qtbot, lambda vault: vault.confirm_passphrase(PASSPHRASE))
    assert page.accept.isEnabled()
    assert page.first.text()
    page.accept.click()
    type_it(dialog_of(page), qtbot)
    qtbot.waitUntil(page.finish.isVisible, timeout=10_000)
    assert not on_vault(by_device, qtbot, lambda vault: vault.confirm_passphrase(PASSPHRASE))


def test_no_place_for_a_bundle_is_asked_for_before_it(by_device, qtbot, monkeypatch):
    page = BundlePage(by_device)
    qtbot.addWidget(page)
    page.show()
    chosen = []
    monkeypatch.setattr(page, "_choose_place", lambda: chosen.append(1))
    page._begin.setEnabled(True)
    page._begin.click()
    assert chosen == []
    type_it(dialog_of(page), qtbot)
    qtbot.waitUntil(lambda: chosen == [1], timeout=10_000)


# What lets words or keys out of the record, and where it may be named without the gate: with the reason.
_LETS_OUT = {
    "ask_place", "for_saving", "getSaveFileName", "printing", "QPrintDialog", "hand_over", "new_recovery_code",
    "change_passphrase",
}  # fmt: skip
_WITHOUT = {
    "ui/dialogs/file_dialog.py": "the dialog itself",
    "ui/incoming.py": "asks for a place; the page that wants it goes through the gate",
    "ui/printing.py": "prints; the page that wants it goes through the gate",
    "ui/pages/code_page.py": "a code that was made a moment ago, after the gate or with the record itself",
}


def _names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {each.attr for each in ast.walk(tree) if isinstance(each, ast.Attribute)} | {
        each.id for each in ast.walk(tree) if isinstance(each, ast.Name)
    }


def test_whatever_lets_words_out_goes_through_the_gate():
    found = {
        str(path.relative_to(UI.parent)): "behind_passphrase" in names
        for path in sorted(UI.rglob("*.py"))
        if (names := _names(path)) & _LETS_OUT
    }
    assert {name for name, gated in found.items() if gated} >= {
        "ui/pages/bundle_page.py",
        "ui/pages/change_passphrase_page.py",
        "ui/pages/new_code_page.py",
        "ui/pages/thing_page.py",
        "ui/widgets/report_preview.py",
    }
    assert {name for name, gated in found.items() if not gated} <= set(_WITHOUT)
