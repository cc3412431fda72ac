# SPDX-License-Identifier: GPL-3.0-or-later
"""Home: titles and dates, never what was written; ways to go on; kind when it is empty."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from journal.handover.backup import SETTING, Backup
from journal.vault.vault import Vault
from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, settled, shown, texts
from ui.pages.home_page import HomePage
from ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_an_empty_home_is_kind(open_session: Session, qtbot: QtBot) -> None:
    page = shown(HomePage(open_session), qtbot)
    assert open_session.words("home.empty") in texts(page)
    assert page.findChild(QPushButton, "door-go-on") is None
    assert page.findChild(QPushButton, "door-new").isVisible()
    assert nameless(page) == []


def test_titles_and_dates_are_shown_and_no_word_of_what_was_written(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> None:
        incident = vault.incidents.start("own_account").id
        happened = {"precision": "about", "date": "2026-11-12"}
        answers = {"title": "Walking & home", "happened": happened, "around": "the secret smell"}
        entry = entry_of(vault, open_session, incident, "setting", answers)
        entry_of(vault, open_session, incident, "later", {"addition": "a secret dent"}, adds_to=entry.id)
        draft_of(vault, incident, "account", {"account": "secret words"})

    on_vault(open_session, qtbot, fill)
    page = shown(HomePage(open_session), qtbot)
    said = texts(page)
    assert "Walking & home" in said
    assert "About November 12, 2026" in said
    assert any("one later addition" in text for text in said)
    assert not any("secret" in text for text in said)
    assert nameless(page) == []


def test_going_on_leads_to_the_very_place(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> Any:
        incident = vault.incidents.start("own_account").id
        draft = draft_of(vault, incident, "account", {"account": "x"})
        arguments = {"incident": incident, "step": "account", "draft": draft.id, "field": "account", "cursor": 1}
        vault.settings.set("place", {"page": "guide", "arguments": arguments})
        return draft

    draft = on_vault(open_session, qtbot, fill)
    page = shown(HomePage(open_session), qtbot)
    with qtbot.waitSignal(page.go) as gone:
        page.findChild(QPushButton, "door-go-on").click()
    name, arguments = gone.args
    assert name == "guide"
    assert (arguments["draft"], arguments["field"], arguments["cursor"]) == (draft.id, "account", 1)


def test_the_other_doors_and_the_list_lead_where_they_say(open_session: Session, qtbot: QtBot) -> None:
    incident = on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)
    page = shown(HomePage(open_session), qtbot)
    wanted = {
        "door-new": ["guide", {"guide": "own_account", "incident": ""}],
        "door-days": ["days", {}],
        "open-incident": ["incident", {"incident": incident}],
    }
    for name, where in wanted.items():
        with qtbot.waitSignal(page.go) as gone:
            page.findChild(QPushButton, name).click()
        assert gone.args == where


def test_a_long_list_comes_in_windows_and_each_once(open_session: Session, qtbot: QtBot) -> None:
    on_vault(open_session, qtbot, lambda vault: [vault.incidents.start("own_account") for _ in range(15)])
    page = shown(HomePage(open_session), qtbot)
    assert len(page.findChildren(QFrame, "incident")) == 12
    page.findChild(QPushButton, "more-incidents").click()
    settled(open_session, qtbot)
    assert len(page.findChildren(QFrame, "incident")) == 15
    assert not page.findChild(QPushButton, "more-incidents").isVisible()


def test_coming_back_shows_what_is_there_now(open_session: Session, qtbot: QtBot) -> None:
    page = shown(HomePage(open_session), qtbot)
    on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account"))
    page.enter()
    settled(open_session, qtbot)
    assert len([each for each in page.findChildren(QFrame, "incident") if each.isVisible()]) == 1
    assert not page.findChild(QLabel, "empty").isVisible()


def test_coming_back_the_first_door_has_the_keyboard(open_session: Session, qtbot: QtBot) -> None:
    page = shown(HomePage(open_session), qtbot)
    page.enter()
    settled(open_session, qtbot)
    assert page.window().focusWidget() is page.findChild(QPushButton, "door-new")


def test_in_a_window_taller_than_the_page_the_doors_stay_as_tall_as_their_words(
    open_session: Session, qtbot: QtBot
) -> None:
    page = shown(HomePage(open_session), qtbot)
    page.resize(1000, 1900)
    door = page.findChild(QPushButton, "door-new")
    qtbot.waitUntil(lambda: page.scroller.widget().height() > 1500)
    qtbot.wait(20)
    assert door.height() <= max(door.heightForWidth(door.width()), door.sizeHint().height())


def test_one_plain_line_says_when_a_copy_was_last_checked_and_leads_to_its_page(
    open_session: Session, qtbot: QtBot
) -> None:
    page = shown(HomePage(open_session), qtbot)
    line = page.findChild(QPushButton, "copy-line")
    assert line.text() == open_session.words("home.copy_none")
    made = Backup(open_session.clock.now(), 3, 1, bytes(32), Path("/media/stick/own-words-x"))
    open_session.inside[SETTING] = made.plain()
    open_session.copying.changed.emit()
    assert line.text() == open_session.words("home.copy_checked", day="November 12, 2026")
    with qtbot.waitSignal(page.go) as gone:
        line.click()
    assert gone.args == ["copy", {}]


def test_the_line_about_copies_counts_nothing_and_looks_the_same_after_years(
    open_session: Session, qtbot: QtBot
) -> None:
    page = shown(HomePage(open_session), qtbot)
    line = page.findChild(QPushButton, "copy-line")
    made = Backup(open_session.clock.now(), 3, 1, bytes(32), Path("/media/stick/own-words-x"))
    open_session.inside[SETTING] = made.plain()
    page.enter()
    settled(open_session, qtbot)
    before = (line.text(), line.property("role"), line.grab().toImage())
    open_session.clock.pass_time(days=800)
    page.enter()
    settled(open_session, qtbot)
    assert (line.text(), line.property("role"), line.grab().toImage()) == before


def test_the_line_about_copies_can_be_left_out(open_session: Session, qtbot: QtBot) -> None:
    page = shown(HomePage(open_session), qtbot)
    assert page.findChild(QPushButton, "copy-line").isVisible()
    open_session.change("copy_on_home", False)
    page.enter()
    assert not page.findChild(QPushButton, "copy-line").isVisible()
