# SPDX-License-Identifier: GPL-3.0-or-later
"""Choices kept by name: to choose again, rename and remove. One that is removed can be put back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.report import kept_choice
from journal.report.kept_choice import KeptChoice, tidy
from journal.words import Words
from ui.fields.text_box import TextBox
from ui.session import Session
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.chips import ChipRow
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.undo_line import UndoLine

KEPT = "report_choices"
_ICONS = {"keep": "bookmark-simple", "rename": "pencil-simple"}


class NameForm(QFrame):
    """A button that asks for a name, once it is pressed. ``kind``: what for, keep or rename.

    Signals:
        given: the name, on one line and not empty.
    """

    given = Signal(str)

    def __init__(self, words: Words, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name, question = f"{kind}-choice", words("paper.kept.name")
        self.button = Button(words(f"paper.kept.{kind}"), _ICONS[kind], "quiet", name, self)
        self._asked = QWidget(self)
        self.box = TextBox(1, single=True, parent=self)
        self.box.setObjectName(f"{name}-name")
        self.box.setAccessibleName(question)
        self._do = Button(words(f"paper.kept.{kind}_do"), role="plain", name=f"{name}-do", parent=self)
        self._leave = Button(words("paper.kept.leave"), role="plain", name=f"{name}-leave", parent=self)
        label = PlainLabel(question, "heading", self)
        label.setBuddy(self.box)
        row = FlowLayout()
        row.addWidget(self._leave)
        row.addWidget(self._do)
        inner = QVBoxLayout(self._asked)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(scaled(6))
        inner.addWidget(label)
        inner.addWidget(self.box)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._asked)
        self._asked.hide()
        self.button.clicked.connect(self._on_asked)
        self.box.edited.connect(self._on_edited)
        self._do.clicked.connect(self._on_do)
        self._leave.clicked.connect(self.close_form)

    def begin_with(self, name: str) -> None:
        """What stands in the box when it opens."""
        self.box.set_text(name)
        self._on_edited()

    def close_form(self) -> None:
        self._asked.hide()
        self.button.show()

    def _on_asked(self) -> None:
        self.button.hide()
        self._asked.show()
        self._on_edited()
        self.box.setFocus()

    def _on_edited(self) -> None:
        self._do.setEnabled(bool(tidy(self.box.text())))

    def _on_do(self) -> None:
        name = tidy(self.box.text())
        self.close_form()
        self.button.setFocus()
        self.box.set_text("")
        self.given.emit(name)


class KeptChoices(QWidget):
    """There only when something was kept. ``keep`` puts one more into the record.

    Signals:
        wanted: this kept choice is to be chosen again.
    """

    wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._before: Any = None
        words = session.words
        self._title = PlainLabel(words("paper.kept.title"), "heading", self)
        self.row = ChipRow(single=True)
        self.row.setObjectName("report-kept")
        self.row.describe(words("paper.kept.title"))
        self._rename = NameForm(words, "rename")
        self._remove = Button(words("paper.kept.remove"), "x", "quiet", "remove-choice")
        self._undo = UndoLine("", words("paper.kept.put_back"))
        self._undo.setObjectName("choice-undo")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, scaled(10))
        column.setSpacing(scaled(6))
        for widget in (self._title, self.row, self._rename):
            column.addWidget(widget)
        column.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._undo)
        self._undo.hide()
        self.row.chosen_changed.connect(self._on_chosen)
        self._rename.given.connect(self._on_rename)
        self._remove.clicked.connect(self._on_remove)
        self._undo.asked.connect(self._on_put_back)
        self.show_kept()

    def show_kept(self, chosen: str = "") -> None:
        """What is kept now; the one of this name is the chosen one."""
        found = [each for each in kept_choice.named(self._session.inside.get(KEPT)) if each.kept is not None]
        self.row.offer([(each.name, each.name) for each in found])
        self.row.choose([chosen])
        for widget in (self._title, self.row):
            widget.setVisible(bool(found))
        self._tell_ways()

    def keep(self, name: str, kept: KeptChoice) -> None:
        """Keep a choice by a name; one that was called so is replaced, and can be put back."""
        before = self._session.inside.get(KEPT)
        replaced = any(tidy(each.name) == tidy(name) for each in kept_choice.named(before))
        self._change(lambda value: kept_choice.with_named(value, name, kept), tidy(name))
        self._offer_undo("paper.kept.replaced" if replaced else "", name, before)

    def let_go(self) -> None:
        """Something else was chosen by hand: none of them is the present choice."""
        self.row.choose([])
        self._tell_ways()

    def _tell_ways(self) -> None:
        name = next(iter(self.row.chosen()), "")
        self._rename.close_form()
        self._rename.begin_with(name)
        for widget in (self._rename, self._remove):
            widget.setVisible(bool(name))
        self.setVisible(bool(self.row.chips()) or self._undo.isVisibleTo(self))

    def _change(self, how: Callable[[Any], list[dict[str, Any]]], chosen: str) -> None:
        self._session.change(KEPT, how(self._session.inside.get(KEPT)))
        self.show_kept(chosen)

    def _offer_undo(self, key: str, name: str, before: Any) -> None:
        self._before = before
        self._undo.setVisible(bool(key))
        if key:
            self._undo.say(self._session.words(key, name=tidy(name)))
        self._tell_ways()

    def _on_chosen(self) -> None:
        self._tell_ways()
        name = next(iter(self.row.chosen()), "")
        for each in kept_choice.named(self._session.inside.get(KEPT)):
            if each.name == name and each.kept is not None:
                self.wanted.emit(each.kept)

    def _on_rename(self, new: str) -> None:
        old = next(iter(self.row.chosen()), "")
        self._change(lambda value: kept_choice.renamed(value, old, new), "")
        there = {each.name for each in kept_choice.named(self._session.inside.get(KEPT))}
        self.show_kept(old if old in there else new)

    def _on_remove(self) -> None:
        name, before = next(iter(self.row.chosen()), ""), self._session.inside.get(KEPT)
        self._change(lambda value: kept_choice.without(value, name), "")
        self._offer_undo("paper.kept.removed", name, before)
        self._undo.button.setFocus()

    def _on_put_back(self) -> None:
        self._undo.hide()
        self._session.change(KEPT, self._before)
        self.show_kept()
        if self.row.chips():
            self.row.chips()[0].setFocus()
