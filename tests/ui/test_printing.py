# SPDX-License-Identifier: GPL-3.0-or-later
"""To the printer: a neutral name, the pages asked for, and pages drawn where no vectors are taken."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from journal.errors import PrinterRefused
from journal.report.blocks import NewPage, Words
from journal.report.pdf import build
from tests.journal.report.kept import PRINTED
from tests.journal.report.test_pdf import bare
from ui import printing
from ui.printing import Order


def paper_printer(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setPageMargins(QMarginsF(10, 10, 10, 10))
    return printer


def test_the_job_has_a_name_that_says_nothing() -> None:
    assert printing.command(Order("P")) == ["lp", "-d", "P", "-t", "Document", "-n", "1", "-"]


def test_only_the_pages_asked_for_are_sent() -> None:
    assert printing.command(Order("P", 1, 2, 5))[-3:] == ["-P", "2-5", "-"]


def test_a_print_system_that_is_not_there_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PrinterRefused):
        printing.send(Order("P"), b"%PDF")


def test_pages_are_drawn_where_no_vectors_are_taken(qapp: Any, tmp_path: Path) -> None:
    pdf = build(bare(Words("ONE"), NewPage(), Words("TWO"), NewPage(), Words("THREE")), now=PRINTED)
    target = tmp_path / "printed.pdf"
    printing.draw(paper_printer(target), pdf, Order("", 1, 3, 4))
    ours, theirs = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument(target.read_bytes())
    assert len(theirs) == 2
    for page, printed in zip((2, 3), (0, 1), strict=True):
        assert _ink(theirs, printed) == pytest.approx(_ink(ours, page), rel=0.35)
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
