# SPDX-License-Identifier: GPL-3.0-or-later
"""From the pages to a bundle at a place: a real record, real files, nothing on the disk that was not asked for."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import pyzipper
from PySide6.QtWidgets import QFileDialog, QWidget

from journal.handover import bundle as bundling
from journal.handover import checking
from journal.handover.containers import INNER
from journal.record.copy_made import BUNDLED, CopyNoted, noted
from journal.report.choice import Choice
from tests.conftest import PASSPHRASE
from tests.helpers.bundles import fill
from ui.pages.bundle_page import BundlePage
from ui.pages.report_page import ReportPage
from ui.session import Session
from ui.widgets.report_preview import MadeReport


def on_vault(session: Session, qtbot: Any, task: Callable[[], Any]) -> Any:
    done: list[Any] = []
    session.worker.run(task, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    return done[0]


@pytest.fixture
def made(open_session: Session, qtbot: Any) -> MadeReport:
    vault = open_session.vault
    assert vault is not None

    def make() -> MadeReport:
        filled = fill(vault)
        copy = filled.copy()
        return MadeReport(copy.contents, copy.choice, b"%PDF-1.4 pages", printed=copy.printed)

    found: MadeReport = on_vault(open_session, qtbot, make)
    return found


@pytest.fixture
def page(open_session: Session, made: MadeReport, qtbot: Any) -> BundlePage:
    page = BundlePage(open_session)
    qtbot.addWidget(page)
    page.resize(900, 900)
    page.show()
    page.enter(made=made, pages=7)
    qtbot.waitUntil(lambda: "Looking" not in child(page, "bundle-files").text(), timeout=10_000)
    return page


def child(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """What the dialog gives; None: the person closed it."""

    def answer(target: Path | None) -> None:
        accepted = QFileDialog.DialogCode.Accepted if target else QFileDialog.DialogCode.Rejected
        monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: accepted)
        monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(target)])

    return answer


def log(session: Session, qtbot: Any) -> tuple[CopyNoted, ...]:
    vault = session.vault
    assert vault is not None
    found: tuple[CopyNoted, ...] = on_vault(session, qtbot, lambda: noted(vault.copies.all()))
    return found


def finish(page: BundlePage, qtbot: Any) -> None:
    qtbot.waitUntil(page._done.isVisible, timeout=20_000)


def test_it_says_what_goes_in_and_begins_with_nothing_chosen(page: BundlePage) -> None:
    assert child(page, "bundle-files").text().startswith("3 files, as they came in (")
    assert page._how.chosen() == []
    assert not child(page, "choose-place").isEnabled()
    assert not child(page, "file-lock").isVisible()


def test_a_folder_is_made_checked_and_noted(
    page: BundlePage, place: Path, choose: Any, qtbot: Any, open_session: Session
) -> None:
    child(page, "chip-folder").click()
    choose(place)
    child(page, "choose-place").click()
    finish(page, qtbot)
    (folder,) = place.iterdir()
    assert folder.name == "own-words-2026-11-12"
    lines, fine = checking.check(folder)
    assert fine
    assert child(page, "list-fingerprint").text() in "\n".join(lines)
    assert not child(page, "told-passphrase").isVisible()
    assert (folder / "report.pdf").read_bytes() == b"%PDF-1.4 pages"
    qtbot.waitUntil(lambda: child(page, "for-whom").isVisible())
    child(page, "leave-for-whom").click()
    assert not child(page, "for-whom").isVisible(), "it can be left"
    (copy,) = log(open_session, qtbot)
    assert (copy.made.how, copy.made.pages) == (BUNDLED, 7)
    assert copy.made.manifest == child(page, "list-fingerprint").text().replace(" ", "")


def test_a_second_folder_of_the_same_day_has_a_name_of_its_own(
    page: BundlePage, place: Path, choose: Any, qtbot: Any
) -> None:
    (place / "own-words-2026-11-12").mkdir()
    child(page, "chip-folder").click()
    choose(place)
    child(page, "choose-place").click()
    finish(page, qtbot)
    assert (place / "own-words-2026-11-12-2" / "manifest.json").exists()


def test_one_file_opens_with_the_words_that_are_shown(page: BundlePage, place: Path, choose: Any, qtbot: Any) -> None:
    child(page, "chip-locked").click()
    qtbot.waitUntil(lambda: child(page, "choose-place").isEnabled())
    words = child(page, "file-passphrase").text()
    assert len(words.split()) == 6
    choose(place / "x.zip")
    child(page, "choose-place").click()
    finish(page, qtbot)
    assert child(page, "told-passphrase").text() == words
    with pyzipper.AESZipFile(place / "x.zip") as outer:
        outer.setpassword(words.encode())
        assert outer.namelist() == [INNER]
        assert outer.read(INNER).startswith(b"PK")


@pytest.mark.parametrize(("typed", "usable"), [("", False), ("пароль", False), ("   ", False), ("a b", True)])
def test_only_letters_that_every_program_writes_alike_can_be_used(
    page: BundlePage, typed: str, usable: bool, qtbot: Any
) -> None:
    child(page, "chip-locked").click()
    qtbot.waitUntil(lambda: child(page, "choose-place").isEnabled())
    page._lock.edit.set_text(typed)
    assert child(page, "choose-place").isEnabled() == usable
    assert child(page, "file-lock-word").isVisible() == bool(typed.strip() and not usable)


def test_a_passphrase_that_can_be_guessed_gets_a_word_about_it(page: BundlePage, qtbot: Any) -> None:
    child(page, "chip-locked").click()
    qtbot.waitUntil(lambda: child(page, "choose-place").isEnabled())
    page._lock.edit.set_text("letmein2026")
    qtbot.waitUntil(lambda: child(page, "file-lock-word").isVisible())
    assert child(page, "choose-place").isEnabled(), "it is the person's to choose"


def test_the_passphrase_of_the_record_is_not_taken(page: BundlePage, choose: Any, place: Path, qtbot: Any) -> None:
    child(page, "chip-locked").click()
    qtbot.waitUntil(lambda: child(page, "choose-place").isEnabled())
    page._lock.edit.set_text(f" {PASSPHRASE} ")
    choose(place / "x.zip")
    child(page, "choose-place").click()
    qtbot.waitUntil(lambda: child(page, "file-lock-word").isVisible())
    assert "passphrase of your record" in page._lock._notice.text()
    assert list(place.iterdir()) == []


def test_closing_the_dialog_changes_nothing(page: BundlePage, choose: Any, place: Path) -> None:
    child(page, "chip-folder").click()
    choose(None)
    child(page, "choose-place").click()
    assert page._choosing.isVisible()
    assert list(place.iterdir()) == []


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The writing waits in the middle until this is set."""
    going_on, check = threading.Event(), bundling._Watch.__call__

    def wait(self: Any, count: int) -> None:
        going_on.wait(10)
        check(self, count)

    monkeypatch.setattr(bundling._Watch, "__call__", wait)
    return going_on


