# SPDX-License-Identifier: GPL-3.0-or-later
"""No text of a report escapes what goes through all of them: every field of every block is asked for, or named here."""

import dataclasses
import types
import typing
from typing import Any

from journal.record.drawing import Drawing
from journal.report import blocks
from journal.report.blocks import Report
from journal.report.told import Voice, retold, texts_of

# Texts that hold nothing of the person's: numbers of entries and of things, names of parts, the program's own marks.
NO_WORDS = {
    ("Heading", "anchor"), ("Note", "links"), ("Answer", "link"), ("Fact", "link"), ("Event", "link"),
    ("Event", "place"), ("Fingerprint", "text"), ("Picture", "key"), ("Picture", "mark"), ("Part", "id"),
    ("Cover", "covered"), ("Margins", "covered"), ("Margins", "page"), ("Margins", "fingerprint"),
    ("Report", "language"), ("Report", "paper"), ("Report", "bar"),
}  # fmt: skip


class Maker:
    """Fills every text of a block with a word of its own, and knows whose it is."""

    def __init__(self) -> None:
        self.words: dict[str, tuple[str, str]] = {}

    def made(self, kind: type) -> Any:
        hints = typing.get_type_hints(kind)
        return kind(**{each.name: self._value(kind, each.name, hints[each.name]) for each in dataclasses.fields(kind)})

    def _value(self, kind: type, name: str, hint: Any) -> Any:
        origin = typing.get_origin(hint)
        if hint is str:
            word = f"word{len(self.words)}"
            self.words[word] = (kind.__name__, name)
            return word
        if origin is tuple:
            given = typing.get_args(hint)
            return (self._value(kind, name, given[0]),)
        if origin in (typing.Union, types.UnionType):
            return self._value(kind, name, typing.get_args(hint)[0])
        if hint in (bool, int, float):
            return hint()
        if dataclasses.is_dataclass(hint):
            return self.made(typing.cast(type, hint))
        if origin is not None:
            return {}
        return next(iter(hint))


def test_every_text_of_every_block_is_asked_for() -> None:
    for kind in typing.get_args(blocks.Block):
        maker = Maker()
        block = maker.made(kind)
        seen = {text for _voice, text in texts_of(block)}
        missed = {where for word, where in maker.words.items() if word not in seen} - NO_WORDS
        assert missed - _of_shapes(missed) == set(), kind


def _of_shapes(missed: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """A drawing made by the maker holds its first kind of shape only; words on drawings have a test below."""
    return {where for where in missed if where[0] in ("Stroke", "Disc")}


def test_every_text_around_the_blocks_is_asked_for() -> None:
    maker = Maker()
    report: Report = maker.made(Report)
    seen: set[str] = set()

    def say(_part: str, _under: str, _voice: Voice, text: str) -> str:
        seen.add(text)
        return text

    assert retold(report, say) == report
    missed = {where for word, where in maker.words.items() if word not in seen and where[0] in _AROUND}
    assert missed - NO_WORDS == set()


_AROUND = ("Report", "Cover", "Margins", "Account", "Fact", "Part")


def test_what_is_said_comes_back_in_its_place() -> None:
    from journal.record.drawing import Text

    drawing = Drawing(1, 1, (Text("a", (0, 0), 1, own=True), Text("b", (0, 0), 1)), ("c",))
    block = blocks.Drawn(drawing, "d", question="e")
    assert [text for _voice, text in texts_of(block)] == ["d", "e", "a", "b", "c"]
    part = blocks.Part("p", (block,))
    report = Report("t", "en", "a4", blocks.Cover("k", (), ()), blocks.Margins("1", "r", "f"), "c", (part,))
    told = retold(report, lambda _part, _under, _voice, text: text.upper())
    (drawn,) = told.parts[0].blocks
    assert isinstance(drawn, blocks.Drawn)
    assert (drawn.caption, drawn.question, drawn.drawing.told) == ("D", "E", ("C",))
    assert [shape.text for shape in drawn.drawing.shapes if isinstance(shape, Text)] == ["A", "B"]
    assert (told.title, told.margins.page, told.language) == ("T", "1", "en")
