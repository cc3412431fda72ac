# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards side by side, as many in a row as there is room for, all of one width."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.style import scaled

_NARROWEST = 220


class CardGrid(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[QWidget] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(scaled(16))

    def cards(self) -> list[QWidget]:
        """Those that are shown, not those before them that have yet to go."""
        return list(self._cards)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """These instead of the present ones."""
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards, self._across = list(cards), 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() + self._grid.spacing()
        across = max(1, min(len(self._cards), room // (scaled(_NARROWEST) + self._grid.spacing())))
        # Rows of one length where there is more than one: no card is left over by itself.
        across = -(-len(self._cards) // -(-len(self._cards) // across)) if self._cards else across
        if across == self._across:
            return
        for column in range(max(across, self._across)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        self._across = across
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // across, place % across)
