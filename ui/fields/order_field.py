# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of things: parts as cards, moved by drag, by arrow buttons or by keys, until the order feels right."""

import secrets
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.fields.answer_field import AnswerField
from ui.fields.part_card import PartCard
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.focus_order import chain
from ui.widgets.in_view import bring_into_view
from ui.widgets.label import PlainLabel
from ui.widgets.show_if import show_if
from ui.widgets.undo_line import UndoLine


class OrderField(AnswerField):
    """Every change can be undone by moving back; a part that was taken out can be put back where it stood."""

    def position(self) -> int:
        return max((card.cursor_position() for card in self._cards if card.is_open()), default=0)

    def set_position(self, position: int) -> None:
        """The cursor goes into the last part: the one that was being written, more often than not."""
        if self._cards:
            self._cards[-1].set_cursor_position(position)
        else:
            self._add.setFocus()

    def first_focus(self) -> QWidget:
        return self._cards[0].handle if self._cards else self._add

    def focus_parts(self) -> list[QWidget]:
        return [*self._cards, self._undo, self._add]

    def cards(self) -> list[PartCard]:
        return list(self._cards)

    def _build(self) -> None:
        self._cards: list[PartCard] = []
        self._taken: tuple[int, dict[str, Any]] | None = None
        self._empty = PlainLabel(self.words("order.empty"), role="soft")
        self._add = Button(self.words("order.add"), "plus", "plain", "add-part", self)
        self._undo = UndoLine(self.words("fields.order.taken_out"), self.words("fields.put_back"), parent=self)
        self._undo.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(12))
        self._layout.setSpacing(scaled(12))
        self._layout.addWidget(self._empty)
        self._layout.addLayout(self._list)
        self._layout.addWidget(self._undo)
        self._layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self._add.clicked.connect(self._on_add)
        self._undo.asked.connect(self._on_put_back)

    def _said(self) -> list[dict[str, Any]]:
        """A part that says nothing is none."""
        return [each for each in (_bare(card.part()) for card in self._cards) if set(each) - {"id"}]

    def _show(self, answer: Any) -> None:
        for card in list(self._cards):
            self._drop(card)
        for part in answer or ():
            self._insert(len(self._cards), dict(part))
        self._undo.hide()
        self._tell()

    def _describe(self, label: str, help_text: str) -> None:
        self._add.setAccessibleDescription(label)

    def _insert(self, place: int, part: Mapping[str, Any]) -> PartCard:
        card = PartCard({"id": secrets.token_hex(16), **part}, self.words, self)
        card.changed.connect(self._on_said)
        card.dragged.connect(partial(self._on_dragged, card))
        card.left.connect(self.left)
        card.moved.connect(partial(self._on_moved, card))
        card.removed.connect(partial(self._on_removed, card))
        self._cards.insert(place, card)
        self._list.insertWidget(place, card)
        return card

    def _drop(self, card: PartCard) -> None:
        self._cards.remove(card)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _tell(self) -> None:
        """Each card its place, and the keyboard their order."""
        show_if(self._empty, not self._cards)
        for position, card in enumerate(self._cards, 1):
            card.stands(position, len(self._cards))
        chain([self])
        self.rearranged.emit()

    def _put(self, card: PartCard, place: int) -> None:
        """Move a card to ``place`` and say aloud where it is now."""
        place = max(0, min(place, len(self._cards) - 1))
        if self._cards.index(card) == place:
            return
        focus = self.focusWidget()
        self._cards.remove(card)
        self._cards.insert(place, card)
        self._list.removeWidget(card)
        self._list.insertWidget(place, card)
        self._tell()
        if focus is not None and card.isAncestorOf(focus):
            (focus if focus.isEnabled() else card.handle).setFocus()
        called = card.called() or self.words("fields.order.empty_part")
        said = self.words("order.moved", part=called, position=place + 1)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(card, said))
        self._on_said()

    def _on_add(self) -> None:
        for card in self._cards:
            card.close_editor()
        card = self._insert(len(self._cards), {})
        self._tell()
        card.open()
        bring_into_view(card.focusWidget() or card)
        self._on_said()

    def _on_moved(self, card: PartCard, step: int) -> None:
        self._put(card, self._cards.index(card) + step)

    def _on_dragged(self, card: PartCard, height: int) -> None:
        """Change places with the neighbour whose middle was passed."""
        place = self._cards.index(card)
        if place and height < self._cards[place - 1].geometry().center().y():
            self._put(card, place - 1)
        elif place + 1 < len(self._cards) and height > self._cards[place + 1].geometry().center().y():
            self._put(card, place + 1)

    def _on_removed(self, card: PartCard) -> None:
        place, part = self._cards.index(card), card.part()
        self._drop(card)
        self._tell()
        if set(_bare(part)) - {"id"}:
            self._taken = (place, part)
            self._undo.show()
            self._undo.button.setFocus()
        else:
            self._add.setFocus()
        self._on_said()

    def _on_put_back(self) -> None:
        if self._taken is not None:
            place, part = self._taken
            self._taken = None
            card = self._insert(min(place, len(self._cards)), part)
            self._tell()
            card.handle.setFocus()
        self._undo.hide()
        self._on_said()


def _bare(part: Mapping[str, Any]) -> dict[str, Any]:
    """A part without what it leaves open."""
    return {name: value for name, value in part.items() if value}
