# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing a passphrase."""

import pytest
from PySide6.QtTest import QTest

from tests.conftest import PASSPHRASE
from ui.pages.passphrase_page import PassphrasePage, span_key


@pytest.fixture
def page(session, qtbot) -> PassphrasePage:
    made = PassphrasePage(session)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    qtbot.waitUntil(made.use.isEnabled, timeout=10_000)
    return made


def test_six_words_are_offered_and_others_on_asking(page, qtbot):
    first = page._six.text()
    assert len(first.split()) == 6
    page._other.click()
    qtbot.waitUntil(lambda: page._six.text() != first, timeout=10_000)


def test_taken_they_are_shown_and_typed_once_more_by_hand(page, qtbot):
    page.use.click()
    assert page.first.text() == page._six.text()
    assert page.first.shows_letters()
    assert page.second.text() == ""
    with qtbot.waitSignal(page.chosen) as chosen:
        QTest.keyClicks(page.second.line, page._six.text())
        page.accept.click()
    assert chosen.args == [page._six.text()]


def test_two_that_differ_are_said_and_kept(page, words, qtbot):
    QTest.keyClicks(page.first.line, PASSPHRASE)
    QTest.keyClicks(page.second.line, PASSPHRASE[:-1])
    with qtbot.assertNotEmitted(page.chosen):
        page.accept.click()
    assert page._notice.text() == words("first.passphrase.different")
    assert page.first.text() == PASSPHRASE
    assert page.second.text() == PASSPHRASE[:-1]


def test_nothing_typed_is_said(page, words):
    page.accept.click()
    assert page._notice.text() == words("first.passphrase.empty")


@pytest.mark.parametrize(("typed", "weak"), [("hello1", True), (PASSPHRASE, False)])
def test_the_guess_is_honest_and_forbids_nothing(page, words, qtbot, typed, weak):
    QTest.keyClicks(page.first.line, typed)
    QTest.keyClicks(page.second.line, typed)
    qtbot.waitUntil(lambda: bool(page._guess.text()), timeout=10_000)
    assert (words("first.passphrase.weak") in page._guess.text()) is weak
    with qtbot.waitSignal(page.chosen):
        page.accept.click()


def test_both_boxes_are_shown_and_hidden_together(page):
    page.second.show_button.click()
    assert page.first.shows_letters()
    assert page.second.shows_letters()


@pytest.mark.parametrize(
    ("seconds", "key"),
    [
        (5, "moment"),
        (7200, "hours"),
        (5 * 86_400, "days"),
        (2e7, "months"),
        (1e9, "years"),
        (1e10, "lifetime"),
        (1e15, "ages"),
    ],
)
def test_a_time_is_said_in_words_that_promise_no_more_than_is_known(words, seconds, key):
    assert span_key(seconds) == key
    assert words(f"span.{key}")


def test_left_the_page_holds_no_secret(page):
    QTest.keyClicks(page.first.line, PASSPHRASE)
    page.leave()
    assert page.first.text() == page.second.text() == ""