def test_stop_leaves_nothing_and_everything_still_chosen(
    page: BundlePage, place: Path, choose: Any, qtbot: Any, held: threading.Event, open_session: Session
) -> None:
    child(page, "chip-folder").click()
    choose(place)
    child(page, "choose-place").click()
    child(page, "stop-bundle").click()
    held.set()
    qtbot.waitUntil(page._choosing.isVisible, timeout=10_000)
    assert "stopped" in child(page, "bundle-note").text()
    assert list(place.iterdir()) == []
    assert page._how.chosen() == ["folder"]
    assert log(open_session, qtbot) == ()


def test_leaving_the_page_stops_it(
    page: BundlePage, place: Path, choose: Any, qtbot: Any, held: threading.Event, open_session: Session
) -> None:
    child(page, "chip-folder").click()
    choose(place)
    child(page, "choose-place").click()
    page.leave()
    held.set()
    done: list[None] = []
    open_session.worker.aside(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    assert list(place.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said_on_the_page(
    page: BundlePage, place: Path, choose: Any, qtbot: Any
) -> None:
    child(page, "chip-locked").click()
    qtbot.waitUntil(lambda: child(page, "choose-place").isEnabled())
    choose(place / "gone" / "x.zip")
    child(page, "choose-place").click()
    qtbot.waitUntil(lambda: child(page, "bundle-note").isVisible(), timeout=10_000)
    assert "not there any more" in child(page, "bundle-note").text()
    assert page._choosing.isVisible()


def test_a_file_that_could_not_be_read_is_named(
    page: BundlePage, place: Path, choose: Any, qtbot: Any, open_session: Session
) -> None:
    assert open_session.vault is not None
    for sealed in (open_session.vault.folder / "objects").iterdir():
        sealed.unlink()
    child(page, "chip-folder").click()
    choose(place)
    child(page, "choose-place").click()
    finish(page, qtbot)
    assert "E-1, E-2, E-3" in child(page, "bundle-unread").text()


def test_a_copy_with_words_covered_says_that_no_files_go_with_it(
    page: BundlePage, made: MadeReport, qtbot: Any
) -> None:
    from dataclasses import replace

    page.session.inside["covered"] = {"words": ["Okafor"]}
    page.enter(made=replace(made, covered=True), pages=7)
    qtbot.waitUntil(lambda: "No files. Words are covered" in child(page, "bundle-files").text(), timeout=10_000)


def test_whoever_comes_back_after_a_lock_is_led_to_the_report(open_session: Session, qtbot: Any) -> None:
    page = BundlePage(open_session)
    qtbot.addWidget(page)
    gone: list[str] = []
    page.go.connect(lambda name, _arguments: gone.append(name))
    page.enter()
    qtbot.waitUntil(lambda: gone == ["report"])
    assert page.place() == {}


def test_back_leads_to_the_same_pages(page: BundlePage) -> None:
    gone: list[tuple[str, dict[str, Any]]] = []
    page.go.connect(lambda name, arguments: gone.append((name, arguments)))
    child(page, "back-to-report").click()
    assert gone == [("report", {"returned": True, "covered": False})]


def test_nothing_of_the_copy_is_left_on_the_page_that_was_left(page: BundlePage, qtbot: Any) -> None:
    child(page, "chip-locked").click()
    qtbot.waitUntil(lambda: child(page, "choose-place").isEnabled())
    page.leave()
    assert page._made is None
    assert child(page, "file-passphrase").text() == ""
    assert page.place() == {}


def test_the_way_there_is_one_press_from_the_pages(open_session: Session, made: MadeReport, qtbot: Any) -> None:
    report = ReportPage(open_session)
    qtbot.addWidget(report)
    report.show()
    report._show("preview")
    report.preview.made = made
    gone: list[tuple[str, dict[str, Any]]] = []
    report.go.connect(lambda name, arguments: gone.append((name, arguments)))
    child(report, "make-bundle").click()
    assert [name for name, _arguments in gone] == ["bundle"]
    assert gone[0][1]["made"] is made
    assert isinstance(made.choice, Choice)
