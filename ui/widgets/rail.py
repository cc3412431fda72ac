# SPDX-License-Identifier: GPL-3.0-or-later
"""The rooms of the program, down one side; or, when asked for, over the whole page. Scrolls when the text is large."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal.words import Words
from ui.style import page_side, scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel

_ROOMS = (
    ("home", "house"),
    ("account", "pencil-simple"),
    ("things", "archive"),
    ("people", "users"),
    ("days", "sun-horizon"),
    ("report", "printer"),
)
_BELOW = (("steady", "leaf"), ("support", "lifebuoy"), ("settings", "sliders-horizontal"))
_WIDE = 248
# Of the window, so that large text leaves the page its room.
_SHARE = 0.3
_NO_LIMIT = 16_777_215


class Rail(QFrame):
    """Signals:
    chosen: a room, by its name.
    """

    chosen = Signal(str)

    def __init__(self, words: Words, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(words("rail.name"))
        self._words = words
        self._lit = ""
        self.buttons = {name: self._button(name, icon) for name, icon in (*_ROOMS, *_BELOW)}
        self._inner = QWidget()
        self._inner.setObjectName("rail-inner")
        self._column = QVBoxLayout(self._inner)
        self._build(note)
        self.fit(1280)

    def light(self, name: str) -> None:
        """Show where the person is; a name that has no button puts all of them out."""
        self._lit = name
        for each, room in self.buttons.items():
            room.setChecked(each == name)

    def first_focus(self) -> Button:
        """The room where the person is, or the first."""
        return next((room for room in self.buttons.values() if room.isChecked()), self.buttons["home"])

    def fit(self, window_width: int, *, beside: bool = True) -> None:
        """Follow the text size and the window: ``beside`` the page, or in its place with all of the width."""
        if beside:
            self.setFixedWidth(min(scaled(_WIDE), round(window_width * _SHARE)))
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_NO_LIMIT)
        side = page_side(window_width) if not beside else scaled(8 if self.width() < scaled(_WIDE) else 16)
        above, below, gap = (scaled(20), scaled(16), scaled(4)) if beside else (16, 8, 4)
        self._column.setContentsMargins(side, above, side, below)
        self._column.setSpacing(gap)
        self._edge.setVisible(beside)
        self._arrange(columns=1 if beside else 2)

    def _arrange(self, columns: int) -> None:
        """One below the other with room in between, or in two columns, so that none has to be scrolled to."""
        rows = -(-len(self.buttons) // columns)
        gap = len(_ROOMS) if columns == 1 else rows
        for number, room in enumerate(self.buttons.values()):
            column, row = divmod(number, rows)
            self._grid.addWidget(room, row + (row >= gap), column)
        for row in range(len(self.buttons) + 1):
            self._grid.setRowStretch(row, int(row == gap))
        self._grid.setSpacing(self._column.spacing())

    def _build(self, note: str) -> None:
        self._column.addWidget(PlainLabel(self._words("app.name"), "heading"))
        if note:
            self._column.addWidget(PlainLabel(note, "small"))
        self._column.addSpacing(scaled(12))
        self._grid = QGridLayout()
        self._column.addLayout(self._grid, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        self._edge = QFrame()
        self._edge.setObjectName("rail-edge")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(area, 1)
        row.addWidget(self._edge)

    def _button(self, name: str, icon: str) -> Button:
        made = Button(self._words(f"rail.{name}"), icon, "rail", f"rail-{name}")
        made.clicked.connect(partial(self._on_clicked, name))
        return made

    def _on_clicked(self, name: str) -> None:
        """A press changes nothing here: the room is lit when the person is there. In a group of Qt's, Tab would stop at
        the lit room alone, and an arrow key would open each room on the way."""
        self.light(self._lit)
        self.chosen.emit(name)
