# SPDX-License-Identifier: GPL-3.0-or-later
"""To the printer: a neutral name, the pages asked for, every way in which it can go wrong, and pages drawn for Windows.

The ``lp`` of these tests is a small program that keeps what it was given.
"""

import json
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrinter, QPrinterInfo
from shiboken6 import delete

from journal.errors import NoSuchPages, PrinterMissing, PrinterRefused, PrinterSilent, PrintingStopped
from journal.report.blocks import NewPage, Words
from journal.report.pdf import build
from tests.helpers.fake_lp import put_lp
from tests.journal.report.kept import PRINTED
from tests.journal.report.test_pdf import bare
from ui import printing
from ui.printing import Order

Lp = Callable[..., Path]
LARGE = b"%PDF" + bytes(4 * 2**20)  # more than a pipe holds


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lp:
    return partial(put_lp, tmp_path, monkeypatch)


def go() -> threading.Event:
    return threading.Event()


def test_the_job_has_a_name_that_says_nothing() -> None:
    assert printing.command(Order("P")) == ["lp", "-d", "P", "-t", "Document", "-n", "1", "-"]


def test_only_the_pages_asked_for_are_sent() -> None:
    assert printing.command(Order("P", 1, 2, 5))[-3:] == ["-P", "2-5", "-"]
    assert printing.command(Order("P", 1, 1, 9, "1-3,7,9"))[-3:] == ["-P", "1-3,7,9", "-"]


