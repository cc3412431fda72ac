# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide: one step at a time, in any order. Knows no step by name."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from journal.errors import JournalError
from journal.guide.steps import CHILD_SHEET, DAYS_AFTER
from journal.guide.things_steps import THINGS
from ui.alerts import sentences
from ui.course import Course
from ui.desk import CLOSE, Desk
from ui.dialogs.step_list import StepListDialog, StepRow
from ui.pages.close_body import CloseBody
from ui.pages.page import Page
from ui.pages.step_body import StepBody, rows_of
from ui.reading import step_name
from ui.shelf import ThingsShelf
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.focus_order import chain
from ui.widgets.notice import Notice
from ui.widgets.undo_line import UndoLine

if TYPE_CHECKING:
    from journal.vault.vault import Vault

_KEYS = {"back": "Ctrl+Shift+Return", "skip": "Ctrl+Shift+S", "pause": "Ctrl+Shift+P", "go-on": "Ctrl+Return"}
# The room of a guide that has one of its own.
_ROOMS = {DAYS_AFTER.id: "days", THINGS.id: "things", CHILD_SHEET.id: "home"}


class GuidePage(Page):
    """Arguments: incident (empty for a new one), step, draft, adds_to, guide, field, cursor, scroll, fresh."""

    rail = "account"

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self.rail = _ROOMS.get(str(arguments.get("guide") or ""), type(self).rail)
        self._course.begin(arguments)

    def leave(self) -> None:
        """What could not be committed stays here, and is tried again, until it is."""
        self._course.drafting.flush()

    def place(self) -> dict[str, Any]:
        """Where the person is now, to the letter."""
        desk = self._course.desk
        if desk is None:
            return dict(self._arguments)
        place: dict[str, Any] = {
            "incident": desk.belonging.incident,
            "guide": desk.guide.id,
            "step": desk.step.id if desk.step else CLOSE,
            "scroll": self.scroller.verticalScrollBar().value(),
        }
        if (draft := self._course.drafting.draft) is not None:
            place["draft"] = draft.id
            if draft.adds_to:
                place["adds_to"] = draft.adds_to
            if desk.start:
                place |= {"start": desk.start, "fresh": True}
        if desk.origin is not None:
            place["from_card"] = desk.origin.card
        if isinstance(self._body, StepBody) and self._body.form is not None:
            place["field"], place["cursor"] = self._body.form.where()
        return place

    def _build(self) -> None:
        self._body: StepBody | CloseBody | None = None
        self._course = Course(self.session, self.place, self)
        self.shelf = ThingsShelf(self.session, self._belongs, self)
        self._trouble = Notice("")
        self._trouble.setObjectName("not-saved")
        self._trouble.hide()
        self._undo = UndoLine(self.words("guide.taken_out"), self.words("fields.put_back"))
        self._undo.hide()
        self.column.addWidget(self._undo)
        self.buttons: dict[str, Button] = {}
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        foot = QVBoxLayout()
        foot.setSpacing(scaled(12))
        foot.addWidget(self._trouble)
        foot.addLayout(row)
        self.footer.addLayout(foot, 1)
        for name, role in (("back", "plain"), ("skip", "plain"), ("pause", "plain"), ("go-on", "main")):
            made = Button(self.words(f"guide.{name}"), role=role, name=name)
            made.setShortcut(QKeySequence(_KEYS[name]))
            key = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            made.setToolTip(self.words("guide.key", name=made.text(), key=key))
            made.setAccessibleDescription(self.words(f"guide.{name}_note"))
            self.buttons[name] = made
            if name == "go-on":
                row.addStretch()
            row.addWidget(made)

    def _connect(self) -> None:
        QShortcut(QKeySequence("Ctrl+Enter"), self, self._course.go_on)
        QShortcut(QKeySequence("Ctrl+Shift+A"), self, self._on_steps)
        QShortcut(QKeySequence("Ctrl+Shift+K"), self, self._course.keep)
        self._course.busy.connect(self._on_busy)
        self._course.drafting.eased.connect(self._trouble.hide)
        self._course.done.connect(self._on_done)
        self._course.laid.connect(self._on_laid)
        self._course.paused.connect(self._on_paused)
        self._course.trouble.connect(self._on_trouble)
        self._undo.asked.connect(self._course.put_back)
        self.buttons["back"].clicked.connect(self._course.back)
        self.buttons["go-on"].clicked.connect(self._course.go_on)
        self.buttons["pause"].clicked.connect(self._course.pause)
        self.buttons["skip"].clicked.connect(self._course.skip)

    def _on_laid(self, arguments: dict[str, Any], desk: Desk) -> None:
        self._trouble.hide()
        old, self._body = self._body, self._made_body(desk)
        if old is not None:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.column.addWidget(self._body, 1)
        taken = self._course.taken
        self._undo.setVisible(taken is not None and arguments.get("taken") == taken.id)
        chain([self._undo, self._body, *self.buttons.values()])
        self.buttons["skip"].setEnabled(desk.step is not None)
        self.buttons["go-on"].setVisible(desk.step is not None)
        QTimer.singleShot(0, self, partial(self._settle_down, arguments, desk))

    def _made_body(self, desk: Desk) -> StepBody | CloseBody:
        if desk.step is None:
            closing = CloseBody(desk, self.words, self)
            closing.home_wanted.connect(self._course.pause)
            closing.keep_wanted.connect(self._course.keep_all)
            closing.steady_wanted.connect(self._on_steady)
            closing.steps_wanted.connect(self._on_steps)
            return closing
        key = self.words(f"key.{self.session.inside.get('leave_key', 'shift')}")
        body = StepBody(desk, desk.step, self.words, key, self)
        body.add_wanted.connect(self._course.add)
        body.another_wanted.connect(self._course.another)
        body.changed.connect(self._course.drafting.written)
        body.draft_wanted.connect(self._course.draft)
        body.keep_wanted.connect(self._course.keep)
        body.left.connect(self._course.drafting.flush)
        body.more_wanted.connect(self._course.more)
        body.removed.connect(self._course.take_out)
        body.steps_wanted.connect(self._on_steps)
        body.start_wanted.connect(self._course.start)
        body.origin_wanted.connect(self._course.to_origin)
        return body

    def _settle_down(self, arguments: dict[str, Any], desk: Desk) -> None:
        """The cursor and the page where they were; else the page's beginning, said aloud."""
        body = self._body
        form = body.form if isinstance(body, StepBody) else None
        if form is not None and arguments.get("field"):
            form.go_to(str(arguments["field"]), int(arguments.get("cursor") or 0))
        elif arguments.get("taken"):
            self._undo.button.setFocus()
        else:
            holder = body if isinstance(body, CloseBody) else form
            first = holder.first_focus() if holder is not None else None
            self._focus(body, first, is_answer=form is not None and isinstance(first, QPushButton))
        self.scroller.verticalScrollBar().setValue(int(arguments.get("scroll") or 0))
        if isinstance(body, StepBody) and form is not None and body.has_cards_above() and not arguments.get("scroll"):
            self.reveal_beginning(body.lost or form)
        if desk.step is not None and body is not None:
            title = self.words(f"step.{desk.step.id}.title")
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(body, title))

    def _focus(self, body: QWidget | None, first: QWidget | None, *, is_answer: bool) -> None:
        """A ring around the first of several answers would look like an answer given: Tab leads there."""
        (body if is_answer and body is not None else first or self.buttons["go-on"]).setFocus()

    def _on_steps(self) -> None:
        desk = self._course.desk
        if desk is None:
            return
        here = {desk.step.id, desk.step.leads_to} if desk.step else {CLOSE}
        headings = dict(desk.guide.headings)
        rows = [
            StepRow(step.id, step_name(step.id, self.words), desk.standing(step.id), step.id in here, heading)
            for step in rows_of(desk)
            for heading in [headings.get(step.id, "")]
        ]
        dialog = StepListDialog(self.words, rows, self)
        dialog.chosen.connect(self._course.choose)
        dialog.open()

    def _on_busy(self, busy: bool) -> None:
        if self._body is not None:
            self._body.setEnabled(not busy)

    def _on_paused(self) -> None:
        self.go.emit("home", {})

    def _belongs(self) -> Callable[["Vault"], str]:
        """Files that come in for an answer belong to what is being written about, begun with them if it is new."""
        desk = self._course.desk
        return desk.belonging.ensure if desk is not None else lambda _vault: ""

    def _on_done(self, card: str) -> None:
        self.go.emit(*(("thing", {"card": card}) if card else ("things", {})))

    def _on_steady(self) -> None:
        self.go.emit("steady", {})

    def _on_trouble(self, error: JournalError) -> None:
        """Said calmly above the words, which stay where they are."""
        what, do = sentences(error, self.words)
        self._trouble.say(what, self.words("drafting.kept_here", do=do))
        self._trouble.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._trouble, self._trouble.accessibleName()))
