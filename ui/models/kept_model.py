# SPDX-License-Identifier: GPL-3.0-or-later
"""A window onto the things that were kept: rows come page by page, each after the one before it, never all at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from journal.dates import stamp_day
from journal.record.evidence import Evidence, EvidenceKind
from journal.words import Words

Index = QModelIndex | QPersistentModelIndex

NOTE = Qt.ItemDataRole.UserRole + 1
ICON = Qt.ItemDataRole.UserRole + 2
LABEL = Qt.ItemDataRole.UserRole + 3
PICTURE = Qt.ItemDataRole.UserRole + 4

_NOWHERE = QModelIndex()
# Small pictures that stay in memory while they are uncovered.
_HELD = 400


class KeptModel(QAbstractListModel):
    """Asks for the next page and is given it; knows nothing of where rows come from.

    Signals:
        more_wanted: the rows that follow this one (an Evidence) are wanted.
    """

    more_wanted = Signal(object)

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: list[Evidence] = []
        self._places: dict[str, int] = {}
        self._pictures: dict[str, QImage] = {}
        self._more = self._asked = False

    def show_rows(self, rows: Sequence[Evidence], *, more: bool) -> None:
        """These from the top. ``more``: others follow them."""
        self.beginResetModel()
        self._rows, self._more, self._asked = list(rows), more, False
        self._places = {row.entry: place for place, row in enumerate(self._rows)}
        self.endResetModel()

    def add_rows(self, rows: Sequence[Evidence], *, more: bool) -> None:
        """The page that was asked for."""
        self._more, self._asked = more, False
        first = len(self._rows)
        if rows:
            self.beginInsertRows(_NOWHERE, first, first + len(rows) - 1)
            self._places.update((row.entry, first + place) for place, row in enumerate(rows))
            self._rows += rows
            self.endInsertRows()

    def kept(self, place: int) -> Evidence:
        return self._rows[place]

    def entries(self) -> list[str]:
        """The ids of the cards of the rows, in their order."""
        return [row.entry for row in self._rows]

    def place_of(self, entry: str) -> int:
        """Where the row of this card is; -1 while it is not here."""
        return self._places.get(entry, -1)

    def uncover(self, entry: str, picture: QImage) -> None:
        """Show a small picture in its row."""
        if len(self._pictures) >= _HELD:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[entry] = picture
        place = self.place_of(entry)
        if place >= 0:
            self.dataChanged.emit(self.index(place), self.index(place), [PICTURE])

    def uncovered(self, entry: str) -> bool:
        return entry in self._pictures

    def cover(self) -> None:
        """Let go of every small picture."""
        self._pictures = {}
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [PICTURE])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def ask_more(self) -> None:
        """Qt's own ``fetchMore`` would go on until all is here: a list as tall as its rows always shows its end."""
        if self._more and not self._asked and self._rows:
            self._asked = True
            self.more_wanted.emit(self._rows[-1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return called(row, self._words)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.label}. {called(row, self._words)}. {note(row, self._words)}"
            case _ if role == LABEL:
                return row.label
            case _ if role == NOTE:
                return note(row, self._words)
            case _ if role == ICON:
                return icon_of(row)
            case _ if role == PICTURE:
                return self._pictures.get(row.entry)
        return None


def called(kept: Evidence, words: Words) -> str:
    return kept.name or words("things.unnamed")


def kind_of(kept: Evidence) -> str:
    """One of picture, video, sound, paper, file and thing: what it is in plain words."""
    return "thing" if kept.kind is EvidenceKind.THING else family_of(kept.media)


def family_of(media: str) -> str:
    """What a media type means to a person."""
    family, _slash, rest = media.partition("/")
    known = {"image": "picture", "video": "video", "audio": "sound", "text": "paper", "message": "paper"}
    is_paper = rest in ("pdf", "rtf") or rest.startswith(_OFFICE)
    return "paper" if is_paper else known.get(family, "file")


_OFFICE = ("vnd.openxmlformats", "vnd.oasis.opendocument", "x-ole")
_ICONS = {
    "picture": "image",
    "video": "film-strip",
    "sound": "speaker-high",
    "paper": "file-text",
    "file": "file",
    "thing": "package",
}


def icon_of(kept: Evidence) -> str:
    return _ICONS[kind_of(kept)]


def size_text(size: int, words: Words) -> str:
    """In the largest unit of which there is at least one, as the person's language writes numbers."""
    unit, amount = "bytes", float(size)
    for larger in ("kilobytes", "megabytes", "gigabytes"):
        if amount < 1000:
            break
        unit, amount = larger, amount / 1000
    number = words.number(round(amount, 1 if unit != "bytes" and amount < 10 else 0))
    return words(f"things.size.{unit}", number=number)


def note(kept: Evidence, words: Words) -> str:
    """Its kind, its size, and when it came in."""
    parts = [words(f"things.kind.{kind_of(kept)}")]
    if kept.kind is EvidenceKind.FILE:
        parts.append(size_text(kept.size, words))
    return " · ".join([*parts, words("things.came_in", day=stamp_day(kept.added, words))])
