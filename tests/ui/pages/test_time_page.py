# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of one incident in time: seen when asked for, else covered, and all there without the picture."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journal.vault.vault import Vault
from tests.conftest import FixedClock
from tests.helpers.rooms import entry_of, nameless, on_vault, shown, tab_order, texts
from tests.journal.guide.test_sequence import SIX
from ui.pages.incident_page import IncidentPage
from ui.pages.time_page import TimePage
from ui.session import Session
from ui.widgets.press_card import PressCard
from ui.widgets.time_view import TimeView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def ids(open_session: Session, clock: FixedClock, qtbot: QtBot) -> dict[str, str]:
    def fill(vault: Vault) -> dict[str, str]:
        incident = vault.incidents.start("own_account").id
        entry_of(vault, open_session, incident, "setting", {"title": "The bench"})
        first = entry_of(vault, open_session, incident, "order", {"parts": SIX[:2]})
        clock.pass_time(days=3)
        second = entry_of(vault, open_session, incident, "order", {"parts": SIX}, adds_to=first.id)
        return {"incident": incident, "first": first.id, "second": second.id}

    return on_vault(open_session, qtbot, fill)


def lines(page: TimePage) -> list[PressCard]:
    return [each for each in page.findChildren(PressCard, "part-in-time") if each.isVisibleTo(page)]


def button(page: TimePage, name: str) -> QPushButton:
    return page.findChild(QPushButton, name)


def test_asked_for_it_shows_the_last_order_that_was_kept(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(TimePage(open_session), qtbot, incident=ids["incident"], opened=True)
    assert "The bench" in texts(page)
    assert "This is the order as you kept it November 15, 2026, 4:40\u202fPM." in texts(page)
    assert len(lines(page)) == 6
    told = [each.accessibleName() for each in lines(page)]
    assert told == list(page.picture.drawing().told[1:])
    assert told[2] == "3. He takes the phone (After the hands went up · I saw it · Sure)"
    assert nameless(page) == []


def test_a_screen_reader_reads_the_picture_in_words(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(TimePage(open_session), qtbot, incident=ids["incident"], opened=True)
    said = QAccessible.queryAccessibleInterface(page.picture).text(QAccessible.Text.Description)
    assert said.splitlines() == list(page.picture.drawing().told)
    assert "5. A man calls out (Time not known · Someone told me · Not sure)" in said


def test_three_sure_two_after_and_one_unknown_look_different(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    """By picture: the clock area of a row is inked only where the part has a time of its own."""
    page = shown(TimePage(open_session), qtbot, incident=ids["incident"], opened=True)
    view = page.picture
    image = view.grab().toImage()
    placing = view.placing()

    def inked(left: float, right: float, row: int) -> int:
        """Dark points in the strip of a part's mark, between two places across the sheet."""
        dots = 0
        for y in range(48 + 74 * row + 54, 48 + 74 * row + 68):
            for x in range(int(left), int(right)):
                point = placing.to_widget((x, y)).toPoint()
                dots += image.pixelColor(point).lightness() < 110
        return dots

    width = view.drawing().width
    clock, beside, unknown = (38, width - 236), (width - 224, width - 116), (width - 112, width)
    found = [tuple(inked(*where, row) > 0 for where in (clock, beside, unknown)) for row in range(6)]
    timed, after, none = (True, False, False), (False, True, False), (False, False, True)
    assert found == [timed, timed, after, after, none, timed]
    assert inked(*clock, 0) > inked(*clock, 1), "an exact time is full, “about” is hollow"


def test_come_back_to_it_is_covered(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(TimePage(open_session), qtbot, incident=ids["incident"], opened=True)
    assert page.place() == {"incident": ids["incident"]}
    page.leave()
    assert lines(page) == []
    again = shown(TimePage(open_session), qtbot, **page.place())
    assert lines(again) == []
    assert "I lock the door" not in texts(again)
    button(again, "open-order").click()
    assert "I lock the door" in texts(again)
    button(again, "open-order").click()
    assert "I lock the door" not in texts(again)


def test_an_earlier_order_can_be_seen_and_says_so(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(TimePage(open_session), qtbot, incident=ids["incident"], opened=True)
    button(page, f"chip-{ids['first']}").click()
    assert len(lines(page)) == 2
    assert "This is an earlier order, kept November 12, 2026, 4:40\u202fPM." in texts(page)
    button(page, f"chip-{ids['first']}").click()
    assert len(lines(page)) == 6, "with none chosen it is the last one"


def test_each_line_leads_to_the_page_where_it_was_written(
    ids: dict[str, str], open_session: Session, qtbot: QtBot
) -> None:
    page = shown(TimePage(open_session), qtbot, incident=ids["incident"], opened=True)
    with qtbot.waitSignal(page.go) as gone:
        qtbot.keyClick(lines(page)[4], Qt.Key.Key_Space)
    assert gone.args == ["incident", {"incident": ids["incident"], "entry": ids["second"]}]


def test_the_keyboard_goes_through_it_as_it_is_read(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(TimePage(open_session), qtbot, incident=ids["incident"], opened=True)
    order = tab_order(button(page, "open-order"), page)
    assert [type(each) for each in order[4:]] == [TimeView, *[PressCard] * 6]


def test_without_a_kept_order_there_is_a_way_to_write_one(open_session: Session, qtbot: QtBot) -> None:
    incident = on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)
    page = shown(TimePage(open_session), qtbot, incident=incident, opened=True)
    assert open_session.words("time.page.empty") in texts(page)
    with qtbot.waitSignal(page.go) as gone:
        button(page, "write-order").click()
    assert gone.args == ["guide", {"incident": incident, "step": "order"}]


def test_the_page_of_an_incident_leads_to_it(ids: dict[str, str], open_session: Session, qtbot: QtBot) -> None:
    page = shown(IncidentPage(open_session), qtbot, incident=ids["incident"])
    with qtbot.waitSignal(page.go) as gone:
        page.findChild(QPushButton, "to-time").click()
    assert gone.args == ["time", {"incident": ids["incident"], "opened": True}]
