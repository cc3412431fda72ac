# SPDX-License-Identifier: GPL-3.0-or-later
"""Every button of the program: 44 px high, its text never cut, wrapped where large text leaves no room."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import icon as icon_named
from ui.style import scaled, tokens
from ui.widgets.heard_button import HeardButton

if TYPE_CHECKING:
    # Only a name here: making Qt's style types ready costs the first paint ten milliseconds.
    from PySide6.QtWidgets import QStyleOptionButton

_HIGH = 44
_ICON = 20
_GAP = 10
_SIDE = {"plain": 20, "main": 24, "chip": 14, "quiet": 12, "rail": 14}
# A chosen chip shows a check: colour alone must not say it, nor the ring that also says where the keyboard is.
_CHECK, _CHECK_GAP = 16, 6
_WRAP = int(Qt.TextFlag.TextWordWrap)


def button(text: str, icon: str = "", role: str = "plain", name: str = "") -> "Button":
    """A button. Roles: plain, main (the one main action of a page), chip (a choice), quiet (no outline), rail.

    Without ``text`` (an icon alone) call ``setAccessibleName`` at once. ``name`` becomes its objectName.
    """
    return Button(text, icon, role, name)


class Button(HeardButton):
    """Draws its own text: so bold in a chosen chip has its room from the start, and long text wraps."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        role: str = "plain",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._also = ""
        self._role = role
        self._icon_name = icon
        self.setShortcut(QKeySequence())  # an ampersand in a text is a letter
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setObjectName(name)
        self.setCheckable(role in ("chip", "rail"))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str, icon: str | None = None) -> None:
        """Change the words, and with them the name a screen reader says."""
        self._icon_name = self._icon_name if icon is None else icon
        if self._also:
            self._also = self.text()
        self.setText(text)
        self.setShortcut(QKeySequence())
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def keep_room_for(self, text: str) -> None:
        """Another text that it may show later: there is room for both, so that nothing moves then."""
        self._also = text
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = self._bold()
        sizes = [metrics.boundingRect(QRect(0, 0, 100_000, 1000), 0, text).size() for text in (self.text(), self._also)]
        widest = max(
            (size.width() for size, text in zip(sizes, (self.text(), self._also), strict=True) if text), default=0
        )
        return QSize(max(self._around() + widest, scaled(_HIGH)), self._height(sizes[0].height() if self.text() else 0))

    def minimumSizeHint(self) -> QSize:
        longest = max((self._bold().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(max(self._around() + longest + 2, scaled(_HIGH)), self._height(0))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - self._around()), 100_000)
        return self._height(self._bold().boundingRect(room, _WRAP, self.text()).height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A row of a layout asks for the height of one line only; a text that wraps takes what it needs."""
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(event.size().width()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            if self.minimumHeight():
                self.setFixedHeight(self.heightForWidth(self.width()))
            self.updateGeometry()

    def initStyleOption(self, option: "QStyleOptionButton") -> None:
        """The style draws the shape alone."""
        super().initStyleOption(option)
        option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() and (self._role == "main" or (self._role == "chip" and self.isChecked())):
            # What has an accent edge already gets an inner ring: on the main button in the colour of its text.
            main = self._role == "main"
            inset, turn = 4, scaled(8 if main else 18)
            painter.setPen(QPen(QColor(tokens().on_accent if main else tokens().accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), turn, turn)
        self._draw_content(painter)

    def _draw_content(self, painter: QPainter) -> None:
        """Icon and text, side by side in the middle; in the rail at the start of the line."""
        colour = self._colour()
        font = QFont(self.font())
        font.setBold(self._role == "main" or self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(getattr(tokens(), colour)))
        room = self.rect().adjusted(self._side(), 0, -self._side(), 0)
        name, size, gap = self._sign()
        inner = QRect(0, 0, max(1, room.width() - size - gap), 100_000)
        text = QFontMetrics(font).boundingRect(inner, _WRAP, self.text())
        width = size + gap + (text.width() if self.text() else 0)
        spare = 0 if self._role == "rail" else max(0, (room.width() - width) // 2)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextWordWrap
        align |= Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        start = QRect(room.left() + spare, room.top(), size, room.height())
        rest = QRect(start.left() + size + gap, room.top(), room.right() + 1 - start.left() - size - gap, room.height())
        if mirrored:
            start.moveRight(room.right() - spare)
            rest.moveRight(room.right() - spare - size - gap)
        if name:
            icon_named(name, colour).paint(painter, start)
        # The order inside the text is that of its own script: "5 minutes" stays so in a mirrored window.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(rest, int(align), self.text())

    def _sign(self) -> tuple[str, int, int]:
        """What stands before the text now: its name, its size, and the gap after it."""
        if self._icon_name:
            return self._icon_name, scaled(_ICON), scaled(_GAP) if self.text() else 0
        if self._role == "chip" and self.isChecked():
            return "check", scaled(_CHECK), scaled(_CHECK_GAP)
        return "", 0, 0

    def _colour(self) -> str:
        if not self.isEnabled():
            return "soft"
        return "on_accent" if self._role == "main" else "ink"

    def _bold(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setBold(self.isCheckable() or self._role == "main")
        return QFontMetrics(font)

    def _side(self) -> int:
        return scaled(_SIDE.get(self._role, 20)) if self.text() else scaled(12)

    def _around(self) -> int:
        """All of the width that is not text, the check of a chip that may be chosen included."""
        _name, size, gap = self._sign()
        if self._role == "chip" and not self._icon_name:
            size, gap = scaled(_CHECK), scaled(_CHECK_GAP)
        return 2 * self._side() + size + gap + 2

    def _height(self, text: int) -> int:
        return max(scaled(_HIGH), text + scaled(16))
