# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of things kept, as long as its rows and scrolled with its page; only the rows in sight are drawn."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.icons import icon as icon_named
from ui.models.kept_model import ICON, LABEL, NOTE, PICTURE, KeptModel
from ui.style import scaled, tokens, voice_font

_GAP, _SIDE = 8, 16
_AHEAD = 1200  # pixels below the window's edge at which the next page is asked for


class KeptRow(QStyledItemDelegate):
    """Draws one row: a shape for its kind (or its small picture), its number, its name, and what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(scaled(200), row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRect(option.rect).adjusted(2, 2, -2, -scaled(_GAP))
        state = option.state
        held = bool(state & QStyle.StateFlag.State_HasFocus)
        chosen = bool(state & QStyle.StateFlag.State_Selected) and _chooses(option.widget)
        self._draw_card(painter, room, held=held, chosen=chosen)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        side = room.height() - 2 * scaled(10)
        shape = QRect(room.left() + scaled(_SIDE), room.top() + scaled(10), side, side)
        words = room.adjusted(scaled(_SIDE) * 2 + side, 0, -scaled(_SIDE), 0)
        if mirrored:
            shape.moveRight(room.right() - scaled(_SIDE))
            words = room.adjusted(scaled(_SIDE), 0, -scaled(_SIDE) * 2 - side, 0)
        self._draw_shape(painter, shape, index)
        self._draw_words(painter, words, index, mirrored=mirrored, chosen=chosen)
        painter.restore()

    def _draw_card(self, painter: QPainter, room: QRect, *, held: bool, chosen: bool) -> None:
        colours = tokens()
        painter.setBrush(QColor(colours.accent_soft if chosen else colours.card))
        ring = held or chosen
        painter.setPen(QPen(QColor(colours.accent if ring else colours.edge), 2 if ring else 1))
        painter.drawRoundedRect(room, scaled(12), scaled(12))

    def _draw_shape(self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(room), scaled(8), scaled(8))
        painter.fillPath(path, QColor(tokens().rail))
        picture = index.data(PICTURE)
        if isinstance(picture, QImage) and not picture.isNull():
            shown = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(QPoint(0, 0), shown)
            place.moveCenter(room.center())
            painter.save()
            painter.setClipPath(path)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, picture)
            painter.restore()
            return
        size = scaled(24)
        sign = QRect(0, 0, size, size)
        sign.moveCenter(room.center())
        icon_named(index.data(ICON), "soft").paint(painter, sign)

    def _draw_words(
        self,
        painter: QPainter,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
        *,
        mirrored: bool,
        chosen: bool,
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        align = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        small, large = _small(), voice_font()
        lower, upper = QFontMetrics(small).height(), QFontMetrics(large).height()
        top = room.top() + (room.height() - lower - upper) // 2
        label = QFont(small)
        label.setBold(True)
        number = f"{index.data(LABEL)}  "
        wide = QFontMetrics(label).horizontalAdvance(number)
        first = QRect(room.left(), top, room.width(), upper)
        start = QRect(first.right() + 1 - wide, top, wide, upper) if mirrored else QRect(room.left(), top, wide, upper)
        rest = first.adjusted(0, 0, -wide, 0) if mirrored else first.adjusted(wide, 0, 0, 0)
        painter.setFont(label)
        painter.setPen(QColor(tokens().accent))
        painter.drawText(start, align, number)
        painter.setFont(large)
        painter.setPen(QColor(tokens().ink))
        name = " ".join(str(index.data()).split())
        painter.drawText(rest, align, QFontMetrics(large).elidedText(name, Qt.TextElideMode.ElideMiddle, rest.width()))
        painter.setFont(small)
        painter.setPen(QColor(tokens().ink if chosen else tokens().soft))
        second = QRect(room.left(), top + upper, room.width(), lower)
        note = QFontMetrics(small).elidedText(index.data(NOTE), Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(second, align, note)


class KeptList(QListView):
    """No scroll bar of its own: it is as tall as its rows. With ``chooses`` a row stays chosen, several at a time.

    Signals:
        opened: a row was pressed, or Enter on it; carries its Evidence.
        seen: other rows are in sight; carries the first and the last.
    """

    opened = Signal(object)
    seen = Signal(int, int)

    def __init__(self, model: KeptModel, name: str, *, chooses: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows, self.chooses = model, chooses
        self.setObjectName("kept-list")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setItemDelegate(KeptRow(self))
        self.setModel(model)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        several = QListView.SelectionMode.MultiSelection
        self.setSelectionMode(several if chooses else QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(False)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self.look)
        model.modelReset.connect(self._on_rows)
        model.rowsInserted.connect(self._on_rows)
        if not chooses:
            self.clicked.connect(self._on_pressed)
        self._fit()

    def look(self) -> None:
        """See which rows are in sight, and ask for more when their end is near."""
        area = self._area()
        if area is None or not self.isVisible() or not self.rows.rowCount():
            return
        top = -self.mapTo(area.viewport(), QPoint(0, 0)).y()
        bottom = top + area.viewport().height()
        last = self.rows.rowCount() - 1
        self.seen.emit(max(0, min(top // row_height(), last)), max(0, min(bottom // row_height(), last)))
        if bottom + scaled(_AHEAD) > self.height():
            self.rows.ask_more()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as a press does; where rows are chosen it chooses, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if self.chooses:
                model = self.selectionModel()
                model.select(self.currentIndex(), model.SelectionFlag.Toggle)
            else:
                self.opened.emit(self.rows.kept(self.currentIndex().row()))
            return
        super().keyPressEvent(event)
        self._reveal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard always stands on a row that can be seen."""
        super().focusInEvent(event)
        self._stand()
        self._reveal()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        area = self._area()
        if area is not None:
            area.verticalScrollBar().valueChanged.connect(self._on_moved, Qt.ConnectionType.UniqueConnection)
            area.verticalScrollBar().rangeChanged.connect(self._on_moved, Qt.ConnectionType.UniqueConnection)
        self._look.start(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_look"):
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the list in it."""
        event.ignore()

    def _fit(self) -> None:
        self.setFixedHeight(max(1, self.rows.rowCount() * row_height()))

    def _stand(self) -> None:
        if not self.currentIndex().isValid() and self.rows.rowCount():
            model = self.selectionModel()
            model.setCurrentIndex(self.rows.index(0), model.SelectionFlag.NoUpdate)

    def _reveal(self) -> None:
        area, index = self._area(), self.currentIndex()
        page = area.widget() if area is not None else None
        if area is not None and page is not None and index.isValid():
            spot = self.mapTo(page, QPoint(0, index.row() * row_height() + row_height() // 2))
            area.ensureVisible(spot.x(), spot.y(), 0, row_height())

    def _area(self) -> QScrollArea | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent

    def _on_rows(self) -> None:
        self._fit()
        if self.hasFocus():
            self._stand()
        self._look.start(0)

    def _on_moved(self) -> None:
        self._look.start(0)

    def _on_pressed(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.kept(index.row()))


def row_height() -> int:
    """Of every row, the gap below it included: two lines of text with air around them."""
    lines = QFontMetrics(_small()).height() + QFontMetrics(voice_font()).height()
    return max(scaled(44), lines + scaled(24)) + scaled(_GAP)


def _small() -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(scaled(14))
    return font


def _chooses(widget: QWidget | None) -> bool:
    return isinstance(widget, KeptList) and widget.chooses
