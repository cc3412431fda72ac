# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages to a printer. Qt's dialog only chooses; the file goes to the print system as it is, under a neutral name.

On Linux and macOS the PDF goes to ``lp`` on its standard input, as vectors and without a file of ours. Windows has no
such way: there each page is drawn at 600 dots an inch. (Windows: written, not run.)
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from journal.errors import PrinterRefused

JOB = "Document"
_DOTS = 600
_PATIENCE = 120  # seconds that the print system may take to accept the pages
_SIZES = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}


@dataclass(frozen=True, slots=True)
class Order:
    """What was chosen. ``first`` and ``last`` count from 1; 0 is all pages."""

    printer: str
    copies: int = 1
    first: int = 0
    last: int = 0


def choose(parent: QWidget, pages: int, paper: str) -> tuple[Order, QPrinter] | None:
    """Ask for printer, pages and copies. None when the person changed their mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB)
    printer.setPageSize(QPageSize(_SIZES.get(paper, QPageSize.PageSizeId.Letter)))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        return Order(printer.printerName(), printer.copyCount(), printer.fromPage(), printer.toPage()), printer
    return Order(printer.printerName(), printer.copyCount()), printer


def task(order: Order, printer: QPrinter, pdf: bytes) -> Callable[[], None]:
    """What sends the pages, to be run beside the window. It raises PrinterRefused."""
    if sys.platform == "win32" or shutil.which("lp") is None or not order.printer:
        return lambda: draw(printer, pdf, order)
    return lambda: send(order, pdf)


def command(order: Order) -> list[str]:
    """The words of ``lp`` (CUPS): the pages come on its standard input."""
    words = ["lp", "-d", order.printer, "-t", JOB, "-n", str(order.copies)]
    return [*words, *(["-P", f"{order.first}-{order.last}"] if order.first else []), "-"]


def send(order: Order, pdf: bytes) -> None:
    """Hand the PDF to the print system. Raises PrinterRefused."""
    try:
        done = subprocess.run(command(order), input=pdf, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        raise PrinterRefused from None
    if done.returncode != 0:
        raise PrinterRefused


def draw(printer: QPrinter, pdf: bytes, order: Order) -> None:
    """Draw each page into the printer. Raises PrinterRefused."""
    import pypdfium2

    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterRefused
    document = pypdfium2.PdfDocument(pdf)
    try:
        last = order.last or len(document)
        for number in range(max(order.first, 1), min(last, len(document)) + 1):
            if number > max(order.first, 1) and not printer.newPage():
                raise PrinterRefused
            page = document[number - 1]
            bitmap = page.render(scale=_DOTS / 72, grayscale=True)
            form = QImage.Format.Format_Grayscale8
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form)
            paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
            inside = printer.pageRect(QPrinter.Unit.DevicePixel).toRect()
            painter.drawImage(QRect(paper.topLeft() - inside.topLeft(), paper.size()), image)
            bitmap.close()
            page.close()
    finally:
        painter.end()
        document.close()
