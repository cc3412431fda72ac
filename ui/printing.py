# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages to a printer. Qt's dialog only chooses; the file goes to the print system as it is, under a neutral name.

On Linux and macOS the PDF goes to ``lp`` on its standard input, as vectors and without a file of ours: what is drawn
into Qt's printer lies in a file in the temporary folder first. Windows has no such way: there each page is drawn at 600
dots an inch. (Windows: written, not run.)
"""

import contextlib
import os
import select
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageRanges, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrintEngine, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import delete

from journal import loose_ends
from journal.errors import NoSuchPages, PrinterMissing, PrinterRefused, PrinterSilent, PrintingStopped

JOB = "Document"
_DOTS = 600
_PATIENCE = 60.0  # seconds that the print system may take to accept the pages
_ANSWER = 3.0  # seconds that it may take to say what there is
_LOOK = 0.1  # seconds after which it is looked again whether somebody pressed Stop
_SIZES = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}
# What the dialog offers besides, as CUPS calls it (man lp).
_SIDES = {
    QPrinter.DuplexMode.DuplexLongSide: "sides=two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "sides=two-sided-short-edge",
    QPrinter.DuplexMode.DuplexNone: "sides=one-sided",
}
# Qt's dialog leaves the rest in its engine, as CUPS calls it (PPK_CupsOptions of Qt's qcups_p.h): name, text and so on.
# The pages are read from there, and what is as it is without a word is left out.
_CUPS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
_PAGES, _PAGE_SET, _LAYOUT = "page-ranges", "page-set", "number-up-layout"
_USUAL = {"number-up": "1", "job-billing": "", "job-priority": "50", "job-sheets": "none,none"}


@dataclass(frozen=True, slots=True)
class Order:
    """What was chosen. ``first`` and ``last`` count from 1; 0 is all pages. ``ranges`` says the same where there are
    several, e.g. ``1-3,7``; ``more`` are further wishes in the words of CUPS.
    """

    printer: str
    copies: int = 1
    first: int = 0
    last: int = 0
    ranges: str = ""
    more: tuple[str, ...] = ()


def choose(parent: QWidget, pages: int, paper: str) -> tuple[Order, QPrinter] | None:
    """Ask for printer, pages and copies. None when the person changed their mind.

    Raises PrinterMissing, NoSuchPages.
    """
    if not _answers() or not QPrinterInfo.availablePrinterNames():
        raise PrinterMissing
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB)
    if sys.platform == "win32":  # elsewhere it begins with what lies in the printer, and CUPS fits the pages to it
        printer.setPageSize(QPageSize(_SIZES.get(paper, QPageSize.PageSizeId.Letter)))
    dialog = _dialog(printer, pages, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    delete(dialog)  # before its printer goes
    return (order_of(printer, pages), printer) if accepted else None


def _answers() -> bool:
    """Whether the print system is awake. Qt would wait for it without an end, and nobody could lock or leave."""
    return sys.platform == "win32" or _asked("lpstat", "-a") is not None


def _asked(*command: str) -> str | None:
    """What this program says, in English; None when it takes too long."""
    quiet, english = subprocess.DEVNULL, os.environ | {"LC_ALL": "C"}
    try:
        running = subprocess.Popen(command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet, env=english)  # noqa: S603
    except OSError:
        return ""
    with running, loose_ends.running(running):
        try:
            return running.communicate(timeout=_ANSWER)[0].decode(errors="replace")
        except subprocess.TimeoutExpired:
            return None
        finally:
            running.kill()


def _dialog(printer: QPrinter, pages: int, parent: QWidget | None) -> QPrintDialog:
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    # A file is what "Save as PDF" is for: whole or not at all, and noted as such.
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
    return dialog


def order_of(printer: QPrinter, pages: int) -> Order:
    """What the dialog left in the printer, for a report of so many pages. Raises NoSuchPages."""
    said = _said_to_cups(printer)
    more = [_SIDES[printer.duplex()]] if printer.duplex() in _SIDES else []
    if printer.copyCount() > 1:
        more.append(f"collate={'true' if printer.collateCopies() else 'false'}")
    if printer.colorMode() is QPrinter.ColorMode.GrayScale:
        more.append("print-color-mode=monochrome")
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        more.append("outputorder=reverse")
    wanted = _wanted(printer, pages, said.pop(_PAGES, ""), said.pop(_PAGE_SET, ""))
    if _USUAL["number-up"] == said.get("number-up"):
        said.pop(_LAYOUT, None)
    if paper := printer.pageLayout().pageSize().key():
        more.append(_wish("media", paper))
    more += [_wish(name, text) for name, text in said.items() if text != _USUAL.get(name)]
    name, copies = printer.printerName(), max(printer.copyCount(), 1)
    if len(wanted) == pages:
        return Order(name, copies, more=tuple(more))
    ranges = _ranges(wanted)
    return Order(name, copies, wanted[0], wanted[-1], ranges if "," in ranges else "", tuple(more))


def _said_to_cups(printer: QPrinter) -> dict[str, str]:
    said = printer.printEngine().property(_CUPS) or []
    return dict(zip(said[::2], said[1::2], strict=True))


def _wish(name: str, text: str) -> str:
    """As ``lp`` reads it: a space ends it, unless it is quoted."""
    bare = text.replace("\\", "\\\\").replace('"', '\\"')
    return f"{name}={text}" if text.isascii() and not set(text) & set(" \t'\"\\{}") else f'{name}="{bare}"'


def _wanted(printer: QPrinter, pages: int, ranges: str, page_set: str) -> list[int]:
    """The pages, one by one. Raises NoSuchPages.

    From one page to another, Qt counts odd and even from the first one that is printed; else by their numbers.
    """
    given = printer.pageRanges()
    odd, even = page_set == "odd", page_set == "even"
    if printer.printRange() is QPrinter.PrintRange.PageRange and not given.isEmpty():
        found = [number for number in range(1, pages + 1) if given.contains(number)]
        found = found[::2] if odd else found[1::2] if even else found
    else:
        given = QPageRanges.fromString(ranges)
        found = [each for each in range(1, pages + 1) if given.isEmpty() or given.contains(each)]
        found = [each for each in found if not (odd or even) or each % 2 == odd]
    if not found:
        raise NoSuchPages
    return found


def _ranges(numbers: list[int]) -> str:
    """``1-3,7`` for 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for each in numbers:
        if runs and runs[-1][-1] == each - 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def task(order: Order, printer: QPrinter, pdf: bytes, stop: threading.Event) -> Callable[[], bool]:
    """What sends the pages, to be run beside the window. It raises what ``send`` or ``draw`` raise. Gives whether the
    printer is stopped: then the pages lie in its queue until somebody lets it go on.
    """

    def run() -> bool:
        if sys.platform == "win32":
            draw(printer, pdf, order)
            return False
        send(order, pdf, stop)
        return is_stopped(order.printer)

    return run


