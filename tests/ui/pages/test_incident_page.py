# SPDX-License-Identifier: GPL-3.0-or-later
"""One incident to read: covered until opened, both times shown, additions below what they add to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from journal.vault.vault import Vault
from tests.conftest import FixedClock
from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, shown, texts
from ui.pages.incident_page import IncidentPage
from ui.session import Session
from ui.widgets.entry_card import EntryCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def ids(open_session: Session, clock: FixedClock, qtbot: QtBot) -> dict[str, str]:
    def fill(vault: Vault) -> dict[str, str]:
        incident = vault.incidents.start("own_account").id
        happened = {"precision": "about", "date": "2026-11-12"}
        account = draft_of(vault, incident, "account", {"account": "I walked home"})
        clock.pass_time(hours=2)
        from ui.guide_tasks import keep

        kept = keep(vault, open_session.words, [account])[0]
        setting = entry_of(vault, open_session, incident, "setting", {"title": "Walking home", "happened": happened})
        later = entry_of(vault, open_session, incident, "later", {"addition": "A dent"}, adds_to=kept.id)
        draft = draft_of(vault, incident, "order", {"parts": [{"id": "a", "text": "the car"}]})
        found = {"incident": incident, "account": kept.id, "setting": setting.id}
        return found | {"later": later.id, "draft": draft.id}

    return on_vault(open_session, qtbot, fill)


def card(page: IncidentPage, ident: str) -> EntryCard:
    return next(each for each in page.findChildren(EntryCard) if each.ident == ident and each.isVisible())


def test_everything_is_covered_at_first(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(IncidentPage(open_session), qtbot, incident=ids["incident"])
    said = texts(page)
    assert "Walking home" in said
    assert "About November 12, 2026" in said
    assert open_session.words("step.account.name") in said
    for hidden in ("I walked home", "A dent", "the car"):
        assert hidden not in said
    assert nameless(page) == []


def test_an_entry_opens_on_purpose_and_can_be_covered(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(IncidentPage(open_session), qtbot, incident=ids["incident"])
    entry = card(page, ids["account"])
    entry.button.click()
    assert "I walked home" in texts(page)
    assert nameless(page) == []
    assert open_session.words("field.account.label") in texts(page)
    entry.button.click()
    assert "I walked home" not in texts(page)


def test_the_time_of_the_event_and_both_times_of_writing_are_shown(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(IncidentPage(open_session), qtbot, incident=ids["incident"])
    assert "About November 12, 2026" in texts(card(page, ids["setting"]))
    written = "Begun November 12, 2026, 4:40\u202fPM · Kept November 12, 2026, 6:40\u202fPM"
    assert written in texts(card(page, ids["account"]))


def test_an_addition_stands_below_what_it_adds_to(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(IncidentPage(open_session), qtbot, incident=ids["incident"])
    assert card(page, ids["account"]).isAncestorOf(card(page, ids["later"]))


def test_an_entry_that_was_looked_for_is_open(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(IncidentPage(open_session), qtbot, incident=ids["incident"], entry=ids["later"])
    assert "A dent" in texts(page)
    assert "I walked home" not in texts(page)
    assert page.place() == {"incident": ids["incident"]}, "after a lock everything is covered again"
    page.leave()
    assert "A dent" not in texts(page)


def test_ways_to_go_on(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(IncidentPage(open_session), qtbot, incident=ids["incident"])
    card(page, ids["account"]).button.click()
    card(page, ids["draft"]).button.click()
    incident = ids["incident"]
    wanted = {
        page.findChild(QPushButton, "go-on-writing"): ["guide", {"incident": incident}],
        page.findChild(QPushButton, "to-report"): ["report", {"incident": incident}],
        card(page, ids["account"]).action: [
            "guide",
            {"incident": incident, "step": "later", "adds_to": ids["account"]},
        ],
        card(page, ids["draft"]).action: ["guide", {"incident": incident, "draft": ids["draft"]}],
    }
    for button, where in wanted.items():
        with qtbot.waitSignal(page.go) as gone:
            button.click()
        assert gone.args == where


def test_words_are_never_markup(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> tuple[str, str]:
        incident = vault.incidents.start("own_account").id
        return incident, entry_of(vault, open_session, incident, "account", {"account": "<b>x</b>&amp;"}).id

    incident, entry = on_vault(open_session, qtbot, fill)
    page = shown(IncidentPage(open_session), qtbot, incident=incident, entry=entry)
    assert "<b>x</b>&amp;" in texts(page)
    title = next(each for each in page.findChildren(QLabel) if each.property("role") == "voice-title")
    assert title.textFormat() is Qt.TextFormat.PlainText
