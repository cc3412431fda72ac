# SPDX-License-Identifier: GPL-3.0-or-later
"""What a search is narrowed to: an account, a person, kinds, days. Folded away until it is wanted."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide.kinds import KINDS, steps_of
from journal.record.hit import Narrow
from journal.words import Words
from ui.fields.moment_field import PointBoxes
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.named_chips import NamedChips

_NONE = "none"  # the chip for what belongs to no account
_WRITTEN, _EVENT = "written", "event"

# A person: the id of their first card, what they are called, and all their cards.
Named = tuple[str, str, frozenset[str]]


class SearchNarrow(QWidget):
    """Signals:
    changed: something was chosen, typed or taken back.
    account_asked: carries what was typed to find an account by.
    person_asked: the same for a person.
    """

    changed = Signal()
    account_asked = Signal(str)
    person_asked = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._cards: dict[str, frozenset[str]] = {}
        self._build()
        self._connect()
        self._unfold(False)

    def offer_accounts(self, latest: Iterable[tuple[str, str]], *, more: bool) -> None:
        """Ids and titles to choose from. ``more``: there are others."""
        known = list(latest)
        none = [(_NONE, self._words("search.no_account"))] if known else []
        self._incident.offer([*known, *none], more=more)
        chain([self.fold, self._panel, self.clear])

    def offer_people(self, latest: Iterable[Named], *, more: bool) -> None:
        named = list(latest)
        self._cards = {ident: cards for ident, _name, cards in named}
        self._person.offer([(ident, name) for ident, name, _cards in named], more=more)
        chain([self.fold, self._panel, self.clear])

    def offer_accounts_called(self, typed: str, found: Iterable[tuple[str, str]]) -> None:
        self._incident.offer_called(typed, found)

    def offer_people_called(self, typed: str, found: Iterable[Named]) -> None:
        named = list(found)
        self._cards |= {ident: cards for ident, _name, cards in named}
        self._person.offer_called(typed, [(ident, name) for ident, name, _cards in named])

    def narrow(self) -> Narrow:
        """What it comes to."""
        chosen = self._incident.chosen()
        return Narrow(
            incident=None if not chosen else "" if chosen == _NONE else chosen,
            cards=self._cards.get(self._person.chosen(), frozenset()),
            steps=steps_of(self._kinds.chosen()),
            first=self._first.date().value,
            last=self._last.date().value,
            written=self._time.chosen() == [_WRITTEN],
        )

    def plain(self) -> dict[str, Any]:
        """As it is kept inside the record; empty when nothing is narrowed."""
        if not self.narrow().anything:
            return {}
        return {
            "incident": self._incident.chosen(),
            "person": self._person.chosen(),
            "kinds": self._kinds.chosen(),
            "first": self._first.date().value,
            "last": self._last.date().value,
            "time": "".join(self._time.chosen()),
        }

    def show_plain(self, kept: Mapping[str, Any]) -> None:
        """The opposite of ``plain``; what is no longer there is passed over."""
        self._incident.choose(str(kept.get("incident") or ""))
        self._person.choose(str(kept.get("person") or ""))
        kinds = kept.get("kinds")
        self._kinds.choose([str(each) for each in kinds] if isinstance(kinds, list) else [])
        self._first.show_point(str(kept.get("first") or ""), "")
        self._last.show_point(str(kept.get("last") or ""), "")
        self._time.choose([str(kept.get("time") or _EVENT)])
        self._unfold(self.narrow().anything)

    def _build(self) -> None:
        words = self._words
        self.fold = Button(words("search.narrow"), "caret-down", "quiet", "narrow", self)
        self.clear = Button(words("search.clear"), "", "quiet", "clear-narrow", self)
        self._incident, self._person = (
            NamedChips(words, words(f"search.{key}"), words(f"search.find_{key}")) for key in ("which", "who")
        )
        self._incident.box.setObjectName("find-account")
        self._person.box.setObjectName("find-person")
        self._kinds = ChipRow([(kind, words(f"search.kind.{kind}")) for kind in KINDS], single=False)
        times = [(_EVENT, words("search.of_event")), (_WRITTEN, words("search.of_writing"))]
        self._time = ChipRow(times, single=True)
        self._first, self._last = (PointBoxes(words, words(f"search.{name}")) for name in ("first", "last"))
        self._panel = QWidget(self)
        inner = QVBoxLayout(self._panel)
        inner.setContentsMargins(0, 0, 0, scaled(8))
        inner.setSpacing(scaled(8))
        inner.addWidget(self._incident)
        inner.addWidget(self._person)
        kinds_head, time_head = (PlainLabel(words(f"search.{key}"), "soft") for key in ("what", "when"))
        for head in (kinds_head, time_head):
            head.setContentsMargins(0, scaled(8), 0, 0)  # nearer to its own chips than to those above
        for key, head, row in (("what", kinds_head, self._kinds), ("when", time_head, self._time)):
            inner.addWidget(head)
            row.describe(words(f"search.{key}"))
            inner.addWidget(row)
        for boxes in (self._first, self._last):
            boxes.show_time(False)
            inner.addSpacing(scaled(8))
            inner.addWidget(boxes)
        ways = FlowLayout()
        ways.addWidget(self.fold)
        ways.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addLayout(ways)
        column.addWidget(self._panel)
        self._time.choose([_EVENT])

    def _connect(self) -> None:
        self.fold.clicked.connect(self._on_fold)
        self.clear.clicked.connect(self._on_clear)
        self._time.chosen_changed.connect(self._on_time)
        self._incident.asked.connect(self.account_asked)
        self._person.asked.connect(self.person_asked)
        for row in (self._incident, self._person, self._kinds):
            row.chosen_changed.connect(self._on_changed)
        for boxes in (self._first, self._last):
            boxes.edited.connect(self._on_changed)

    def _on_fold(self) -> None:
        self._unfold(self._panel.isHidden())

    def _unfold(self, wanted: bool) -> None:
        self._panel.setVisible(wanted)
        self.fold.say(self._words("search.narrow"), "caret-up" if wanted else "caret-down")
        self.clear.setVisible(self.narrow().anything)

    def _on_time(self) -> None:
        """One of the two always holds: taking a choice back chooses the event."""
        if not self._time.chosen():
            self._time.choose([_EVENT])
        self._on_changed()

    def _on_changed(self) -> None:
        self.clear.setVisible(self.narrow().anything)
        self.changed.emit()

    def _on_clear(self) -> None:
        self.show_plain({})
        self._unfold(True)
        self.fold.setFocus()
        self.changed.emit()
