# SPDX-License-Identifier: GPL-3.0-or-later
"""How far the files are that come in, with a way to stop; and then, calmly, what came of it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from journal.words import Words
from ui.alerts import sentences
from ui.bringing import Bringing, Outcome, State
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel

# Of the bar: a QProgressBar counts in small whole numbers, and files may be larger than those.
_PARTS = 1000
# Files that did not come in, told one by one; the others by their number.
_TOLD = 12


class BringingCard(QFrame):
    """Shows a ``Bringing`` and hides when there is nothing to show.

    Signals:
        stop_wanted: no more files.
        read: what came of it was read.
    """

    stop_wanted = Signal()
    read = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("bringing")
        self.setProperty("role", "card")
        self._told: Outcome | None = None
        self._name, self._where = PlainLabel("", "voice"), PlainLabel("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _PARTS)
        self._bar.setAccessibleName(words("bringing.bar"))
        self.stop = Button(words("bringing.stop"), name="stop-bringing")
        self._running, self._ended = QWidget(self), QWidget(self)
        column = QVBoxLayout(self._running)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        for widget in (PlainLabel(words("bringing.running"), "heading"), self._name, self._bar, self._where):
            column.addWidget(widget)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeading)
        self._lines = QVBoxLayout(self._ended)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(scaled(8))
        whole_column = QVBoxLayout(self)
        whole_column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        whole_column.addWidget(self._running)
        whole_column.addWidget(self._ended)
        self.stop.clicked.connect(self.stop_wanted)
        self.hide()

    def follow(self, bringing: Bringing, *, first: bool = False) -> None:
        """Show how it stands now. ``first``: nothing was ever brought before."""
        self._running.setVisible(bringing.state is State.RUNNING)
        self._ended.setVisible(bringing.state is State.ENDED)
        self.setVisible(bringing.state is not State.IDLE)
        if bringing.state is State.RUNNING:
            self._told = None
            self._name.setText(bringing.name)
            place = self._words("bringing.place", place=max(1, bringing.place), files=bringing.files)
            self._where.setText(place if bringing.files > 1 else "")
            self._where.setVisible(bringing.files > 1)
            self._bar.setValue(round(_PARTS * bringing.done / bringing.total) if bringing.total else 0)
            self._bar.setAccessibleDescription(place)
        elif bringing.state is State.ENDED and bringing.outcome is not self._told:
            self._told = bringing.outcome
            self._tell(bringing.outcome, first=first)

    def first_focus(self) -> QWidget:
        return self.stop if self._told is None else self.done

    def _tell(self, outcome: Outcome, *, first: bool) -> None:
        """Each sentence on its own line, and one way on."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        said = list(told(outcome, self._words, first=first))
        for text, role in said:
            self._lines.addWidget(PlainLabel(text, role, self._ended))
        self.done = Button(self._words("bringing.done"), name="bringing-done", parent=self._ended)
        self.done.clicked.connect(self.read)
        self._lines.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeading)
        text = "\n".join(line for line, _role in said)
        self._ended.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._ended, text))


def told(outcome: Outcome, words: Words, *, first: bool = False) -> Iterator[tuple[str, str]]:
    """What came of it, as sentences and the roles of their labels."""
    if outcome.new:
        yield words.count("bringing.came", len(outcome.new)), "heading"
    if outcome.again:
        labels = ", ".join(dict.fromkeys(each.label for each in outcome.again))
        yield words.count("bringing.again", len(outcome.again), labels=labels), "body"
    if outcome.stopped:
        yield words("bringing.stopped"), "body"
    if outcome.not_begun:
        yield words.count("bringing.not_begun", outcome.not_begun), "body"
    if outcome.unread:
        yield words.count("bringing.unread", len(outcome.unread)), "heading"
    for each in outcome.unread[:_TOLD]:
        what, do = sentences(each.trouble, words)
        yield each.name, "voice"
        yield f"{what} {do}", "body"
    if len(outcome.unread) > _TOLD:
        yield words.count("bringing.unread_more", len(outcome.unread) - _TOLD), "body"
    if outcome.folders:
        one = len(outcome.folders) == 1
        place = words("bringing.still_in", folder=outcome.folders[0]) if one else words("bringing.still_there")
        yield place, "soft"
    if first and outcome.new:
        yield words("bringing.first"), "soft"
