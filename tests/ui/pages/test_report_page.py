# SPDX-License-Identifier: GPL-3.0-or-later
"""Choose, make, look, print, save: with a real record, a real PDF, and nothing on the disk that was not asked for."""

import dataclasses
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from journal.errors import PrinterMissing, PrinterRefused, PrintingStopped, TargetUnwritable
from journal.guide.acts import ACTS, WITHDRAWAL
from journal.guide.spoken import wording
from journal.guide.steps import CHILD_SHEET, OWN_ACCOUNT
from journal.record.copy_made import CopyNoted, noted
from tests.helpers.fake_lp import put_lp
from ui import printing, style
from ui.pages.report_page import ReportPage
from ui.session import Session
from ui.widgets.chips import ChipRow

SECRET = "the baker saw the red lamp"


def _write(session: Session, qtbot: Any, *, drafts: int = 0) -> None:
    vault, words = session.vault, session.words
    assert vault is not None

    def keep() -> None:
        for title in ("Walking home", "Traffic stop"):
            incident = vault.incidents.start(OWN_ACCOUNT.id)
            for step, answers in (
                ("setting", {"title": title}),
                ("account", {"account": SECRET}),
                ("day", {"day_text": "slept little"}),
            ):
                draft = vault.drafts.save(vault.drafts.new(incident.id, OWN_ACCOUNT.id, step, answers=answers))
                vault.entries.keep(draft, wording(OWN_ACCOUNT, OWN_ACCOUNT.step(step), answers, words))
        for _ in range(drafts):
            vault.drafts.save(vault.drafts.new(incident.id, OWN_ACCOUNT.id, "words", answers={"voice": "loud"}))

    done: list[None] = []
    session.worker.run(keep, done.append)
    qtbot.waitUntil(lambda: bool(done))


@pytest.fixture
def opened(open_session: Session, qtbot: Any) -> Callable[..., ReportPage]:
    def make(*, kept: bool = True, drafts: int = 0, **arguments: Any) -> ReportPage:
        if kept:
            _write(open_session, qtbot, drafts=drafts)
        page = ReportPage(open_session)
        qtbot.addWidget(page)
        page.resize(900, 700)
        page.show()
        page.enter(**arguments)
        qtbot.waitUntil(lambda: page._contents is not None)
        return page

    return make


@pytest.fixture
def looking(opened: Callable[..., ReportPage], qtbot: Any) -> ReportPage:
    page = opened()
    child(page, "make-report").click()
    qtbot.waitUntil(lambda: page.preview.made is not None, timeout=10_000)
    return page


