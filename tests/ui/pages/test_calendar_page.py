# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole record on a line of days: names and dates only, a piece at a time, and every entry can be reached."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journal.vault.vault import Vault
from tests.conftest import FixedClock
from tests.helpers.rooms import entry_of, nameless, on_vault, settled, shown, texts
from ui.pages.calendar_page import CalendarPage
from ui.pages.days_page import DaysPage
from ui.pages.home_page import HomePage
from ui.session import Session
from ui.widgets.press_card import PressCard
from ui.widgets.time_view import TimeView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def ids(open_session: Session, clock: FixedClock, qtbot: QtBot) -> dict[str, str]:
    def fill(vault: Vault) -> dict[str, str]:
        incident = vault.incidents.start("own_account").id
        happened = {"precision": "about", "date": "2026-11-10", "words": "secret"}
        setting = entry_of(vault, open_session, incident, "setting", {"title": "The bench", "happened": happened})
        court = {"precision": "exact", "date": "2027-02-03"}
        safe = entry_of(vault, open_session, incident, "safe", {"charges": "yes", "court_date": court})
        entry_of(vault, open_session, incident, "account", {"account": "secret"})
        day = {"day_when": {"precision": "after", "anchor": "secret"}, "day_text": "secret"}
        note = entry_of(vault, open_session, "", "day", day, guide="days_after")
        return {"incident": incident, "setting": setting.id, "safe": safe.id, "note": note.id}

    return on_vault(open_session, qtbot, fill)


def opened(session: Session, qtbot: QtBot, **arguments: object) -> CalendarPage:
    page = shown(CalendarPage(session), qtbot, **arguments)
    _wait(page, qtbot)
    return page


def _wait(page: CalendarPage, qtbot: QtBot) -> None:
    """Until the second thread has given what it was asked for."""
    for _ in range(2):
        done: list[object] = []
        page.session.worker.aside(lambda: None, done.append)
        qtbot.waitUntil(lambda: bool(done), timeout=10_000)  # noqa: B023
    settled(page.session, qtbot)


def lines(page: CalendarPage) -> dict[str, PressCard]:
    found = page.findChildren(PressCard, "line-in-time")
    return {each.accessibleName(): each for each in found if each.isVisibleTo(page)}


def view(page: CalendarPage) -> TimeView:
    return page.findChild(TimeView)


