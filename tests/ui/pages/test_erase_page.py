# SPDX-License-Identifier: GPL-3.0-or-later
"""Erasing says once what goes and what stays, and then does it."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journal.errors import DiskUnreachable
from journal.vault import erase
from tests.helpers.rooms import entry_of, nameless, on_vault, settled, shown, texts
from ui.pages.erase_page import ErasePage
from ui.pages.incident_page import IncidentPage
from ui.session import Session
from ui.widgets.entry_card import EntryCard


@pytest.fixture
def incident(open_session: Session, qtbot: QtBot) -> str:
    def fill(vault) -> str:
        made = vault.incidents.start("own_account").id
        entry_of(vault, open_session, made, "account", {"account": "I walked home"})
        return made

    return on_vault(open_session, qtbot, fill)


def test_it_says_what_goes_what_stays_and_to_ask_a_lawyer_and_does_it_at_one_press(
    incident: str, open_session: Session, qtbot: QtBot
) -> None:
    words = open_session.words
    page = shown(ErasePage(open_session), qtbot, incident=incident)
    said = texts(page)
    for key in ("erase.goes_account", "erase.stays_text", "erase.lawyer"):
        assert words(key) in said
    assert nameless(page) == []
    assert page.first_focus() is page.back, "what has the keyboard first changes nothing"
    assert abs(page.erase.sizeHint().height() - page.back.sizeHint().height()) == 0
    assert page.place() == {}
    with qtbot.waitSignal(page.go) as gone:
        page.erase.click()
    assert gone.args == ["home", {}]
    assert on_vault(open_session, qtbot, lambda vault: (vault.incidents.all(), len(list(vault.entries.all())))) == (
        [],
        0,
    )


def test_going_back_changes_nothing(incident: str, open_session: Session, qtbot: QtBot) -> None:
    page = shown(ErasePage(open_session), qtbot, incident=incident)
    with qtbot.waitSignal(page.go) as gone:
        page.back.click()
    assert gone.args == ["back", {}]
    assert len(on_vault(open_session, qtbot, lambda vault: vault.incidents.all())) == 1


def test_when_it_does_not_work_two_sentences_say_so(
    incident: str, open_session: Session, qtbot: QtBot, monkeypatch
) -> None:
    def stop(*_anything: object) -> None:
        raise DiskUnreachable

    monkeypatch.setattr(erase, "erase_incident", stop)
    page = shown(ErasePage(open_session), qtbot, incident=incident)
    page.erase.click()
    settled(open_session, qtbot)
    assert open_session.words("error.disk_unreachable.what") in texts(page)
    assert page.erase.isEnabled()


def test_what_pointed_to_something_erased_says_that_it_is_no_longer_kept(
    incident: str, open_session: Session, qtbot: QtBot
) -> None:
    def fill(vault) -> tuple[str, str]:
        officer = entry_of(vault, open_session, incident, "officers", {"known_as": "Red beard"})
        other = vault.incidents.start("own_account").id
        pointing = {"quote": {"words": "Stop"}, "speaker": {"card": officer.id, "name": "Red beard"}}
        quote = entry_of(vault, open_session, other, "words", pointing)
        from ui import erase_tasks

        erase_tasks.erase_incident(vault, open_session.words, incident)
        return other, quote.id

    other, quote = on_vault(open_session, qtbot, fill)
    page = shown(IncidentPage(open_session), qtbot, incident=other, entry=quote)
    assert open_session.words("erase.gone") in texts(page)
    assert "Red beard" in texts(page), "what was said in another account stays as it was kept"


def test_the_way_there_is_the_last_line_of_the_account(incident: str, open_session: Session, qtbot: QtBot) -> None:
    page = shown(IncidentPage(open_session), qtbot, incident=incident)
    button = page.findChild(QPushButton, "erase-account")
    assert all(
        button.mapTo(page, button.pos()).y() > card.mapTo(page, card.pos()).y() for card in page.findChildren(EntryCard)
    )
    with qtbot.waitSignal(page.go) as gone:
        button.click()
    assert gone.args == ["erase", {"incident": incident}]


def test_it_says_that_the_last_copy_still_has_it_and_where_that_lies(
    incident: str, open_session: Session, qtbot: QtBot
) -> None:
    page = shown(ErasePage(open_session), qtbot, incident=incident)
    assert not page._copy.isVisible()
    now = str(open_session.clock.now())
    open_session.inside["last_backup"] = {"made": now, "folder": "/media/stick/own-words-7K4Q"}
    page.enter(incident=incident)
    assert page._copy.isVisible()
    said = open_session.words("erase.copy", day="November 12, 2026", folder="/media/stick/own-words-7K4Q")
    assert page._copy.text() == said


def test_it_is_honest_about_copies_and_about_what_a_disk_may_keep(open_session: Session) -> None:
    for key in ("erase.stays_text", "erase.record.stays_text"):
        said = open_session.words(key)
        for word in ("Copies", "the computer makes by itself", "paper", "disk", "old blocks"):
            assert word in said, (key, word)
