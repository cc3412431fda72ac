# SPDX-License-Identifier: GPL-3.0-or-later
"""Choose from the things that were kept: the newest first, or those whose words were searched for."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from journal.record.evidence import Evidence, EvidenceKind
from ui.dialogs.scrolled_dialog import ScrolledDialog
from ui.models.kept_model import KeptModel
from ui.session import Session
from ui.small_pictures import SmallPictures
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.kept_list import KeptList
from ui.widgets.label import PlainLabel
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from journal.vault.vault import Vault

_AT_ONCE = 100
_HITS = 200
_WAIT_MS = 120


class ChooseThings(ScrolledDialog):
    """Open it with ``open()``. ``taken`` are cards that are in the answer already: they are not offered again.

    Signals:
        chosen: these were chosen; carries a list of Evidence.
    """

    chosen = Signal(list)

    def __init__(self, session: Session, taken: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(session.words, "choose-things-dialog", QSize(scaled(640), min(scaled(820), 760)), parent)
        self._session, self._words, self._taken = session, session.words, frozenset(taken)
        self._picked: dict[str, Evidence] = {}
        self._turn = 0
        self._filling = False
        self._build()
        self._connect()
        self._look()

    def _build(self) -> None:
        words = self._words
        self.box = SearchBox()
        self.box.setObjectName("choose-search")
        self.box.setAccessibleName(words("choose.search"))
        label = PlainLabel(words("choose.search"), "small")
        label.setBuddy(self.box)
        self._nothing = PlainLabel(words("choose.nothing"), "soft")
        self._nothing.hide()
        self.model = KeptModel(words, self)
        self.list = KeptList(self.model, words("choose.list"), chooses=True)
        self._pictures = SmallPictures(self._session, self.model, self.list)
        self._uncover = Button(words("things.uncover"), "eye", "quiet", "uncover-pictures")
        self._uncover.keep_room_for(words("things.cover"))
        self._fill(label)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self.box.setFocus()

    def _fill(self, label: PlainLabel) -> None:
        words, column = self._words, self.column
        column.setSpacing(scaled(8))
        column.addWidget(PlainLabel(words("choose.title"), "heading"))
        column.addWidget(PlainLabel(words("choose.lead"), "soft"))
        for widget in (label, self.box):
            column.addWidget(widget)
        column.addWidget(self._uncover, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._nothing)
        column.addWidget(self.list)
        column.addStretch()
        self.back = Button(words("choose.back"), name="choose-back")
        self.use = Button(words("choose.use"), "check", "main", "choose-use")
        self.use.setEnabled(False)
        self.foot.addWidget(self.back)
        self.foot.addStretch()
        self.foot.addWidget(self.use)

    def _connect(self) -> None:
        self.back.clicked.connect(self.reject)
        self.box.textEdited.connect(self._wait.start)
        self.list.selectionModel().selectionChanged.connect(self._on_picked)
        self.model.more_wanted.connect(self._on_more)
        self._uncover.clicked.connect(self._on_uncover)
        self.use.clicked.connect(self._on_use)
        self._wait.timeout.connect(self._look)

    def _look(self) -> None:
        self._turn += 1
        vault, text = self._session.vault, self.box.text().strip()
        if vault is None:
            return
        task = partial(_found, vault, text) if text else partial(vault.evidence.page, _AT_ONCE + 1)
        on_done = partial(self._on_found, self._turn, bool(text))
        self._session.worker.run(task, on_done, owner=self)

    def _on_found(self, turn: int, searched: bool, rows: Sequence[Evidence]) -> None:
        if turn != self._turn:
            return
        more = not searched and len(rows) > _AT_ONCE
        shown = [row for row in rows[: None if searched else _AT_ONCE] if row.entry not in self._taken]
        self._filling = True
        self.model.show_rows(shown, more=more)
        self._mark()
        self._filling = False
        self.list.setVisible(bool(shown))
        self._nothing.setVisible(not shown)

    def _on_more(self, after: Evidence) -> None:
        if self._session.vault is not None:
            task = partial(self._session.vault.evidence.page, _AT_ONCE + 1, after)
            self._session.worker.run(task, partial(self._on_more_found, self._turn), owner=self)

    def _on_more_found(self, turn: int, rows: Sequence[Evidence]) -> None:
        if turn == self._turn:
            shown = [row for row in rows[:_AT_ONCE] if row.entry not in self._taken]
            self.model.add_rows(shown, more=len(rows) > _AT_ONCE)

    def _mark(self) -> None:
        """What was chosen before the words changed is still chosen."""
        model = self.list.selectionModel()
        for entry in self._picked:
            place = self.model.place_of(entry)
            if place >= 0:
                model.select(self.model.index(place), model.SelectionFlag.Select)

    def _on_picked(self) -> None:
        if self._filling:
            return
        chosen = {index.row() for index in self.list.selectedIndexes()}
        for place in range(self.model.rowCount()):
            row = self.model.kept(place)
            if place in chosen:
                self._picked[row.entry] = row
            else:
                self._picked.pop(row.entry, None)
        self.use.setEnabled(bool(self._picked))

    def _on_uncover(self) -> None:
        self._pictures.show_them(not self._pictures.showing)
        showing = self._pictures.showing
        self._uncover.say(
            self._words("things.cover" if showing else "things.uncover"), "eye-slash" if showing else "eye"
        )

    def _on_use(self) -> None:
        self.chosen.emit(list(self._picked.values()))
        self.accept()


def _found(vault: "Vault", text: str) -> list[Evidence]:
    """On the vault's thread: things whose name, or whatever was said of them, holds these words; each once."""
    found: dict[str, Evidence] = {}
    for hit in vault.search.find(text, _HITS, drafts=False):
        if hit.step in list(EvidenceKind):
            entry = vault.entries.get(hit.id)
            kept = vault.evidence.get(entry.adds_to or entry.id) if entry is not None else None
            if kept is not None:
                found.setdefault(kept.entry, kept)
    return list(found.values())
