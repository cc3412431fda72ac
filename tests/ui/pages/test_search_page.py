# SPDX-License-Identifier: GPL-3.0-or-later
"""Search: finds while typing, opens what it found, remembers nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from journal.vault.vault import Vault
from tests.conftest import FixedClock
from tests.helpers.files import bring_in
from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, settled, shown, texts
from ui.pages.search_page import SearchPage
from ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def ids(open_session: Session, qtbot: QtBot) -> dict[str, str]:
    def fill(vault: Vault) -> dict[str, str]:
        incident = vault.incidents.start("own_account").id
        account = entry_of(vault, open_session, incident, "account", {"account": "the corner shop"})
        draft = draft_of(vault, incident, "order", {"parts": [{"id": "a", "text": "turned the corner"}]})
        day = entry_of(vault, open_session, "", "day", {"day_text": "walked past the corner"}, guide="days_after")
        return {"incident": incident, "account": account.id, "draft": draft.id, "day": day.id}

    return on_vault(open_session, qtbot, fill)


def hits(page: SearchPage) -> list[QPushButton]:
    return [each for each in page.findChildren(QPushButton, "hit") if each.isVisible()]


def looked_for(page: SearchPage, text: str, qtbot: QtBot) -> list[QPushButton]:
    page.box.clear()
    qtbot.keyClicks(page.box, text)
    qtbot.wait(200)
    settled(page.session, qtbot)
    return hits(page)


def test_what_is_typed_is_found_newest_first_and_opens(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(SearchPage(open_session), qtbot)
    assert hits(page) == []
    found = looked_for(page, "corn", qtbot)
    assert len(found) == 3
    assert nameless(page) == []
    wanted = [
        ["guide", {"incident": ids["incident"], "draft": ids["draft"]}],
        ["days", {"entry": ids["day"]}],
        ["incident", {"incident": ids["incident"], "entry": ids["account"]}],
    ]
    for row, where in zip(found, wanted, strict=True):
        with qtbot.waitSignal(page.go) as gone:
            row.click()
        assert gone.args == where
    assert "corner shop" in found[2].accessibleDescription()


def test_the_end_of_one_answer_and_the_next_are_told_apart(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> None:
        incident = vault.incidents.start("own_account").id
        entry_of(vault, open_session, incident, "officers", {"known_as": "the one in the car", "officer_look": "tall"})

    on_vault(open_session, qtbot, fill)
    found = looked_for(shown(SearchPage(open_session), qtbot), "tall", qtbot)
    assert " / " in found[0].accessibleDescription()


def test_nothing_found_is_said_kindly(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(SearchPage(open_session), qtbot)
    assert looked_for(page, "xyzzy", qtbot) == []
    assert page.nothing.isVisible()


def test_enter_puts_the_best_fit_first(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(SearchPage(open_session), qtbot)
    looked_for(page, "corner", qtbot)
    qtbot.keyClick(page.box, Qt.Key.Key_Return)
    settled(open_session, qtbot)
    assert len(hits(page)) == 3


def test_nothing_that_was_looked_for_stays(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(SearchPage(open_session), qtbot, text="corner")
    assert hits(page)
    page.leave()
    assert page.box.text() == ""
    assert hits(page) == []
    assert page.place() == {}


def chip(page: SearchPage, name: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton, f"chip-{name}") if each.isVisible())


def narrowed(page: SearchPage, qtbot: QtBot, *names: str) -> int:
    if not page.narrow._panel.isVisible():
        page.narrow.fold.click()
    for name in names:
        chip(page, name).click()
    qtbot.wait(200)
    settled(page.session, qtbot)
    return len(hits(page))


def test_it_is_narrowed_while_it_is_looked_at_and_all_of_it_can_be_cleared(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(SearchPage(open_session), qtbot)
    assert len(looked_for(page, "corner", qtbot)) == 3
    assert not page.narrow.clear.isVisible()
    assert narrowed(page, qtbot, "days") == 1
    assert nameless(page) == []
    assert narrowed(page, qtbot, "account") == 3
    assert narrowed(page, qtbot, ids["incident"]) == 2
    page.narrow.clear.click()
    qtbot.wait(200)
    settled(page.session, qtbot)
    assert len(hits(page)) == 3
    assert narrowed(page, qtbot) == 3


def test_without_words_it_lists_what_is_left_and_shows_none_of_it(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(SearchPage(open_session), qtbot)
    assert narrowed(page, qtbot, ids["incident"]) == 2
    assert all("corner" not in each.accessibleDescription() for each in hits(page))


def test_days_are_typed_in_any_part_and_are_of_the_event_or_of_the_writing(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(SearchPage(open_session), qtbot)
    page.narrow.fold.click()
    qtbot.keyClicks(page.narrow._first.boxes["year"], "2026")
    assert narrowed(page, qtbot) == 0, "no one said when it took place"
    assert page.nothing.isVisible()
    assert narrowed(page, qtbot, "written") == 3
    qtbot.keyClicks(page.narrow._last.boxes["year"], "2025")
    assert narrowed(page, qtbot) == 0


def test_how_it_was_narrowed_is_remembered_inside_the_record_and_the_words_are_not(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(SearchPage(open_session), qtbot)
    looked_for(page, "corner", qtbot)
    narrowed(page, qtbot, "days", ids["incident"])
    page.leave()
    kept = on_vault(open_session, qtbot, lambda vault: vault.settings.get("search"))
    assert (kept["incident"], kept["kinds"]) == (ids["incident"], ["days"])
    assert "corner" not in str(kept)
    again = shown(SearchPage(open_session), qtbot)
    assert again.box.text() == ""
    assert again.narrow.narrow() == page.narrow.narrow()
    assert again.narrow.clear.isVisible()
    again.narrow.clear.click()
    again.leave()
    assert on_vault(open_session, qtbot, lambda vault: vault.settings.get("search")) is None


def test_a_thing_that_was_found_leads_to_its_page(open_session: Session, qtbot: QtBot) -> None:
    card = on_vault(open_session, qtbot, lambda vault: bring_in(vault, b"x", "", "corner.txt").entry.id)
    page = shown(SearchPage(open_session), qtbot)
    [row] = looked_for(page, "corner", qtbot)
    assert row.accessibleName().startswith("E-1")
    with qtbot.waitSignal(page.go) as gone:
        row.click()
    assert gone.args == ["thing", {"card": card}]


@pytest.fixture
def many(open_session: Session, qtbot: QtBot, clock: FixedClock) -> dict[str, str]:
    """Ten accounts and more people than are offered, the first of them begun long before the others."""

    def fill(vault: Vault) -> dict[str, str]:
        first = vault.incidents.start("own_account").id
        entry_of(vault, open_session, first, "setting", {"title": "The old bridge"})
        beard = entry_of(vault, open_session, first, "officers", {"known_as": "Red beard", "officer_did": "shouted"})
        said = {"quote": {"words": "Stay there"}, "speaker": {"card": beard.id, "name": "Red beard"}}
        entry_of(vault, open_session, first, "words", said)
        for number in range(9):
            clock.pass_time(days=1)
            later = vault.incidents.start("own_account").id
            entry_of(vault, open_session, later, "officers", {"known_as": f"Tall one {number}"})
        clock.pass_time(days=1)
        draft = draft_of(vault, later, "others", {"known_as": "Woman with a dog"})
        return {"first": first, "beard": beard.id, "draft": draft.id}

    return on_vault(open_session, qtbot, fill)


def typed_into(page: SearchPage, name: str, text: str, qtbot: QtBot) -> None:
    box = page.findChild(QLineEdit, name)
    assert box.isVisible()
    box.clear()
    qtbot.keyClicks(box, text)
    qtbot.wait(200)
    settled(page.session, qtbot)


def test_a_person_and_an_account_of_long_ago_are_found_by_a_part_of_the_name(
    many: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(SearchPage(open_session), qtbot)
    page.narrow.fold.click()
    assert page.findChild(QPushButton, f"chip-{many['beard']}") is None
    typed_into(page, "find-person", "beard", qtbot)
    assert narrowed(page, qtbot, many["beard"]) == 2
    typed_into(page, "find-person", "nobody at all", qtbot)
    assert len(hits(page)) == 2, "what was chosen stays"
    assert chip(page, many["beard"]).isChecked()
    assert open_session.words("search.none_called") in texts(page)
    typed_into(page, "find-account", "old bri", qtbot)
    assert narrowed(page, qtbot, many["first"]) == 2
    assert nameless(page) == []
    page.leave()
    again = shown(SearchPage(open_session), qtbot)
    assert again.narrow.narrow() == page.narrow.narrow()


def test_someone_of_a_page_that_is_still_being_written_can_be_chosen(
    many: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(SearchPage(open_session), qtbot)
    assert narrowed(page, qtbot, many["draft"]) == 1


def test_where_all_are_offered_there_is_no_box_to_find_others(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(SearchPage(open_session), qtbot)
    page.narrow.fold.click()
    assert not any(page.findChild(QLineEdit, name).isVisible() for name in ("find-person", "find-account"))
