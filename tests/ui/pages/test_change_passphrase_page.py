# SPDX-License-Identifier: GPL-3.0-or-later
"""A new passphrase for an open record."""

import pytest

from journal.errors import WrongPassphrase
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from ui.pages.change_passphrase_page import ChangePassphrasePage, NewPassphrasePage

NEW = "copper lantern drift pebble anchor moth"


@pytest.mark.parametrize("kind", [ChangePassphrasePage, NewPassphrasePage])
def test_the_new_one_opens_and_the_old_one_does_not(open_session, qtbot, kind):
    page = kind(open_session)
    qtbot.addWidget(page)
    page.show()
    page.enter()
    page.first.set_text(NEW)
    page.second.set_text(NEW)
    page.accept.click()
    qtbot.waitUntil(page.finish.isVisible, timeout=10_000)
    assert page.first.text() == page.second.text() == ""
    with qtbot.waitSignal(page.done):
        page.finish.click()
    folder = open_session.vault.folder
    open_session.worker.finish([open_session.vault.close], 10)
    with pytest.raises(WrongPassphrase):
        Vault.open(folder, PASSPHRASE)
    Vault.open(folder, NEW).close()


def test_it_says_that_older_copies_keep_the_old_one_and_leaves_time_to_read_it(open_session, words, qtbot):
    """On a page with nothing else on it, which stays until the person goes on."""
    page = ChangePassphrasePage(open_session)
    qtbot.addWidget(page)
    page.show()
    page.enter()
    assert page.first.isVisible()
    page.first.set_text(NEW)
    page.second.set_text(NEW)
    page.accept.click()
    qtbot.waitUntil(page.finish.isVisible, timeout=10_000)
    said = page._notice.accessibleName()
    assert said == f"{words('first.passphrase.changed')} {words('first.passphrase.old_copies')}"
    assert not [part for part in page.parts() if part.isVisible()]
    assert not page.accept.isVisible()
    page.enter()
    assert page.first.isVisible()
    assert not page._notice.isVisible()
    assert not page.finish.isVisible()


def test_after_the_recovery_code_it_can_be_left_as_it_is(open_session, qtbot):
    page = NewPassphrasePage(open_session)
    qtbot.addWidget(page)
    page.enter()
    with qtbot.waitSignal(page.done):
        page._later.click()