def test_it_opens_at_the_last_writing_and_not_at_a_day_to_come(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = opened(open_session, qtbot)
    assert view(page).accessibleName() == "Picture of the days: From October 2026 to December 2026"
    assert page.place() == {"unit": "quarter", "day": "2026-10-01"}
    assert nameless(page) == []


def test_names_and_dates_stand_there_and_no_word_that_was_written(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = opened(open_session, qtbot)
    assert list(lines(page)) == [
        "About November 10, 2026 · What happened · “The bench”",
        "February 3, 2027 · Court date · “The bench”",
        "November 12, 2026 · Written · In your own words · “The bench”",
        "After something · A day after",
    ]
    assert open_session.words("time.calendar.undated") in texts(page)
    shown_texts = [*texts(page), view(page).accessibleDescription(), *(each for each in lines(page))]
    assert not any("secret" in text for text in shown_texts)


def test_each_line_leads_to_its_entry(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = opened(open_session, qtbot)
    wanted = {
        "About November 10, 2026 · What happened · “The bench”": (
            "incident",
            {"incident": ids["incident"], "entry": ids["setting"]},
        ),
        "After something · A day after": ("days", {"entry": ids["note"]}),
    }
    for name, where in wanted.items():
        with qtbot.waitSignal(page.go) as gone:
            qtbot.keyClick(lines(page)[name], Qt.Key.Key_Space)
        assert tuple(gone.args) == where


def test_a_childs_sheet_is_not_there_until_it_is_asked_for(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    def fill(vault: Vault) -> str:
        sheet = vault.incidents.start("child_sheet").id
        said = {"child_said_when": {"precision": "exact", "date": "2026-11-11"}}
        entry_of(vault, open_session, sheet, "child_said", said, guide="child_sheet")
        return sheet

    page = opened(open_session, qtbot)
    assert not page.findChild(QPushButton, "chip-child").isVisibleTo(page), "there is none"
    sheet = on_vault(open_session, qtbot, fill)
    page = opened(open_session, qtbot)
    name = "November 11, 2026 · What a child said or did"
    assert name not in lines(page)
    page.findChild(QPushButton, "chip-child").click()
    _wait(page, qtbot)
    assert page.place()["child"] is True
    with qtbot.waitSignal(page.go) as gone:
        lines(page)[name].click()
    assert gone.args == ["child", {"sheet": sheet}]


def test_what_is_kept_opens_among_the_things(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> str:
        came = {"thing_came": {"precision": "exact", "date": "2026-11-11"}}
        return entry_of(vault, open_session, "", "thing", came, guide="things").id

    thing = on_vault(open_session, qtbot, fill)
    page = opened(open_session, qtbot)
    with qtbot.waitSignal(page.go) as gone:
        lines(page)["November 11, 2026 · Received"].click()
    assert gone.args == ["thing", {"card": thing}]


def test_buttons_and_keys_go_to_the_pieces_that_hold_something(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = opened(open_session, qtbot, unit="month", day="2026-11-01")
    earlier, later = (page.findChild(QPushButton, name) for name in ("earlier", "later"))
    assert not earlier.isEnabled()
    later.click()
    _wait(page, qtbot)
    assert page.place() == {"unit": "month", "day": "2027-02-01"}, "months without anything are passed over"
    assert not later.isEnabled()
    qtbot.keyClick(view(page), Qt.Key.Key_Left)
    _wait(page, qtbot)
    assert page.place()["day"] == "2026-11-01"


def test_buttons_and_keys_change_how_much_is_seen(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = opened(open_session, qtbot)
    qtbot.keyClick(view(page), Qt.Key.Key_Plus)
    _wait(page, qtbot)
    assert page.place() == {"unit": "month", "day": "2026-11-01"}
    page.findChild(QPushButton, "chip-year").click()
    _wait(page, qtbot)
    assert page.place() == {"unit": "year", "day": "2026-01-01"}
    qtbot.keyClick(view(page), Qt.Key.Key_Minus)
    _wait(page, qtbot)
    assert page.place()["unit"] == "year", "there is nothing beyond it"


def test_back_at_the_place_it_was(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = opened(open_session, qtbot, unit="month", day="2027-02-01")
    assert opened(open_session, qtbot, **page.place()).place() == page.place()
    assert opened(open_session, qtbot, unit="nothing", day="never").place()["unit"] == "quarter"


def test_an_empty_record_says_so(open_session: Session, qtbot: QtBot) -> None:
    page = opened(open_session, qtbot)
    assert open_session.words("time.calendar.empty") in texts(page)
    assert view(page) is None


def test_a_long_list_is_shown_a_part_at_a_time(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> None:
        for number in range(45):
            entry_of(vault, open_session, "", "day", {"day_text": f"{number}"}, guide="days_after")

    on_vault(open_session, qtbot, fill)
    page = opened(open_session, qtbot)
    assert len(page.findChildren(PressCard, "line-in-time")) == 40
    page.findChild(QPushButton, "more-lines").click()
    settled(open_session, qtbot)
    assert len([each for each in page.findChildren(PressCard, "line-in-time") if each.isVisibleTo(page)]) == 45


def test_home_and_the_days_lead_to_it(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    for made in (HomePage, DaysPage):
        page = shown(made(open_session), qtbot)
        with qtbot.waitSignal(page.go) as gone:
            page.findChild(QPushButton, "to-calendar").click()
        assert gone.args == ["calendar", {}]
