# SPDX-License-Identifier: GPL-3.0-or-later
"""A child's sheet: covered, apart from every account, and one press away from writing down one thing more."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.record.entry import EntryKind
from journal.vault.vault import Vault
from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, settled, shown, texts
from ui.app import ROOMS, _room
from ui.main_window import MainWindow
from ui.pages.child_page import ChildPage
from ui.pages.days_page import DaysPage
from ui.pages.erase_page import ErasePage
from ui.pages.guide_page import GuidePage
from ui.pages.home_page import HomePage
from ui.pages.incident_page import IncidentPage
from ui.pages.people_page import PeoplePage
from ui.pages.search_page import SearchPage
from ui.session import Session
from ui.widgets.entry_card import EntryCard
from ui.widgets.press_card import PressCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

GUIDE = {"guide": "child_sheet"}
WORDS = {"child_words": {"words": "the goose again", "exactness": "exact", "language": ""}}


def fill(session: Session, vault: Vault, called: str = "L. M.") -> tuple[str, list[str]]:
    """A sheet with the child's page, words, a change, an addition and a draft; gives it and the ids as they stand."""
    account = vault.incidents.start("own_account").id
    entry_of(vault, session, account, "setting", {"title": "The stairs"})
    sheet = vault.incidents.start("child_sheet").id
    about = {"child_called": called, "about_account": {"incident": account, "name": "The stairs"}}
    who = entry_of(vault, session, sheet, "child_who", about, **GUIDE)
    when = {"precision": "exact", "date": "2026-11-14"}
    said = entry_of(vault, session, sheet, "child_said", WORDS | {"child_said_when": when}, **GUIDE)
    change = entry_of(vault, session, sheet, "child_change", {"change_seen": "hums at night"}, **GUIDE)
    entry_of(vault, session, sheet, "later", {"addition": "it was a Monday"}, adds_to=said.id, **GUIDE)
    draft = draft_of(vault, sheet, "child_said", {"adult_first": "careful"}, **GUIDE)
    return sheet, [draft.id, change.id, said.id, who.id]


def cards(page: QWidget) -> list[EntryCard]:
    """Those that stand on the page itself, from top to bottom; additions stand within them."""
    found = [each for each in page.findChildren(EntryCard) if not isinstance(each.parentWidget(), EntryCard)]
    return sorted(
        (each for each in found if each.isVisible()), key=lambda card: card.mapTo(page, card.rect().topLeft()).y()
    )


def test_what_is_written_stands_covered_newest_first_and_what_lies_around_it_last(
    open_session: Session, qtbot: QtBot
) -> None:
    _sheet, wanted = on_vault(open_session, qtbot, partial(fill, open_session))
    page = shown(ChildPage(open_session), qtbot)
    assert [card.ident for card in cards(page)] == wanted
    said = texts(page)
    assert "L. M." in said
    assert any("The stairs" in text for text in said)
    assert "November 14, 2026" in said
    assert not any(word in text for text in said for word in ("goose", "hums", "Monday", "careful"))
    assert nameless(page) == []


def test_a_card_found_by_search_is_opened_and_covered_again_on_leaving(open_session: Session, qtbot: QtBot) -> None:
    sheet, (_draft, _change, said, _who) = on_vault(open_session, qtbot, partial(fill, open_session))
    page = shown(ChildPage(open_session), qtbot, sheet=sheet, entry=said)
    assert "the goose again" in texts(page)
    assert page.place() == {"sheet": sheet}
    page.leave()
    assert "the goose again" not in texts(page)


def test_one_press_leads_to_a_fresh_card_of_words_or_of_a_change(open_session: Session, qtbot: QtBot) -> None:
    sheet, _ids = on_vault(open_session, qtbot, partial(fill, open_session))
    page = shown(ChildPage(open_session), qtbot)
    wanted: dict[str, tuple[str, dict[str, Any]]] = {
        "add-said": ("guide", {"incident": sheet, "guide": "child_sheet", "step": "child_said", "fresh": True}),
        "add-change": ("guide", {"incident": sheet, "guide": "child_sheet", "step": "child_change", "fresh": True}),
        "how": ("guide", {"incident": sheet, "guide": "child_sheet", "step": "child_how"}),
        "go-on-writing": ("guide", {"incident": sheet, "guide": "child_sheet"}),
        "new-sheet": ("guide", {"incident": "", "guide": "child_sheet", "step": "child_who"}),
        "sheet-report": ("report", {"sheet": sheet}),
    }
    for name, where in wanted.items():
        with qtbot.waitSignal(page.go) as gone:
            page.findChild(QPushButton, name).click()
        assert tuple(gone.args) == where


