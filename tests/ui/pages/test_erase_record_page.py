# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole record goes when its passphrase was typed; then the program starts anew."""

import pytest
from pytestqt.qtbot import QtBot

from journal.errors import DiskUnreachable, FolderReadOnly
from journal.paths import BEING_ERASED
from journal.vault import erase
from tests.conftest import PASSPHRASE
from tests.helpers.rooms import nameless, on_vault, settled, shown, texts
from ui.pages.erase_record_page import EraseRecordPage
from ui.pages.unlock_page import UnlockPage
from ui.session import Session


class Locks:
    def __init__(self) -> None:
        self.locked = 0

    def lock(self) -> None:
        self.locked += 1

    def leave(self) -> None:
        raise AssertionError


@pytest.fixture
def page(open_session: Session, qtbot: QtBot) -> EraseRecordPage:
    open_session.leaving = Locks()
    return shown(EraseRecordPage(open_session), qtbot)


def press(page: EraseRecordPage, qtbot: QtBot, typed: str) -> None:
    page.edit.set_text(typed)
    page.erase.click()
    qtbot.waitUntil(lambda: page.session.leaving.locked or page.erase.isEnabled(), timeout=10_000)


def test_another_passphrase_erases_nothing_and_can_be_tried_again(page: EraseRecordPage, qtbot: QtBot) -> None:
    words, vault = page.session.words, page.session.vault
    assert {words("erase.record.goes_text"), words("erase.record.stays_text"), words("erase.lawyer")} <= set(
        texts(page)
    )
    assert nameless(page) == []
    page.erase.click()
    settled(page.session, qtbot)
    press(page, qtbot, "another one")
    assert words("erase.record.wrong") in texts(page)
    assert page.edit.text() == "another one"
    assert vault.folder.exists()
    assert not (vault.folder / BEING_ERASED).exists()
    on_vault(page.session, qtbot, lambda vault: vault.incidents.all())


def test_the_right_one_erases_all_of_it_and_the_next_process_starts(page: EraseRecordPage, qtbot: QtBot) -> None:
    folder = page.session.vault.folder
    press(page, qtbot, PASSPHRASE)
    assert not folder.exists()
    assert folder.parent.exists()
    assert page.session.vault is None
    assert page.session.leaving.locked == 1


def test_when_it_cannot_begin_nothing_has_changed(page: EraseRecordPage, qtbot: QtBot, monkeypatch) -> None:
    def stop(_folder: object) -> None:
        raise FolderReadOnly

    monkeypatch.setattr(erase, "begin_whole", stop)
    press(page, qtbot, PASSPHRASE)
    assert page.session.words("error.folder_read_only.what") in texts(page)
    on_vault(page.session, qtbot, lambda vault: vault.incidents.all())


def test_when_it_is_stopped_the_lock_screen_says_so_and_can_finish_it(
    page: EraseRecordPage, qtbot: QtBot, monkeypatch
) -> None:
    session, folder, words = page.session, page.session.vault.folder, page.session.words

    def stop(_path: object) -> None:
        raise DiskUnreachable

    with monkeypatch.context() as patch:
        patch.setattr(erase, "_overwrite", stop)
        press(page, qtbot, PASSPHRASE)
    assert (session.vault, session.leaving.locked) == (None, 1)
    unlock = UnlockPage(session, folder)
    qtbot.addWidget(unlock)
    unlock.show()
    unlock.enter()
    assert words("error.being_erased.what") in texts(unlock)
    assert not unlock.edit.isVisible()
    assert unlock.first_focus() is unlock.finish
    unlock.finish.click()
    qtbot.waitUntil(lambda: session.leaving.locked == 2)
    assert not folder.exists()


def test_leaving_the_page_leaves_no_passphrase_on_it(page: EraseRecordPage) -> None:
    page.edit.set_text("something")
    page.leave()
    assert page.edit.text() == ""
