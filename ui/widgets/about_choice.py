# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing one person, or one department, that a report is only about. Nobody is chosen at first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide import people
from journal.record.contents import Contents
from journal.report.choice import Choice, settled
from journal.report.telling import named, shortened
from journal.words import Words
from ui.style import scaled
from ui.widgets.chips import ChipRow
from ui.widgets.label import PlainLabel

# More than these are found on the page of people, where each has a page and a button for this.
_AT_ONCE = 12
_PERSON, _OFFICE = "person-", "office-"


class AboutChoice(QWidget):
    """Signals:
    changed: another one was chosen, or none.
    """

    changed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._contents: Contents | None = None
        self._found: dict[tuple[tuple[str, ...], str], frozenset[str] | None] = {}
        self._row = ChipRow(single=True)
        self._row.setObjectName("report-about")
        self._more = PlainLabel(words("paper.about_more"), "soft")
        title = PlainLabel(words("paper.about"), "heading")
        self._row.describe(words("paper.about"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, scaled(10))
        column.setSpacing(scaled(10))
        column.addWidget(title)
        column.addWidget(PlainLabel(words("paper.about_help"), "soft"))
        column.addWidget(self._row)
        column.addWidget(self._more)
        self._row.chosen_changed.connect(self.changed)

    def offer(self, contents: Contents, card: str = "", *, department: bool = False) -> bool:
        """Everyone who is written of; the one that ``card`` is of is chosen. False if that one is not there."""
        self._contents, self._found = contents, {}
        groups = {_PERSON: people.everyone(contents.entries), _OFFICE: people.departments(contents.entries)}
        between = self._words("report.between")
        wanted = _OFFICE if department else _PERSON
        chosen = ""
        options: list[tuple[str, str]] = []
        for kind, found in groups.items():
            for group in found:
                here = kind == wanted and card in people.cards_of(group)
                chosen = chosen or (f"{kind}{group.id}" if here else "")
                if here or len(options) < _AT_ONCE:
                    name = named(group, is_department=kind == _OFFICE, between=between) or self._words("person.unnamed")
                    options.append((f"{kind}{group.id}", shortened(name)))
        self._row.offer(options)
        self._row.choose([chosen])
        self._more.setVisible(sum(map(len, groups.values())) > len(options))
        self.setVisible(bool(options))
        return bool(chosen) or not card

    def about(self) -> tuple[str, bool]:
        """The card of the one chosen, and whether it stands for a department; an empty text for everything."""
        option = next(iter(self._row.chosen()), "")
        return option.removeprefix(_PERSON).removeprefix(_OFFICE), option.startswith(_OFFICE)

    def only(self, accounts: tuple[str, ...]) -> frozenset[str] | None:
        """The entries about the one chosen: found once for these accounts, for it takes a while in a long record."""
        card, department = self.about()
        if not card or self._contents is None:
            return None
        key = (accounts, next(iter(self._row.chosen())))
        if key not in self._found:
            self._found[key] = settled(self._contents, Choice(accounts, about=card, department=department)).only
        return self._found[key]
