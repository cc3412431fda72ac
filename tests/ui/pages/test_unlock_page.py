# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock screen: each thing that can stand in the way has its own calm sentence, and nothing typed is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from journal import errors
from journal.handover import backup
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE, FixedClock
from ui.pages.unlock_page import UnlockPage


@pytest.fixture
def made(tmp_path) -> tuple[Path, str]:
    vault, code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    vault.close()
    return tmp_path / "record", code


@pytest.fixture
def page(session, made, qtbot) -> UnlockPage:
    built = UnlockPage(session, made[0])
    qtbot.addWidget(built)
    built.resize(1024, 700)
    built.show()
    built.enter()
    return built


def said(page: UnlockPage) -> str:
    return page._notice.accessibleName() if page._notice.isVisible() else ""


def sentences(words, error: type[errors.JournalError]) -> str:
    return f"{words(f'error.{error.key}.what')} {words(f'error.{error.key}.do')}"


def try_to_open(page: UnlockPage, typed: str, qtbot) -> None:
    """Type and press Enter; back when the answer is there."""
    page.edit.line.clear()
    QTest.keyClicks(page.edit.line, typed)
    QTest.keyClick(page.edit.line, Qt.Key.Key_Return)
    assert not page.open.isEnabled()
    qtbot.waitUntil(page.open.isEnabled, timeout=10_000)


def test_the_passphrase_opens_it_and_does_not_stay_in_the_box(page, session, qtbot):
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        QTest.keyClicks(page.edit.line, PASSPHRASE)
        QTest.keyClick(page.edit.line, Qt.Key.Key_Return)
    vault, inside, by_code = opened.args
    assert not by_code
    assert inside["leave_key"] == "shift"
    assert page.edit.text() == ""
    session.worker.finish([vault.close], 10)


def test_the_window_lives_while_the_key_is_made(page, qtbot):
    """The derivation runs elsewhere: between the key press and the answer the window's own timers go on."""
    from PySide6.QtCore import QTimer

    ticks, timer = [], QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(1)
    try_to_open(page, "wrong", qtbot)
    assert ticks


def test_a_wrong_passphrase_is_said_in_place_and_stays_to_be_looked_at(page, words, qtbot):
    try_to_open(page, "kettle orbit", qtbot)
    assert said(page) == sentences(words, errors.WrongPassphrase)
    assert page.edit.text() == "kettle orbit"


def test_the_recovery_code_opens_it_and_says_so(page, made, session, qtbot):
    page.other.click()
    assert page.edit.shows_letters()  # it is compared with paper, letter by letter
    assert page.findChild(QLabel, "unlock-intro").text() == session.words("unlock.intro_code")
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        QTest.keyClicks(page.edit.line, made[1].lower())
        page.open.click()
    assert opened.args[2] is True
    session.worker.finish([opened.args[0].close], 10)


def test_a_mistyped_code_is_told_from_one_of_another_record(page, made, words, qtbot, tmp_path):
    other, foreign = Vault.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)
    other.close()
    page.other.click()
    wrong = made[1][:-1] + ("0" if made[1][-1] != "0" else "1")
    try_to_open(page, wrong, qtbot)
    assert said(page) == sentences(words, errors.MistypedRecoveryCode)
    try_to_open(page, foreign, qtbot)
    assert said(page) == sentences(words, errors.WrongRecoveryCode)


def test_changing_between_the_two_ways_leaves_no_secret_behind(page):
    QTest.keyClicks(page.edit.line, "kettle")
    page.other.click()
    assert page.edit.text() == ""
    page.other.click()
    assert not page.edit.shows_letters()


def damage_both_keys(folder: Path) -> None:
    for name in ("keys.a", "keys.b"):
        (folder / name).write_bytes(b"not a key file at all")


def take_the_database(folder: Path) -> None:
    (folder / "record.db").unlink()


