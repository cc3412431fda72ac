# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of copies: who has what, and for whom it is, said right away or later."""

import dataclasses

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from journal.guide.acts import ACTS, COPY
from journal.guide.spoken import wording
from journal.record.copy_made import CopyMade, noted
from tests.helpers.rooms import on_vault, settled
from ui.fields.text_box import ReadBox
from ui.pages.copies_page import CopiesPage

MADE = CopyMade("printed", "ab" * 32, 12, (), ("case", "gone_part"), ("contacts",), covered=True, first=2, last=5)


def texts(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page)]


@pytest.fixture
def shown(open_session, qtbot):
    def show(*copies):
        def note(vault):
            incident = vault.incidents.start("own_account").id
            for made, for_whom in copies:
                made = dataclasses.replace(made, incidents=(incident, "0" * 32))
                vault.copies.note(made, wording(ACTS, COPY, made.answers(for_whom), open_session.words), for_whom)

        on_vault(open_session, qtbot, note)
        page = CopiesPage(open_session)
        qtbot.addWidget(page)
        page.resize(900, 700)
        page.show()
        page.enter()
        settled(open_session, qtbot)
        return page

    return show


def test_without_a_copy_it_says_so(shown):
    page = shown()
    assert page.findChild(QWidget, "no-copies").isVisible()
    assert page.findChild(QWidget, "copy") is None


def test_each_copy_says_when_how_what_and_for_whom_the_latest_first(shown):
    page = shown((MADE, "Ms. Oduya"), (CopyMade("saved", "cd" * 32, 1, (), ("case",)), ""))
    assert not page.findChild(QWidget, "no-copies").isVisible()
    first, second = page.findChildren(QWidget, "copy")
    said = " | ".join(texts(second))
    for there in ("November 12, 2026", "Ms. Oduya", "Printed", "words covered", "12 pages", "only pages 2 to 5"):
        assert there in said
    assert "In it: Tickets, charges and court dates; gone_part" in said
    assert "Not in it: How to reach others who were there" in said
    assert [each.toPlainText()[:9] for each in second.findChildren(ReadBox)] == ["abab abab"]
    assert "1 other account" in said, "one of them is erased"
    assert "Ms. Oduya" not in " ".join(texts(first))


def test_for_whom_can_be_said_later_and_stays_said(shown, open_session, qtbot):
    page = shown((MADE, ""))
    page.findChild(QWidget, "say-for-whom").click()
    page.findChild(QWidget, "for-whom-box").insertPlainText("My sister")
    page.findChild(QWidget, "keep-for-whom").click()
    settled(open_session, qtbot)
    assert "My sister" in texts(page)
    [copy] = on_vault(open_session, qtbot, lambda vault: noted(vault.copies.all()))
    assert copy.for_whom == "My sister"
    button = page.findChild(QWidget, "say-for-whom")
    assert button.text() == open_session.words("copies.change")
    assert "November 12" in button.accessibleName()
    button.click()
    assert page.findChild(QWidget, "for-whom-box").text() == "My sister"


def test_many_copies_come_a_few_at_a_time(shown, qtbot):
    page = shown(*[(MADE, f"number {place}") for place in range(25)])
    assert len(page.findChildren(QWidget, "copy")) == 10
    assert "number 24" in texts(page)
    page.findChild(QWidget, "cards-next").click()
    qtbot.waitUntil(lambda: "number 14" in texts(page))
