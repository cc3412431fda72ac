# SPDX-License-Identifier: GPL-3.0-or-later
"""One person: who they are, what they did by date, and joining two cards by the writer's own choice, and back."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journal.record.entry import Entry
from journal.vault.vault import Vault
from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, settled, shown, tab_order, texts
from ui.dialogs.same_person import SamePersonDialog
from ui.pages.person_page import PersonPage
from ui.session import Session
from ui.widgets.entry_card import EntryCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def ids(open_session: Session, qtbot: QtBot) -> dict[str, str]:
    """An officer met on two days, written about the later one first, and someone who was there."""

    def fill(vault: Vault) -> dict[str, str]:
        june, march = (vault.incidents.start("own_account").id for _ in range(2))
        keep: Any = lambda *what, **more: entry_of(vault, open_session, *what, **more).id  # noqa: E731
        for incident, title, day in ((june, "June", "2026-06-01"), (march, "March", "2026-03-05")):
            keep(incident, "setting", {"title": title, "happened": {"precision": "exact", "date": day}})
        found = {"june": june, "march": march}
        found["driver"] = keep(june, "officers", {"known_as": "the driver", "agency": "Bay Police"})
        found["beard"] = keep(march, "officers", {"officer_look": "a secret scar", "agency": "Bay police"})
        keep(march, "officers", {"known_as": "the beard"}, adds_to=found["beard"])
        speaker = {"card": found["driver"], "name": "the driver"}
        found["again"] = keep(june, "words", {"quote": {"words": "You again."}, "speaker": speaker})
        mover = {"card": found["beard"], "name": "x"}
        found["step"] = keep(march, "body", {"movement": "He stepped in.", "who_moved": mover})
        reach = {"witness_who": "Mrs. Q", "witness_contact": {"phone": "555 0199"}}
        found["witness"] = keep(march, "others", reach)
        keep(march, "later", {"addition": "She has a camera."}, adds_to=found["witness"])
        return found

    return on_vault(open_session, qtbot, fill)


def cards(page: PersonPage) -> list[EntryCard]:
    return [card for card in page.findChildren(EntryCard) if card.isVisible()]


def button(page: PersonPage, name: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton, name) if each.isVisible())


def choose(page: PersonPage, qtbot: QtBot, card: str, sure: str = "") -> None:
    button(page, "join").click()
    dialog = page.findChild(SamePersonDialog)
    dialog.findChild(QPushButton, f"same-{card}").click()
    if sure:
        dialog.findChild(QPushButton, f"chip-{sure}").click()
    dialog.findChild(QPushButton, "keep-same").click()
    settled(page.session, qtbot)


def kept_last(vault: Vault) -> Entry:
    return list(vault.entries.all())[-1]


def test_what_was_written_is_covered_and_opened_one_by_one_or_all(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(PersonPage(open_session), qtbot, card=ids["beard"])
    assert "the beard" in texts(page), "a name that was learned later"
    assert not {"a secret scar", "He stepped in."} & set(texts(page))
    button(page, "open-all").click()
    qtbot.waitUntil(lambda: {"a secret scar", "He stepped in."} <= set(texts(page)))
    qtbot.waitUntil(lambda: button(page, "open-all").text() == open_session.words("people.cover_all"))
    assert nameless(page) == []
    button(page, "open-all").click()
    qtbot.waitUntil(lambda: not {"a secret scar", "He stepped in."} & set(texts(page)))
    cards(page)[0].button.click()
    assert "a secret scar" in texts(page)
    page.leave()
    assert "a secret scar" not in texts(page)


def test_how_someone_can_be_reached_takes_a_press_of_its_own(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(PersonPage(open_session), qtbot, card=ids["witness"])
    button(page, "open-all").click()
    qtbot.waitUntil(lambda: "She has a camera." in texts(page))
    qtbot.wait(20)
    assert "555 0199" not in texts(page)
    reach = next(card for card in cards(page) if card.accessibleName() == open_session.words("people.reach"))
    reach.button.click()
    assert "555 0199" in texts(page)
    page.leave()
    assert "555 0199" not in texts(page)


def test_a_card_leads_to_where_it_was_written(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(PersonPage(open_session), qtbot, card=ids["driver"])
    cards(page)[-1].button.click()
    with qtbot.waitSignal(page.go) as gone:
        cards(page)[-1].action.click()
    assert gone.args == ["incident", {"incident": ids["june"], "entry": ids["again"]}]


def test_two_are_joined_by_an_addition_with_its_own_date_and_told_by_date(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(PersonPage(open_session), qtbot, card=ids["driver"])
    choose(page, qtbot, ids["beard"], "think_so")
    kept = on_vault(open_session, qtbot, kept_last)
    assert (kept.adds_to, kept.step) == (ids["driver"], "officers")
    assert kept.answers == {"same_officer": {"card": ids["beard"], "name": "the beard"}, "certainty": "think_so"}
    assert "the driver · the beard" in texts(page)
    told = [card.ident for card in cards(page)]
    assert told.index(ids["step"]) < told.index(ids["again"]), "March before June"
    button(page, "take-back").click()
    settled(open_session, qtbot)
    assert "the driver" in texts(page)
    assert "the driver · the beard" not in texts(page)
    assert kept.id not in [entry.id for entry in on_vault(open_session, qtbot, lambda vault: list(vault.entries.all()))]


def test_a_link_that_stands_in_a_kept_card_is_taken_back_by_an_addition(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    def fill(vault: Vault) -> str:
        same = {"known_as": "the third", "same_officer": {"card": ids["driver"], "name": "the driver"}}
        return entry_of(vault, open_session, ids["march"], "officers", same).id

    third = on_vault(open_session, qtbot, fill)
    page = shown(PersonPage(open_session), qtbot, card=third)
    assert "the driver · the third" in texts(page)
    button(page, "take-back").click()
    settled(open_session, qtbot)
    kept = on_vault(open_session, qtbot, kept_last)
    assert (kept.adds_to, kept.answers) == (third, {"same_officer": {"instead": "not_sure"}})
    assert "the third" in texts(page)


def test_what_is_still_being_written_says_it_itself(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> list[str]:
        return [
            draft_of(vault, ids[day], "others", {"witness_who": name}).id
            for day, name in (("june", "he"), ("march", "him"))
        ]

    one, other = on_vault(open_session, qtbot, fill)
    page = shown(PersonPage(open_session), qtbot, card=one)
    choose(page, qtbot, other)
    drafts = on_vault(open_session, qtbot, lambda vault: [vault.drafts.get(each) for each in (one, other)])
    assert sum("same_person" in draft.answers for draft in drafts) == 1
    assert {"he · him", "him · he"} & set(texts(page))
    button(page, "take-back").click()
    settled(open_session, qtbot)
    assert "he" in texts(page)


def test_where_neither_page_can_say_it_yet_that_is_said_and_nothing_is_changed(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    unsure = {"same_person": {"instead": "not_sure"}}

    def fill(vault: Vault) -> list[str]:
        return [
            draft_of(vault, ids[day], "others", {"witness_who": name} | unsure).id
            for day, name in (("june", "he"), ("march", "him"))
        ]

    one, other = on_vault(open_session, qtbot, fill)
    page = shown(PersonPage(open_session), qtbot, card=one)
    choose(page, qtbot, other)
    assert open_session.words("people.is_not_joined") in texts(page)
    assert open_session.words("people.is_joined") not in texts(page)
    drafts = on_vault(open_session, qtbot, lambda vault: [vault.drafts.get(each) for each in (one, other)])
    assert all(draft.answers["same_person"] == unsure["same_person"] for draft in drafts)


def test_departments_are_joined_on_their_own_page(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(PersonPage(open_session), qtbot, card=ids["driver"], department=True)
    assert "Bay Police" in texts(page)
    assert ids["again"] in [card.ident for card in cards(page)]
    choose(page, qtbot, ids["beard"])
    kept = on_vault(open_session, qtbot, kept_last)
    assert kept.answers == {"same_department": {"card": ids["beard"], "name": "Bay police"}}
    assert "Bay Police · Bay police" in texts(page)
    assert [card.ident for card in cards(page)] == [ids["step"], ids["again"]]


def test_what_is_about_them_can_be_printed_once_something_is_kept(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(PersonPage(open_session), qtbot, card=ids["driver"])
    with qtbot.waitSignal(page.go) as gone:
        button(page, "print-about").click()
    assert gone.args == ["report", {"card": ids["driver"], "department": False}]
    page = shown(PersonPage(open_session), qtbot, card=ids["driver"], department=True)
    with qtbot.waitSignal(page.go) as gone:
        button(page, "print-about").click()
    assert gone.args == ["report", {"card": ids["driver"], "department": True}]
    june, answers = ids["june"], {"known_as": "the third"}
    draft = on_vault(open_session, qtbot, lambda vault: draft_of(vault, june, "officers", answers))
    page = shown(PersonPage(open_session), qtbot, card=draft.id)
    assert not [each for each in page.findChildren(QPushButton, "print-about") if each.isVisible()]


def test_someone_who_is_gone_leads_to_everyone(open_session: Session, qtbot: QtBot) -> None:
    page = PersonPage(open_session)
    with qtbot.waitSignal(page.go) as gone:
        shown(page, qtbot, card="f" * 32)
    assert gone.args == ["people", {}]


def test_tab_goes_as_the_page_is_read(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(PersonPage(open_session), qtbot, card=ids["driver"])
    order = tab_order(page.first_focus(), page)
    heights = [each.mapTo(page, each.rect().topLeft()).y() for each in order[2:-1] if each.objectName() == "open-entry"]
    assert heights == sorted(heights)
    assert len(heights) == len(cards(page))


def test_the_whole_of_it_can_be_done_by_keyboard(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(PersonPage(open_session), qtbot, card=ids["driver"])
    qtbot.keyClick(page.first_focus(), Qt.Key.Key_Space)
    dialog = page.findChild(SamePersonDialog)
    qtbot.keyClicks(dialog.box, "beard")
    qtbot.wait(1)
    row = dialog.findChild(QPushButton, f"same-{ids['beard']}")
    assert tab_order(dialog.box, dialog)[1] is row
    qtbot.keyClick(row, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.findChild(QPushButton, "keep-same"), Qt.Key.Key_Space)
    settled(open_session, qtbot)
    assert "the driver · the beard" in texts(page)
