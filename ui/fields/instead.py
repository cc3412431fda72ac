# SPDX-License-Identifier: GPL-3.0-or-later
"""“I don't know”, “not sure”, “I'd rather not say”: quiet answers that every question takes."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from journal.guide.answers import INSTEAD
from journal.words import Words
from ui.widgets.button import Button
from ui.widgets.chips import Chip
from ui.widgets.show_if import show_if


class InsteadChoice(QWidget):
    """A small button that opens the three; the chosen one stands as a chip that a press takes away.

    Signals:
        changed: the person chose one or took it away.
    """

    changed = Signal()

    def __init__(self, words: Words, without: Collection[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._without = words, without
        self._chosen, self._question, self._wanted = "", "", True
        self._build()
        self._connect()

    def chosen(self) -> str:
        return self._chosen

    def choose(self, given: str) -> None:
        self._chosen = given
        self._load()

    def offer(self, wanted: bool) -> None:
        """Whether the button has a place: not while the question has an answer of its own."""
        self._wanted = wanted
        self._load()

    def describe(self, question: str) -> None:
        self._question = question
        self._button.setAccessibleName(self._words("fields.another_answer_to", question=question))
        self._load()

    def _build(self) -> None:
        self._button = Button(self._words("fields.another_answer"), "caret-down", "quiet", "another-answer", self)
        self._menu: QMenu | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addStretch()
        self._layout.addWidget(self._button)
        self._chip = Chip("", "x", self)
        self._chip.setObjectName("instead")
        self._layout.addWidget(self._chip)

    def _connect(self) -> None:
        self._button.clicked.connect(self._on_opened)
        self._chip.clicked.connect(self._on_taken_away)

    def menu(self) -> QMenu:
        """Made when it is first wanted: a page has many of these buttons, and few are pressed."""
        if self._menu is None:
            self._menu = QMenu(self._button)
            self._menu.setAccessibleName(self._words("instead.label"))
            for given in INSTEAD:
                if given not in self._without:
                    action = self._menu.addAction(self._words(f"instead.{given}"))
                    action.setObjectName(f"instead-{given}")
                    action.triggered.connect(partial(self._on_chosen, given))
        return self._menu

    def _load(self) -> None:
        if self._chosen:
            text = self._words(f"instead.{self._chosen}")
            self._chip.say(text)
            self._chip.setAccessibleName(self._words("fields.take_away", answer=text))
            self._chip.setAccessibleDescription(self._question)
        self._chip.setChecked(bool(self._chosen))
        show_if(self._chip, self._chosen)
        show_if(self._button, self._wanted and not self._chosen)

    def _on_opened(self) -> None:
        """Open below the button, at its far edge, without waiting: the window stays alive."""
        menu, corner = self.menu(), self._button.rect().bottomLeft()
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            corner.setX(self._button.width() - menu.sizeHint().width())
        menu.popup(self._button.mapToGlobal(corner))

    def _on_chosen(self, given: str) -> None:
        self.choose(given)
        self._chip.setFocus()
        self.changed.emit()

    def _on_taken_away(self) -> None:
        self.choose("")
        self._button.setFocus()
        self.changed.emit()
