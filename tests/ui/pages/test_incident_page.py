# SPDX-License-Identifier: GPL-3.0-or-later
"""One incident to read: covered until opened, both times shown, additions below what they add to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from journal.vault.vault import Vault
from tests.conftest import FixedClock
from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, settled, shown, texts
from ui import incident_tasks
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


def press(page: IncidentPage, name: str, qtbot: QtBot) -> None:
    found = [each for each in page.findChildren(QPushButton, name) if each.isVisible()]
    assert len(found) == 1, name
    found[0].click()
    settled(page.session, qtbot)


def test_taking_out_of_sight_says_what_it_means_once_and_then_does_it(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    words = open_session.words
    page = shown(IncidentPage(open_session), qtbot, incident=ids["incident"], entry=ids["account"])
    assert words("withdraw.about") not in texts(page)
    press(page, "take-out", qtbot)
    assert words("withdraw.about") in texts(page)
    assert nameless(page) == []
    press(page, "withdraw-not", qtbot)
    assert words("withdraw.about") not in texts(page)
    press(page, "take-out", qtbot)
    page.findChild(QPlainTextEdit, "withdraw-reason").setPlainText("It was another night")
    press(page, "withdraw", qtbot)
    [gone] = on_vault(open_session, qtbot, lambda vault: vault.entries.withdrawn(ids["incident"]))
    assert gone.entry.id == ids["account"]
    assert gone.by.answers == {"reason_withdrawn": "It was another night"}
    assert [each for each in page.findChildren(EntryCard) if each.ident == ids["account"] and each.isVisible()] == []
    press(page, "put-back", qtbot)
    assert card(page, ids["account"]).isAncestorOf(card(page, ids["later"]))
    assert on_vault(open_session, qtbot, lambda vault: vault.entries.withdrawn(ids["incident"])) == []


def test_what_is_out_of_sight_stands_in_a_quiet_list_without_its_words_and_can_be_put_back(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    words = open_session.words
    on_vault(open_session, qtbot, lambda vault: incident_tasks.withdraw(vault, words, ids["later"], "a reason"))
    page = shown(IncidentPage(open_session), qtbot, incident=ids["incident"])
    said = texts(page)
    assert words("withdraw.list") in said
    assert not {"A dent", "a reason"} & set(said)
    assert nameless(page) == []
    press(page, "put-back", qtbot)
    assert words("withdraw.list") not in texts(page)
    assert card(page, ids["account"]).isAncestorOf(card(page, ids["later"]))


def test_a_long_account_is_shown_a_window_at_a_time_and_opens_at_what_was_looked_for(
    open_session: Session, qtbot: QtBot
) -> None:
    def fill(vault: Vault) -> tuple[str, list[str]]:
        incident = vault.incidents.start("own_account").id
        kept = [entry_of(vault, open_session, incident, "body", {"movement": f"move {n}"}).id for n in range(70)]
        return incident, kept

    incident, kept = on_vault(open_session, qtbot, fill)

    def there() -> list[str]:
        return [each.ident for each in page.findChildren(EntryCard) if each.isVisible()]

    page = shown(IncidentPage(open_session), qtbot, incident=incident)
    qtbot.waitUntil(lambda: there() == kept[:30])
    press(page, "more-cards", qtbot)
    qtbot.waitUntil(lambda: there() == kept[:60])
    page = shown(IncidentPage(open_session), qtbot, incident=incident, entry=kept[65])
    qtbot.waitUntil(lambda: there() == kept[65:])
    assert "move 65" in texts(page)
    assert "move 66" not in texts(page)
    press(page, "from-start", qtbot)
    qtbot.waitUntil(lambda: there() == kept[:30])