def test_two_children_have_two_sheets_and_a_list_to_choose_from(open_session: Session, qtbot: QtBot) -> None:
    first, _ids = on_vault(open_session, qtbot, partial(fill, open_session))
    second, _ids = on_vault(open_session, qtbot, partial(fill, open_session, called="Bo"))
    page = shown(ChildPage(open_session), qtbot)
    assert {"L. M.", "Bo"} <= set(texts(page))
    assert cards(page) == []
    assert nameless(page) == []
    opened = []
    for button in page.findChildren(QPushButton, "open-sheet"):
        with qtbot.waitSignal(page.go) as gone:
            button.click()
        opened.append(gone.args)
    assert opened == [["child", {"sheet": second}], ["child", {"sheet": first}]]
    page.enter(sheet=first)
    settled(open_session, qtbot)
    assert page.findChild(QPushButton, "all-sheets") is not None


def test_without_a_sheet_there_is_one_way_on_and_it_has_the_keyboard(open_session: Session, qtbot: QtBot) -> None:
    page = shown(ChildPage(open_session), qtbot)
    new = page.findChild(QPushButton, "new-sheet")
    with qtbot.waitSignal(page.go) as gone:
        new.click()
    assert gone.args == ["guide", {"incident": "", "guide": "child_sheet", "step": "child_how"}]


def test_the_door_leads_to_the_word_before_the_first_sheet_and_then_to_the_sheet(
    open_session: Session, qtbot: QtBot
) -> None:
    def press() -> list[Any]:
        page = shown(HomePage(open_session), qtbot)
        with qtbot.waitSignal(page.go) as gone:
            page.findChild(PressCard, "door-child").click()
        return gone.args

    assert press() == ["guide", {"guide": "child_sheet", "incident": "", "step": "child_how"}]
    sheet, _ids = on_vault(open_session, qtbot, partial(fill, open_session))
    assert press() == ["child", {}]
    page = shown(HomePage(open_session), qtbot)
    assert open_session.words("home.sheet") in texts(page)
    assert ["child", {"sheet": sheet}] in _where_rows_lead(page, qtbot)


def _where_rows_lead(page: HomePage, qtbot: QtBot) -> list[Any]:
    found = []
    for button in page.findChildren(QPushButton, "open-incident"):
        with qtbot.waitSignal(page.go) as gone:
            button.click()
        found.append(gone.args)
    return found


def test_the_page_of_an_account_shows_no_sheet_and_sends_on_to_its_own(open_session: Session, qtbot: QtBot) -> None:
    sheet, (_draft, _change, said, _who) = on_vault(open_session, qtbot, partial(fill, open_session))
    page = IncidentPage(open_session)
    gone: list[Any] = []
    page.go.connect(lambda *where: gone.append(where))
    shown(page, qtbot, incident=sheet, entry=said)
    assert gone == [("child", {"sheet": sheet, "entry": said})]
    assert cards(page) == []


def test_the_page_of_an_account_leads_to_the_sheet_that_names_it_and_shows_no_card_of_it(
    open_session: Session, qtbot: QtBot
) -> None:
    sheet, (_draft, _change, said, _who) = on_vault(open_session, qtbot, partial(fill, open_session))

    def accounts(vault: Vault) -> list[str]:
        return [vault.incidents.of_guide("own_account")[0].id, vault.incidents.start("own_account").id]

    named, other = on_vault(open_session, qtbot, accounts)
    page = shown(IncidentPage(open_session), qtbot, incident=named)
    assert "L. M." in texts(page)
    assert said not in [card.ident for card in page.findChildren(EntryCard)]
    assert nameless(page) == []
    with qtbot.waitSignal(page.go) as gone:
        page.findChild(QPushButton, "open-sheet").click()
    assert gone.args == ["child", {"sheet": sheet}]
    assert "L. M." not in texts(shown(IncidentPage(open_session), qtbot, incident=other))


