# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything in a copy that has a time, as a table for spreadsheets and the tools that lawyers keep chronologies in.

UTF-8 with a mark at its start and CRLF between rows: spreadsheets take it for another encoding otherwise. A date stands
in the column of dates only where the person gave a whole day; what they said less surely stands in words beside it.
Nothing is worked out, and the facts are as they were worded.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from journal.dates import stamp_text
from journal.guide.answers import instead
from journal.guide.known import KNOWN
from journal.guide.sequence import PARTS, PartInTime, plan
from journal.guide.spoken import known_text, label, moment_text, option_label, say
from journal.guide.step import Field, Kind, Step
from journal.handover.manifest import NOTHING
from journal.record.entry import STEP_TITLE, Entry
from journal.record.moment import Moment, Precision
from journal.report.choice import is_printed, printed_fields, step_of
from journal.report.redaction import Redaction, cut, finished
from journal.report.spoken_places import Spoken, SpokenPlaces
from journal.report.telling import Teller, number
from journal.report.text import BAR
from journal.report.told import Voice
from journal.words import Words

NAME = "chronology.csv"
COLUMNS = (
    "date", "time", "end_date", "end_time", "time_is", "when", "what", "page", "source", "sure", "people", "account",
    "entry", "written", "evidence", "adds_to",
)  # fmt: skip
LONGEST = 30_000  # letters: a cell of a spreadsheet holds 32,767
# What a spreadsheet may take for the beginning of a formula; the last four are the same signs, full width.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_DATED = (Precision.EXACT, Precision.ABOUT, Precision.SPAN)
# Said in columns of their own, or nothing that a cell can hold.
_ELSEWHERE = (Kind.MOMENT, Kind.PERSON, Kind.FILES, Kind.KEPT_FILE, Kind.ORDER, Kind.CONTACT)
_KNOWN = frozenset(field.id for field in KNOWN)

_WRITTEN_IN_WORDS = "written_in_words"
_CHOSEN = frozenset({"when", "time_is", "source", "sure", _WRITTEN_IN_WORDS})
_FIGURES = ("date", "time", "end_date", "end_time")


@dataclass(frozen=True, slots=True)
class Row:
    """One dated thing. Dates are whole days or empty, ``when`` is the time as the person said it, in words.

    ``written_in_words`` is no column: a covered day is looked for in it.
    """

    what: str
    page: str
    account: str
    entry: str
    written: str
    date: str = ""
    time: str = ""
    end_date: str = ""
    end_time: str = ""
    time_is: str = ""
    when: str = ""
    source: str = ""
    sure: str = ""
    people: str = ""
    evidence: str = ""
    adds_to: str = ""
    written_in_words: str = ""


def chronology(teller: Teller, redaction: Redaction = NOTHING) -> bytes:
    """The file. ``teller`` tells what the copy shows; where words are covered, ``redaction`` says which, for what only
    the program says (a date, a chosen answer)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(teller.words(f"chronology.{column}") for column in COLUMNS)
    for row in _covered(rows(teller), redaction, teller.words):
        writer.writerow(safe(getattr(row, column)) for column in COLUMNS)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "backslashreplace")


def rows(teller: Teller) -> list[Row]:
    """Those with a day first, by it; then the others as they were kept. The parts of an order stay together and in the
    person's order, whatever their times say."""
    found = [entry for entry in teller.contents.entries if is_printed(entry, teller.choice)]
    groups = [group for entry in found for group in _groups(teller, entry)]
    dated = sorted((group for group in groups if _first_day(group)), key=_first_day)
    return [row for group in (*dated, *(each for each in groups if not _first_day(each))) for row in group]


def safe(text: str) -> str:
    """The same, with an apostrophe before what a spreadsheet would calculate, and no longer than a cell."""
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]} […]"
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def _covered(found: list[Row], redaction: Redaction, words: Words) -> list[Row]:
    """What is covered in words is covered in figures too: they stand for the same day."""
    if not (redaction.keys or redaction.pictures):
        return found
    every = {_spoken(name, getattr(row, name)) for row in found for name in (*COLUMNS, _WRITTEN_IN_WORDS)}
    cuts = SpokenPlaces(every, words).cuts(redaction)
    bar = words("report.covered.bar")
    made = []
    for row in found:
        cells = {name: _spoken(name, getattr(row, name)) for name in (*COLUMNS, _WRITTEN_IN_WORDS)}
        shown = {name: finished(cut(cell.text, cuts.get(cell, []))).replace(BAR, bar) for name, cell in cells.items()}
        if BAR in row.when or cells["when"] in cuts:
            shown |= dict.fromkeys(_FIGURES, "")
        if cells[_WRITTEN_IN_WORDS] in cuts:
            shown["written"] = ""
        made.append(Row(**shown))
    return made


def _spoken(column: str, text: str) -> Spoken:
    return Spoken(Voice.CHOSEN if column in _CHOSEN else Voice.PROGRAM, text, NAME)


def _first_day(group: Sequence[Row]) -> str:
    return next((f"{row.date} {row.time}" for row in group if row.date), "")


