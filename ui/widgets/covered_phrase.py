# SPDX-License-Identifier: GPL-3.0-or-later
"""A phrase that is covered, and below it every place where it stands: each can be left as it is."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from journal.report.redaction import LONGEST, Occurrence, Redaction, Spot
from journal.words import Words
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.covered_place import CoveredPlace
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel

_AT_ONCE = 20  # rows; the next ones come when they are asked for
_SHOWN = 200  # letters of a long phrase


class CoveredPhrase(QFrame):
    """Signals:
    removed: it is not to be covered any more.
    turned: the place of this key is to be covered or to stay; carries the key, whether it is a whole word, and which.
    wanted: a single word of it is to be looked for too.
    """

    removed = Signal()
    wanted = Signal(str)
    turned = Signal(str, bool, bool)

    def __init__(self, words: Words, phrase: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self.phrase = words, phrase
        self._places: list[list[Occurrence]] = []
        self._redaction = Redaction()
        self._shown = 0
        self.setProperty("role", "card")
        self.setObjectName("covered-phrase")
        line = " ".join(phrase.split())
        shown = line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + "…"
        self.setAccessibleName(shown)
        self._said = PlainLabel(words("cover.looking"))
        self._inside = PlainLabel(words("cover.longer_words"), "soft")
        self.fold = Button(words("cover.show"), "caret-down", "quiet", "show-places", self)
        self.fold.setAccessibleDescription(shown)
        remove = Button(words("cover.remove"), role="quiet", name="remove-phrase", parent=self)
        remove.setAccessibleName(words("cover.remove_named", phrase=shown))
        remove.clicked.connect(self.removed)
        self._more = Button(words("cover.more"), role="quiet", name="more-places", parent=self)
        self._rows = QWidget()
        self._below = QVBoxLayout(self._rows)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(scaled(6))
        buttons = FlowLayout()
        buttons.addWidget(self.fold)
        buttons.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(20), scaled(14), scaled(20), scaled(14))
        column.setSpacing(scaled(6))
        column.addWidget(PlainLabel(shown, "voice"))
        column.addWidget(self._said)
        column.addWidget(self._inside)
        self._also = FlowLayout()
        column.addLayout(buttons)
        column.addLayout(self._also)
        column.addWidget(self._rows)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self.fold.clicked.connect(self._on_fold)
        self._more.clicked.connect(self._add_rows)
        for each in (self._inside, self.fold, self._rows, self._more):
            each.hide()

    def show_places(self, places: Sequence[Occurrence], redaction: Redaction, also: Sequence[str] = ()) -> None:
        """These places, in the order of the record; those that are decided together are one row. ``also``: words of
        the phrase that stand elsewhere by themselves."""
        grouped: dict[str, list[Occurrence]] = {}
        for each in places:
            grouped.setdefault(each.key, []).append(each)
        self._places = list(grouped.values())
        self.follow(redaction)
        self._inside.setVisible(any(not each.whole for each in places))
        self.fold.setVisible(bool(places))
        _clear(self._also)
        for word in also:
            self._also.addWidget(self._wanted(word))
        self._empty()
        if not self._rows.isHidden():
            self._add_rows()

    def follow(self, redaction: Redaction) -> None:
        """Say how many places there are and how many of them are covered by now."""
        self._redaction = redaction
        words, total = self._words, sum(map(len, self._places))
        if len(self.phrase) > LONGEST:
            self._said.setText(words("cover.too_long"))
        elif not total:
            self._said.setText(words("cover.nowhere"))
        else:
            covered = sum(len(group) for group in self._places if redaction.covers(group[0].key, group[0].whole))
            places, said = words.count("cover.places", total), words.count("cover.so_many", covered)
            self._said.setText(words("cover.all_told", places=places, covered=said))

    def unfold(self) -> None:
        """Show the places."""
        if self._rows.isHidden() and self._places:
            self._on_fold()

    def _on_fold(self) -> None:
        opening = self._rows.isHidden()
        self._rows.setVisible(opening)
        self.fold.say(self._words("cover.hide" if opening else "cover.show"), "caret-up" if opening else "caret-down")
        self._empty()
        if opening:
            self._add_rows()

    def _empty(self) -> None:
        self._shown = 0
        self._more.hide()
        _clear(self._below)

    def _wanted(self, word: str) -> Button:
        button = Button(self._words("cover.also", word=word), "magnifying-glass", name="also-look", parent=self)
        button.clicked.connect(partial(self.wanted.emit, word))
        return button

    def _add_rows(self) -> None:
        first = self._shown
        for group in self._places[first : first + _AT_ONCE]:
            self._below.addWidget(self._row(group))
        self._shown = min(first + _AT_ONCE, len(self._places))
        self._more.setVisible(self._shown < len(self._places))

    def _row(self, group: list[Occurrence]) -> CoveredPlace:
        words, each = self._words, group[0]
        covered = self._redaction.covers(each.key, each.whole)
        text = words("cover.found", before=each.before, found=each.found, after=each.after)
        row = CoveredPlace(words, self._where(group), text, covered=covered, own=each.spot is not Spot.PAGE)
        row.turned.connect(partial(self.turned.emit, each.key, each.whole))
        return row

    def _where(self, group: list[Occurrence]) -> str:
        words, each = self._words, group[0]
        told = [each.number if each.spot is not Spot.PAGE else "", each.where]
        if each.spot is Spot.PAGE:
            told += [words("cover.on_page"), words.count("cover.pages", len(group))]
        if each.spot is Spot.FILE_NAME:
            told.append(words("cover.file_name"))
        if not each.whole:
            told.append(words("cover.inside"))
        return words("report.between").join(filter(None, told))


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
