# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of a PDF, shown from memory. Only pages in sight are drawn, and only a few drawn ones are held."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pypdfium2
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.words import Words
from ui.paper_text import Boxes, places_of, text_of
from ui.style import is_dark, scale, scaled, tokens

_HELD = 12  # drawn pages that stay in memory
_POINTS = 96 / 72  # pixels of a point at 100 %
_STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_GAP = 16
_LEVELS = 2  # of the outline: accounts and parts, not each card
_ROOM = 96 * 2**20  # bytes of drawn pages that stay, whatever their size; the one in sight always does
_DIM = QColor("#D5CFC4")  # what white paper becomes in the dark, where it would glare
_MARK = QColor(240, 190, 60, 110)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the report and the page on which it begins, counted from 0."""

    title: str
    level: int
    page: int


class Sheet(QWidget):
    """One page. It asks for its picture when it is painted."""

    def __init__(self, view: "PaperView", number: int, size: tuple[float, float]) -> None:
        super().__init__()
        self._view, self._number, self._points = view, number, size
        self.setObjectName(f"sheet-{number + 1}")

    def fit(self, factor: float) -> None:
        width, height = self._points
        self.setFixedSize(QSize(round(width * factor), round(height * factor)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._view.picture(self._number, self.width() * self.devicePixelRatioF()))
        if self._view.is_dimmed():
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(self.rect(), _DIM)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        grown = QTransform.fromScale(self.width() / self._points[0], self.height() / self._points[1])
        for box in self._view.marked(self._number):
            painter.fillRect(grown.mapRect(box), _MARK)
        painter.setPen(QPen(QColor(tokens().edge), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PaperView(QScrollArea):
    """A column of pages. Page keys, Home and End move by pages, Space by what is in sight; plus, minus and 0 change the
    size. On a dark screen the paper is dimmed until the person wants it white.

    Signals:
        page_changed: another page is at the top; its number, counted from 0.
        find_wanted: Ctrl+F.
    """

    page_changed = Signal(int)
    find_wanted = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._document: pypdfium2.PdfDocument | None = None
        self._open: list[pypdfium2.PdfDocument] = []
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._sheets: list[Sheet] = []
        self._places: list[Place] = []
        self._marked: tuple[int, Boxes] = (0, [])
        self._white = False
        self._zoom: float | None = None  # None: as wide as there is room
        self._page = 0
        self.setObjectName("paper-view")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Its scroll bars would ask for more, and make a small window larger than the screen.
        self.setMinimumHeight(scaled(24))
        self._column = QWidget()
        self._rows = QVBoxLayout(self._column)
        self.setWidget(self._column)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.destroyed.connect(partial(_close, self._open))
        self._name()

    def show_pdf(self, pdf: bytes) -> None:
        """Show these pages instead of the present ones, from the first."""
        self.clear()
        self._document = pypdfium2.PdfDocument(pdf)
        self._open.append(self._document)
        for number in range(len(self._document)):
            sheet = Sheet(self, number, self._document.get_page_size(number))
            sheet.setAccessibleName(self._words("paper.page", page=number + 1, pages=len(self._document)))
            self._rows.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
            self._sheets.append(sheet)
        self._places = list(_places(self._document))
        self._fit()
        self.go_to(0)

    def clear(self) -> None:
        """Let go of the document and everything drawn of it."""
        for sheet in self._sheets:
            self._rows.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        self._sheets, self._places, self._marked = [], [], (0, [])
        self._pictures.clear()
        _close(self._open)
        self._document = None
        self._page = 0

    def pages(self) -> int:
        return len(self._sheets)

    def page(self) -> int:
        """The page at the top, counted from 0."""
        return self._page

    def places(self) -> list[Place]:
        """The parts to go to, from the outline of the file."""
        return self._places

    def part(self, page: int) -> str:
        """What stands on this page; empty before the first part."""
        return next((place.title for place in reversed(self._places) if place.page <= page), "")

    def page_text(self, number: int) -> str:
        """The text of a page, for a screen reader."""
        return text_of(self._document, number) if self._document is not None else ""

    def places_of(self, number: int, phrase: str) -> list[Boxes]:
        """Where the phrase stands on a page."""
        return places_of(self._document, number, phrase) if self._document is not None else []

    def mark(self, number: int, boxes: Boxes) -> None:
        """Show these boxes, and no others, and bring the first into sight."""
        before, self._marked = self._marked[0], (number, boxes)
        for each in {before, number}:
            if each < len(self._sheets):
                self._sheets[each].update()
        if boxes:
            self._rows.activate()
            sheet, factor, room = self._sheets[number], self._factor(), self.viewport().height() // 3
            at = sheet.pos() + QPoint(round(boxes[0].center().x() * factor), round(boxes[0].center().y() * factor))
            self.ensureVisible(at.x(), at.y(), scaled(_GAP), room)
            self._turn(number)

    def marked(self, number: int) -> Boxes:
        return self._marked[1] if self._marked[0] == number else []

    def is_dimmed(self) -> bool:
        return is_dark() and not self._white

    def show_white(self, white: bool) -> None:
        """As white as it will be printed, or easier on the eyes."""
        self._white = white
        for sheet in self._sheets:
            sheet.update()

    def go_to(self, page: int) -> None:
        """Bring this page to the top; the last page for a number beyond it."""
        if self._sheets:
            self._rows.activate()
            number = max(0, min(page, len(self._sheets) - 1))
            self.verticalScrollBar().setValue(self._sheets[number].y() - scaled(_GAP) // 2)
            self._turn(number)

    def zoom(self) -> float:
        """How large the pages are; 1.0 is 96 pixels to the inch at ordinary text size."""
        return self._factor() / (_POINTS * scale())

    def larger(self) -> None:
        self._set_zoom(next((step for step in _STEPS if step > self.zoom() + 0.01), self.zoom()))

    def smaller(self) -> None:
        self._set_zoom(next((step for step in reversed(_STEPS) if step < self.zoom() - 0.01), self.zoom()))

    def fit_width(self) -> None:
        self._set_zoom(None)

    def picture(self, number: int, width: float) -> QImage:
        """The page drawn so many pixels wide."""
        key = (number, round(width))
        if key not in self._pictures and self._document is not None:
            self._pictures[key] = self._draw(number, width)
            while len(self._pictures) > 1 and (len(self._pictures) > _HELD or self._bytes() > _ROOM):
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return self._pictures[key]

    def event(self, event: QEvent) -> bool:
        """Ctrl+F finds in these pages while the keyboard is in them; elsewhere it finds in the record."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_find(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, bar = Qt.Key, self.verticalScrollBar()
        if _is_find(event):
            self.find_wanted.emit()
            return
        match event.key():
            case keys.Key_Space:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                bar.setValue(bar.value() + (-1 if back else 1) * round(self.viewport().height() * 0.9))
            case keys.Key_0:
                self.fit_width()
            case keys.Key_PageDown:
                self.go_to(self._page + 1)
            case keys.Key_PageUp:
                self.go_to(self._page - 1)
            case keys.Key_Home:
                self.go_to(0)
            case keys.Key_End:
                self.go_to(len(self._sheets) - 1)
            case keys.Key_Plus | keys.Key_Equal:
                self.larger()
            case keys.Key_Minus:
                self.smaller()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_rows"):
            self._fit()

    def _draw(self, number: int, width: float) -> QImage:
        assert self._document is not None
        page = self._document[number]
        bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True, prefer_bgrx=True)
        try:
            form = QImage.Format.Format_RGBX8888
            return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
        finally:
            bitmap.close()
            page.close()

    def _bytes(self) -> int:
        return sum(picture.sizeInBytes() for picture in self._pictures.values())

    def _factor(self) -> float:
        """Pixels of a point now."""
        if self._zoom is not None:
            return self._zoom * _POINTS * scale()
        widest = max((self._document.get_page_size(0)[0] if self._document else 612.0), 1.0)
        room = self.viewport().width() - 2 * scaled(_GAP)
        return max(0.3, min(room / widest, 1.4 * _POINTS * scale()))

    def _set_zoom(self, zoom: float | None) -> None:
        self._zoom = zoom
        page = self._page
        self._fit()
        self.go_to(page)

    def _fit(self) -> None:
        gap = scaled(_GAP)
        self._rows.setContentsMargins(gap, gap // 2, gap, gap)
        self._rows.setSpacing(gap)
        for sheet in self._sheets:
            sheet.fit(self._factor())

    def _on_scrolled(self, value: int) -> None:
        middle = QPoint(0, value + self.viewport().height() // 3)
        for number, sheet in enumerate(self._sheets):
            if sheet.y() + sheet.height() >= middle.y():
                self._turn(number)
                return

    def _turn(self, number: int) -> None:
        if number != self._page or not self.accessibleDescription():
            self._page = number
            self._name()
            self.page_changed.emit(number)

    def _name(self) -> None:
        """A screen reader hears which page it is, in which part, and its text."""
        self.setAccessibleName(self._words("paper.view"))
        if self._sheets:
            part, numbers = self.part(self._page), {"page": self._page + 1, "pages": len(self._sheets)}
            key = "paper.page_of_part" if part else "paper.page"
            self.setAccessibleName(self._words(key, **numbers, **({"part": part} if part else {})))
            self.setAccessibleDescription(self.page_text(self._page))


def _is_find(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Find)


def _places(document: pypdfium2.PdfDocument) -> Iterator[Place]:
    for item in document.get_toc():
        where = item.get_dest()
        if item.level < _LEVELS and where is not None and where.get_index() is not None:
            yield Place(item.get_title(), item.level, where.get_index())


def _close(documents: list[pypdfium2.PdfDocument]) -> None:
    while documents:
        documents.pop().close()