def test_search_finds_the_words_and_says_what_they_are(open_session: Session, qtbot: QtBot) -> None:
    sheet, (_draft, _change, said, _who) = on_vault(open_session, qtbot, partial(fill, open_session))
    page = shown(SearchPage(open_session), qtbot, text="goose")
    [hit] = [each for each in page.findChildren(PressCard, "hit") if each.isVisible()]
    assert open_session.words("step.child_said.name") in hit.accessibleName()
    with qtbot.waitSignal(page.go) as gone:
        hit.click()
    assert gone.args == ["child", {"sheet": sheet, "entry": said}]


def test_neither_the_days_nor_the_people_of_an_account_know_of_the_child(open_session: Session, qtbot: QtBot) -> None:
    sheet, _ids = on_vault(open_session, qtbot, partial(fill, open_session))
    days = shown(DaysPage(open_session), qtbot)
    assert days.findChild(QPushButton, f"chip-{sheet}") is None
    assert cards(days) == []
    people = shown(PeoplePage(open_session), qtbot)
    assert not any("L. M." in text for text in [*texts(days), *texts(people)])


def test_a_sheet_can_name_the_account_it_belongs_to_and_the_account_stays_as_it_is(
    open_session: Session, qtbot: QtBot
) -> None:
    def accounts(vault: Vault) -> str:
        fill(open_session, vault)
        return vault.incidents.of_guide("own_account")[0].id

    account = on_vault(open_session, qtbot, accounts)
    page = shown(GuidePage(open_session), qtbot, incident="", guide="child_sheet", step="child_who")
    chips = page.findChild(QWidget, "field-about_account").findChildren(QPushButton)
    assert [chip.objectName() for chip in chips if chip.objectName().startswith("chip-")] == [f"chip-{account}"]
    assert not any("L. M." in chip.text() for chip in chips)
    page.findChild(QPushButton, f"chip-{account}").click()
    page._course.drafting.flush()
    settled(open_session, qtbot)
    draft = on_vault(open_session, qtbot, lambda vault: vault.drafts.latest())
    assert draft is not None
    assert draft.answers == {"about_account": {"incident": account, "name": "The stairs"}}
    assert draft.incident not in ("", account)


def test_without_an_account_there_is_nothing_to_belong_to_and_it_is_not_asked(
    open_session: Session, qtbot: QtBot
) -> None:
    page = shown(GuidePage(open_session), qtbot, incident="", guide="child_sheet", step="child_who")
    assert not page.findChild(QWidget, "block-about_account").isVisible()
    assert page.findChild(QWidget, "block-purpose").isVisible()


def test_a_card_goes_out_of_sight_and_comes_back(open_session: Session, qtbot: QtBot) -> None:
    _sheet, (draft, change, said, who) = on_vault(open_session, qtbot, partial(fill, open_session))
    page = shown(ChildPage(open_session), qtbot)
    page._cards[said].open()
    page._cards[said].withdrawn.emit(said, "")
    settled(open_session, qtbot)
    assert [card.ident for card in cards(page)] == [draft, change, who]
    assert open_session.words("withdraw.list") in texts(page)
    assert nameless(page) == []
    next(each for each in page.findChildren(QPushButton, "put-back") if each.isVisible()).click()
    settled(open_session, qtbot)
    assert [card.ident for card in cards(page)] == [draft, change, said, who]


def test_a_sheet_can_be_erased_like_an_account_and_is_called_a_sheet(open_session: Session, qtbot: QtBot) -> None:
    sheet, _ids = on_vault(open_session, qtbot, partial(fill, open_session))
    page = shown(ChildPage(open_session), qtbot)
    with qtbot.waitSignal(page.go) as gone:
        page.findChild(QPushButton, "erase-sheet").click()
    assert gone.args == ["erase", {"incident": sheet, "sheet": True}]
    erasing = shown(ErasePage(open_session), qtbot, incident=sheet, sheet=True)
    assert open_session.words("erase.sheet_title") in texts(erasing)
    assert open_session.words("erase.title") not in texts(erasing)


