# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing about things kept on the guide's page: one card by itself, and back to where it was opened from."""

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, settled, shown, texts
from ui.dialogs.choose_things import ChooseThings
from ui.fields.files_field import FilesField
from ui.fields.text_box import TextBox
from ui.pages.guide_page import GuidePage
from ui.session import Session
from ui.widgets.entry_card import EntryCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def guide(session: Session, qtbot: QtBot, **arguments: Any) -> Any:
    return shown(GuidePage(session), qtbot, guide="things", **arguments)


def press(page: Any, name: str, qtbot: QtBot) -> None:
    found = [each for each in page.findChildren(QPushButton, name) if each.isVisible() and each.isEnabled()]
    assert found, name
    found[0].click()
    settled(page.session, qtbot)


def write(page: Any, field: str, text: str, qtbot: QtBot) -> None:
    box = next(each for each in page.findChildren(TextBox, f"box-{field}") if each.isVisible())
    qtbot.keyClicks(box, text)


def test_only_the_card_that_is_written_on_is_shown(open_session: Session, cards: dict[str, str], qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, step="file", adds_to=cards["video"])
    assert [card.ident for card in page.findChildren(EntryCard)] == [cards["video"]]
    assert not [each for each in page.findChildren(QPushButton, "another") if each.isVisible()]
    assert not [each for each in page.findChildren(QPushButton, "all-steps") if each.isVisible()]
    assert page.rail == "things"
    assert nameless(page) == []


def test_what_is_said_of_a_file_is_kept_as_an_addition_and_leads_back_to_it(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page = guide(open_session, qtbot, step="file", adds_to=cards["video"])
    write(page, "file_shows", "a car that turns", qtbot)
    with qtbot.waitSignal(page.go) as gone:
        press(page, "keep", qtbot)
    assert gone.args == ["thing", {"card": cards["video"]}]
    kept = on_vault(open_session, qtbot, lambda vault: vault.entries.additions_to(cards["video"]))
    assert [entry.answers for entry in kept] == [{"file_shows": "a car that turns"}]


def test_a_thing_gets_its_number_when_it_is_kept(open_session: Session, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, step="thing", fresh=True)
    write(page, "thing_what", "a torn bag", qtbot)
    with qtbot.waitSignal(page.go) as gone:
        press(page, "keep", qtbot)
    kept = on_vault(open_session, qtbot, lambda vault: vault.evidence.page(5))
    assert [(each.label, each.name) for each in kept] == [("E-1", "a torn bag")]
    assert gone.args == ["thing", {"card": kept[0].entry}]


@pytest.mark.parametrize("way", ["back", "skip", "go-on"])
def test_every_way_on_leads_back_to_the_thing_and_notes_nothing(
    way: str, open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    before = on_vault(open_session, qtbot, lambda vault: vault.entries.head()[0])
    page = guide(open_session, qtbot, step="file", adds_to=cards["sound"])
    with qtbot.waitSignal(page.go) as gone:
        press(page, way, qtbot)
    assert gone.args == ["thing", {"card": cards["sound"]}]
    assert on_vault(open_session, qtbot, lambda vault: vault.entries.head()[0]) == before


def test_a_card_of_a_file_is_never_begun_without_a_file(open_session: Session, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, step="file", incident="")
    assert not page.findChildren(TextBox)
    with qtbot.waitSignal(page.go) as gone:
        press(page, "back", qtbot)
    assert gone.args == ["things", {}]


def test_what_was_begun_about_a_thing_is_gone_on_with(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    on_vault(
        open_session, qtbot,
        lambda vault: draft_of(vault, "", "file", {"file_shows": "begun"}, guide="things", adds_to=cards["paper"]),
    )  # fmt: skip
    page = guide(open_session, qtbot, step="file", adds_to=cards["paper"])
    assert [box.text() for box in page.findChildren(TextBox, "box-file_shows")] == ["begun"]


def test_photos_of_a_thing_are_chosen_from_what_was_kept(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page = guide(open_session, qtbot, step="thing", fresh=True)
    press(page, "more", qtbot)
    press(page, "choose-things", qtbot)
    dialog = page.findChild(ChooseThings)
    settled(open_session, qtbot)
    dialog.list.selectAll()
    dialog.use.click()
    settled(open_session, qtbot)
    field = page.findChild(FilesField)
    assert {each["card"] for each in field.value()} == set(cards.values())
    assert "E-6 · IMG_4410.jpg" in texts(page)


def test_my_account_never_opens_on_a_card_of_a_thing(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Any) -> str:
        incident = vault.incidents.start("own_account").id
        entry_of(vault, open_session, incident, "account", {"account": "told"})
        draft_of(vault, incident, "thing", {"thing_what": "a coat"}, guide="things")
        return str(incident)

    on_vault(open_session, qtbot, fill)
    page = shown(GuidePage(open_session), qtbot)
    assert open_session.words("step.thing.title") not in texts(page)
