# SPDX-License-Identifier: GPL-3.0-or-later
"""From the very first page to the first Home, with real keys and a real record."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from journal.record.entry import EntryKind
from journal.vault import vault as vault_module
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from ui.first_start import FirstStart
from ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    """The real way in, at a low price."""
    create = Vault.create.__func__
    monkeypatch.setattr(
        vault_module.Vault, "create", classmethod(lambda cls, *a, **k: create(cls, *a, **{**k, "cost": CHEAP}))
    )


@pytest.fixture
def start(session, qtbot, tmp_path):
    window = MainWindow(session, {})
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    first = FirstStart(session, window, tmp_path / "record")
    first.folder = tmp_path / "record"
    first.begin()
    yield first
    if session.vault is not None:
        session.worker.finish([session.vault.close], 10)


def page(first: FirstStart, name: str):
    shown = first._window.page()
    assert type(shown).__name__ == name
    return shown


def to_passphrase(first: FirstStart):
    page(first, "WelcomePage").done.emit()
    page(first, "TruthPage").done.emit()
    return page(first, "PassphrasePage")


def to_code(first: FirstStart, qtbot, answer: str = "no"):
    choosing = to_passphrase(first)
    QTest.keyClicks(choosing.first.line, PASSPHRASE)
    QTest.keyClicks(choosing.second.line, PASSPHRASE)
    choosing.accept.click()
    computer = page(first, "ComputerPage")
    assert computer.answers.chosen() == []  # nothing is chosen beforehand
    assert not any(chip.hasFocus() for chip in computer.answers.chips())  # nor does any answer look so
    if answer:
        computer.answers.choose([answer])
    computer._accept.click()
    qtbot.waitUntil(lambda: type(first._window.page()).__name__ == "CodePage", timeout=20_000)
    return page(first, "CodePage")


def test_the_whole_way(start, session, qtbot, words):
    code = to_code(start, qtbot)._code
    page(start, "CodePage")._have.click()
    trying = page(start, "FirstCodePracticePage")
    QTest.keyClicks(trying.line, code[:-1] + ("0" if code[-1] != "0" else "1"))
    trying.attempt.click()
    qtbot.waitUntil(lambda: trying._notice.text() == words("error.mistyped_recovery_code.what"), timeout=10_000)
    trying.line.setText(code.lower().replace("-", " "))
    trying.attempt.click()
    qtbot.waitUntil(lambda: trying._notice.text() == words("first.practice.right"), timeout=10_000)
    with qtbot.waitSignal(start.done) as done:
        trying.home.click()
    assert done.args[0]["shared_computer"] is False
    session.worker.finish([session.vault.close], 10)
    session.vault = None
    with Vault.open(start.folder, PASSPHRASE) as vault:
        assert [(entry.step, entry.kind) for entry in vault.entries.all()] == [("truth", EntryKind.SEEN)]
    Vault.open_with_code(start.folder, code).close()


def test_the_code_does_not_stay_on_the_screen_of_an_open_record_for_ever(start, qtbot):
    with qtbot.waitSignal(start.made, timeout=20_000) as made:
        to_code(start, qtbot)
    assert made.args[0]["shared_computer"] is False


def test_nothing_is_on_the_disk_before_the_record_is_asked_for(start, tmp_path):
    choosing = to_passphrase(start)
    QTest.keyClicks(choosing.first.line, PASSPHRASE)
    QTest.keyClicks(choosing.second.line, PASSPHRASE)
    choosing.accept.click()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("answer", "shared"), [("yes", True), ("unsure", True), ("no", False), ("", False)])
def test_whether_others_use_the_computer_is_kept(start, session, qtbot, answer, shared):
    to_code(start, qtbot, answer)
    assert start._inside["shared_computer"] is shared


def test_every_page_has_a_way_back(start):
    to_passphrase(start)._back.click()
    page(start, "TruthPage")._back.click()
    page(start, "WelcomePage")


def test_the_code_can_be_left_for_another_day_and_seen_again(start, qtbot):
    to_code(start, qtbot)._have.click()
    page(start, "FirstCodePracticePage").see.click()
    with qtbot.waitSignal(start.done):
        page(start, "CodePage")._later.click()


def test_a_folder_that_cannot_be_made_is_said_and_nothing_is_lost(start, session, qtbot, words, tmp_path):
    blocked = tmp_path / "record"
    blocked.write_text("a file where the folder should be")
    choosing = to_passphrase(start)
    QTest.keyClicks(choosing.first.line, PASSPHRASE)
    QTest.keyClicks(choosing.second.line, PASSPHRASE)
    choosing.accept.click()
    computer = page(start, "ComputerPage")
    computer._accept.click()
    qtbot.waitUntil(computer._accept.isEnabled, timeout=10_000)
    assert computer._notice.text() == words("error.vault_exists.what")
    assert Path(blocked).read_text() == "a file where the folder should be"


def test_the_passphrase_is_not_kept_once_the_record_is_made(start, qtbot):
    to_code(start, qtbot)
    assert start._passphrase == ""
