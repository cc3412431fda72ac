# SPDX-License-Identifier: GPL-3.0-or-later
"""People: everyone by what the person calls them, nothing else uncovered, to be narrowed by kind and by account."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from journal.vault.vault import Vault
from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, shown, texts
from ui.pages.people_page import PeoplePage
from ui.session import Session
from ui.widgets.chips import ChipRow
from ui.widgets.press_card import PressCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def cards(page: PeoplePage) -> list[PressCard]:
    QApplication.processEvents()
    found = [card for card in page.findChildren(PressCard) if card.isVisible()]
    return sorted(found, key=lambda card: card.pos().y())


def names(page: PeoplePage) -> list[str]:
    return [card.accessibleName() for card in cards(page)]


@pytest.fixture
def ids(open_session: Session, qtbot: QtBot) -> list[str]:
    def fill(vault: Vault) -> list[str]:
        first, second = (vault.incidents.start("own_account").id for _ in range(2))
        entry_of(vault, open_session, first, "setting", {"title": "The bench"})
        other = entry_of(vault, open_session, first, "others", {"witness_who": "red coat", "witness_saw": "a secret"})
        beard = {"known_as": "the beard", "officer_look": "a secret scar", "agency": "Bay Police"}
        one = entry_of(vault, open_session, first, "officers", beard)
        same = {"known_as": "the driver", "same_officer": {"card": one.id, "name": "the beard"}}
        two = draft_of(vault, second, "officers", same)
        return [first, one.id, two.id, other.id]

    return on_vault(open_session, qtbot, fill)


def test_an_empty_page_says_where_people_come_from(open_session: Session, qtbot: QtBot) -> None:
    assert open_session.words("people.empty") in texts(shown(PeoplePage(open_session), qtbot))


def test_the_same_person_of_two_days_is_one_card_and_nothing_is_uncovered(
    ids: list[str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(PeoplePage(open_session), qtbot)
    assert names(page) == ["the beard · the driver", "red coat", "Bay Police"]
    said = texts(page)
    assert open_session.words("people.joined") in said
    assert not any("secret" in text for text in said)
    assert nameless(page) == []
    with qtbot.waitSignal(page.go) as gone:
        cards(page)[0].click()
    assert gone.args == ["person", {"card": ids[1]}]
    with qtbot.waitSignal(page.go) as gone:
        cards(page)[2].click()
    assert gone.args == ["person", {"card": ids[1], "department": True}]


def test_it_can_be_narrowed_by_kind_and_by_account_and_widened_again(
    ids: list[str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(PeoplePage(open_session), qtbot)
    kinds, accounts = (page.findChild(ChipRow, f"people-{name}") for name in ("kinds", "accounts"))
    chips = {chip.objectName(): chip for chip in kinds.chips() + accounts.chips()}
    chips["chip-others"].click()
    assert names(page) == ["red coat"]
    other_account = next(name for name in chips if len(name) > 30 and not name.endswith(ids[0]))
    chips[other_account].click()
    assert names(page) == []
    assert open_session.words("people.nobody") in texts(page)
    chips["chip-others"].click()
    assert names(page) == ["the beard · the driver"]
    chips[other_account].click()
    assert len(names(page)) == 3


def test_many_people_come_a_few_at_a_time(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> None:
        incident = vault.incidents.start("own_account").id
        for number in range(30):
            entry_of(vault, open_session, incident, "officers", {"known_as": f"number {number}"})

    on_vault(open_session, qtbot, fill)
    page = shown(PeoplePage(open_session), qtbot)
    before, after = (page.findChild(QPushButton, f"cards-{name}") for name in ("before", "next"))
    assert names(page)[0] == "number 0"
    assert len(names(page)) == 12
    assert not before.isVisible()
    after.click()
    after.click()
    assert names(page)[-1] == "number 29"
    assert not after.isVisible()
    assert page.window().focusWidget() is before
    before.click()
    assert names(page)[0] == "number 12"
