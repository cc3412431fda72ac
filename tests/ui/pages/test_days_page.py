# SPDX-License-Identifier: GPL-3.0-or-later
"""The days after: newest first, covered, belonging to an incident only when the person says so."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journal.vault.vault import Vault
from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, settled, shown, tab_order, texts
from ui.pages.days_page import DaysPage
from ui.session import Session
from ui.widgets.entry_card import EntryCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_notes_stand_newest_first_and_covered(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> list[str]:
        incident = vault.incidents.start("own_account").id
        entry_of(vault, open_session, incident, "setting", {"title": "Walking home"})
        when = {"precision": "exact", "date": "2026-11-14"}
        one = entry_of(
            vault, open_session, "", "day", {"day_text": "slept badly", "day_when": when}, guide="days_after"
        )
        two = entry_of(vault, open_session, incident, "day", {"day_text": "a little better"})
        three = draft_of(vault, "", "day", {"day_text": "still on it"}, guide="days_after")
        return [three.id, two.id, one.id]

    wanted = on_vault(open_session, qtbot, fill)
    page = shown(DaysPage(open_session), qtbot)
    cards = sorted(page.findChildren(EntryCard), key=lambda card: card.pos().y())
    assert [card.ident for card in cards] == wanted
    assert "November 14, 2026" in texts(page)
    assert "slept badly" not in texts(page)
    assert nameless(page) == []
    page.enter(entry=wanted[2])
    settled(open_session, qtbot)
    assert "slept badly" in texts(page)


def test_a_new_note_belongs_to_nothing_unless_it_is_chosen(open_session: Session, qtbot: QtBot) -> None:
    incident = on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)
    page = shown(DaysPage(open_session), qtbot)
    for chosen in ("", incident):
        if chosen:
            page.findChild(QPushButton, f"chip-{incident}").click()
        with qtbot.waitSignal(page.go) as gone:
            page.findChild(QPushButton, "new-day").click()
        wanted = {"incident": chosen, "guide": "days_after", "step": "day", "fresh": True}
        assert gone.args == ["guide", wanted]


def test_a_long_list_comes_in_windows(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> None:
        for number in range(25):
            entry_of(vault, open_session, "", "day", {"day_text": str(number)}, guide="days_after")

    on_vault(open_session, qtbot, fill)
    page = shown(DaysPage(open_session), qtbot)
    assert len(page.findChildren(EntryCard)) == 20
    page.findChild(QPushButton, "more-days").click()
    settled(open_session, qtbot)
    assert len({card.ident for card in page.findChildren(EntryCard)}) == 25


def test_a_note_goes_out_of_sight_and_comes_back_whether_it_belongs_to_an_account_or_not(
    open_session: Session, qtbot: QtBot
) -> None:
    def fill(vault: Vault) -> list[str]:
        incident = vault.incidents.start("own_account").id
        loose = entry_of(vault, open_session, "", "day", {"day_text": "slept badly"}, guide="days_after")
        return [loose.id, entry_of(vault, open_session, incident, "day", {"day_text": "better"}).id]

    wanted = on_vault(open_session, qtbot, fill)
    page = shown(DaysPage(open_session), qtbot)
    for ident in wanted:
        page._cards[ident].withdrawn.emit(ident, "")
        settled(open_session, qtbot)
        assert ident not in page._cards
    assert not any(card.isVisible() for card in page.findChildren(EntryCard))
    for _ in wanted:
        back = next(each for each in page.findChildren(QPushButton, "put-back") if each.isVisible())
        assert back in tab_order(page.first_focus(), page)
        back.click()
        settled(open_session, qtbot)
    assert set(page._cards) == set(wanted)
    assert not any(each.isVisible() for each in page.findChildren(QPushButton, "put-back"))
