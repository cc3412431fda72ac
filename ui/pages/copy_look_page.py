# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the copy beside what is here; then, if the person says so, it comes into its place."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.dates import stamp_text
from journal.errors import JournalError
from ui import restore_tasks
from ui.alerts import sentences
from ui.copying import numbered
from ui.pages.page import Page
from ui.restore_tasks import Beside
from ui.session import Session
from ui.style import air, scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.worker import Lane

# Damages told by their numbers; the others by how many they are.
_TOLD = 12


class CopyLookPage(Page):
    """``beside`` is the copy as it stands beside ``target``, the place of the record.

    Signals:
        back: it is not to come into its place now.
        done: it did, and is to be opened.
    """

    back = Signal()
    done = Signal()
    centred = True

    def __init__(self, session: Session, beside: Beside, target: Path) -> None:
        self._beside, self._target = beside, target
        super().__init__(session)

    def first_focus(self) -> QWidget | None:
        """The way back, not the step that changes something: a key pressed too often does not take it."""
        return self._back

    def show_done(self, old: Path | None) -> None:
        """It is in its place; ``old`` is where the record that was there is now."""
        words = self.words
        self._title.setText(words("restore.done.title"))
        self._looking.hide()
        self._done.show()
        self._old.setText(words("restore.done.stays", folder=old) if old is not None else "")
        self._old.setVisible(old is not None)
        self._note.hide()
        self._back.hide()
        self._put.hide()
        self._open.show()
        self._open.setFocus()
        self.scroller.verticalScrollBar().setValue(0)

    def _build(self) -> None:
        words = self.words
        self.column.addSpacing(air(24))
        self._title = PlainLabel(words("restore.look.title"), "title")
        self._looking, self._done = QWidget(), QWidget()
        self._note = Notice()
        self._note.setObjectName("restore-note")
        self._note.hide()
        for widget in (self._title, self._looking, self._done, self._note):
            self.column.addWidget(widget)
        self._build_looking(_column(self._looking))
        done = _column(self._done)
        self._old = PlainLabel("")
        done.addWidget(PlainLabel(words("restore.done.text"), "lead"))
        done.addWidget(self._old)
        self._done.hide()
        self.column.addStretch(1)
        self._back = Button(words("restore.back"), name="restore-back")
        self._put = Button(words("restore.look.put"), role="main", name="put-in-place")
        self._open = Button(words("restore.done.open"), role="main", name="open-restored")
        self._open.hide()
        self.footer.addWidget(self._back)
        self.footer.addStretch(1)
        self.footer.addWidget(self._put)
        self.footer.addWidget(self._open)

    def _build_looking(self, column: QVBoxLayout) -> None:
        words, held, old = self.words, self._beside.held, self._beside.old
        entries, files = words.count("backup.entries", held.entries), words.count("backup.files", held.files)
        column.addWidget(PlainLabel(words("restore.look.whole" if held.is_whole else "restore.look.not_whole"), "lead"))
        if not held.is_whole:
            column.addWidget(self._damaged())
        column.addWidget(PlainLabel(words("restore.look.holds", entries=entries, files=files)))
        if held.kept is not None:
            column.addWidget(PlainLabel(words("restore.look.written", when=stamp_text(held.kept, words))))
        column.addSpacing(scaled(12))
        column.addWidget(PlainLabel(words("restore.look.here"), "heading"))
        for text in self._compared():
            column.addWidget(PlainLabel(text))
        column.addSpacing(scaled(12))
        column.addWidget(PlainLabel(words("restore.look.put"), "heading"))
        column.addWidget(PlainLabel(words("restore.look.goes", folder=self._target)))
        if old is not None:
            column.addWidget(PlainLabel(words("restore.look.stays", folder=old)))

    def _damaged(self) -> Notice:
        labels = numbered(each.label for each in self._beside.held.damages)
        numbers = ", ".join(labels[:_TOLD]) + (" …" if len(labels) > _TOLD else "")
        said = self.words("restore.look.unread", numbers=numbers) if labels else ""
        more = self.words("restore.look.unread_more")
        return Notice(said, more) if said else Notice(more)

    def _compared(self) -> Iterator[str]:
        words, compared = self.words, self._beside.held.compared
        match compared.relation.value:
            case "older":
                yield words.count("restore.look.older", compared.here_only)
            case "newer":
                yield words.count("restore.look.newer", compared.copy_only)
            case "parted":
                yield words("restore.look.parted", here=compared.here_only, copy=compared.copy_only)
            case relation:
                yield words(f"restore.look.{relation}")
        if compared.drafts_here_only:
            yield words.count("restore.look.drafts", compared.drafts_here_only)

    def _connect(self) -> None:
        self._back.clicked.connect(self._on_back)
        self._put.clicked.connect(self._on_put)
        self._open.clicked.connect(self.done)

    def _on_back(self) -> None:
        """What was put beside is taken away again."""
        self.session.worker.aside(
            partial(restore_tasks.let_go, self._beside), on_error=lambda _trouble: None, lane=Lane.OUTGOING
        )
        self.back.emit()

    def _on_put(self) -> None:
        for button in (self._back, self._put):
            button.setEnabled(False)
        task = partial(restore_tasks.put, self._beside, self.session.clock.now())
        self.session.worker.aside(task, self.show_done, self._on_trouble, self, lane=Lane.OUTGOING)

    def _on_trouble(self, trouble: JournalError) -> None:
        for button in (self._back, self._put):
            button.setEnabled(True)
        self._note.say(*sentences(trouble, self.words))
        self._note.show()
        self.reveal(self._note)
        self._back.setFocus()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(scaled(8))
    return column