def _groups(teller: Teller, entry: Entry) -> Iterator[list[Row]]:
    """The rows of one entry: one for each part of an order, one for each of its times, or one without a time."""
    step = step_of(entry)
    if step is None:
        yield [_row(teller, entry, "\n".join(str(answer) for answer in entry.answers.values()))]
        return
    shown = list(printed_fields(entry, step, teller.choice))
    if not shown:
        return
    if any(field.id == PARTS for field, _answer in shown):
        parts = plan(entry.answers[PARTS]).parts
        if parts:
            yield [_part(teller, entry, part) for part in parts]
            return
    row = _known(teller, entry, _row(teller, entry, _what(teller, entry, shown)), step, shown)
    times = [
        (field, moment)
        for field, answer in shown
        if field.kind is Kind.MOMENT and (moment := Moment.from_plain(answer))
    ]
    if not times:
        yield [row]
    for place, (field, moment) in enumerate(times):
        asked = entry.wording.texts.get(field.id) or label(field, teller.words)
        what = "\n".join(
            text for text in (asked if place or len(times) > 1 else "", row.what if not place else "") if text
        )
        yield [_at(teller.words, replace(row, what=what or asked), moment)]


def _row(teller: Teller, entry: Entry, what: str) -> Row:
    adds_to = teller.entry(entry.adds_to) if entry.adds_to else None
    kept = teller.evidence(entry.id)
    return Row(
        what=what,
        page=entry.wording.texts.get(STEP_TITLE, entry.step),
        account=teller.title(entry.incident),
        entry=number(entry),
        written=f"{entry.begun.local:%Y-%m-%d %H:%M}",
        evidence=kept.label if kept else "",
        adds_to=number(adds_to) if adds_to else "",
        written_in_words=stamp_text(entry.begun, teller.words),
    )


def _part(teller: Teller, entry: Entry, part: PartInTime) -> Row:
    """A part of the order, with how it is known and how surely."""
    row = _row(teller, entry, part.text)
    said = {name: value for name, value in part.said.items() if name != "certainty"}
    sure = {"certainty": part.certainty} if part.certainty else {}
    texts = entry.wording.texts
    row = replace(row, source=known_text(said, texts, teller.words), sure=known_text(sure, texts, teller.words))
    return _at(teller.words, row, part.moment) if part.moment else row


def _at(words: Words, row: Row, moment: Moment) -> Row:
    """The time in words, and as a day and an hour where it was given as such."""
    row = replace(row, when=moment_text(moment, words), time_is=words(f"chronology.is.{moment.precision}"))
    if moment.precision not in _DATED:
        return row
    start, end = _is_day(moment.date), _is_day(moment.end_date)
    return replace(
        row,
        date=moment.date if start else "",
        time=moment.time if start or not moment.date else "",
        end_date=moment.end_date if end else "",
        end_time=moment.end_time if end or not moment.end_date else "",
    )


def _is_day(text: str) -> bool:
    return len(text) == len("2026-11-12")


def _what(teller: Teller, entry: Entry, shown: Sequence[tuple[Field, Any]]) -> str:
    """The answers as they were worded; a long text that stands alone without its question."""
    told = [(field, answer) for field, answer in shown if field.kind not in _ELSEWHERE and field.id not in _KNOWN]
    if len(told) == 1 and told[0][0].kind is Kind.LONG_TEXT and not instead(told[0][1]):
        return str(told[0][1])
    lines = []
    for field, answer in told:
        asked = entry.wording.texts.get(field.id) or label(field, teller.words)
        lines.append(teller.words("chronology.line", question=asked, answer=_answer(teller, entry, field, answer)))
    names = [str(answer.get("name", "")) for field, answer in shown if field.kind is Kind.KEPT_FILE]
    return "\n".join([*lines, *names])


def _answer(teller: Teller, entry: Entry, field: Field, answer: Any) -> str:
    if given := instead(answer):
        return teller.instead(entry, field, given)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return teller.chosen(entry, field, answer)
    return say(field, answer, teller.words)


def _known(teller: Teller, entry: Entry, row: Row, step: Step, shown: Sequence[tuple[Field, Any]]) -> Row:
    """Source, certainty, people and evidence, from the answers that say so."""
    said = {field.id: answer for field, answer in shown if field.id in _KNOWN and not instead(answer)}
    sure = said.pop("certainty", "")
    people = [teller.called(teller.entry(entry.adds_to) or entry)[0]] if step.names_person else []
    labels = [row.evidence] if row.evidence else []
    for field, answer in shown:
        if instead(answer):
            continue
        if field.kind is Kind.PERSON:
            card = teller.entry(str(answer.get("card", "")))
            people.append(str(answer.get("name") or "") or (teller.called(card)[0] if card else ""))
        if field.kind is Kind.FILES:
            found = [teller.evidence(str(each.get("card", ""))) for each in answer if isinstance(each, dict)]
            labels += [each.label for each in found if each]
    between = teller.words("report.between")
    source = [
        entry.wording.texts.get(f"source.{each}") or option_label(KNOWN[0], each, teller.words)
        for each in said.get("source", ())
    ]
    source += [teller.words("report.told_by", name=said["told_by"])] if said.get("told_by") else []
    return replace(
        row,
        source=between.join(source),
        sure=teller.chosen(entry, KNOWN[2], sure) if sure else "",
        people="; ".join(dict.fromkeys(name for name in people if name)),
        evidence=", ".join(dict.fromkeys(labels)),
    )
