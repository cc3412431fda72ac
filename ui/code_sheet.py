# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery code on one sheet of paper, made in memory. It is printed as a report is (ui/printing.py)."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from journal.words import Words
from ui.style import PROGRAM_FONT

_BLANKS = ("blank_day", "blank_others", "blank_copies")
_ABOVE_LINE = 22.0  # points, to write in
_MARGINS = QMarginsF(25, 25, 25, 25)  # millimetres


def sheet(words: Words, code: str, record_number: str) -> bytes:
    """The sheet as PDF, made in memory."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    writer.setTitle(words("app.name"))
    writer.setCreator(words("app.name"))
    painter = QPainter(writer)
    _draw(painter, QRectF(0, 0, writer.width(), writer.height()), words, code, record_number)
    painter.end()
    buffer.close()
    return bytes(data.data())


def two_lines(code: str) -> str:
    """The groups in two even lines, for the eye; what is copied and typed stays as it is."""
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    return "-".join(groups[:half]) + "\n" + "-".join(groups[half:])


def _draw(painter: QPainter, room: QRectF, words: Words, code: str, record_number: str) -> None:
    dpi = painter.device().logicalDpiY()
    parts = (
        (22.0, True, words("app.name")),
        (14.0, True, words("first.code.title")),
        (20.0, True, two_lines(code)),
        (14.0, False, words("first.code.number", number=record_number)),
        (12.0, False, words("first.code.sheet")),
        (12.0, False, words("first.code.intro")),
    )
    top = 0.0
    for points, bold, text in parts:
        font = QFont(PROGRAM_FONT)
        font.setPixelSize(round(points * dpi / 72))
        font.setBold(bold)
        painter.setFont(font)
        box = QRectF(0, top, room.width(), room.height() - top)
        flags = int(Qt.TextFlag.TextWordWrap)
        used = painter.boundingRect(box, flags, text)
        painter.drawText(box, flags, text)
        top += used.height() + points * 0.8 * dpi / 72
    _draw_blanks(painter, QRectF(0, top, room.width(), room.height() - top), words)


def _draw_blanks(painter: QPainter, room: QRectF, words: Words) -> None:
    """Lines to write on by hand: what helps to find the right paper, and the record, years later."""
    point = painter.device().logicalDpiY() / 72
    painter.setPen(QPen(Qt.GlobalColor.black, 0.6 * point))
    top = room.top() + _ABOVE_LINE * point
    for name in _BLANKS:
        label = QRectF(0, top, room.width(), room.height())
        painter.drawText(label, 0, words(f"first.code.{name}"))
        begin = painter.boundingRect(label, 0, words(f"first.code.{name}"))
        foot = round(begin.bottom())
        first, last = round(begin.right() + 8 * point), round(room.width())
        if words.right_to_left:
            first, last = 0, round(begin.left() - 8 * point)
        painter.drawLine(first, foot, last, foot)
        top += begin.height() + _ABOVE_LINE * point
