# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery code: shown, saved, copied, and on one sheet of paper."""

import errno
import json
import os

import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from journal.errors import PrinterMissing
from tests.helpers.fake_lp import put_lp
from ui import printing
from ui.clipboard import HINTS
from ui.code_sheet import sheet
from ui.dialogs.file_dialog import FileDialog
from ui.pages.code_page import CodePage

CODE = "6SANF-MEFBT-WKSCB-40DJ4-R4GWV-1ZH4X-QKEWH-AEC0J"
NUMBER = "7K4Q-92MD"


@pytest.fixture
def page(session, qtbot) -> CodePage:
    made = CodePage(session, CODE, NUMBER)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        page = document[0]
        text = page.get_textpage()
        said = text.get_text_range()
        text.close()
        page.close()
    return said


def test_the_sheet_has_the_code_the_number_and_what_it_is_for(words, qapp):
    said = " ".join(text_of(sheet(words, CODE, NUMBER)).split())
    for group in CODE.split("-"):
        assert group in said
    assert NUMBER in said
    assert words("first.code.sheet").split(".")[0] in said


def lines_on(pdf: bytes) -> int:
    """How many lines are drawn on its page from one point to another."""
    import pypdfium2.raw as raw

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        found = sum(raw.FPDFPath_CountSegments(each) == 2 for each in page.get_objects([raw.FPDF_PAGEOBJ_PATH]))
        page.close()
    return found


def test_the_sheet_has_lines_to_write_on_by_hand(words, qapp):
    pdf = sheet(words, CODE, NUMBER)
    said = " ".join(text_of(pdf).split())
    for name in ("blank_day", "blank_others", "blank_copies"):
        assert words(f"first.code.{name}") in said
    assert lines_on(pdf) == 3


def test_it_is_saved_where_the_person_says(page, words, tmp_path, monkeypatch, qtbot):
    target = tmp_path / "code.pdf"
    monkeypatch.setattr(FileDialog, "ask_one", lambda _dialog: target)
    page.save.click()
    qtbot.waitUntil(lambda: page._notice.text() == words("first.code.saved"))
    assert NUMBER in text_of(target.read_bytes())


def test_a_place_that_cannot_be_written_is_said(page, words, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(FileDialog, "ask_one", lambda _dialog: tmp_path / "no" / "code.pdf")
    page.save.click()
    qtbot.waitUntil(lambda: page._notice.text() == words("error.target_gone.what"))


def test_a_sheet_that_stood_there_is_never_half_written_over(page, words, tmp_path, monkeypatch, qtbot):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "full")

    target = tmp_path / "code.pdf"
    target.write_bytes(b"the code of another record")
    monkeypatch.setattr(FileDialog, "ask_one", lambda _dialog: target)
    monkeypatch.setattr(os, "fsync", full)
    page.save.click()
    qtbot.waitUntil(lambda: page._notice.text() == words("error.target_full.what"))
    assert target.read_bytes() == b"the code of another record"


def test_the_sheet_goes_to_the_printer_without_a_file_of_ours(page, words, tmp_path, monkeypatch, qtbot):
    """Qt's own painting on a printer would put the code into a file in the temporary folder first."""
    taken = put_lp(tmp_path, monkeypatch)
    monkeypatch.setattr(printing, "choose", lambda *_given: (printing.Order("P"), None))
    page.print.click()
    assert page._notice.text() == words("first.code.sending")
    qtbot.waitUntil(lambda: page._notice.text() == words("first.code.printed"))
    said, size, _digest = json.loads(taken.read_text())
    assert said == ["-d", "P", "-t", "Document", "-n", "1", "-"]
    assert size > 1000


def test_the_sheet_that_waits_or_is_refused_is_said(page, words, tmp_path, monkeypatch, qtbot):
    put_lp(tmp_path, monkeypatch)
    monkeypatch.setattr(printing, "choose", lambda *_given: (printing.Order("P"), None))
    monkeypatch.setattr(printing, "is_stopped", lambda _name: True)
    page.print.click()
    qtbot.waitUntil(lambda: page._notice.text() == words("first.code.printed_waits"))
    put_lp(tmp_path, monkeypatch, "sys.exit(1)")
    page.print.click()
    qtbot.waitUntil(lambda: page._notice.text() == words("error.printer_refused.what"))
    monkeypatch.setattr(printing, "choose", no_printer)
    page.print.click()
    assert page._notice.text() == words("error.printer_missing.what")


def no_printer(*_given):
    raise PrinterMissing


def test_nothing_is_saved_when_no_place_was_chosen(page, monkeypatch):
    monkeypatch.setattr(FileDialog, "ask_one", lambda _dialog: None)
    page.save.click()
    assert not page._notice.isVisible()


def test_copied_it_asks_clipboard_histories_to_look_away(page, words):
    page.copy.click()
    assert QGuiApplication.clipboard().text() == CODE
    assert page._notice.text() == words("first.code.copied")
    assert set(HINTS) <= set(QGuiApplication.clipboard().mimeData().formats())
    QGuiApplication.clipboard().clear()


def test_it_can_be_had_or_left_for_later(page, qtbot):
    with qtbot.waitSignal(page.done):
        page._have.click()
    with qtbot.waitSignal(page.later):
        page._later.click()


def test_it_says_that_no_other_page_will_show_the_code(page):
    """Nothing could: only what it opens is in the record."""
    assert any("only now" in label.text() for label in page.findChildren(QLabel))
