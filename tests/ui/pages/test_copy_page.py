# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of a real record from its page: to a place, stopped, on a bad day, and made again."""

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from journal.errors import CopyDamaged, DiskFull, JournalError, TargetFull, TargetGone, TargetUnwritable
from journal.handover import backup, places
from journal.handover.places import Remark
from tests.helpers.bundles import fill
from tests.helpers.rooms import nameless, on_vault, shown, tab_order, texts
from ui.copying import PLACE, State
from ui.pages.copy_page import CopyPage
from ui.pages.page import BACK
from ui.session import BRING_BACK, Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def page(open_session: Session, qtbot: Any) -> CopyPage:
    on_vault(open_session, qtbot, fill)
    page: CopyPage = shown(CopyPage(open_session), qtbot)
    return page


def child(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def choose(page: CopyPage, place: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the dialog gives; None: the person closed it."""
    accepted = QFileDialog.DialogCode.Accepted if place else QFileDialog.DialogCode.Rejected
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(place)])
    button = next(each for each in ("copy-place", "copy-other-place") if child(page, each).isVisible())
    child(page, button).click()


def make(page: CopyPage, qtbot: Any, state: State = State.CHECKED) -> None:
    child(page, "copy-make").click()
    copying = page.session.copying
    qtbot.waitUntil(lambda: copying.state not in (State.IDLE, State.RUNNING), timeout=20_000)
    assert copying.state is state, copying.trouble


def test_at_first_there_is_one_thing_to_do(page: CopyPage, words: Any) -> None:
    assert words("backup.never") in texts(page)
    assert child(page, "copy-place").isVisible()
    assert not child(page, "copy-make").isVisible()
    assert not child(page, "copy-note").isVisible()
    assert page.first_focus() is child(page, "copy-place")
    assert nameless(page) == []


def test_closing_the_dialog_changes_nothing(page: CopyPage, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(page, None, monkeypatch)
    assert page._place is None
    assert not child(page, "copy-make").isVisible()


def test_a_copy_is_made_and_said_to_be_checked_with_its_day_its_place_and_what_it_holds(
    page: CopyPage, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch, words: Any
) -> None:
    choose(page, place, monkeypatch)
    assert child(page, "copy-where").text().replace("\u200b", "") == str(place)
    assert page.window().focusWidget() is child(page, "copy-make")
    make(page, qtbot)
    made = page.session.copying.made
    assert made is not None
    said = " ".join(texts(page)).replace("\u200b", "")
    assert words("backup.done.checked", when="November 12, 2026, 4:40 PM").replace("\u202f", " ") in said.replace(
        "\u202f", " "
    )
    assert words.count("backup.entries", made.entries) in said
    assert words.count("backup.files", 3) in said
    assert str(made.folder) in said
    assert page.window().focusWidget() is child(page, "copy-seen")
    child(page, "copy-seen").click()
    assert "November 12, 2026" in child(page, "copy-last").text()
    assert child(page, "copy-make").isVisible()


def test_the_place_is_remembered_inside_the_record_and_nowhere_else(
    page: CopyPage, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    choose(page, place, monkeypatch)
    make(page, qtbot)
    again: CopyPage = shown(CopyPage(page.session), qtbot)
    assert again._place == place
    assert page.session.inside[PLACE] == str(place)
    plain = [each for each in home.rglob("*") if each.is_file() and str(place).encode() in each.read_bytes()]
    assert plain == []


def test_choosing_the_copy_of_last_time_means_its_place(
    page: CopyPage, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, place, monkeypatch)
    make(page, qtbot)
    made = page.session.copying.made
    assert made is not None
    child(page, "copy-seen").click()
    choose(page, made.folder, monkeypatch)
    assert page._place == place


@pytest.mark.parametrize("remark", [Remark.SAME_DISK, Remark.SYNCED, Remark.AWAY])
def test_what_is_to_be_said_of_a_place_is_said_and_stops_nobody(
    page: CopyPage, place: Path, monkeypatch: pytest.MonkeyPatch, words: Any, remark: Remark
) -> None:
    monkeypatch.setattr("ui.pages.copy_page.remarks", lambda _place, _record: (remark,))
    choose(page, place, monkeypatch)
    assert child(page, "copy-remark").text() == words(f"backup.remark.{remark}")
    assert child(page, "copy-make").isEnabled()


def test_no_copy_goes_into_the_record_itself(page: CopyPage, monkeypatch: pytest.MonkeyPatch, words: Any) -> None:
    vault = page.session.vault
    assert vault is not None
    choose(page, vault.folder, monkeypatch)
    assert child(page, "copy-remark").text() == words("backup.remark.inside")
    assert not child(page, "copy-make").isEnabled()
    assert page.first_focus() is child(page, "copy-other-place")


def test_a_stick_that_was_put_back_is_seen_again(
    page: CopyPage, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch, words: Any
) -> None:
    choose(page, place, monkeypatch)
    place.rename(place.with_name("away"))
    page.enter()
    assert child(page, "copy-remark").text() == words("backup.remark.away")
    make(page, qtbot, State.TROUBLED)
    assert child(page, "copy-note").text() == words("backup.pulled.what")
    assert not child(page, "copy-remark").isVisible(), "the same is not said twice"
    place.with_name("away").rename(place)
    make(page, qtbot)


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (TargetFull, "backup.full.what"),
        (TargetGone, "backup.pulled.what"),
        (TargetUnwritable, "backup.pulled.what"),
        (CopyDamaged, "backup.not_whole.what"),
        (DiskFull, "error.disk_full.what"),
    ],
)
def test_a_bad_day_is_told_calmly_and_the_way_on_is_one_press(
    page: CopyPage,
    place: Path,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
    words: Any,
    trouble: type[JournalError],
    said: str,
) -> None:
    finish = backup.Plan.finish

    def fail(*_given: Any) -> None:
        raise trouble

    monkeypatch.setattr(backup.Plan, "finish", fail)
    choose(page, place, monkeypatch)
    make(page, qtbot, State.TROUBLED)
    assert child(page, "copy-note").text() == words(said)
    assert child(page, "copy-note").isVisible()
    assert child(page, "copy-make").text() == words("backup.go_on")
    assert page.window().focusWidget() is child(page, "copy-make")
    assert backup.last(page.session.inside) is None
    monkeypatch.setattr(backup.Plan, "finish", finish)
    make(page, qtbot)
    assert not child(page, "copy-note").isVisible()


def test_stop_is_one_press_and_says_that_nothing_is_lost(
    page: CopyPage, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch, words: Any
) -> None:
    choose(page, place, monkeypatch)
    child(page, "copy-make").click()
    assert page.window().focusWidget() is child(page, "copy-stop")
    child(page, "copy-stop").click()
    qtbot.waitUntil(lambda: page.session.copying.state is State.STOPPED, timeout=10_000)
    assert child(page, "copy-note").text() == words("backup.stopped.what")
    make(page, qtbot)


def test_another_page_can_be_looked_at_meanwhile_and_coming_back_shows_how_it_stands(
    page: CopyPage, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, place, monkeypatch)
    child(page, "copy-make").click()
    page.leave()
    again: CopyPage = shown(CopyPage(page.session), qtbot)
    assert child(again, "copy-stop").isVisible() or page.session.copying.state is State.CHECKED
    qtbot.waitUntil(lambda: page.session.copying.state is State.CHECKED, timeout=20_000)
    assert child(again, "copy-seen").isVisible()


def test_bringing_one_back_locks_first_and_tells_the_next_start(
    page: CopyPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked: list[str | None] = []
    monkeypatch.delenv(BRING_BACK, raising=False)
    monkeypatch.setattr(page.session, "lock", lambda: locked.append(os.environ.pop(BRING_BACK, None)))
    child(page, "bring-back").click()
    assert locked == ["1"]


def test_back_leads_to_the_page_before(page: CopyPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.go) as gone:
        child(page, "copy-back").click()
    assert gone.args == [BACK, {}]


def test_the_keyboard_goes_through_it_from_the_top(
    page: CopyPage, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, place, monkeypatch)
    names = [each.objectName() for each in tab_order(child(page, "bring-back"), page)]
    assert names == ["bring-back", "copy-back", "copy-other-place", "copy-make"]


def test_no_path_of_a_place_is_taken_for_markup(
    page: CopyPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "<b>a & b"
    odd.mkdir()
    monkeypatch.setattr(places, "copied_by", lambda _place: "")
    choose(page, odd, monkeypatch)
    assert child(page, "copy-where").text().replace("\u200b", "") == str(odd)
    assert page.findChild(QPushButton, "copy-make").isEnabled()
