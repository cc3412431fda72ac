# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of a file: its name and size, when it came in, its two fingerprints, and what it says of itself."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.dates import full_text, noted_text
from journal.record.chain import grouped
from journal.record.entry import Entry
from journal.words import Words
from ui import clipboard
from ui.fields.text_box import ReadBox
from ui.models.kept_model import family_of, size_text
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel


class FactsSheet(QFrame):
    """Reads the answer ``kept_file`` of a file's card; none of it can be changed."""

    def __init__(self, words: Words, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("facts")
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(scaled(20), scaled(12), scaled(20), scaled(16))
        self._column.setSpacing(scaled(4))
        known = entry.answers.get("kept_file")
        known = known if isinstance(known, dict) else {}
        for name, text in _plain_facts(known, entry, words):
            self._put(words(f"facts.{name}"), text)
        if known.get("in_part") is True:
            self._column.addSpacing(scaled(4))
            self._column.addWidget(PlainLabel(words("facts.in_part"), "body", self))
        if named := _named_otherwise(known):
            self._column.addSpacing(scaled(4))
            self._column.addWidget(PlainLabel(words("facts.named_otherwise", named=_kind(named, words)), "body", self))
        own = list(_own_facts(known, words))
        if own:
            self._column.addSpacing(scaled(8))
            self._column.addWidget(PlainLabel(words("facts.file_says"), "heading", self))
            self._column.addWidget(PlainLabel(words("facts.file_says_note"), "soft", self))
            for label, text in own:
                self._put(label, text)
        self._put_fingerprints(known)

    def _put(self, label: str, text: str) -> None:
        self._column.addSpacing(scaled(4))
        self._column.addWidget(PlainLabel(label, "small", self))
        self._column.addWidget(ReadBox(text, label, self, voice=False))

    def _put_fingerprints(self, known: Mapping[str, Any]) -> None:
        words, came, stored = self._words, str(known.get("digest") or ""), str(known.get("stored_digest") or "")
        self._column.addSpacing(scaled(8))
        self._column.addWidget(PlainLabel(words("facts.fingerprints"), "heading", self))
        same = came and came == stored
        self._column.addWidget(PlainLabel(words("facts.same" if same else "facts.not_same"), "body", self))
        for name, digest in (("came", came), ("stored", stored)):
            if not digest:
                continue
            label = words(f"facts.{name}")
            self._put(label, grouped(digest))
            copy = Button(words("facts.copy"), "copy", "quiet", f"copy-{name}", self)
            copy.setAccessibleDescription(label)
            copy.clicked.connect(partial(self._on_copy, copy, digest))
            self._column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_copy(self, button: Button, digest: str) -> None:
        """Taken off the clipboard again when the record is locked or left."""
        clipboard.copy(digest)
        button.say(self._words("facts.copied"), "check")


def _plain_facts(known: Mapping[str, Any], entry: Entry, words: Words) -> Iterator[tuple[str, str]]:
    yield "name", str(known.get("name") or "")
    if isinstance(size := known.get("size"), int):
        yield "size", words("facts.size_exact", size=size_text(size, words), bytes=words.number(size))
    if media := str(known.get("media") or ""):
        yield "media", _kind(media, words)
    if known.get("width") and known.get("height"):
        yield "pixels", words("facts.pixels_text", width=known["width"], height=known["height"])
    if changed := noted_text(str(known.get("modified") or ""), words):
        yield "modified", changed
    yield "kept", full_text(entry.kept, words)


def _named_otherwise(known: Mapping[str, Any]) -> str:
    """What the end of the name says that it is, where the content is something else; empty where they agree."""
    from journal.decode.media import promised

    named = promised(str(known.get("name") or ""))
    return named if named != str(known.get("media") or "") else ""


def _kind(media: str, words: Words) -> str:
    return f"{words(f'things.kind.{family_of(media)}')} ({media})"


def _own_facts(known: Mapping[str, Any], words: Words) -> Iterator[tuple[str, str]]:
    """By the names the decoder gives them; one that has no words of its own is shown by its name."""
    facts = known.get("facts")
    for name, text in (facts if isinstance(facts, dict) else {}).items():
        yield (words(f"fact.{name}") if words.has(f"fact.{name}") else str(name)), str(text)
