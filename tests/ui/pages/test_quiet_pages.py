# SPDX-License-Identifier: GPL-3.0-or-later
"""Steady me, Support, and the pages that stand before a door."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from journal.guide.steps import TRUTH
from ui.pages.crash_page import CrashPage
from ui.pages.page import BACK
from ui.pages.practice_door_page import PracticeDoorPage
from ui.pages.steady_page import SteadyPage
from ui.pages.truth_page import TruthPage
from ui.pages.welcome_page import WelcomePage


def show(page, qtbot):
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    page.enter()
    return page


def texts(page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]


def test_steady_me_begins_with_nothing_to_do(session, words, qtbot):
    page = show(SteadyPage(session), qtbot)
    assert words("steady.title") in texts(page)
    assert page._shown.isHidden()


def test_the_lines_come_one_at_a_time_and_only_when_asked_for(session, words, qtbot):
    page = show(SteadyPage(session), qtbot)
    seen = []
    page.begin.click()
    while page.next.isVisible():
        seen.append(page._shown.text())
        page.next.click()
    assert seen == [words(f"steady.{name}") for name in ("five", "four", "three", "two", "one")]
    assert page._shown.text() == words("steady.end")
    page.stop.click()
    assert page._shown.isHidden()


def test_the_people_to_call_are_one_press_away(session, qtbot):
    page = show(SteadyPage(session), qtbot)
    with qtbot.waitSignal(page.go) as go:
        page.support.click()
    assert go.args == ["support_topic", {"topic": "lines"}]


@pytest.mark.parametrize("lines", range(5))
def test_it_can_be_left_at_any_line_to_where_one_was(session, qtbot, lines):
    page = show(SteadyPage(session), qtbot)
    page.begin.click()
    for _ in range(lines):
        page.next.click()
    with qtbot.waitSignal(page.go) as go:
        page.back.click()
    assert go.args == [BACK, {}]


def test_all_truths_are_there(session, words, qtbot):
    shown = texts(show(TruthPage(session), qtbot))
    for name in TRUTH.told:
        assert words(f"truth.{name}.head") in shown
    assert not any("{key}" in text for text in shown)


def test_leaving_quickly_is_explained_on_the_first_page(session, words, qtbot):
    shown = " ".join(texts(show(WelcomePage(session), qtbot)))
    assert words("welcome.leave_text") in shown
    assert words("key.shift") in shown


def test_the_crash_page_copies_its_report_and_goes_on(session, qtbot):
    page = show(CrashPage(session, "ValueError\n  page.py:12"), qtbot)
    page._copy.click()
    assert QGuiApplication.clipboard().text() == "ValueError\n  page.py:12"
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(page.done):
        page._go_on.click()


def test_the_practice_record_says_that_it_is_made_up(session, words, qtbot):
    page = show(PracticeDoorPage(session), qtbot)
    assert words("unlock.practice.intro") in texts(page)
    with qtbot.waitSignal(page.wanted):
        page._open.click()
