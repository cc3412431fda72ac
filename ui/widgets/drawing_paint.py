# SPDX-License-Identifier: GPL-3.0-or-later
"""A drawing on the screen, in the colours and type of the moment. Knows no widget: whoever has a painter uses it."""

from dataclasses import dataclass
from math import isfinite

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication

from journal.record.drawing import Anchor, Disc, Drawing, Ink, Point, Shape, Stroke, Text
from ui.style import VOICE_FONT, load_voice_font, tokens

_LINES = {Ink.MAIN: "ink", Ink.SOFT: "soft", Ink.FAINT: "line", Ink.ACCENT: "accent", Ink.PAPER: "card"}
# Words are never as pale as a line that only helps the eye.
_WORDS = _LINES | {Ink.FAINT: "soft"}
_THINNEST = 1.0
_TURNED = {Anchor.START: Anchor.END, Anchor.END: Anchor.START, Anchor.MIDDLE: Anchor.MIDDLE}


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a sheet lies in a widget: ``scale`` pixels to a unit. ``turned``: x runs from the right."""

    left: float
    top: float
    scale: float
    width: float
    turned: bool = False

    @classmethod
    def within(cls, room: QRectF, width: float, height: float, turned: bool = False) -> "Placing":
        """As large as the room allows, in its middle, with nothing cut and nothing stretched."""
        scale = max(min(room.width() / max(width, 1e-6), room.height() / max(height, 1e-6)), 1e-6)
        left = room.left() + (room.width() - width * scale) / 2
        return cls(left, room.top() + (room.height() - height * scale) / 2, scale, width, turned)

    def to_widget(self, point: Point) -> QPointF:
        x = self.width - point[0] if self.turned else point[0]
        return QPointF(self.left + x * self.scale, self.top + point[1] * self.scale)

    def to_sheet(self, point: QPointF) -> Point:
        x = (point.x() - self.left) / self.scale
        return (self.width - x if self.turned else x, (point.y() - self.top) / self.scale)


def paint(painter: QPainter, drawing: Drawing, placing: Placing, start: int = 0) -> None:
    """Draw the shapes in their order, from the one at ``start`` on, and nothing outside the sheet."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = QPointF(drawing.width * placing.scale, drawing.height * placing.scale)
    corner = QPointF(placing.left, placing.top)
    painter.setClipRect(QRectF(corner, corner + size).adjusted(-1, -1, 1, 1))
    # A word in another script runs as its own letters do, whatever the window's direction.
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    for shape in drawing.shapes[start:]:
        paint_shape(painter, shape, placing)
    painter.restore()


def paint_shape(painter: QPainter, shape: Shape, placing: Placing) -> None:
    """One shape. What has no place (a number that is none) is passed over."""
    match shape:
        case Stroke():
            _stroke(painter, shape, placing)
        case Disc():
            _disc(painter, shape, placing)
        case Text():
            _text(painter, shape, placing)


def _pen(ink: Ink, width: float, placing: Placing, *, dashed: bool) -> QPen:
    pen = QPen(QColor(getattr(tokens(), _LINES[ink])), max(width * placing.scale, _THINNEST))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4, 3])
    return pen


def _stroke(painter: QPainter, shape: Stroke, placing: Placing) -> None:
    points = [placing.to_widget(point) for point in shape.points if isfinite(point[0]) and isfinite(point[1])]
    if not points:
        return
    painter.setPen(_pen(shape.ink, shape.width, placing, dashed=shape.dashed))
    painter.setBrush(QColor(getattr(tokens(), _LINES[shape.ink])) if shape.filled else Qt.BrushStyle.NoBrush)
    if len(points) == 1:
        painter.drawPoint(points[0])
    elif shape.closed:
        painter.drawPolygon(QPolygonF(points))
    else:
        painter.drawPolyline(QPolygonF(points))


def _disc(painter: QPainter, shape: Disc, placing: Placing) -> None:
    if not all(isfinite(each) for each in (*shape.centre, shape.radius)):
        return
    painter.setPen(_pen(shape.ink, 1.5, placing, dashed=shape.dashed))
    painter.setBrush(QColor(getattr(tokens(), _LINES[shape.ink])) if shape.filled else Qt.BrushStyle.NoBrush)
    radius = shape.radius * placing.scale
    painter.drawEllipse(placing.to_widget(shape.centre), radius, radius)


def _text(painter: QPainter, shape: Text, placing: Placing) -> None:
    if not all(isfinite(each) for each in shape.at):
        return
    font = text_font(shape, placing.scale)
    metrics = QFontMetricsF(font)
    said = " ".join(shape.text.split("\n"))
    if shape.width > 0:
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, shape.width * placing.scale)
    painter.setFont(font)
    painter.setPen(QColor(getattr(tokens(), _WORDS[shape.ink])))
    at, reach = placing.to_widget(shape.at), metrics.horizontalAdvance(said)
    anchor = _TURNED[shape.anchor] if placing.turned else shape.anchor
    at.setX(at.x() - {Anchor.START: 0.0, Anchor.MIDDLE: reach / 2, Anchor.END: reach}[anchor])
    painter.drawText(at, said)


def text_font(shape: Text, scale: float) -> QFont:
    """The serif for the person's own words, the program's type for ours; never smaller than can be drawn."""
    if shape.own:
        load_voice_font()
    font = QFont(VOICE_FONT) if shape.own else QFont(QApplication.font())
    font.setPixelSize(max(round(shape.size * scale), 1))
    return font