def child(page: ReportPage, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def chip(page: ReportPage, row: str, name: str) -> Any:
    holder = page.findChild(ChipRow, f"report-{row}")
    assert holder is not None
    return holder.findChild(QWidget, f"chip-{name}")


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_with_nothing_kept_it_says_so_and_offers_no_button(opened: Callable[..., ReportPage]) -> None:
    page = opened(kept=False)
    assert child(page, "report-nothing").isVisible()
    assert not child(page, "make-report").isVisible()


def test_what_stays_out_is_said_at_once(opened: Callable[..., ReportPage]) -> None:
    page = opened()
    assert child(page, "left-out").text() == "Nothing is left out."
    chip(page, "more", "feelings").click()
    chip(page, "parts", "account").click()
    assert "How it was for you." in child(page, "left-out").text()
    assert "Your account in your own words" in child(page, "left-out").text()


def test_one_account_can_be_asked_for(opened: Callable[..., ReportPage], open_session: Session, qtbot: Any) -> None:
    page = opened()
    incident = page._contents.incidents[0].id  # type: ignore[union-attr]
    page.enter(incident=incident)
    qtbot.waitUntil(lambda: page._choice.choice().incidents == (incident,))
    assert "1 other account." in child(page, "left-out").text()


def test_without_an_account_nothing_can_be_made(opened: Callable[..., ReportPage]) -> None:
    page = opened()
    for account in child(page, "report-accounts").chips():
        account.click()
    assert not child(page, "make-report").isEnabled()


def test_drafts_are_said_and_lead_to_the_guide(opened: Callable[..., ReportPage], qtbot: Any) -> None:
    page = opened(drafts=2)
    notice = child(page, "report-drafts")
    assert notice.isVisible()
    assert "2 pages are still being written" in notice.text()
    with qtbot.waitSignal(page.go) as asked:
        notice.button.click()
    assert asked.args[0] == "guide"
    assert asked.args[1]["incident"]


def test_the_pages_show_what_was_chosen(looking: ReportPage) -> None:
    assert looking.preview.view.pages() > 3
    assert SECRET in text_of(looking.preview.made.pdf)
    assert child(looking, "print-report").isVisible()
    assert not child(looking, "make-report").isVisible()


def test_choosing_again_lets_go_of_the_pages(looking: ReportPage) -> None:
    child(looking, "choose-again").click()
    assert looking.preview.made is None
    assert child(looking, "make-report").isVisible()


def test_leaving_the_page_lets_go_of_the_pages(looking: ReportPage) -> None:
    looking.leave()
    assert (looking.preview.made, looking.preview.view.pages()) == (None, 0)


def test_stop_stops_and_says_that_nothing_was_made(
    opened: Callable[..., ReportPage], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened()
    child(page, "make-report").click()
    child(page, "stop-making").click()
    qtbot.waitUntil(lambda: child(page, "make-report").isVisible(), timeout=10_000)
    assert child(page, "report-note").isVisible()
    assert page.preview.made is None


def test_saving_writes_one_file_and_says_that_it_is_not_locked(
    looking: ReportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "r.pdf"
    target.parent.mkdir()
    monkeypatch.setattr(looking.preview, "asked_target", lambda: target)
    child(looking, "save-pdf").click()
    qtbot.waitUntil(lambda: child(looking, "report-done").isVisible())
    assert target.read_bytes() == looking.preview.made.pdf
    assert [path.name for path in target.parent.iterdir()] == ["r.pdf"]
    assert "not locked" in child(looking, "report-done").text()


def test_it_can_be_saved_as_one_page_for_a_screen_reader(
    looking: ReportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "r.html"
    monkeypatch.setattr(looking.preview, "asked_target", lambda: target)
    child(looking, "save-pdf").click()
    qtbot.waitUntil(lambda: child(looking, "report-done").isVisible())
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert SECRET in page
    qtbot.waitUntil(child(looking, "report-done").button.isVisible)
    [copy] = log(looking.session, qtbot)
    assert copy.made.digest == hashlib.sha256(target.read_bytes()).hexdigest()


def test_the_name_goes_with_the_kind_of_file_and_an_older_one_is_asked_about(
    looking: ReportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[str] = []

    def answer(dialog: QFileDialog) -> int:
        assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
        for kind in reversed(dialog.nameFilters()):
            dialog.selectNameFilter(kind)
            dialog.filterSelected.emit(kind)
            named.append(Path(dialog.selectedFiles()[0]).name)
        return QFileDialog.DialogCode.Rejected

    monkeypatch.setattr(QFileDialog, "exec", answer)
    child(looking, "save-pdf").click()
    assert named == ["own-words-2026-11-12.html", "own-words-2026-11-12.pdf"]


def test_pictures_that_could_not_be_shown_are_named_above_the_pages(looking: ReportPage) -> None:
    made = looking.preview.made
    assert made is not None
    assert not child(looking, "report-done").isVisible()
    looking.preview.show_report(dataclasses.replace(made, unshown=("E-2", "E-5")))
    assert "E-2, E-5" in child(looking, "report-done").text()


def test_a_place_that_cannot_be_written_is_said(
    looking: ReportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking.preview, "asked_target", lambda: tmp_path / "nowhere" / "r.pdf")
    with qtbot.waitSignal(looking.session.worker.troubled) as said:
        child(looking, "save-pdf").click()
    assert isinstance(said.args[0], TargetUnwritable)
    assert looking.preview.made.pdf


def test_the_save_dialog_is_qts_own_and_names_the_file_neutrally(
    looking: ReportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[QFileDialog] = []

    def answer(dialog: QFileDialog) -> int:
        seen.append(dialog)
        assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
        assert Path(dialog.selectedFiles()[0]).name == "own-words-2026-11-12.pdf"
        return QFileDialog.DialogCode.Rejected

    monkeypatch.setattr(QFileDialog, "exec", answer)
    child(looking, "save-pdf").click()
    assert len(seen) == 1


def test_the_word_about_printers_is_said_once(looking: ReportPage, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(printing, "choose", lambda _parent, pages, _paper: asked.append(pages))
    child(looking, "print-report").click()
    assert child(looking, "printer-word").isVisible()
    assert asked == []
    child(looking, "printer-word").button.click()
    assert asked == [looking.preview.view.pages()]
    assert looking.session.inside["printer_word_seen"] is True
    child(looking, "print-report").click()
    assert len(asked) == 2


def test_with_large_text_the_word_about_printers_makes_the_window_no_larger(looking: ReportPage, qapp: Any) -> None:
    style.apply(qapp, "light", 200)
    try:
        looking.resize(1024, 590)
        child(looking, "print-report").click()
        assert looking.minimumSizeHint().height() <= 590
        assert not looking.preview.tools.isVisible()
        child(looking, "choose-again").click()
        assert not child(looking, "printer-word").isVisible()
        assert not looking.preview.tools.isHidden()
    finally:
        style.apply(qapp, "light", 100)


def test_the_pages_go_to_the_printer_as_they_are(
    looking: ReportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = put_lp(tmp_path, monkeypatch)
    looking.session.inside["printer_word_seen"] = True
    monkeypatch.setattr(printing, "choose", lambda *_given: (printing.Order("P", 2, 1, 3), None))
    child(looking, "print-report").click()
    assert child(looking, "sending").isVisible()
    qtbot.waitUntil(lambda: child(looking, "report-done").isVisible())
    words, _size, digest = json.loads(taken.read_text())
    assert words == ["-d", "P", "-t", "Document", "-n", "2", "-P", "1-3", "-"]
    assert digest == hashlib.sha256(looking.preview.made.pdf).hexdigest()
    qtbot.waitUntil(child(looking, "report-done").button.isVisible)
    [copy] = log(looking.session, qtbot)
    assert (copy.made.how, copy.made.first, copy.made.last, copy.made.copies) == ("printed", 1, 3, 2)


def test_printing_can_be_stopped_while_the_pages_are_on_their_way(
    looking: ReportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_lp(tmp_path, monkeypatch, "time.sleep(60)")
    looking.session.inside["printer_word_seen"] = True
    asked: list[int] = []
    monkeypatch.setattr(printing, "choose", lambda *_given: asked.append(1) or (printing.Order("P"), None))
    child(looking, "print-report").click()
    child(looking, "print-report").click()  # again: they are on their way already
    assert asked == [1]
    with qtbot.waitSignal(looking.session.worker.troubled, timeout=20_000) as said:
        child(looking, "sending").button.click()
    assert isinstance(said.args[0], PrintingStopped)
    assert not child(looking, "sending").isVisible()
    assert looking.preview.made.pdf
    assert log(looking.session, qtbot) == ()


def test_a_printer_that_refuses_is_said_and_nothing_is_noted(
    looking: ReportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_lp(tmp_path, monkeypatch, "sys.exit(1)")
    looking.session.inside["printer_word_seen"] = True
    monkeypatch.setattr(printing, "choose", lambda *_given: (printing.Order("P"), None))
    with qtbot.waitSignal(looking.session.worker.troubled, timeout=20_000) as said:
        child(looking, "print-report").click()
    assert isinstance(said.args[0], PrinterRefused)
    assert not child(looking, "sending").isVisible()
    assert child(looking, "print-report").isEnabled()
    assert log(looking.session, qtbot) == ()


def test_pages_that_wait_at_a_stopped_printer_are_said_to_wait(
    looking: ReportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_lp(tmp_path, monkeypatch)
    looking.session.inside["printer_word_seen"] = True
    monkeypatch.setattr(printing, "is_stopped", lambda _name: True)
    monkeypatch.setattr(printing, "choose", lambda *_given: (printing.Order("P", 1, 1, 4, "1-2,4"), None))
    child(looking, "print-report").click()
    qtbot.waitUntil(lambda: child(looking, "report-done").isVisible())
    assert child(looking, "report-done").text() == looking.words("paper.sent_waits")
    qtbot.waitUntil(child(looking, "report-done").button.isVisible)
    [copy] = log(looking.session, qtbot)
    assert copy.made.ranges == "1-2,4"


def test_what_went_wrong_is_not_said_any_longer_once_it_is_tried_again(
    looking: ReportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_lp(tmp_path, monkeypatch, "sys.exit(1)")
    looking.session.inside["printer_word_seen"] = True
    eased: list[object] = []
    looking.session.worker.eased.connect(eased.append)
    monkeypatch.setattr(printing, "choose", lambda *_given: (printing.Order("P"), None))
    with qtbot.waitSignal(looking.session.worker.troubled, timeout=20_000) as said:
        child(looking, "print-report").click()
    assert eased == []
    put_lp(tmp_path, monkeypatch)
    child(looking, "print-report").click()
    assert eased == [said.args[0]]
    qtbot.waitUntil(lambda: child(looking, "report-done").isVisible())


def test_without_a_printer_that_is_said_and_the_pages_stay(
    looking: ReportPage, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking.session.inside["printer_word_seen"] = True
    monkeypatch.setattr(printing.QPrinterInfo, "availablePrinterNames", list)
    with qtbot.waitSignal(looking.session.worker.troubled) as said:
        child(looking, "print-report").click()
    assert isinstance(said.args[0], PrinterMissing)
    assert looking.preview.made.pdf


def log(session: Session, qtbot: Any) -> tuple[CopyNoted, ...]:
    """What the print log has now."""
    read: list[tuple[CopyNoted, ...]] = []
    vault = session.vault
    assert vault is not None
    session.worker.run(lambda: noted(vault.copies.all()), read.append)
    qtbot.waitUntil(lambda: bool(read))
    return read[0]


def test_a_saved_copy_is_noted_and_then_it_is_asked_for_whom(
    looking: ReportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert log(looking.session, qtbot) == ()
    monkeypatch.setattr(looking.preview, "asked_target", lambda: tmp_path / "r.pdf")
    assert not child(looking, "for-whom").isVisible()
    with qtbot.waitSignal(looking.preview.noted):
        child(looking, "save-pdf").click()
    [copy] = log(looking.session, qtbot)
    made = looking.preview.made
    assert made is not None
    assert (copy.made.how, copy.for_whom) == ("saved", "")
    assert copy.made.digest == hashlib.sha256((tmp_path / "r.pdf").read_bytes()).hexdigest()
    assert copy.made.pages == looking.preview.view.pages()
    assert copy.made.incidents == tuple(made.choice.incidents)
    assert copy.made.parts == ("summary", "account", "days")
    assert not child(looking, "for-whom").isVisible(), "asked only of who wants to say it"
    child(looking, "report-done").button.click()
    assert child(looking, "for-whom").isVisible()
    assert not child(looking, "keep-for-whom").isEnabled()
    child(looking, "for-whom-box").insertPlainText("Ms. Oduya")
    child(looking, "keep-for-whom").click()
    qtbot.waitUntil(lambda: not child(looking, "for-whom").isVisible())
    assert child(looking, "report-done").text() == looking.session.words("copies.kept")
    [copy] = log(looking.session, qtbot)
    assert copy.for_whom == "Ms. Oduya"
    child(looking, "choose-again").click()
    assert not child(looking, "for-whom").isVisible()


def test_for_whom_can_be_left_open_and_the_pages_have_their_room_again(
    looking: ReportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking.preview, "asked_target", lambda: tmp_path / "r.pdf")
    with qtbot.waitSignal(looking.preview.noted):
        child(looking, "save-pdf").click()
    child(looking, "report-done").button.click()
    child(looking, "leave-for-whom").click()
    assert not child(looking, "for-whom").isVisible()
    assert not child(looking, "report-done").isVisible()
    [copy] = log(looking.session, qtbot)
    assert copy.for_whom == ""


def test_what_could_not_be_saved_is_not_noted(
    looking: ReportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking.preview, "asked_target", lambda: tmp_path / "nowhere" / "r.pdf")
    with qtbot.waitSignal(looking.session.worker.troubled):
        child(looking, "save-pdf").click()
    assert log(looking.session, qtbot) == ()
    assert not child(looking, "for-whom").isVisible()


def test_nothing_of_the_report_is_on_the_disk(looking: ReportPage, home: Path, tmp_path: Path) -> None:
    found = [path for folder in (home, tmp_path) for path in folder.rglob("*") if path.is_file()]
    assert found
    assert not any(SECRET.encode() in path.read_bytes() or b"%PDF" in path.read_bytes() for path in found)


def _sheet(session: Session, qtbot: Any, answers: dict[str, Any]) -> str:
    """A child's sheet with one kept page."""
    vault, made = session.vault, []
    assert vault is not None

    def keep() -> str:
        sheet = vault.incidents.start(CHILD_SHEET.id).id
        draft = vault.drafts.save(vault.drafts.new(sheet, CHILD_SHEET.id, "child_who", answers=answers))
        vault.entries.keep(draft, wording(CHILD_SHEET, CHILD_SHEET.step("child_who"), answers, session.words))
        return sheet

    session.worker.run(keep, made.append)
    qtbot.waitUntil(lambda: bool(made))
    return str(made[0])


def test_a_childs_sheet_is_offered_apart_from_the_accounts_and_not_chosen(opened, open_session, qtbot):
    sheet = _sheet(open_session, qtbot, {"child_called": "L. M.", "child_full_name": "Quillon Xanthe"})
    page = opened()
    accounts, sheets = (page._choice.findChild(ChipRow, f"report-{name}") for name in ("accounts", "sheets"))
    assert [chip.text() for chip in accounts.chips()] == ["Walking home", "Traffic stop"]
    assert [chip.text() for chip in sheets.chips()] == ["L. M."]
    assert page._choice.choice().sheets == ()
    left_out = page._choice.findChild(QWidget, "left-out")
    assert open_session.words.count("paper.left_out.sheets", 1) in left_out.text()
    names = page._choice.findChild(ChipRow, "report-names")
    assert not names.isVisible(), "a name is asked about only with its sheet"
    sheets.chips()[0].click()
    assert page._choice.choice().sheets == (sheet,)
    assert names.isVisible()
    assert not page._choice.choice().child_names
    names.chips()[0].click()
    assert page._choice.choice().child_names
    sheets.chips()[0].click()
    assert not page._choice.choice().child_names, "let go of with the sheet"


def test_from_its_own_page_a_sheet_is_printed_alone(opened, open_session, qtbot):
    sheet = _sheet(open_session, qtbot, {"child_called": "L. M."})
    page = opened(sheet=sheet)
    choice = page._choice.choice()
    assert (choice.incidents, choice.sheets, choice.child_names) == ((), (sheet,), False)
    assert page._make.isEnabled()
    more = page._choice.findChild(ChipRow, "report-more")
    assert [chip.objectName() for chip in more.chips()] == ["chip-purpose"], "nothing about the writer's own account"
    page._choice.findChild(ChipRow, "report-accounts").chips()[0].click()
    assert page._choice.choice().feelings
    assert len(more.chips()) > 1


def test_a_record_without_a_sheet_is_not_asked_about_one(opened):
    page = opened()
    assert not page._choice.findChild(ChipRow, "report-sheets").isVisible()


def test_what_is_still_written_on_a_sheet_counts_only_when_the_sheet_is_to_go_in(opened, open_session, qtbot):
    sheet, done = _sheet(open_session, qtbot, {"child_called": "L. M."}), []
    drafts = open_session.vault.drafts
    open_session.worker.run(
        lambda: drafts.save(drafts.new(sheet, CHILD_SHEET.id, "child_there", answers={"child_where": "x"})), done.append
    )
    qtbot.waitUntil(lambda: bool(done))
    page = opened()
    assert not page._drafts.isVisible()
    page._choice.findChild(ChipRow, "report-sheets").chips()[0].click()
    assert page._drafts.isVisible()
    with qtbot.waitSignal(page.go) as gone:
        page._drafts.button.click()
    assert gone.args == ["guide", {"incident": sheet}]


# --------------------------------------------------------------------------------------- choosing, and keeping a choice


def _keep(session: Session, qtbot: Any, step: str, answers: dict[str, Any], incident: str = "") -> str:
    """One more kept page, of a new account without ``incident``; gives the entry's id."""
    vault, made = session.vault, []
    assert vault is not None

    def keep() -> str:
        of = incident or vault.incidents.start(OWN_ACCOUNT.id).id
        draft = vault.drafts.save(vault.drafts.new(of, OWN_ACCOUNT.id, step, answers=answers))
        return vault.entries.keep(draft, wording(OWN_ACCOUNT, OWN_ACCOUNT.step(step), answers, session.words)).id

    session.worker.run(keep, made.append)
    qtbot.waitUntil(lambda: bool(made))
    return str(made[0])


def _named(page: ReportPage, name: str) -> None:
    child(page, "keep-choice").click()
    child(page, "keep-choice-name").insertPlainText(name)
    child(page, "keep-choice-do").click()


def _again(page: ReportPage, qtbot: Any, **arguments: Any) -> None:
    page._contents = None
    page.enter(**arguments)
    qtbot.waitUntil(lambda: page._contents is not None)


def test_dates_need_a_place_and_the_way_there_is_plain(opened, open_session, qtbot) -> None:
    page = opened()
    assert chip(page, "parts", "dates") is None
    assert child(page, "choose-place").isVisible()
    with qtbot.waitSignal(page.go) as gone:
        child(page, "choose-place").click()
    assert gone.args == ["support_topic", {"topic": "dates"}]
    open_session.inside["law_area"] = "ny_city"
    _again(page, qtbot)
    assert chip(page, "parts", "dates").isChecked()
    assert not child(page, "choose-place").isVisible()
    assert page._choice.choice().law
    chip(page, "parts", "dates").click()
    assert "Dates to ask a lawyer about" in child(page, "left-out").text()


def test_a_choice_is_kept_by_name_and_chosen_again(opened, open_session, qtbot) -> None:
    page = opened()
    assert page._choice.findChild(ChipRow, "report-kept").isHidden()
    chip(page, "more", "feelings").click()
    chip(page, "parts", "days").click()
    wanted = page._choice.choice()
    _named(page, "For Ms. Oduya")
    chip(page, "more", "feelings").click()
    chip(page, "parts", "days").click()
    kept = page._choice.findChild(ChipRow, "report-kept")
    assert [each.text() for each in kept.chips()] == ["For Ms. Oduya"]
    assert kept.chosen() == [], "it is no longer what is chosen"
    kept.chips()[0].click()
    assert page._choice.choice() == wanted
    assert child(page, "left-out").text() == "These parts: The days after."
    _again(page, qtbot)
    assert [each.text() for each in kept.chips()] == ["For Ms. Oduya"]


def test_what_came_later_is_not_in_a_kept_choice_and_is_named(opened, open_session, qtbot) -> None:
    page = opened()
    _named(page, "Both")
    late = _keep(open_session, qtbot, "setting", {"title": "The third time"})
    _keep(open_session, qtbot, "questions", {"questions": "What now?"}, page._contents.incidents[0].id)
    _again(page, qtbot)
    kept = page._choice.findChild(ChipRow, "report-kept")
    kept.chips()[0].click()
    choice = page._choice.choice()
    assert len(choice.incidents) == 2
    assert late not in choice.incidents
    assert "questions" not in choice.parts
    assert child(page, "choice-note").isVisible()
    assert "The third time" in child(page, "choice-note").text()
    assert "Questions and hopes" in child(page, "choice-note").text()
    assert "1 other account." in child(page, "left-out").text()


def test_a_kept_choice_gets_another_name_is_removed_and_put_back(opened, open_session, qtbot) -> None:
    page = opened()
    _named(page, "One")
    _named(page, "Two")
    kept = page._choice.findChild(ChipRow, "report-kept")
    assert kept.chosen() == ["Two"]
    child(page, "rename-choice").click()
    assert child(page, "rename-choice-name").text() == "Two"
    child(page, "rename-choice-name").set_text("Three")
    child(page, "rename-choice-do").click()
    assert [each.text() for each in kept.chips()] == ["One", "Three"]
    assert kept.chosen() == ["Three"]
    child(page, "remove-choice").click()
    assert [each.text() for each in kept.chips()] == ["One"]
    assert child(page, "choice-undo").isVisible()
    child(page, "choice-undo").findChild(QWidget, "put-back").click()
    assert [each.text() for each in kept.chips()] == ["One", "Three"]
    _named(page, "One")
    assert [each.text() for each in kept.chips()] == ["One", "Three"]
    assert child(page, "choice-undo").isVisible(), "it took the place of the one kept before"


@pytest.mark.parametrize("value", ["x", 7, [1, {"name": 3}], {"version": 1, "incidents": [1]}, [{"name": "a"}]])
def test_whatever_the_settings_hold_the_page_comes_up(opened, open_session, value) -> None:
    open_session.inside.update(report_choice=value, report_choices=value)
    page = opened()
    assert len(page._choice.choice().incidents) == 2
    assert page._choice.findChild(ChipRow, "report-kept").isHidden()


def test_the_last_choice_is_there_again_without_a_childs_sheet(opened, open_session, qtbot) -> None:
    _sheet(open_session, qtbot, {"child_called": "L. M."})
    page = opened()
    page._choice.findChild(ChipRow, "report-sheets").chips()[0].click()
    chip(page, "more", "contacts").click()
    chip(page, "size", "a4").click()
    child(page, "report-accounts").chips()[0].click()
    chosen = page._choice.choice()
    child(page, "make-report").click()
    qtbot.waitUntil(lambda: page.preview.made is not None, timeout=10_000)
    _again(page, qtbot)
    choice = page._choice.choice()
    assert (choice.incidents, choice.contacts, choice.paper) == (chosen.incidents, False, "a4")
    assert chosen.sheets
    assert choice.sheets == ()
    _again(page, qtbot, incident=choice.incidents[0])
    assert page._choice.choice().contacts, "asked for from elsewhere it begins with everything"
    assert page._choice.choice().paper == "a4"


def test_only_one_person_can_be_chosen_and_it_is_said_what_stays_out(opened, open_session, qtbot) -> None:
    page = opened()
    assert not page._choice._about.isVisible(), "nobody is written of"
    card = _keep(open_session, qtbot, "officers", {"known_as": "the short one", "agency": "City police"})
    _again(page, qtbot, card=card)
    assert page._choice.choice().about == card
    row = page._choice.findChild(ChipRow, "report-about")
    assert [each.text() for each in row.chips()] == ["the short one", "City police"]
    assert "All that is not about the one you chose." in child(page, "left-out").text()
    assert [each.objectName() for each in page._choice._parts.chips()] == ["chip-officers"]
    row.chips()[1].click()
    assert (page._choice.choice().about, page._choice.choice().department) == (card, True)
    row.chips()[1].click()
    assert page._choice.choice().about == ""
    assert chip(page, "parts", "account").isChecked(), "all of it again"


def test_when_the_one_it_was_about_is_gone_nothing_is_chosen_instead(opened, open_session, qtbot) -> None:
    page = opened()
    card = _keep(open_session, qtbot, "officers", {"known_as": "the short one"})
    _again(page, qtbot, card=card)
    _named(page, "Only him")
    vault, done = open_session.vault, []
    open_session.worker.run(
        lambda: vault.entries.withdraw(vault.entries.get(card), wording(ACTS, WITHDRAWAL, {}, open_session.words)),
        done.append,
    )
    qtbot.waitUntil(lambda: bool(done))
    _again(page, qtbot)
    page._choice.findChild(ChipRow, "report-kept").chips()[0].click()
    assert page._choice.choice().incidents == ()
    assert not child(page, "make-report").isEnabled()
    assert "not here now" in child(page, "choice-note").text()


def test_the_next_copy_knows_of_the_one_before(looking, qtbot, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(looking.preview, "asked_target", lambda: tmp_path / "r.pdf")
    with qtbot.waitSignal(looking.preview.noted):
        child(looking, "save-pdf").click()
    child(looking, "for-whom-box").insertPlainText("Ms. Oduya")
    with qtbot.waitSignal(looking.preview.noted):
        child(looking, "keep-for-whom").click()
    child(looking, "choose-again").click()
    chip(looking, "more", "copies").click()
    child(looking, "make-report").click()
    qtbot.waitUntil(lambda: looking.preview.made is not None, timeout=10_000)
    told = text_of(looking.preview.made.pdf)
    assert "Copies made before this one" in told
    assert "Ms. Oduya" in told
    child(looking, "choose-again").click()
    with qtbot.waitSignal(looking.go) as gone:
        child(looking, "copies").click()
    assert gone.args == ["copies", {}]
