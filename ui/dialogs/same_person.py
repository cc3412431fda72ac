# SPDX-License-Identifier: GPL-3.0-or-later
"""“The same person as…”: everyone it could be, to choose from by hand. Nothing is suggested and nothing is chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide.known import CERTAINTY
from journal.guide.spoken import option_label
from journal.words import Words
from ui.dialogs.scrolled_dialog import ScrolledDialog
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.press_card import PressCard
from ui.widgets.search_box import SearchBox
from ui.widgets.show_if import show_if

# More than these are found by typing a word of what they are called.
_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Row:
    """``card`` of someone, what the person calls them, and what says in which accounts they are, once it is shown."""

    card: str
    name: str
    notes: Callable[[], str]


class SamePersonDialog(ScrolledDialog):
    """Open it with ``open()``. ``kind`` is person or department, for the words.

    Signals:
        chosen: the card of the one chosen, and how sure the person is, which may be empty.
    """

    chosen = Signal(str, str)

    def __init__(
        self, words: Words, rows: Sequence[Row], kind: str, *, asks_certainty: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, "same-person", QSize(scaled(560), min(scaled(860), 800)), parent)
        self._words, self._rows, self._kind = words, rows, kind
        self._cards: list[PressCard] = []
        self._picked = ""
        self._build(asks_certainty)
        self._connect()
        self._offer()
        self.box.setFocus()

    def _build(self, asks_certainty: bool) -> None:
        words = self._words
        column = self.column
        column.setSpacing(scaled(8))
        column.addWidget(PlainLabel(words(f"people.join.{self._kind}"), "heading"))
        column.addWidget(PlainLabel(words("people.join.about"), "soft"))
        column.addSpacing(scaled(4))
        self.box = SearchBox()
        self.box.setObjectName("same-search")
        label = PlainLabel(words("people.join.search"), "small")
        label.setBuddy(self.box)
        self.box.setAccessibleName(words("people.join.search"))
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(4))
        self._rest = PlainLabel("", "small")
        column.addWidget(label)
        column.addWidget(self.box)
        column.addLayout(self._list)
        column.addWidget(self._rest)
        options = [(each, option_label(CERTAINTY, each, words)) for each in CERTAINTY.options]
        self._sure = ChipRow(options, single=True, parent=self)
        self._sure.describe(words("field.certainty.label"))
        self._sure.setVisible(asks_certainty)
        if asks_certainty:
            column.addSpacing(scaled(8))
            column.addWidget(PlainLabel(words("field.certainty.label")))
            column.addWidget(self._sure)
        column.addStretch()
        self._back = Button(words("people.join.back"), name="close-same")
        self._keep = Button(words("people.join.keep"), role="main", name="keep-same")
        self._keep.setEnabled(False)
        self.foot.addWidget(self._back)
        self.foot.addStretch()
        self.foot.addWidget(self._keep)

    def _connect(self) -> None:
        self.box.textEdited.connect(self._offer)
        self._back.clicked.connect(self.reject)
        self._keep.clicked.connect(self._on_keep)

    def _offer(self, _text: str = "") -> None:
        """Those whose name has all the words that are typed."""
        typed = self.box.text().casefold().split()
        found = [row for row in self._rows if all(word in row.name.casefold() for word in typed)]
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._row(row) for row in found[:_AT_ONCE]]
        for card in self._cards:
            self._list.addWidget(card)
        more = len(found) > _AT_ONCE
        self._rest.setText(self._words("people.join.more" if more else "people.join.nobody"))
        show_if(self._rest, more or not found)
        self._pick(self._picked if self._picked in [row.card for row in found[:_AT_ONCE]] else "")
        chain([self.box, *self._cards, self._sure, self._back, self._keep])

    def _row(self, row: Row) -> PressCard:
        notes = row.notes()
        card = PressCard(row.name, notes)
        card.setObjectName(f"same-{row.card}")
        card.setProperty("role", "choice")
        card.setCheckable(True)
        card.column.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(10))
        card.say(row.name, "voice")
        card.say(notes, "small")
        card.clicked.connect(partial(self._on_pressed, row.card, card))
        return card

    def _on_pressed(self, card: str, pressed: PressCard) -> None:
        self._pick(card if pressed.isChecked() else "")

    def _pick(self, card: str) -> None:
        self._picked = card
        for each in self._cards:
            each.setChecked(each.objectName() == f"same-{card}")
        self._keep.setEnabled(bool(card))

    def _on_keep(self) -> None:
        self.chosen.emit(self._picked, "".join(self._sure.chosen()))
        self.accept()
