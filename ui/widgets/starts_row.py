# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be begun from the card of a person: a fresh card of another step, with them filled in."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide.step import Step
from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel


class StartsRow(QWidget):
    """Quiet buttons below a card of ``step``. ``name``: what the person is called, for who can't see the card.

    Signals:
        wanted: one was pressed; carries the Start and the card's id.
    """

    wanted = Signal(object, str)

    def __init__(self, words: Words, step: Step, card: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("starts")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, scaled(4), 0, 0)
        column.setSpacing(scaled(2))
        column.addWidget(PlainLabel(words("start.about"), "small", self))
        row = QWidget(self)
        flow = FlowLayout(row)
        for start in step.starts:
            made = Button(words(f"start.{step.id}.{start.step}"), "plus", "quiet", f"start-{start.step}", row)
            made.setAccessibleDescription(name)
            made.clicked.connect(partial(self.wanted.emit, start, card))
            flow.addWidget(made)
        column.addWidget(row)
