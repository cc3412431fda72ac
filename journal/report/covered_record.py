# SPDX-License-Identifier: GPL-3.0-or-later
"""The record with every chosen place covered: what a report, a list of days or anything else can be made from."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from journal.guide import sketch
from journal.guide.people import AGENCY
from journal.guide.step import Kind
from journal.record.contents import Contents
from journal.record.entry import Entry
from journal.record.evidence import Evidence
from journal.record.incident import Incident
from journal.record.moment import Moment
from journal.report.choice import step_of
from journal.report.likeness import Haystack, is_whole
from journal.report.own_texts import Way, with_texts
from journal.report.redaction import KEPT_FILE, Places, Redaction, cut, file_names, shown_as_code
from journal.report.stop import Cancelled, never
from journal.report.text import BAR

_Cuts = Mapping[tuple[str, Way], list[tuple[int, int, bool]]]
# Two departments that are both covered are not alike because of that: these letters, never drawn, tell them apart.
_APART = tuple(map(chr, range(0xFDD2, 0xFDEF)))


def covered_contents(
    contents: Contents, redaction: Redaction, places: Places | None = None, cancelled: Cancelled = never
) -> Contents:
    """Texts may hold ``BAR``, and letters that mean nothing outside: ``redaction.finished`` takes those out. A covered
    file keeps its number and nothing else. Entries keep their links; none of them checks against its content."""
    return _Coverer(contents, redaction, (places or Places(contents, cancelled)).cuts(redaction)).contents()


def unreadable() -> bytes:
    """Stands in the place of what reads a picture that is covered."""
    return b""


class _Coverer:
    """Covers one record. Remembers what each text became, since an incident is called what an answer says."""

    def __init__(self, contents: Contents, redaction: Redaction, cuts: _Cuts) -> None:
        self._contents, self._redaction, self._cuts = contents, redaction, cuts
        self._files = file_names(contents, redaction.pictures)
        self._became: dict[tuple[str, str], str] = {}
        self._agencies: dict[str, int] = {}

    def contents(self) -> Contents:
        entries = tuple(self._entry(entry) for entry in self._contents.entries)
        cards = {entry.id: entry for entry in entries}
        return replace(
            self._contents,
            entries=entries,
            incidents=tuple(self._incident(each) for each in self._contents.incidents),
            evidence=tuple(self._evidence(each, cards.get(each.entry)) for each in self._contents.evidence),
            copies=tuple(
                replace(
                    copy, entry=cards.get(copy.entry.id, copy.entry), said=tuple(cards.get(e.id, e) for e in copy.said)
                )
                for copy in self._contents.copies
            ),
            pictures={key: unreadable if key in self._files else read for key, read in self._contents.pictures.items()},
        )

    def _entry(self, entry: Entry) -> Entry:
        def change(way: Way, text: str) -> str:
            cuts = self._cuts.get((entry.id, way), [])
            told = cut(text, cuts, shown_as_code)
            if way == (AGENCY,) and told != text:
                told += _tag(self._agencies.setdefault(text, len(self._agencies)))
            self._became[entry.incident, text] = told
            return told

        answers = with_texts(entry, change)
        if self._redaction.pictures:
            answers = {name: self._answer(entry, name, answer) for name, answer in answers.items()}
        return replace(entry, answers=answers)

    def _answer(self, entry: Entry, name: str, answer: Any) -> Any:
        """A covered file is a bar wherever it is named; a covered sketch is an empty sheet with a bar on it."""
        if name == KEPT_FILE and entry.id in self._files:
            return {"name": BAR}
        step = step_of(entry)
        field = step.field(name) if step and name in {each.id for each in step.fields} else None
        if field and field.kind is Kind.SKETCH and f"{entry.id}/{name}" in self._redaction.pictures:
            middle = [sketch.WIDTH // 2, sketch.HEIGHT // 2]
            return sketch.answer_of([{"label": {"at": middle, "text": BAR}}])
        return self._mentions(answer)

    def _mentions(self, plain: Any) -> Any:
        if isinstance(plain, list):
            return [self._mentions(each) for each in plain]
        if not isinstance(plain, dict):
            return plain
        if plain.get("card") in self._files and "name" in plain:
            return plain | {"name": BAR}
        return {name: self._mentions(each) for name, each in plain.items()}

    def _incident(self, incident: Incident) -> Incident:
        happened = incident.happened
        if happened is not None:
            words, anchor = (self._called(incident.id, text) for text in (happened.words, happened.anchor))
            happened = Moment.from_plain(happened.plain() | {"words": words, "anchor": anchor})
        return replace(incident, title=self._called(incident.id, incident.title), happened=happened)

    def _called(self, incident: str, text: str) -> str:
        """As the answer says it that this stands in; a text that stands in none is covered like any other."""
        if (incident, text) in self._became:
            return self._became[incident, text]
        haystack = Haystack([text])
        found = [place for key in self._redaction.keys for place in haystack.find(key)]
        return cut(text, [(start, end, is_whole(text, start, end)) for _number, start, end in found], shown_as_code)

    def _evidence(self, evidence: Evidence, card: Entry | None) -> Evidence:
        """A file is called in lists what its card says; a thing by the person's first words for it."""
        if evidence.entry in self._files:
            return replace(evidence, name=BAR, media="", size=0, objects=())
        if cuts := self._cuts.get((evidence.entry, ())):
            return replace(evidence, name=cut(evidence.name, cuts, shown_as_code))
        told = self._became.get((card.incident, evidence.name)) if card else None
        return replace(evidence, name=shown_as_code(evidence.name) if told is None else told)


def _tag(number: int) -> str:
    """A number in letters that mean nothing."""
    told, base = "", len(_APART)
    while True:
        told, number = _APART[number % base] + told, number // base
        if not number:
            return told