def damage_the_database(folder: Path) -> None:
    data = bytearray((folder / "record.db").read_bytes())
    data[100:200] = bytes(100)
    (folder / "record.db").write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "error"),
    [
        (damage_both_keys, errors.KeyFileDamaged),
        (take_the_database, errors.DatabaseMissing),
        (damage_the_database, errors.DatabaseDamaged),
    ],
)
def test_a_record_that_was_harmed_is_named_for_what_it_is_and_not_touched(page, made, words, qtbot, harm, error):
    harm(made[0])
    before = {path.name: path.read_bytes() for path in made[0].iterdir()}
    try_to_open(page, PASSPHRASE, qtbot)
    assert said(page) == sentences(words, error)
    assert {path.name: path.read_bytes() for path in made[0].iterdir()} == before


def test_a_record_that_is_open_elsewhere_says_so(page, made, words, qtbot):
    with Vault.open(made[0], PASSPHRASE):
        try_to_open(page, PASSPHRASE, qtbot)
        assert said(page) == sentences(words, errors.VaultInUse)


def test_a_record_that_is_not_here_is_said_before_anything_is_typed_and_can_come_back(session, made, words, qtbot):
    away = made[0].with_name("unplugged")
    made[0].rename(away)
    page = UnlockPage(session, made[0])
    qtbot.addWidget(page)
    page.show()
    page.enter()
    assert said(page) == sentences(words, errors.VaultMissing)
    try_to_open(page, PASSPHRASE, qtbot)
    assert said(page) == sentences(words, errors.VaultMissing)
    away.rename(made[0])
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        page.open.click()
    session.worker.finish([opened.args[0].close], 10)


def test_nothing_typed_asks_nothing(page):
    page.open.click()
    assert page.open.isEnabled()
    assert said(page) == ""


@pytest.mark.parametrize("harm", [damage_both_keys, take_the_database, damage_the_database])
def test_where_the_record_cannot_be_read_there_are_two_ways_on(page, made, qtbot, harm):
    assert not page.bring_back.isVisible()
    harm(made[0])
    try_to_open(page, PASSPHRASE, qtbot)
    with qtbot.waitSignal(page.bring_back_wanted):
        page.bring_back.click()
    assert page.elsewhere.isVisible()


def test_a_wrong_passphrase_is_no_reason_to_look_for_another_record(page, qtbot):
    try_to_open(page, "kettle orbit", qtbot)
    assert not page.bring_back.isVisible()
    assert not page.elsewhere.isVisible()


def look_in(page: UnlockPage, folder: Path, qtbot, monkeypatch) -> None:
    page._ways.show()
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: QFileDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(folder)])
    page.elsewhere.click()


def test_the_folder_that_was_chosen_may_hold_the_record_or_be_it(page, made, qtbot, monkeypatch):
    for folder in (made[0], made[0].parent):
        with qtbot.waitSignal(page.elsewhere_wanted, timeout=10_000) as wanted:
            look_in(page, folder, qtbot, monkeypatch)
        assert wanted.args == [made[0]]


def test_a_folder_with_no_record_or_with_more_than_one_leads_nowhere(page, made, words, qtbot, monkeypatch, tmp_path):
    (tmp_path / "empty").mkdir()
    with qtbot.assertNotEmitted(page.elsewhere_wanted):
        look_in(page, tmp_path / "empty", qtbot, monkeypatch)
        qtbot.waitUntil(lambda: said(page).startswith(words("unlock.elsewhere_none")), timeout=10_000)
        Vault.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)[0].close()
        look_in(page, tmp_path, qtbot, monkeypatch)
        qtbot.waitUntil(lambda: said(page).startswith(words("unlock.elsewhere_several")), timeout=10_000)


def test_a_copy_is_not_written_into_but_brought_back(page, made, words, qtbot, monkeypatch, tmp_path):
    (tmp_path / "stick").mkdir()
    with Vault.open(made[0], PASSPHRASE) as vault:
        plan = backup.plan(vault, tmp_path / "stick", FixedClock().now())
        assert plan.copy_database()
        assert plan.settle()
        assert plan.finish() is not None
    with qtbot.assertNotEmitted(page.elsewhere_wanted):
        look_in(page, tmp_path / "stick", qtbot, monkeypatch)
        qtbot.waitUntil(lambda: said(page).startswith(words("unlock.elsewhere_copy")), timeout=10_000)
    assert page.bring_back.isVisible()
