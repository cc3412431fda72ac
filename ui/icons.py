# SPDX-License-Identifier: GPL-3.0-or-later
"""Icons by their Phosphor name, drawn in the colours of the moment from the font that qtawesome carries.

The package itself is never imported: it loads every font it has, and the window would wait for them.
"""

from functools import cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from ui.style import package_folder, tokens

_FONT = "phosphor-1.3.0.ttf"
_CHARMAP = "phosphor-charmap-1.3.0.json"
# Those that point along the line of writing: they turn round where it runs the other way.
_ALONG = {
    "arrow-left",
    "arrow-u-down-left",
    "arrow-u-up-left",
    "arrow-u-up-right",
    "caret-left",
    "caret-right",
    "list-bullets",
    "sign-out",
}


def icon(name: str, colour: str = "ink") -> QIcon:
    """The icon called ``name``; ``colour`` is a token's name. Raises ValueError for one that Phosphor lacks: a bug."""
    return QIcon(_Glyph(_character(name), colour, name in _ALONG))


@cache
def _charmap() -> str:
    return (package_folder("qtawesome") / "fonts" / _CHARMAP).read_text(encoding="utf-8")


@cache
def _character(name: str) -> str:
    """One of nine thousand lines like ``"house": "0xf1b7"``, looked up as it stands: reading them all takes longer."""
    text, start = _charmap(), f'"{name}": "0x'
    found = text.index(start) + len(start)
    return chr(int(text[found : text.index('"', found)], 16))


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(package_folder("qtawesome") / "fonts" / _FONT))
    return QFontDatabase.applicationFontFamilies(number)[0]


class _Glyph(QIconEngine):
    """One letter of the icon font. Asks for its colour when it is painted, so that a change of theme reaches it."""

    def __init__(self, character: str, colour: str, turns: bool) -> None:
        super().__init__()
        self._character = character
        self._colour = colour
        self._turns = turns

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        font = QFont(_family())
        font.setPixelSize(max(1, min(rect.width(), rect.height())))
        painter.save()
        painter.setFont(font)
        token = "soft" if mode == QIcon.Mode.Disabled else self._colour
        painter.setPen(QColor(getattr(tokens(), token)))
        if self._turns and painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(rect.left() * 2 + rect.width(), 0)
            painter.scale(-1, 1)
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, self._character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Glyph(self._character, self._colour, self._turns)
