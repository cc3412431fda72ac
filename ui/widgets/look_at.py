# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking at one file: covered until that is asked for, then its picture or its pages, from memory alone."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.picture_view import PictureView
from ui.widgets.press_card import Drawn


class LookAt(QFrame):
    """Decides nothing: it asks for pictures and is given them.

    Signals:
        uncover_wanted: it is to be seen.
        page_wanted: this page, counted from 0, is to be seen.
        fine_wanted: the picture in this many pixels across.
        uncovered: it has just come up.
        covered: it is out of sight again, and its pictures are let go of.
    """

    uncover_wanted = Signal()
    page_wanted = Signal(int)
    fine_wanted = Signal(int)
    uncovered = Signal()
    covered = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._page, self._pages = 0, 0
        self._called = ""
        self.setObjectName("look-at")
        self.setProperty("role", "card")
        self._build()
        self._connect()
        self.cover()

    def offer(self, called: str, icon: str, why_not: str = "") -> None:
        """A file of this name, covered. ``why_not``: it can't be looked at here, and this is why."""
        self._called = called
        self._sign.draw(icon)
        self._said.setText(why_not or self._words("look.covered"))
        self.open.setVisible(not why_not)
        self.view.setAccessibleName(called)
        self.cover()

    def is_open(self) -> bool:
        return not self._shown.isHidden()

    def wait(self) -> None:
        """It is being read."""
        self._said.setText(self._words("look.wait"))
        self.open.setEnabled(False)

    def tell(self, why_not: str) -> None:
        """It could not be shown; it can be asked for again."""
        self.cover()
        self._said.setText(why_not)

    def show_picture(self, picture: QImage, size: QSize) -> None:
        self._page, self._pages = 0, 0
        self._uncover(picture, size)

    def show_page(self, picture: QImage, page: int, pages: int) -> None:
        """``page`` is counted from 0."""
        self._page, self._pages = page, pages
        # The size on the screen follows the room there is; a page can be drawn in any detail.
        self._uncover(picture, picture.size() * 4 if pages else picture.size())

    def show_fine(self, picture: QImage) -> None:
        self.view.show_fine(picture)
        self._tell_zoom()

    def cover(self) -> None:
        self.view.clear()
        self._shown.hide()
        self._cover.show()
        self.open.setEnabled(True)
        if not self.open.isHidden():
            self._said.setText(self._words("look.covered"))
        self._page = self._pages = 0
        self.covered.emit()

    def page(self) -> int:
        return self._page

    def _build(self) -> None:
        words = self._words
        self._cover, self._shown = QWidget(self), QWidget(self)
        self._sign = Drawn("file", self._cover, size=40)
        self._said = PlainLabel("", "soft", self._cover)
        self.open = Button(words("look.show"), "eye", "plain", "uncover", self._cover)
        cover = QVBoxLayout(self._cover)
        cover.setContentsMargins(0, 0, 0, 0)
        cover.setSpacing(scaled(8))
        said = QHBoxLayout()
        said.setSpacing(scaled(12))
        said.addWidget(self._sign)
        said.addWidget(self._said, 1)
        cover.addLayout(said)
        cover.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeading)
        self._where = PlainLabel("", "soft", self._shown)
        self._where.setObjectName("look-where")
        self._where.setWordWrap(False)
        self._where.setMinimumHeight(scaled(44))
        self.before = self._tool("before", "caret-left")
        self.after = self._tool("after", "caret-right")
        self.smaller = self._tool("smaller", "magnifying-glass-minus")
        self.larger = self._tool("larger", "magnifying-glass-plus")
        self.whole = self._tool("whole", "arrows-out-line-horizontal")
        self.fine = Button(words("look.fine"), name="look-fine", parent=self._shown)
        self.shut = Button(words("look.cover"), "eye-slash", name="look-cover", parent=self._shown)
        self.view = PictureView(self._shown)
        tools = FlowLayout()
        for each in (
            self.before, self._where, self.after, self.smaller, self.larger, self.whole, self.fine, self.shut,
        ):  # fmt: skip
            tools.addWidget(each)
        shown = QVBoxLayout(self._shown)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(scaled(12))
        shown.addLayout(tools)
        shown.addWidget(self.view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(scaled(20), scaled(12), scaled(20), scaled(16))
        whole.addWidget(self._cover)
        whole.addWidget(self._shown)

    def _connect(self) -> None:
        self.after.clicked.connect(self._on_after)
        self.before.clicked.connect(self._on_before)
        self.fine.clicked.connect(self._on_fine)
        self.larger.clicked.connect(self.view.larger)
        self.open.clicked.connect(self.uncover_wanted)
        self.shut.clicked.connect(self._on_shut)
        self.smaller.clicked.connect(self.view.smaller)
        self.view.turned.connect(self._on_turned)
        self.view.zoomed.connect(self._tell_zoom)
        self.whole.clicked.connect(self.view.fit_width)

    def _tool(self, name: str, icon: str) -> Button:
        """An icon with a name that is heard and, on pointing, seen."""
        tool = Button("", icon, name=f"look-{name}", parent=self._shown)
        tool.setAccessibleName(self._words(f"look.{name}"))
        tool.setToolTip(self._words(f"look.{name}"))
        return tool

    def _uncover(self, picture: QImage, size: QSize) -> None:
        fresh = not self.is_open()
        self._cover.hide()
        self._shown.show()
        self.view.show_picture(picture, size)
        has_pages = self._pages > 1
        for each in (self.before, self.after, self._where):
            each.setVisible(has_pages)
        where = self._words("look.page", page=self._page + 1, pages=self._pages)
        self._where.setText(where)
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page + 1 < self._pages)
        said = self._words("look.page_of", name=self._called, where=where) if self._pages else self._called
        self.view.setAccessibleName(said)
        self._tell_zoom()
        if fresh:
            self.view.setFocus()
            self.uncovered.emit()
        if has_pages:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, where))

    def _tell_zoom(self) -> None:
        """Offer more detail only where there is more."""
        self.fine.setVisible(self.view.is_coarse())

    def _on_turned(self, by: int) -> None:
        if 0 <= self._page + by < self._pages:
            self.page_wanted.emit(self._page + by)

    def _on_before(self) -> None:
        self._on_turned(-1)

    def _on_after(self) -> None:
        self._on_turned(1)

    def _on_fine(self) -> None:
        self.fine_wanted.emit(self.view.shown_width())

    def _on_shut(self) -> None:
        self.cover()
        self.open.setFocus()
