# SPDX-License-Identifier: GPL-3.0-or-later
"""What was kept, as a list that can be narrowed to an account or a kind, its small pictures covered at first."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.record.evidence import Evidence, EvidenceKind
from ui.models.kept_model import KeptModel
from ui.session import Session
from ui.small_pictures import SmallPictures
from ui.style import scaled
from ui.widgets.belongs_card import NONE
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.flow import FlowLayout
from ui.widgets.kept_list import KeptList
from ui.widgets.label import PlainLabel
from ui.widgets.sheet import Sheet

AT_ONCE = 100


class KeptSection(Sheet):
    """Asks for further pages by itself.

    Signals:
        opened: a row was pressed; carries its Evidence.
        narrowed: another account or kind is wanted; carries both, empty for all.
    """

    opened = Signal(object)
    narrowed = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._words = session, session.words
        self._shown: tuple[str | None, EvidenceKind | None] = (None, None)
        self._turn = 0
        self._build()
        self._connect()

    def offer(self, accounts: Sequence[tuple[str, str]]) -> None:
        """Accounts to narrow it to: ids and titles."""
        self._accounts.offer([*accounts, (NONE, self._words("things.no_account"))])
        self._accounts.describe(self._words("things.by_account"))

    def show_rows(self, rows: Sequence[Evidence], *, more: bool, account: str, kind: str) -> None:
        """The first page of what is narrowed to this account and kind; empty for all."""
        self._turn += 1
        self._shown = narrowed_to(account, kind)
        self.model.show_rows(rows, more=more)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._accounts.choose([account])
        self._kinds.choose([kind])
        if account or kind:
            self._show_filters(True)

    def focus_parts(self) -> list[QWidget]:
        return [self._narrow, self._uncover, self._filters, self.list]

    def cover(self) -> None:
        self._pictures.cover()
        self._tell_pictures()

    def _build(self) -> None:
        words = self._words
        self.model = KeptModel(words, self)
        self.list = KeptList(self.model, words("things.list"), parent=self)
        self._pictures = SmallPictures(self._session, self.model, self.list)
        self._narrow = Button(words("things.narrow"), "caret-down", "quiet", "narrow", self)
        self._uncover = Button(words("things.uncover"), "eye", "quiet", "uncover-pictures", self)
        self._uncover.keep_room_for(words("things.cover"))
        self._nothing = PlainLabel(words("things.nothing"), "soft", self)
        self._filters = QWidget(self)
        self._accounts = ChipRow(single=True, parent=self._filters)
        self._kinds = ChipRow(((str(each), words(f"things.only.{each}")) for each in EvidenceKind), single=True)
        self._kinds.describe(words("things.by_kind"))
        filters = QVBoxLayout(self._filters)
        filters.setContentsMargins(0, 0, 0, 0)
        filters.setSpacing(scaled(8))
        filters.addWidget(self._kinds)
        filters.addWidget(self._accounts)
        tools = FlowLayout()
        tools.addWidget(self._narrow)
        tools.addWidget(self._uncover)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        column.addWidget(PlainLabel(words("things.list"), "heading", self))
        column.addLayout(tools)
        for widget in (self._filters, self._nothing, self.list):
            column.addWidget(widget)
            widget.hide()

    def _connect(self) -> None:
        self._accounts.chosen_changed.connect(self._on_narrowed)
        self._kinds.chosen_changed.connect(self._on_narrowed)
        self._narrow.clicked.connect(self._on_narrow)
        self._uncover.clicked.connect(self._on_uncover)
        self.list.opened.connect(self.opened)
        self.model.more_wanted.connect(self._on_more)

    def _show_filters(self, wanted: bool) -> None:
        self._filters.setVisible(wanted)
        self._narrow.say(self._narrow.text(), "caret-up" if wanted else "caret-down")

    def _tell_pictures(self) -> None:
        showing = self._pictures.showing
        self._uncover.say(
            self._words("things.cover" if showing else "things.uncover"), "eye-slash" if showing else "eye"
        )

    def _on_more(self, after: Evidence) -> None:
        if self._session.vault is not None:
            task = partial(self._session.vault.evidence.page, AT_ONCE + 1, after, *self._shown)
            self._session.worker.run(task, partial(self._on_more_found, self._turn), owner=self)

    def _on_more_found(self, turn: int, rows: list[Evidence]) -> None:
        if turn == self._turn:
            self.model.add_rows(rows[:AT_ONCE], more=len(rows) > AT_ONCE)

    def _on_narrow(self) -> None:
        self._show_filters(self._filters.isHidden())

    def _on_narrowed(self) -> None:
        self.narrowed.emit("".join(self._accounts.chosen()), "".join(self._kinds.chosen()))

    def _on_uncover(self) -> None:
        self._pictures.show_them(not self._pictures.showing)
        self._tell_pictures()


def narrowed_to(account: str, kind: str) -> tuple[str | None, EvidenceKind | None]:
    """As the vault is asked: None for all, an empty account for what belongs to none."""
    incident = None if not account else "" if account == NONE else account
    return incident, EvidenceKind(kind) if kind in list(EvidenceKind) else None