def test_what_the_dialog_left_is_what_is_asked_for(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    assert printing.order_of(printer, 9) == Order(printer.printerName(), more=("sides=one-sided", "media=A4"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2-4"))
    printer.setCopyCount(3)
    printer.setCollateCopies(False)
    monkeypatch.setattr(QPrinter, "duplex", lambda _printer: QPrinter.DuplexMode.DuplexLongSide)  # a file has no back
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    wished = ("sides=two-sided-long-edge", "collate=false", "print-color-mode=monochrome", "outputorder=reverse")
    assert printing.order_of(printer, 9) == Order(printer.printerName(), 3, 2, 4, "", (*wished, "media=A4"))
    printer.setPageRanges(QPageRanges.fromString("1-2,5"))
    order = printing.order_of(printer, 9)
    assert (order.first, order.last, order.ranges) == (1, 5, "1-2,5")
    printer.setPageRanges(QPageRanges.fromString("1-9"))
    assert printing.order_of(printer, 9).first == 0


@pytest.mark.parametrize(
    ("said", "span", "wanted"),
    [
        ({"page-ranges": "1-2,4"}, "", "1-2,4"),
        ({"page-ranges": "3"}, "", "3-3"),
        ({"page-ranges": "8-50"}, "", "8-9"),
        ({"page-set": "odd"}, "", "1,3,5,7,9"),
        ({"page-set": "even", "page-ranges": "3-6"}, "", "4,6"),
        ({"page-set": "even"}, "2-5", "3,5"),  # Qt turned it over, as it counts from the first page of these
        ({}, "2-5", "2-5"),
        ({}, "", "0-0"),
    ],
)
def test_pages_that_the_dialog_leaves_to_cups_are_the_pages_asked_for(
    qapp: Any, monkeypatch: pytest.MonkeyPatch, said: dict[str, str], span: str, wanted: str
) -> None:
    """Qt's dialog puts "Pages: 1-2,4" and "Odd pages" there alone, and calls the range in its printer all pages."""
    monkeypatch.setattr(printing, "_said_to_cups", lambda _printer: dict(said))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if span:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setPageRanges(QPageRanges.fromString(span))
    order = printing.order_of(printer, 9)
    assert (order.ranges or f"{order.first}-{order.last}") == wanted
    assert not [wish for wish in order.more if wish.startswith("page-")]


def test_pages_that_are_not_there_are_not_all_pages(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_said_to_cups", lambda _printer: {"page-ranges": "12-14"})
    with pytest.raises(NoSuchPages):
        printing.order_of(QPrinter(QPrinter.PrinterMode.HighResolution), 9)


def test_what_else_was_wished_is_said_and_what_is_usual_is_not(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = {"number-up": "1", "number-up-layout": "lrtb", "job-billing": "", "job-priority": "50"}
    usual |= {"job-sheets": "none,none"}
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    monkeypatch.setattr(printing, "_said_to_cups", lambda _printer: dict(usual))
    plain = printing.order_of(printer, 9).more
    wished = usual | {"number-up": "2", "job-hold-until": "indefinite", "job-billing": 'Larch "7" file', "Bin": "2"}
    monkeypatch.setattr(printing, "_said_to_cups", lambda _printer: dict(wished))
    assert [each for each in printing.order_of(printer, 9).more if each not in plain] == [
        "number-up=2",
        "number-up-layout=lrtb",
        'job-billing="Larch \\"7\\" file"',
        "job-hold-until=indefinite",
        "Bin=2",
    ]


def test_the_dialog_prints_into_no_file_and_counts_the_pages(qapp: Any) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = printing._dialog(printer, 9, None)
    assert not dialog.testOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile)
    assert (dialog.minPage(), dialog.maxPage(), dialog.fromPage(), dialog.toPage()) == (1, 9, 1, 9)
    delete(dialog)  # before its printer goes


def put_lpstat(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    program = folder / "lpstat"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_a_print_system_that_sleeps_is_not_waited_for(
    qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt would wait for it on the window's thread, and nobody could lock or leave."""
    put_lpstat(tmp_path, monkeypatch, "exec sleep 60")
    monkeypatch.setattr(printing, "_ANSWER", 0.3)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: pytest.fail("Qt was asked"))
    begun = time.monotonic()
    with pytest.raises(PrinterMissing):
        printing.choose(None, 3, "letter")  # type: ignore[arg-type]  # it is never reached
    assert time.monotonic() - begun < 20


def test_a_printer_that_is_stopped_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_lpstat(tmp_path, monkeypatch, 'echo "printer $2 disabled since Thu 26 Nov 2026 - Paused"')
    assert printing.is_stopped("Office")
    put_lpstat(tmp_path, monkeypatch, 'echo "printer $2 is idle.  enabled since Thu 26 Nov 2026"')
    assert not printing.is_stopped("Office")
    put_lpstat(tmp_path, monkeypatch, "exit 1")
    assert not printing.is_stopped("Office")


def test_the_whole_file_goes_on_standard_input_and_nowhere_else(lp: Lp, tmp_path: Path) -> None:
    taken = lp("sys.exit(0)")
    printing.send(Order("Office", 2, 1, 3), LARGE, go())
    words, size, _digest = json.loads(taken.read_text())
    assert words == ["-d", "Office", "-t", "Document", "-n", "2", "-P", "1-3", "-"]
    assert size == len(LARGE)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["lp", "taken.json"]


@pytest.mark.parametrize("takes", ["sys.stdin.buffer.read()", "sys.stdin.buffer.read(9)"], ids=["all", "a little"])
def test_a_print_system_that_says_no_is_said(lp: Lp, takes: str) -> None:
    lp("print('lp: no such printer', file=sys.stderr); sys.exit(1)", takes)
    with pytest.raises(PrinterRefused) as said:
        printing.send(Order("P"), LARGE, go())
    assert said.value.key == "printer_refused"


@pytest.mark.parametrize("takes", ["sys.stdin.buffer.read()", "b''"], ids=["took all", "takes none"])
def test_a_print_system_that_hangs_is_left_and_said(lp: Lp, monkeypatch: pytest.MonkeyPatch, takes: str) -> None:
    lp("time.sleep(60)", takes)
    monkeypatch.setattr(printing, "_PATIENCE", 0.5)
    begun = time.monotonic()
    with pytest.raises(PrinterSilent):
        printing.send(Order("P"), LARGE, go())
    assert time.monotonic() - begun < 10


def test_stop_stops_within_a_second_and_leaves_no_process(lp: Lp) -> None:
    lp("time.sleep(60)")
    stop, children = go(), _children()
    pressed = threading.Timer(0.5, stop.set)
    pressed.start()
    with pytest.raises(PrintingStopped):
        printing.send(Order("P"), LARGE, stop)
    pressed.join()
    assert _children() == children


def _children() -> str:
    """Of this thread, as Linux lists them."""
    return Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text()


def test_where_nothing_prints_that_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrinterMissing):
        printing.send(Order("P"), b"%PDF", go())
    with pytest.raises(PrinterMissing):
        printing.send(Order(""), b"%PDF", go())


def test_without_a_printer_no_dialog_asks_for_one(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    with pytest.raises(PrinterMissing):
        printing.choose(None, 3, "letter")  # type: ignore[arg-type]  # it is never reached


def test_only_windows_is_given_drawn_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere they would pass through a file in the temporary folder (docs/adr/0006)."""
    done: list[str] = []
    monkeypatch.setattr(printing, "draw", lambda *_given: done.append("drawn"))
    monkeypatch.setattr(printing, "send", lambda *_given: done.append("sent"))
    monkeypatch.setattr(printing, "is_stopped", lambda _name: False)
    for system in ("win32", "linux", "darwin"):
        monkeypatch.setattr(printing.sys, "platform", system)
        printing.task(Order("P"), None, b"", go())()  # type: ignore[arg-type]  # not reached
    assert done == ["drawn", "sent", "sent"]


def paper_printer(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setPageMargins(QMarginsF(10, 10, 10, 10))
    return printer


@pytest.mark.parametrize(("ranges", "pages"), [("", (3, 4)), ("3,5", (3, 5))])
def test_pages_are_drawn_where_no_vectors_are_taken(
    ranges: str, pages: tuple[int, int], qapp: Any, tmp_path: Path
) -> None:
    pdf = build(bare(Words("ONE"), NewPage(), Words("TWO"), NewPage(), Words("THREE")), now=PRINTED)
    target = tmp_path / "printed.pdf"
    printing.draw(paper_printer(target), pdf, Order("", 1, *pages, ranges))
    ours, theirs = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument(target.read_bytes())
    assert len(theirs) == 2
    for page, printed in zip(pages, (0, 1), strict=True):
        assert _ink(theirs, printed) == pytest.approx(_ink(ours, page - 1), rel=0.35)
    ours.close()
    theirs.close()


def _ink(document: pypdfium2.PdfDocument, number: int) -> float:
    """How dark the page is as a whole. A hairline drawn in dots is paler than one drawn as a line."""
    page = document[number]
    bitmap = page.render(scale=1, grayscale=True)
    dark = sum(255 - value for value in bytes(bitmap.buffer))
    bitmap.close()
    page.close()
    return dark
