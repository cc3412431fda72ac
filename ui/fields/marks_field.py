# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks on the outline of a body: set by a press, by the keyboard, or by choosing a part from a list of plain names."""

import secrets
from functools import partial
from math import hypot
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide import body_marks
from journal.guide.body_marks import Mark
from journal.record.drawing import Disc, Ink
from ui.fields.answer_field import AnswerField
from ui.fields.mark_card import MarkCard
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.drawing_sheet import DrawingSheet
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.name_list import NameList
from ui.widgets.notice import Notice
from ui.widgets.show_if import show_if
from ui.widgets.undo_line import UndoLine

_GRIP = body_marks.RADIUS * 1.5  # how near to a mark a press means the mark


class MarksField(AnswerField):
    """Three ways to set a mark, all of them whole; below the outline each mark has a card for its words."""

    def position(self) -> int:
        return max((card.cursor_position() for card in self._cards if card.is_open()), default=0)

    def set_position(self, position: int) -> None:
        """The cursor goes into the last mark: the one that was being written on, more often than not."""
        if self._cards:
            self._cards[-1].set_cursor_position(position)
        else:
            self.pad.setFocus()

    def first_focus(self) -> QWidget:
        return self.pad

    def focus_parts(self) -> list[QWidget]:
        return [self.choose, self.parts, self.pad, self._undo, *self._cards]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Only now is there room enough to scroll to the end of what was opened."""
        super().resizeEvent(event)
        for card in self._cards:
            card.bring()

    def cards(self) -> list[MarkCard]:
        return list(self._cards)

    def _build(self) -> None:
        words = self.words
        self._cards: list[MarkCard] = []
        self._taken: tuple[int, Mark] | None = None
        self._held: MarkCard | None = None
        self._moving: MarkCard | None = None
        self._was_moved = False
        self._parts = body_marks.parts(words)
        self.pad = DrawingSheet(body_marks.drawing((), words), words("marks.read"), parent=self)
        self.choose = Button(words("marks.list"), "list-bullets", "quiet", "choose-part", self)
        self.parts = NameList(words("marks.list_name"), words("marks.list_help"), self)
        self.parts.tell([called for called, _side, _at in self._parts])
        self._tip = Notice("", parent=self)
        self._undo = UndoLine(words("marks.taken_out"), words("fields.put_back"), self)
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(12))
        self._layout.setSpacing(scaled(12))
        self._layout.addWidget(PlainLabel(words("marks.keys"), "small"))
        self._layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        for each in (self.parts, self._tip, self.pad, self._undo):
            self._layout.addWidget(each)
        self._layout.addLayout(self._list)
        for each in (self._tip, self.parts, self._undo):
            each.hide()

    def _connect(self) -> None:
        self._undo.asked.connect(self._on_put_back)
        self.choose.clicked.connect(self._on_list)
        self.pad.key_moved.connect(self._on_key_moved)
        self.pad.key_pressed.connect(self._on_key_pressed)
        self.pad.left.connect(self.left)
        self.pad.moved.connect(self._on_dragged)
        self.pad.pressed.connect(self._on_pressed)
        self.pad.released.connect(self._on_released)
        self.pad.undo_wanted.connect(self._on_put_back)
        self.parts.picked.connect(self._on_part)

    def _said(self) -> list[dict[str, Any]]:
        return [card.mark().plain() for card in self._cards]

    def _show(self, answer: Any) -> None:
        for card in list(self._cards):
            self._drop(card)
        for mark in body_marks.marks(answer):
            self._insert(len(self._cards), mark)
        self._taken = self._held = self._moving = None
        self._undo.hide()
        self._tip.hide()
        self._tell()

    def _describe(self, label: str, help_text: str) -> None:
        self.pad.setAccessibleName(self.words("marks.sheet_for", question=label))

    # ------------------------------------------------------------------------------------------------- cards

    def _insert(self, place: int, mark: Mark) -> MarkCard:
        card = MarkCard(mark, place + 1, self.words, self)
        card.changed.connect(self._on_said)
        card.left.connect(self.left)
        card.move_wanted.connect(partial(self._on_move, card))
        card.opened.connect(partial(self._show_over, card))
        card.removed.connect(partial(self._on_removed, card))
        self._cards.insert(place, card)
        self._list.insertWidget(place, card)
        return card

    def _drop(self, card: MarkCard) -> None:
        self._cards.remove(card)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _tell(self) -> None:
        """Number the marks anew, draw them, and say them in words."""
        for number, card in enumerate(self._cards, 1):
            if card.number != number:
                card.stands(number)
        drawing = body_marks.drawing(self._said(), self.words)
        self.pad.set_drawing(drawing)
        self.pad.setAccessibleDescription("\n".join((self.words("marks.sheet_help"), *drawing.told)))
        self._show_over(None)
        chain([self])
        self.rearranged.emit()

    def _show_over(self, card: MarkCard | None) -> None:
        if card is None:
            self.pad.set_over(())
        else:
            self.pad.set_over((Disc(body_marks.spot(card.mark().side, card.mark().at), _GRIP, Ink.ACCENT),))

    def _card_at(self, spot: list[int]) -> MarkCard | None:
        near = [(self._far(card, spot), place) for place, card in enumerate(self._cards)]
        found = min(near, default=None)
        return self._cards[found[1]] if found and found[0] <= _GRIP else None

    def _far(self, card: MarkCard, spot: list[int]) -> float:
        x, y = body_marks.spot(card.mark().side, card.mark().at)
        return hypot(spot[0] - x, spot[1] - y)

    # ------------------------------------------------------------------------------------ setting and moving

    def _on_pressed(self, spot: list[int]) -> None:
        if self._moving is None:
            self._held, self._was_moved = self._card_at(spot), False

    def _on_dragged(self, spot: list[int]) -> None:
        if self._held is not None and (self._was_moved or self._far(self._held, spot) > 4):
            self._was_moved = True
            self._held.put(*body_marks.place((spot[0], spot[1])))
            self._tell()

    def _on_released(self, spot: list[int]) -> None:
        held, self._held = self._held, None
        if held is None:
            self._on_key_pressed(spot)
        elif self._was_moved:
            self._on_said()
        else:
            self._open(held)

    def _on_key_pressed(self, spot: list[int]) -> None:
        """Enter, or the end of a press: a mark is moved here, opened, or set."""
        side, at = body_marks.place((spot[0], spot[1]))
        if self._moving is not None:
            moved, self._moving = self._moving, None
            moved.put(side, at)
            self._tip.hide()
            self._tell()
            self._on_said()
            self.pad.announce(moved.called())
        elif (there := self._card_at(spot)) is not None:
            self._open(there)
        else:
            self._set(side, at)

    def _on_key_moved(self, spot: list[int]) -> None:
        self.pad.announce(body_marks.place_name(*body_marks.place((spot[0], spot[1])), self.words))

    def _set(self, side: str, at: tuple[int, int]) -> None:
        card = self._insert(len(self._cards), Mark(secrets.token_hex(16), side, at))
        self._undo.hide()
        self._tell()
        self.pad.announce(
            self.words("marks.set_at", number=card.number, place=body_marks.place_name(side, at, self.words))
        )
        self._open(card)
        self._on_said()

    def _open(self, card: MarkCard) -> None:
        for other in self._cards:
            if other is not card and other.is_open():
                other.close_editor()
        card.open()
        card.bring()

    def _on_move(self, card: MarkCard) -> None:
        self._moving = card
        self._tip.say(self.words("marks.moving", number=card.number))
        self._tip.show()
        x, y = body_marks.spot(card.mark().side, card.mark().at)
        self.pad.set_cursor_at([round(x), round(y)])
        self._show_over(card)
        self.pad.setFocus()

    # ---------------------------------------------------------------------------------- the list, and undoing

    def _on_list(self) -> None:
        wanted = self.parts.isHidden()
        show_if(self.parts, wanted)
        self.choose.say(self.words("marks.list_close" if wanted else "marks.list"))
        if wanted:
            self.parts.setFocus()

    def _on_part(self, place: int) -> None:
        _called, side, at = self._parts[place]
        self._on_list()
        self._set(side, at)

    def _on_removed(self, card: MarkCard) -> None:
        self._taken = (self._cards.index(card), card.mark())
        if self._moving is card:
            self._moving = None
            self._tip.hide()
        self._drop(card)
        self._tell()
        self._undo.show()
        self._undo.button.setFocus()
        self._on_said()

    def _on_put_back(self) -> None:
        if self._taken is None:
            return
        place, mark = self._taken
        self._taken = None
        card = self._insert(min(place, len(self._cards)), mark)
        self._undo.hide()
        self._tell()
        self._open(card)
        self._on_said()
