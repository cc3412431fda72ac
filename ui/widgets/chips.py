# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers to choose from, as chips in wrapping rows. Nothing is chosen at first and every choice can be taken back."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import breakable

# Longest name on a chip; the whole of it is the accessible name and the tool tip.
_LONGEST = 60
_NARROWEST = 240


class Chip(Button):
    """One answer. A name is shown as it is: its ampersand is no shortcut."""

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        line = " ".join(text.split())
        shown = line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
        super().__init__(breakable(shown), icon, "chip", parent=parent)
        self.setShortcut(QKeySequence())
        self.setAccessibleName(line)
        if shown != line:
            # A tool tip takes what looks like markup for markup, wherever it comes from.
            self.setToolTip(Qt.convertFromPlainText(line))

    def minimumSizeHint(self) -> QSize:
        """No wider than a line of a small page, whatever the name."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), scaled(_NARROWEST)), hint.height())


class ChipRow(QWidget):
    """Chips of ``(id, text)``; with ``single`` choosing one lets go of the other.

    Signals:
        chosen_changed: the person chose or unchose something.
    """

    chosen_changed = Signal()

    def __init__(self, options: Iterable[tuple[str, str]] = (), *, single: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._single = single
        self._question = ""
        self._chips: dict[str, Chip] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._flow = FlowLayout()
        layout.addLayout(self._flow)
        self.offer(options)

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Show these chips instead of the present ones, none chosen."""
        wanted = dict(options)
        if wanted == {option: chip.accessibleName() for option, chip in self._chips.items()}:
            self.choose([])
            return
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for option, text in wanted.items():
            chip = Chip(text, parent=self)
            chip.setObjectName(f"chip-{option}")
            chip.clicked.connect(partial(self._on_clicked, option))
            self._chips[option] = chip
            self._flow.addWidget(chip)
        self.describe(self._question)

    def chosen(self) -> list[str]:
        """The chosen ids, in the order they stand."""
        return [option for option, chip in self._chips.items() if chip.isChecked()]

    def choose(self, options: Sequence[str]) -> None:
        """Check these and no others; ids that are not offered are passed over."""
        for option, chip in self._chips.items():
            chip.setChecked(option in options)

    def chips(self) -> list[Chip]:
        return list(self._chips.values())

    def name_of(self, option: str) -> str:
        """All that its chip says."""
        return self._chips[option].accessibleName()

    def describe(self, question: str) -> None:
        """The question that these chips answer, for a screen reader."""
        self._question = question
        self.setAccessibleName(question)
        for chip in self._chips.values():
            chip.setAccessibleDescription(question)

    def _on_clicked(self, option: str) -> None:
        if self._single and self._chips[option].isChecked():
            self.choose([option])
        self.chosen_changed.emit()