def is_stopped(name: str) -> bool:
    return f"printer {name} disabled since" in (_asked("lpstat", "-p", name) or "")


def command(order: Order) -> list[str]:
    """The words of ``lp`` (CUPS): the pages come on its standard input."""
    words = ["lp", "-d", order.printer, "-t", JOB, "-n", str(order.copies)]
    if order.first:
        words += ["-P", order.ranges or f"{order.first}-{order.last}"]
    for wish in order.more:
        words += ["-o", wish]
    return [*words, "-"]


def send(order: Order, pdf: bytes, stop: threading.Event) -> None:
    """Hand the PDF to the print system, and no further: what it does with the pages then is its own.

    Raises PrinterMissing, PrinterRefused, PrinterSilent, and PrintingStopped when ``stop`` was set. ``lp`` is killed
    then, and at a lock too, before its input ends: what ends is whole to it, and would be printed cut off.
    """
    if not order.printer or shutil.which("lp") is None:
        raise PrinterMissing
    until, nowhere = time.monotonic() + _PATIENCE, subprocess.DEVNULL
    try:
        running = subprocess.Popen(command(order), stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, bufsize=0)  # noqa: S603
    except OSError:
        raise PrinterRefused from None

    def heed() -> None:
        if stop.is_set():
            raise PrintingStopped
        if time.monotonic() > until:
            raise PrinterSilent

    with running, loose_ends.running(running):
        try:
            _feed(running, pdf, heed)
            while running.poll() is None:
                heed()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    running.wait(_LOOK)
        except OSError:  # it takes no more of the pages
            raise PrinterRefused from None
        finally:
            running.kill()
    if running.returncode != 0:
        raise PrinterRefused


def _feed(running: "subprocess.Popen[bytes]", pdf: bytes, heed: Callable[[], None]) -> None:
    """As much at a time as it takes, looking in between whether to go on. Raises OSError."""
    assert running.stdin is not None
    pipe, rest = running.stdin.fileno(), memoryview(pdf)
    os.set_blocking(pipe, False)
    while rest:
        heed()
        if select.select((), (pipe,), (), _LOOK)[1]:
            rest = rest[os.write(pipe, rest) :]
    running.stdin.close()


def draw(printer: QPrinter, pdf: bytes, order: Order) -> None:
    """Draw each page into the printer. Raises PrinterRefused."""
    import pypdfium2

    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterRefused
    document = pypdfium2.PdfDocument(pdf)
    try:
        last = min(order.last or len(document), len(document))
        chosen = QPageRanges.fromString(order.ranges or f"{max(order.first, 1)}-{last}")
        for number in filter(chosen.contains, range(1, last + 1)):
            if number > chosen.firstPage() and not printer.newPage():
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
