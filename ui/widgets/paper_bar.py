# SPDX-License-Identifier: GPL-3.0-or-later
"""The tools above the pages: which page it is, larger and smaller, the parts to go to, and words to find."""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from journal.words import Words
from ui.style import is_dark, scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.paper_find import PaperFind
from ui.widgets.paper_view import PaperView

_LOW = 500  # as of a window at 100 %


class PaperBar(QWidget):
    """Belongs to one ``PaperView``; ``follow`` when it shows other pages."""

    def __init__(self, words: Words, view: PaperView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._view = words, view
        self._where = PlainLabel("", "soft")
        self._where.setObjectName("paper-where")
        self._smaller = self._tool("smaller", "magnifying-glass-minus")
        self._larger = self._tool("larger", "magnifying-glass-plus")
        self._whole = self._tool("whole", "arrows-out-line-horizontal")
        self._find = self._tool("find", "magnifying-glass")
        self._white = Button(words("paper.white"), "sun", name="paper-white")
        self._white.setCheckable(True)
        self._line = PaperFind(words, view)
        self._tools = QWidget()
        self._go_to = Button(words("paper.go_to"), "list-bullets", name="paper-go-to")
        self._menu = QMenu(self)
        self._menu.setObjectName("paper-parts")
        self._build()
        self._connect()

    def follow(self) -> None:
        """The view shows other pages now."""
        self._menu.clear()
        self._line.forget()
        for place in self._view.places():
            action = self._menu.addAction("    " * place.level + place.title.replace("&", "&&"))
            action.triggered.connect(partial(self._on_part, place.page))
        self._on_page(self._view.page())

    def _build(self) -> None:
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._where.setWordWrap(False)
        self._where.setMinimumHeight(scaled(44))
        column, tools = QVBoxLayout(self), FlowLayout(self._tools)
        column.setContentsMargins(0, 0, 0, 0)
        self._tools.setSizePolicy(policy)
        for each in (self._go_to, self._find, self._smaller, self._larger, self._whole, self._white, self._where):
            tools.addWidget(each)
        column.addWidget(self._tools)
        column.addWidget(self._line)
        self._white.setVisible(is_dark())

    def changeEvent(self, event: QEvent) -> None:
        """Only a dark screen has paper that is not white."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "_white"):
            self._white.setVisible(is_dark())

    def _connect(self) -> None:
        self._go_to.clicked.connect(self._on_go_to)
        self._larger.clicked.connect(self._view.larger)
        self._smaller.clicked.connect(self._view.smaller)
        self._view.page_changed.connect(self._on_page)
        self._whole.clicked.connect(self._view.fit_width)
        self._find.clicked.connect(self._line.open)
        self._view.find_wanted.connect(self._line.open)
        self._line.opened.connect(self._on_line)
        self._white.toggled.connect(self._view.show_white)

    def _tool(self, name: str, icon: str) -> Button:
        """An icon with a name that is heard and, on pointing, seen."""
        tool = Button("", icon, name=f"paper-{name}")
        tool.setAccessibleName(self._words(f"paper.{name}"))
        tool.setToolTip(self._words(f"paper.{name}"))
        return tool

    def _on_line(self, opened: bool) -> None:
        """In a low window the other tools step aside for it: the paper needs the room."""
        self._tools.setVisible(not opened or self.window().height() >= scaled(_LOW))

    def _on_page(self, page: int) -> None:
        self._where.setText(self._words("paper.page", page=page + 1, pages=self._view.pages()))

    def _on_part(self, page: int) -> None:
        self._view.go_to(page)
        self._view.setFocus()

    def _on_go_to(self) -> None:
        self._menu.popup(self._go_to.mapToGlobal(self._go_to.rect().bottomLeft()))
