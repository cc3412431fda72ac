# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock screen where this computer keeps a key: one press opens it, and whatever happens the passphrase does too."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journal import errors
from journal.vault import device_key, passphrase_due
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.fake_key_store import FakeKeyStore
from ui.pages.unlock_page import UnlockPage

KEY = bytes(range(60, 92))


@pytest.fixture
def made(tmp_path, clock):
    vault, _code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    vault.ways.add_device_key(KEY)
    passphrase_due.note_typed(vault.settings, clock.now())
    vault.close()
    return vault


@pytest.fixture
def store(made, monkeypatch) -> FakeKeyStore:
    found = FakeKeyStore()
    found.values[made.ways.device_place] = KEY.hex()
    monkeypatch.setattr(device_key, "_ask", found.answer)
    return found


@pytest.fixture
def page(session, made, store, qtbot) -> UnlockPage:
    built = UnlockPage(session, made.folder)
    qtbot.addWidget(built)
    built.resize(1024, 700)
    built.show()
    built.enter()
    return built


def said(page: UnlockPage) -> str:
    return page._notice.accessibleName() if page._notice.isVisible() else ""


def sentences(words, error: type[errors.JournalError]) -> str:
    return f"{words(f'error.{error.key}.what')} {words(f'error.{error.key}.do')}"


def opens_by_passphrase(page: UnlockPage, qtbot) -> Vault:
    """What it opens, still open."""
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        page.edit.line.clear()
        QTest.keyClicks(page.edit.line, PASSPHRASE)
        QTest.keyClick(page.edit.line, Qt.Key.Key_Return)
    assert not page.session.by_device
    done = []
    page.session.worker.run(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    return opened.args[0]


def refused(page: UnlockPage, qtbot) -> None:
    page.device.click()
    qtbot.waitUntil(lambda: said(page) not in ("", page.words("unlock.device_asking")), timeout=10_000)


def close(page, vault) -> None:
    page.session.worker.finish([vault.close], 10)


def test_one_press_opens_it_and_the_session_knows_how(page, session, qtbot):
    assert page.device.isVisible()
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        page.device.click()
    vault, inside, by_code = opened.args
    assert session.by_device
    assert not by_code
    assert inside["leave_key"] == "shift"
    close(page, vault)


def test_the_keyboard_is_on_the_passphrase_so_that_nothing_typed_presses_a_button(page, store):
    assert page.first_focus() is page.edit
    assert store.asked == [], "the key store is asked by a press only"


def test_without_a_slot_there_is_no_such_button(session, made, store, clock, qtbot):
    with Vault.open(made.folder, PASSPHRASE, clock=clock) as vault:
        vault.ways.remove_device_key()
    page = UnlockPage(session, made.folder)
    qtbot.addWidget(page)
    page.show()
    page.enter()
    assert not page.device.isVisible()
    page.other.click()
    page.other.click()
    assert not page.device.isVisible()


def test_a_key_store_that_does_not_answer_is_said_calmly_and_may_be_asked_again(page, store, words, qtbot):
    store.silent = True
    QTest.keyClicks(page.edit.line, "kettle")
    refused(page, qtbot)
    assert said(page) == sentences(words, errors.DeviceKeySilent)
    assert page.edit.text() == "kettle", "what was typed meanwhile stays"
    assert page.device.isEnabled()
    vault = opens_by_passphrase(page, qtbot)
    assert vault.ways.has_device_key, "it may answer tomorrow"
    close(page, vault)


@pytest.mark.parametrize("value", [None, bytes(32).hex(), "something else"])
def test_a_key_that_is_gone_or_opens_nothing_goes_at_the_next_opening(page, store, made, words, qtbot, value):
    """Missing, of another time, or not a key at all; then it can be set up anew in Settings."""
    store.values = {made.ways.device_place: value} if value else {}
    refused(page, qtbot)
    assert said(page) == sentences(words, errors.DeviceKeyGone)
    assert not page.device.isVisible()
    vault = opens_by_passphrase(page, qtbot)
    assert not vault.ways.has_device_key
    close(page, vault)


def test_nothing_is_removed_before_the_passphrase_has_opened_it(page, store, made, qtbot):
    before = (made.folder / "keys.a").read_bytes()
    store.values = {}
    refused(page, qtbot)
    assert (made.folder / "keys.a").read_bytes() == before


def test_after_a_week_it_asks_for_the_passphrase_and_then_opens_again(page, store, made, words, clock, qtbot):
    clock.pass_time(days=7)
    refused(page, qtbot)
    assert said(page) == sentences(words, errors.PassphraseDue)
    assert not page.device.isVisible()
    vault = opens_by_passphrase(page, qtbot)
    assert vault.ways.has_device_key
    close(page, vault)
    Vault.open_with_device_key(made.folder, KEY, clock=clock).close()


def test_while_the_key_store_is_asked_the_passphrase_opens_it_and_the_late_answer_is_dropped(page, store, qtbot):
    store.held = threading.Event()
    page.device.click()
    assert not page.device.isEnabled()
    assert page.open.isEnabled()
    vault = opens_by_passphrase(page, qtbot)
    opened = []
    page.opened.connect(lambda *_: opened.append(1))
    store.held.set()
    for hand_over in (page.session.worker.aside, page.session.worker.run):
        done = []
        hand_over(lambda: None, done.append)
        qtbot.waitUntil(lambda done=done: bool(done))
    assert not opened
    assert said(page) == "", "a second opening was tried"
    assert not page.session.by_device
    close(page, vault)


def test_a_record_that_is_damaged_is_named_by_this_way_too(page, made, words, qtbot):
    for name in ("keys.a", "keys.b"):
        (made.folder / name).write_bytes(b"OwnWords")
    refused(page, qtbot)
    assert said(page) == sentences(words, errors.KeyFileDamaged)
    assert page.open.isEnabled()


def test_a_record_that_is_open_elsewhere_says_so_by_this_way_too(page, made, words, clock, qtbot):
    with Vault.open(made.folder, PASSPHRASE, clock=clock):
        refused(page, qtbot)
        assert said(page) == sentences(words, errors.VaultInUse)
    assert page.device.isEnabled()
