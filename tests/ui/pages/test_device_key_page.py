# SPDX-License-Identifier: GPL-3.0-or-later
"""Letting this computer open the record: asked for with the passphrase, undone with one press, never half done."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journal.errors import DiskFull, NoPlaceForKey, WrongPassphrase
from journal.store import durable
from journal.vault import device_key
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.fake_key_store import FakeKeyStore
from tests.helpers.key_store import key_store
from tests.helpers.rooms import nameless, on_vault
from ui.pages.device_key_page import DeviceKeyPage
from ui.pages.settings_page import SettingsPage
from ui.pages.unlock_page import UnlockPage


@pytest.fixture
def store(monkeypatch) -> FakeKeyStore:
    made = FakeKeyStore()
    monkeypatch.setattr(device_key, "_ask", made.answer)
    return made


def show(page, qtbot):
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    page.enter()
    return page


@pytest.fixture
def page(open_session, store, qtbot) -> DeviceKeyPage:
    return show(DeviceKeyPage(open_session), qtbot)


def said(page) -> str:
    return page._notice.accessibleName() if page._notice.isVisible() else ""


def sentences(words, error) -> str:
    return f"{words(f'error.{error.key}.what')} {words(f'error.{error.key}.do')}"


def turn_on(page, qtbot, typed=PASSPHRASE) -> None:
    QTest.keyClicks(page.edit.line, typed)
    page.turn_on.click()
    assert not page.turn_on.isEnabled()
    qtbot.waitUntil(page.turn_on.isEnabled, timeout=10_000)


def test_it_says_what_it_means_and_is_off(page, words):
    assert not page.session.vault.ways.has_device_key
    assert [label.text() for label in page._means if label.isVisible()] == [
        words(f"device.{name}") for name in ("means", "who", "taken", "still", "alone")
    ]
    assert page.turn_on.isVisible()
    assert not page.turn_off.isVisible()
    assert nameless(page) == []


def test_with_the_passphrase_it_is_turned_on_and_opens_the_record(page, store, words, qtbot):
    turn_on(page, qtbot)
    assert said(page) == words("device.is_on")
    assert page.edit.text() == ""
    assert not page.edit.isVisible()
    vault, [value] = page.session.vault, store.values.values()
    page.session.worker.finish([vault.close], 10)
    Vault.open_with_device_key(vault.folder, bytes.fromhex(value), clock=page.session.clock).close()


def test_a_wrong_passphrase_asks_no_key_store_and_turns_nothing_on(page, store, words, qtbot):
    turn_on(page, qtbot, "kettle orbit")
    assert said(page) == sentences(words, WrongPassphrase)
    assert page.edit.text() == "kettle orbit"
    assert "keep" not in store.asked
    assert not page.session.vault.ways.has_device_key


def test_nothing_typed_asks_nothing(page, store):
    page.turn_on.click()
    assert page.turn_on.isEnabled()
    assert said(page) == ""


def test_a_key_store_that_does_not_keep_it_turns_nothing_on(page, store, words, qtbot):
    qtbot.waitUntil(lambda: store.asked == ["look"])
    store.silent = True
    turn_on(page, qtbot)
    assert said(page) == sentences(words, NoPlaceForKey)
    assert not page.session.vault.ways.has_device_key


def test_where_there_is_no_place_for_a_key_the_passphrase_is_not_asked_for(open_session, store, words, qtbot):
    store.silent = True
    page = show(DeviceKeyPage(open_session), qtbot)
    qtbot.waitUntil(lambda: said(page) == sentences(words, NoPlaceForKey))
    assert not page.edit.isVisible()
    assert not page.turn_on.isVisible()


def test_on_a_full_disk_the_key_is_taken_out_of_the_store_again(page, store, words, qtbot, monkeypatch):
    def full(path, data):
        raise DiskFull

    monkeypatch.setattr(durable, "write", full)
    turn_on(page, qtbot)
    assert words("error.disk_full.what") in said(page)
    qtbot.waitUntil(lambda: store.asked[-1] == "forget")
    assert store.values == {}
    assert not page.session.vault.ways.has_device_key


def test_one_press_turns_it_off_and_empties_the_store(page, store, words, qtbot):
    turn_on(page, qtbot)
    page.turn_off.click()
    qtbot.waitUntil(lambda: said(page) == words("device.is_off"), timeout=10_000)
    assert not page.session.vault.ways.has_device_key
    qtbot.waitUntil(lambda: store.values == {})
    assert page.edit.isVisible()
    assert on_vault(page.session, qtbot, lambda vault: vault.settings.get("device_key")) is None


def test_it_is_turned_off_though_the_key_store_hangs(page, store, words, qtbot):
    """The slot is what counts: what is left in the store opens nothing."""
    turn_on(page, qtbot)
    store.silent = True
    page.turn_off.click()
    qtbot.waitUntil(lambda: said(page) == words("device.is_off"), timeout=10_000)
    assert not page.session.vault.ways.has_device_key


@pytest.mark.parametrize(("what", "lead"), [("shared_computer", "shared"), ("practice", "practice")])
def test_where_others_use_the_computer_and_in_practice_it_is_not_offered(open_session, store, words, qtbot, what, lead):
    open_session.inside["shared_computer"] = what == "shared_computer"
    open_session.practice = what == "practice"
    page = show(DeviceKeyPage(open_session), qtbot)
    assert page._lead.text() == words(f"device.lead_{lead}")
    assert not page.turn_on.isVisible()
    assert not page.edit.isVisible()
    assert store.asked == []
    assert not show(SettingsPage(open_session), qtbot).device.isVisible()


def test_settings_leads_there_and_says_whether_it_is_on(page, store, words, qtbot):
    settings = show(SettingsPage(page.session), qtbot)
    assert settings.device.text() == words("settings.device")
    with qtbot.waitSignal(settings.go) as go:
        settings.device.click()
    assert go.args == ["device_key", {}]
    turn_on(page, qtbot)
    settings.enter()
    assert settings.device.text() == words("settings.device_on")


def test_saying_that_others_use_the_computer_takes_the_key_away_and_says_so(page, store, words, qtbot):
    turn_on(page, qtbot)
    settings = show(SettingsPage(page.session), qtbot)
    next(chip for chip in settings._rows["shared_computer"].chips() if chip.objectName() == "chip-True").click()
    qtbot.waitUntil(settings._device_off.isVisible, timeout=10_000)
    assert not page.session.vault.ways.has_device_key
    assert not settings.device.isVisible()
    qtbot.waitUntil(lambda: store.values == {})
    settings.enter()
    assert not settings._device_off.isVisible()


def test_saying_so_without_a_key_says_nothing(page, store, qtbot):
    settings = show(SettingsPage(page.session), qtbot)
    next(chip for chip in settings._rows["shared_computer"].chips() if chip.objectName() == "chip-True").click()
    on_vault(page.session, qtbot, lambda vault: None)
    assert not settings._device_off.isVisible()


def test_what_was_typed_is_gone_when_the_page_is_left(page):
    QTest.keyClicks(page.edit.line, "kettle")
    page.leave()
    assert page.edit.text() == ""


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="its key store is on a bus of the test's own")
def test_with_a_real_key_store_from_settings_to_the_lock_screen_and_through_a_locked_one(
    open_session, words, qtbot, tmp_path, monkeypatch
):
    with key_store(tmp_path / "desktop") as real:
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, real.environment[name])
        real.unlock()
        page = show(DeviceKeyPage(open_session), qtbot)
        QTest.keyClicks(page.edit.line, PASSPHRASE)
        page.turn_on.click()
        qtbot.waitUntil(lambda: said(page) == words("device.is_on"), timeout=30_000)
        vault = open_session.vault
        open_session.worker.finish([vault.close], 10)
        open_session.vault = None
        lock = show(UnlockPage(open_session, vault.folder), qtbot)
        with qtbot.waitSignal(lock.opened, timeout=30_000) as opened:
            lock.device.click()
        open_session.worker.finish([opened.args[0].close], 10)
        real.stay_locked()
        lock = show(UnlockPage(open_session, vault.folder), qtbot)
        lock.device.click()
        qtbot.waitUntil(lambda: words("error.device_key_silent.what") in said(lock), timeout=30_000)
        with qtbot.waitSignal(lock.opened, timeout=30_000) as opened:
            QTest.keyClicks(lock.edit.line, PASSPHRASE)
            QTest.keyClick(lock.edit.line, Qt.Key.Key_Return)
        assert opened.args[0].ways.has_device_key, "it may be unlocked tomorrow"
        open_session.worker.finish([opened.args[0].close], 10)
