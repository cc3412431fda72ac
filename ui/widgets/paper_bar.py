# SPDX-License-Identifier: GPL-3.0-or-later
"""The tools above the pages: which page it is, larger and smaller, and the parts to go to."""

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.paper_view import PaperView


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
        self._go_to = Button(words("paper.go_to"), "list-bullets", name="paper-go-to")
        self._menu = QMenu(self)
        self._menu.setObjectName("paper-parts")
        self._build()
        self._connect()

    def follow(self) -> None:
        """The view shows other pages now."""
        self._menu.clear()
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
        flow = FlowLayout(self)
        for each in (self._go_to, self._smaller, self._larger, self._whole, self._where):
            flow.addWidget(each)

    def _connect(self) -> None:
        self._go_to.clicked.connect(self._on_go_to)
        self._larger.clicked.connect(self._view.larger)
        self._smaller.clicked.connect(self._view.smaller)
        self._view.page_changed.connect(self._on_page)
        self._whole.clicked.connect(self._view.fit_width)

    def _tool(self, name: str, icon: str) -> Button:
        """An icon with a name that is heard and, on pointing, seen."""
        tool = Button("", icon, name=f"paper-{name}")
        tool.setAccessibleName(self._words(f"paper.{name}"))
        tool.setToolTip(self._words(f"paper.{name}"))
        return tool

    def _on_page(self, page: int) -> None:
        self._where.setText(self._words("paper.page", page=page + 1, pages=self._view.pages()))

    def _on_part(self, page: int) -> None:
        self._view.go_to(page)
        self._view.setFocus()

    def _on_go_to(self) -> None:
        self._menu.popup(self._go_to.mapToGlobal(self._go_to.rect().bottomLeft()))
