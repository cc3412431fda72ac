# SPDX-License-Identifier: GPL-3.0-or-later
"""A new recovery code: asked for on purpose, shown once, and the old one is then of no use."""

import pytest
from PySide6.QtWidgets import QLabel

from journal.errors import DiskFull
from journal.store import durable
from tests.helpers.rooms import on_vault
from ui.pages.new_code_page import NewCodePage


@pytest.fixture
def page(open_session, qtbot) -> NewCodePage:
    made = NewCodePage(open_session)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    made.enter()
    return made


def shown(page: NewCodePage) -> str:
    return page.findChild(QLabel, "recovery-code").accessibleName()


def test_nothing_is_made_before_it_is_asked_for(page):
    assert shown(page) == ""
    assert not page.print.isVisible()


def test_the_new_code_is_shown_and_opens(page, open_session, qtbot):
    page._have.click()
    qtbot.waitUntil(lambda: bool(shown(page)), timeout=10_000)
    code = shown(page)
    assert page.print.isVisible()
    assert on_vault(open_session, qtbot, lambda vault: vault.confirm_code(code))
    with qtbot.waitSignal(page.go) as go:
        page._have.click()
    assert go.args == ["code_practice", {}]


def test_it_is_gone_when_the_page_is_left(page, qtbot):
    page._have.click()
    qtbot.waitUntil(lambda: bool(shown(page)), timeout=10_000)
    page.leave()
    assert shown(page) == ""
    assert not page.print.isVisible()


def test_on_a_full_disk_it_says_so_and_can_be_asked_again(page, words, qtbot, monkeypatch):
    def full(path, data):
        raise DiskFull

    monkeypatch.setattr(durable, "write", full)
    page._have.click()
    qtbot.waitUntil(page._notice.isVisible, timeout=10_000)
    assert words("error.disk_full.what") in page._notice.text()
    assert page._have.isEnabled()
    assert shown(page) == ""


def test_going_back_makes_nothing(page, qtbot):
    with qtbot.waitSignal(page.go) as go:
        page._later.click()
    assert go.args == ["settings", {}]
