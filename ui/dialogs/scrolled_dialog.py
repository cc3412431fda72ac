# SPDX-License-Identifier: GPL-3.0-or-later
"""What every dialog is: a column that scrolls, and below it the ways out, with a line between while more lies below."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.sheet import Sheet


class ScrolledDialog(QDialog):
    """``column`` scrolls in ``area``; ``foot`` stays. ``wanted`` is its size in pixels, where there is room for it."""

    def __init__(self, words: Words, name: str, wanted: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words("app.name"))
        self.setMinimumSize(scaled(320), scaled(240))
        self._lay_out()
        # Never larger than the window it belongs to, which may fill the screen.
        self.resize(wanted if parent is None else wanted.boundedTo(parent.window().size() * 0.95))

    def _lay_out(self) -> None:
        inner = Sheet()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        self._fold = QFrame(self)
        self._fold.setObjectName("page-fold")
        # Nothing moves when the line comes or goes.
        policy = self._fold.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._fold.setSizePolicy(policy)
        self._fold.hide()
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(scaled(24), scaled(12), scaled(24), scaled(16))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self._fold)
        whole.addLayout(self.foot)
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(self._on_scrolled)
        bar.valueChanged.connect(self._on_scrolled)

    def _on_scrolled(self) -> None:
        bar = self.area.verticalScrollBar()
        self._fold.setVisible(bar.value() < bar.maximum())