def test_a_sheet_of_many_weeks_is_shown_whole_without_holding_up_the_window(
    open_session: Session, qtbot: QtBot
) -> None:
    def many(vault: Vault) -> list[str]:
        sheet = vault.incidents.start("child_sheet").id
        kept = [
            entry_of(vault, open_session, sheet, "child_change", {"change_seen": f"day {day}"}, **GUIDE).id
            for day in range(40)
        ]
        return [sheet, *kept]

    _sheet, *kept = on_vault(open_session, qtbot, many)
    page = shown(ChildPage(open_session), qtbot, entry=kept[0])
    qtbot.waitUntil(lambda: len(cards(page)) == 40)
    assert [card.ident for card in cards(page)] == kept[::-1]
    assert "day 0" in texts(page)


def test_my_account_never_leads_to_a_childs_sheet(open_session: Session, qtbot: QtBot) -> None:
    sheet, (draft, *_ids) = on_vault(open_session, qtbot, partial(fill, open_session))
    account = on_vault(open_session, qtbot, lambda vault: vault.incidents.of_guide("own_account")[0].id)
    window = walker(open_session, qtbot)
    window.go("guide", {"incident": sheet, "draft": draft})
    settled(open_session, qtbot)
    assert window.place()["arguments"]["guide"] == "child_sheet"
    window.findChild(QPushButton, "rail-account").click()
    settled(open_session, qtbot)
    assert window.place()["arguments"]["incident"] == account


# ------------------------------------------------------------------------------------------------ by keyboard alone


def walker(session: Session, qtbot: QtBot) -> MainWindow:
    window = MainWindow(session, {name: partial(_room, where) for name, where in ROOMS.items()})
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    window.open_rooms()
    settled(session, qtbot)
    return window


def tab_to(window: MainWindow, name: str, qtbot: QtBot) -> QWidget:
    """Press Tab until this has the keyboard."""
    for _ in range(80):
        here = window.focusWidget()
        if here is not None and here.objectName() == name and here.isVisible():
            return here
        qtbot.keyClick(here or window, Qt.Key.Key_Tab)
        QApplication.processEvents()
    raise AssertionError(f"Tab never came to {name}")


def press(window: MainWindow, name: str, qtbot: QtBot) -> None:
    qtbot.keyClick(tab_to(window, name, qtbot), Qt.Key.Key_Space)
    settled(window.session, qtbot)


def write(window: MainWindow, name: str, text: str, qtbot: QtBot) -> None:
    qtbot.keyClicks(tab_to(window, name, qtbot), text)


def test_the_whole_way_from_home_to_kept_words_goes_by_keyboard(open_session: Session, qtbot: QtBot) -> None:
    words = open_session.words
    window = walker(open_session, qtbot)
    press(window, "door-child", qtbot)
    assert words("child_how.listen.head") in texts(window.page())
    press(window, "go-on", qtbot)
    write(window, "box-child_called", "L. M.", qtbot)
    press(window, "go-on", qtbot)
    press(window, "skip", qtbot)
    assert words("step.child_said.title") in texts(window.page())
    write(window, "box-child_words", "the goose again", qtbot)
    write(window, "box-adult_first", "careful", qtbot)
    press(window, "chip-nobody", qtbot)
    press(window, "keep", qtbot)
    press(window, "pause", qtbot)
    press(window, "door-child", qtbot)
    assert "L. M." in texts(window.page())
    assert window.focusWidget().objectName() == "add-said"
    press(window, "add-change", qtbot)
    write(window, "box-change_seen", "hums at night", qtbot)
    press(window, "keep", qtbot)

    def kept(vault: Vault) -> list[tuple[str, EntryKind]]:
        [sheet] = vault.incidents.of_guide("child_sheet")
        assert vault.incidents.of_guide("own_account") == []
        return [(entry.step, entry.kind) for entry in vault.entries.of_incident(sheet.id)]

    assert on_vault(open_session, qtbot, kept) == [
        ("child_how", EntryKind.SEEN),
        ("child_there", EntryKind.SKIPPED),
        ("child_said", EntryKind.WRITTEN),
        ("child_change", EntryKind.WRITTEN),
    ]
