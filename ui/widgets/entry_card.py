# SPDX-License-Identifier: GPL-3.0-or-later
"""One entry or draft to read: covered by its name and dates until it is opened on purpose."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journal.words import Words
from ui.fields.text_box import ReadBox
from ui.reading import Line
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.drawing_view import DrawingView
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.withdraw_panel import WithdrawPanel

_ROLES = {"question": "small"}


class EntryCard(QFrame):
    """``heading`` and the dates stand on the cover. ``action`` is what can be done with it, such as "Add to this".

    ``own_words``: the heading is the person's, not the program's. ``can_go``: it can be taken out of sight.

    Signals:
        asked: the action was pressed; carries ``ident``.
        withdrawn: it is to be taken out of sight; carries ``ident`` and a reason, which may be empty.
        opened: it was uncovered.
        grew: something came into it that is to be seen; carries the widget.
    """

    asked = Signal(str)
    withdrawn = Signal(str, str)
    opened = Signal()
    grew = Signal(object)

    def __init__(
        self,
        words: Words,
        *,
        ident: str,
        heading: str,
        date: str = "",
        notes: Iterable[str] = (),
        lines: Iterable[Line] = (),
        action: str = "",
        own_words: bool = False,
        can_go: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ident = ident
        self._words, self._heading, self._lines = words, heading, tuple(lines)
        self._below: list[EntryCard] = []
        self._can_go = can_go
        self._panel: WithdrawPanel | None = None
        self._more: list[QWidget] = []
        self.setObjectName("entry")
        self.setProperty("role", "card")
        self.setAccessibleName(heading)
        self._build(date, tuple(notes), action, "voice" if own_words else "heading")
        self._connect()
        self._show(False)

    def add_below(self, card: "EntryCard") -> None:
        """An addition, which stands below what it adds to, also while that is covered."""
        self._below.append(card)
        self._additions.addWidget(card)

    def add_inside(self, widget: QWidget) -> None:
        """Something more to do with it, below its words, while they are uncovered."""
        self._more.append(widget)
        self._actions.addWidget(widget)

    def is_open(self) -> bool:
        return self._inside.isVisibleTo(self)

    def open(self) -> None:
        """Uncover it. The words are set down only now."""
        asked, before = "", ""
        if self._told.count() == 0:
            for line in self._lines:
                if _begins_a_part(line.role, before):
                    self._told.addSpacing(scaled(12))
                before = line.role
                if line.drawing is not None:
                    self._told.addWidget(DrawingView(line.drawing, line.text, parent=self))
                    continue
                if line.role == "voice":
                    self._told.addWidget(ReadBox(line.text, asked or self._heading, self))
                    continue
                if line.role == "question":
                    self._told.addSpacing(scaled(8))
                    asked = line.text
                self._told.addWidget(PlainLabel(line.text, _ROLES.get(line.role, line.role), self))
        self._show(True)
        self.opened.emit()

    def cover(self) -> None:
        self._show(False)

    def focus_parts(self) -> list[QWidget]:
        panel = [self._panel] if self._panel is not None else []
        return [self.button, *self._told_parts(), self.action, self.take_out, *self._more, *panel, *self._below]

    def _told_parts(self) -> list[QWidget]:
        """What the keyboard stops at inside, as it is read."""
        items = (self._told.itemAt(place) for place in range(self._told.count()))
        return [each for item in items if item and isinstance(each := item.widget(), ReadBox | DrawingView)]

    def _build(self, date: str, notes: tuple[str, ...], action: str, role: str) -> None:
        self.button = Button(self._words("incident.open"), role="plain", name="open-entry", parent=self)
        self.action = Button(action, "plus", "quiet", "entry-action", self)
        self.action.setAccessibleDescription(self._heading)
        self.take_out = Button(self._words("withdraw.ask"), "eye-slash", "quiet", "take-out", self)
        self.take_out.setAccessibleDescription(self._heading)
        head = QVBoxLayout()
        head.setSpacing(scaled(4))
        for text, spoken_as in ((date, "date"), (self._heading, role), *((note, "small") for note in notes)):
            if text:
                head.addWidget(PlainLabel(text, spoken_as, self))
        top = QHBoxLayout()
        top.setSpacing(scaled(16))
        top.addLayout(head, 1)
        top.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._inside = QWidget(self)
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(0, scaled(8), 0, 0)
        inner.setSpacing(scaled(12))
        self._told = QVBoxLayout()
        self._told.setSpacing(scaled(4))
        inner.addLayout(self._told)
        ways = FlowLayout()
        ways.addWidget(self.action)
        ways.addWidget(self.take_out)
        inner.addLayout(ways)
        self._inner = inner
        self._actions = QVBoxLayout()
        inner.addLayout(self._actions)
        self._additions = QVBoxLayout()
        self._additions.setSpacing(scaled(8))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        whole.setSpacing(scaled(8))
        whole.addLayout(top)
        whole.addWidget(self._inside)
        whole.addLayout(self._additions)

    def _connect(self) -> None:
        self.action.clicked.connect(self._on_asked)
        self.take_out.clicked.connect(self._on_take_out)
        self.button.clicked.connect(self._on_pressed)

    def _show(self, wanted: bool) -> None:
        self._inside.setVisible(wanted)
        self.action.setVisible(wanted and bool(self.action.text()))
        self.take_out.setVisible(wanted and self._can_go)
        if self._panel is not None:
            self._panel.hide()
        key = "incident.cover" if wanted else "incident.open"
        self.button.say(self._words(key))
        self.button.setAccessibleName(self._words(f"{key}_named", name=self._heading))
        if wanted:
            chain([self])

    def _on_asked(self) -> None:
        self.asked.emit(self.ident)

    def _on_take_out(self) -> None:
        """Say what it means, below; the words of the card stay above it."""
        if self._panel is None:
            self._panel = WithdrawPanel(self._words, self)
            self._panel.wanted.connect(partial(self.withdrawn.emit, self.ident))
            self._panel.left.connect(self._on_stays)
            self._inner.addWidget(self._panel)
            chain([self])
        self.take_out.hide()
        self._panel.show()
        self._panel.leave.setFocus()
        self.grew.emit(self._panel)

    def _on_stays(self) -> None:
        self.take_out.show()
        self.take_out.setFocus()
        if self._panel is not None:
            self._panel.hide()

    def _on_pressed(self) -> None:
        if self.is_open():
            self.cover()
        else:
            self.open()


def _begins_a_part(role: str, before: str) -> bool:
    """Whether one more part of the same answer begins here: its time or its words, after the end of another."""
    return before in ("voice", "small", "date") and (role == "date" or (role == "voice" and before != "date"))
