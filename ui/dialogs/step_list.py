# SPDX-License-Identifier: GPL-3.0-or-later
"""All steps of the guide, to go to in any order. It says written, skipped or nothing: never a share of a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from journal.words import Words
from ui.dialogs.scrolled_dialog import ScrolledDialog
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel
from ui.widgets.press_card import PressCard


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of the list; ``standing`` is a key below ``guide.standing`` or empty.

    ``heading``: a key below ``guide.steps.group``, where a group of steps begins.
    """

    step: str
    name: str
    standing: str
    is_here: bool
    heading: str = ""


class StepListDialog(ScrolledDialog):
    """Open it with ``open()``; it takes nothing and changes nothing.

    Signals:
        chosen: the id of a step.
    """

    chosen = Signal(str)

    def __init__(self, words: Words, rows: Sequence[StepRow], parent: QWidget | None = None) -> None:
        super().__init__(words, "step-list", QSize(scaled(520), min(scaled(820), 760)), parent)
        self._words, self._rows = words, rows
        self._here: PressCard | None = None
        self._build()

    def showEvent(self, event: QShowEvent) -> None:
        """The step where the person is, in sight."""
        super().showEvent(event)
        if self._here is not None:
            QTimer.singleShot(0, self._here, partial(self.area.ensureWidgetVisible, self._here))

    def _build(self) -> None:
        column = self.column
        column.setSpacing(scaled(4))
        column.addWidget(PlainLabel(self._words("guide.steps.title"), "heading"))
        column.addWidget(PlainLabel(self._words("guide.steps.intro"), "soft"))
        column.addSpacing(scaled(8))
        for row in self._rows:
            if row.heading:
                column.addSpacing(scaled(12))
                column.addWidget(PlainLabel(self._words(f"guide.steps.group.{row.heading}"), "small"))
            column.addWidget(self._row(row))
        column.addStretch()
        back = Button(self._words("guide.steps.back"), name="close-steps")
        back.clicked.connect(self.reject)
        self.foot.addWidget(back)
        self.foot.addStretch()
        (self._here or back).setFocus()

    def _row(self, row: StepRow) -> PressCard:
        standing = self._words(f"guide.standing.{row.standing}") if row.standing else ""
        here = self._words("guide.steps.here") if row.is_here else ""
        card = PressCard(row.name, " · ".join(text for text in (here, standing) if text))
        card.setObjectName(f"step-{row.step}")
        card.setProperty("role", "rail")
        card.setCheckable(True)
        card.setChecked(row.is_here)
        card.column.setDirection(QVBoxLayout.Direction.LeftToRight)
        card.column.setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(8))
        card.say(row.name, "heading" if row.is_here else "body")
        said = card.say(" · ".join(text for text in (here, standing) if text), "small")
        said.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        said.setWordWrap(False)
        card.clicked.connect(partial(self._on_pressed, row.step))
        if row.is_here:
            self._here = card
        return card

    def _on_pressed(self, step: str) -> None:
        self.chosen.emit(step)
        self.accept()
