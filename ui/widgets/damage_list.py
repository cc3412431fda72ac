# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check found, each by its name, and below it how to get it back. Nothing when all is as it was kept."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.dates import stamp_day, stamp_text
from journal.record.checked import Checked, Damage, DamageKind
from journal.record.evidence import Role
from ui.check_tasks import last_copy, spoiled_files
from ui.reading import step_name
from ui.session import Session
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel

# Told one by one; of the others, how many.
_MOST = 40
_WARNINGS = (DamageKind.KEYS, DamageKind.PAGES)
_WORDS = (DamageKind.ENTRY, DamageKind.CHANGED, DamageKind.DRAFT, DamageKind.DATABASE, DamageKind.OLDER)
_VAGUE = (DamageKind.DATABASE, DamageKind.OLDER)


class DamageList(QWidget):
    """Signals:
    take_back_wanted: a copy is to be looked through for spoiled files; carries their damages.
    copy_wanted: to the page where a copy is made or brought back.
    """

    take_back_wanted = Signal(object)
    copy_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._files: list[Damage] = []
        words = session.words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, scaled(8), 0, 0)
        self._column.setSpacing(scaled(8))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(scaled(8))
        self._column.addLayout(self._lines)
        self.take_back = Button(words("check.back.choose"), name="take-back")
        self._column.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignLeading)
        self.take_back.clicked.connect(self._on_take_back)
        self.to_copy = Button(words("check.to_copy"), name="to-copy")
        self._column.addWidget(self.to_copy, 0, Qt.AlignmentFlag.AlignLeading)
        self.to_copy.clicked.connect(self.copy_wanted)

    def show_found(self, checked: Checked | None) -> None:
        """In place of what was shown before."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        damages = checked.damages if checked is not None else ()
        self._files = spoiled_files(damages)
        for role, text in self._told(damages):
            label = PlainLabel(text, role)
            label.setObjectName("found")
            label.setContentsMargins(0, scaled(8) if role == "heading" else 0, 0, 0)
            self._lines.addWidget(label)
        self.take_back.setVisible(bool(self._files))
        self.to_copy.setVisible(bool(damages))
        self.set_busy(busy=False)

    def set_busy(self, busy: bool) -> None:
        """While a copy is looked through."""
        self.take_back.setEnabled(not busy)
        self.take_back.say(self._session.words("check.back.working" if busy else "check.back.choose"))

    def _told(self, damages: tuple[Damage, ...]) -> Iterator[tuple[str, str]]:
        """Role and text of each line."""
        words = self._session.words
        for each in damages:
            if each.kind in _WARNINGS:
                yield "body", words(f"check.warning.{each.kind}")
        real = [each for each in damages if each.kind not in _WARNINGS]
        if not real:
            return
        yield "heading", words("check.damaged.heading")
        told = sorted(real, key=lambda each: each.kind in _VAGUE)  # the rest in the order of the check
        lines = [self._line(each) for each in told if each.kind is not DamageKind.DRAFT]
        for line in list(dict.fromkeys(lines))[:_MOST]:
            yield "body", line
        if len(lines) > _MOST:
            yield "body", words("check.found.more", number=len(lines) - _MOST)
        if drafts := len(real) - len(lines):
            yield "body", words.count("check.found.draft", drafts)
        yield "heading", words("check.damaged.how")
        yield "body", self._where()
        if self._files:
            yield "body", words("check.back.files")
        if any(each.kind in _WORDS for each in real):
            yield "body", words("check.back.words")

    def _line(self, damage: Damage) -> str:
        words, kind = self._session.words, damage.kind
        if kind in (DamageKind.ENTRY, DamageKind.CHANGED):
            name = "entry" if kind is DamageKind.ENTRY else "changed"
            if damage.kept is None:
                return words(f"check.found.{name}_bare", number=damage.seq)
            day = stamp_day(damage.kept, words)
            return words(f"check.found.{name}", number=damage.seq, step=step_name(damage.step, words), day=day)
        if kind in (DamageKind.FILE, DamageKind.FILE_GONE):
            name = str(kind) if damage.role is Role.ORIGINAL else "picture"
            return words(f"check.found.{name}", label=damage.label)
        return words(f"check.found.{kind}")

    def _where(self) -> str:
        """Where a copy lies, if one is known."""
        words, copy = self._session.words, last_copy(self._session.inside)
        if copy is None:
            return words("check.back.no_copy")
        return words("check.back.copy", when=stamp_text(copy[0], words), folder=copy[1])

    def _on_take_back(self) -> None:
        self.take_back_wanted.emit(self._files)
