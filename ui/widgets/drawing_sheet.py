# SPDX-License-Identifier: GPL-3.0-or-later
"""A sheet that can be pointed at: with mouse, pen or finger, and with the arrow keys, which move a cursor on it."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QWidget

from journal.record.drawing import Drawing, Shape
from ui.style import scaled, tokens
from ui.widgets.drawing_paint import Placing, paint_shape
from ui.widgets.drawing_view import DrawingView
from ui.widgets.in_view import keep_in_view

STEP, BIG_STEP = 10, 50
_MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOT_OURS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

Spot = list[int]


class DrawingSheet(DrawingView):
    """Draws and points; what a press means is decided by whoever listens. Points are whole units on the sheet.

    Signals:
        pressed: the sheet was pressed here with mouse, pen or finger.
        moved: it was drawn over to here while pressed.
        released: the press ended here.
        key_pressed: Space or Enter, with the cursor here.
        key_moved: the cursor came here by an arrow key.
        letter: a letter key was pressed (in capitals), with the cursor where it is.
        undo_wanted: Ctrl+Z.
        redo_wanted: Ctrl+Y, or Ctrl+Shift+Z.
        entered: the focus came.
        left: the focus went.
    """

    pressed = Signal(list)
    moved = Signal(list)
    released = Signal(list)
    key_pressed = Signal(list)
    key_moved = Signal(list)
    letter = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, drawing: Drawing, name: str, letters: str = "", parent: QWidget | None = None) -> None:
        super().__init__(drawing, name, parent=parent)
        self._letters = letters
        self._is_down = False
        self._over: tuple[Shape, ...] = ()
        self.cursor_at: Spot = [round(drawing.width / 2), round(drawing.height / 2)]
        self.setCursor(Qt.CursorShape.CrossCursor)

    def set_over(self, shapes: tuple[Shape, ...]) -> None:
        """What is drawn above the drawing for now: a line that grows, the chosen thing."""
        self._over = shapes
        self.update()

    def set_cursor_at(self, spot: Spot) -> None:
        self.cursor_at = self._within(QPointF(*spot))
        self.update()

    def announce(self, said: str) -> None:
        """A screen reader says it though the keyboard stays here."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        placing = self.placing()
        sheet = QRectF(placing.left, placing.top, 0, 0)
        sheet.setSize(QRectF(0, 0, self.drawing().width * placing.scale, self.drawing().height * placing.scale).size())
        painter.setPen(QPen(QColor(tokens().edge), 1))
        painter.setBrush(QColor(tokens().card))
        painter.drawRoundedRect(sheet.adjusted(-4, -4, 4, 4), scaled(8), scaled(8))
        painter.end()
        super().paintEvent(event)
        painter.begin(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in self._over:
            paint_shape(painter, shape, placing)
        if self.hasFocus():
            self._paint_cursor(painter, placing)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._release(event.position())

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen tells where it is more often and more finely than the mouse that Qt would make of it."""
        acts = {
            QTabletEvent.Type.TabletPress: self._press,
            QTabletEvent.Type.TabletMove: self._move,
            QTabletEvent.Type.TabletRelease: self._release,
        }
        if act := acts.get(event.type()):
            act(event.position())
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_ctrl_y(event):
            self.redo_wanted.emit()
        elif event.modifiers() & _NOT_OURS:
            super().keyPressEvent(event)
        elif key in _MOVES:
            across, down = _MOVES[key]
            far = BIG_STEP if shift else STEP
            self.set_cursor_at([self.cursor_at[0] + across * far, self.cursor_at[1] + down * far])
            keep_in_view(self, self._cursor_rect())
            self.key_moved.emit(list(self.cursor_at))
        elif key in _PRESSES and not event.isAutoRepeat():
            self.key_pressed.emit(list(self.cursor_at))
        elif (letter := event.text().upper()) and letter in self._letters:
            self.letter.emit(letter)
        elif key not in _PRESSES:
            super().keyPressEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Where the cursor is: whatever brings the focus into view brings this part of the sheet."""
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return self._cursor_rect()
        return super().inputMethodQuery(query)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _press(self, at: QPointF) -> None:
        self._is_down = True
        self.pressed.emit(self._spot(at))

    def _move(self, at: QPointF) -> None:
        if self._is_down:
            self.moved.emit(self._spot(at))

    def _release(self, at: QPointF) -> None:
        if self._is_down:
            self._is_down = False
            self.released.emit(self._spot(at))

    def _spot(self, at: QPointF) -> Spot:
        """The keyboard's cursor follows, so that both hands work on one place."""
        x, y = self.placing().to_sheet(at)
        self.set_cursor_at(self._within(QPointF(x, y)))
        return list(self.cursor_at)

    def _within(self, at: QPointF) -> Spot:
        drawing = self.drawing()
        return [round(min(max(at.x(), 0), drawing.width)), round(min(max(at.y(), 0), drawing.height))]

    def _cursor_rect(self) -> QRect:
        at, reach = self.placing().to_widget((self.cursor_at[0], self.cursor_at[1])).toPoint(), scaled(24)
        return QRect(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)

    def _paint_cursor(self, painter: QPainter, placing: Placing) -> None:
        """Two crossed lines in the accent on a wider ground of the sheet's colour: seen on any line."""
        at = placing.to_widget((self.cursor_at[0], self.cursor_at[1]))
        reach, gap = scaled(14), scaled(4)
        for colour, width in ((tokens().card, 5), (tokens().accent, 2)):
            painter.setPen(QPen(QColor(colour), width))
            for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                way = QPointF(across, down)
                painter.drawLine(at + way * gap, at + way * reach)


def _is_ctrl_y(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
