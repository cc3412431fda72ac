# SPDX-License-Identifier: GPL-3.0-or-later
"""People: everyone with a card, the same person of two days together, what was written covered."""

import pytest
from pytestqt.qtbot import QtBot

from journal.vault.vault import Vault
from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, shown, texts
from ui.pages.people_page import PeoplePage
from ui.session import Session
from ui.widgets.entry_card import EntryCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_an_empty_page_says_where_people_come_from(open_session: Session, qtbot: QtBot) -> None:
    assert open_session.words("people.empty") in texts(shown(PeoplePage(open_session), qtbot))


def test_the_same_person_of_two_days_stands_together(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> list[str]:
        first, second = (vault.incidents.start("own_account").id for _ in range(2))
        beard = {"known_as": "the beard", "officer_look": "a secret scar"}
        one = entry_of(vault, open_session, first, "officers", beard)
        other = entry_of(vault, open_session, first, "others", {"witness_who": "red coat"})
        same = {"known_as": "the driver", "same_officer": {"card": one.id, "name": "the beard"}}
        two = draft_of(vault, second, "officers", same)
        return [one.id, two.id, other.id]

    wanted = on_vault(open_session, qtbot, fill)
    page = shown(PeoplePage(open_session), qtbot)
    cards = sorted(page.findChildren(EntryCard), key=lambda card: card.pos().y())
    assert [card.ident for card in cards] == wanted
    said = texts(page)
    assert {"the beard", "the driver", "red coat"} <= set(said)
    assert said.count(open_session.words("people.same")) == 1
    frames = [card.parentWidget().accessibleName() for card in cards]
    assert frames[0] == frames[1] == open_session.words("people.same") != frames[2]
    assert "a secret scar" not in said
    cards[0].button.click()
    assert "a secret scar" in texts(page)
    assert nameless(page) == []
    with qtbot.waitSignal(page.go) as gone:
        cards[0].action.click()
    assert gone.args[0] == "incident"
    page.leave()
    assert "a secret scar" not in texts(page)
