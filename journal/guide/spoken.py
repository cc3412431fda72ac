# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer as words: for the screen, for the paper and for search. The person's own words pass through untouched."""

from collections.abc import Callable, Mapping
from typing import Any

from journal.dates import day_text, time_text
from journal.guide import body_marks, sketch
from journal.guide.answers import LOG, instead
from journal.guide.known import CERTAINTY, SOURCE
from journal.guide.step import Field, Guide, Kind, Step
from journal.record.entry import STEP_TITLE, Wording
from journal.record.moment import Moment, Precision
from journal.words import Words


def wording(guide: Guide, step: Step, answers: Mapping[str, Any], words: Words) -> Wording:
    """The step's title, its answered questions and whatever was chosen, as they stand on the screen now."""
    texts = {STEP_TITLE: words(f"step.{step.id}.title")}
    for field in step.fields:
        if field.id in answers:
            texts[field.id] = label(field, words)
            for option, text in _chosen(field, answers[field.id], words).items():
                texts[f"{field.id}.{option}"] = text
    return Wording(guide.id, guide.version, words.language, texts)


def label(field: Field, words: Words) -> str:
    return words(f"field.{field.id}.label")


def option_label(field: Field, option: str, words: Words) -> str:
    """A field's own word for an option, or the shared one (``option.yes``)."""
    own = f"field.{field.id}.{option}"
    return words(own) if words.has(own) else words(f"option.{option}")


def say(field: Field, answer: Any, words: Words) -> str:
    """The answer as text. Order is said part by part elsewhere; here its texts stand one below the other."""
    if given := instead(answer):
        return words(f"instead.{given}")
    return _SAY[field.kind](field, answer, words)


def moment_text(moment: Moment, words: Words) -> str:
    """E.g. “About November 12, 2026, 9:40 PM” or “After the car stopped”; the person's own words come last."""
    start = _point(moment.date, moment.time, words)
    end = _point(moment.end_date, moment.end_time, words)
    match moment.precision:
        case Precision.SPAN:
            said = words("moment.span", start=start, end=end) if start and end else start or end
        case Precision.BEFORE | Precision.AFTER:
            point = moment.anchor or start
            said = words(f"moment.{moment.precision}", point=point) if point else ""
        case Precision.UNKNOWN:
            said = words("moment.unknown")
        case _:
            said = words(f"moment.{moment.precision}", point=start) if start else ""
    return ", ".join(part for part in (said, moment.words) if part)


def known_text(part: Mapping[str, Any], texts: Mapping[str, str], words: Words) -> str:
    """How a part of the order is known and how sure the person is, in the words of its day (``texts``) or today's."""
    said = [texts.get(f"parts.{each}") or option_label(SOURCE, each, words) for each in part.get("source") or ()]
    if part.get("told_by"):
        said.append(words("report.told_by", name=part["told_by"]))
    if sure := part.get("certainty"):
        said.append(texts.get(f"parts.{sure}") or option_label(CERTAINTY, sure, words))
    return words("report.between").join(said)


def searchable(step: Step, answers: Mapping[str, Any], words: Words) -> str:
    """Everything in the answers that a person could look for, one answer a line."""
    said = [_found_by(field, answers[field.id], words) for field in step.fields if field.id in answers]
    return "\n".join(text for text in said if text)


def _found_by(field: Field, answer: Any, words: Words) -> str:
    """What is said, and what stands beside it on the page: the language of a quote, when each part of the order and
    each mark was, and who told of it."""
    if instead(answer):
        return say(field, answer, words)
    said = [say(field, answer, words)]
    if field.kind is Kind.QUOTE:
        said.append(str(answer.get("language", "")))
    if field.kind is Kind.ORDER:
        for part in answer:
            moment = Moment.from_plain(part.get("moment"))
            said += [moment_text(moment, words) if moment else "", str(part.get("told_by") or "")]
    if field.kind is Kind.MARKS:
        moments = (Moment.from_plain(mark.moment) for mark in body_marks.marks(answer))
        said += [moment_text(moment, words) for moment in moments if moment]
    return "\n".join(text for text in said if text)


def _point(date: str, time: str, words: Words) -> str:
    day = day_text(date, words) if date else ""
    hour = time_text(time, words) if time else ""
    return words("moment.day_and_time", day=day, time=hour) if day and hour else day or hour


def _chosen(field: Field, answer: Any, words: Words) -> dict[str, str]:
    """The options in the answer with their words; how close a quote is and how a part is known are options too."""
    if given := instead(answer):
        return {given: words(f"instead.{given}")}
    match field.kind:
        case Kind.CHOICE:
            return {answer: option_label(field, answer, words)}
        case Kind.CHOICES:
            return {option: option_label(field, option, words) for option in answer}
        case Kind.QUOTE:
            exactness = answer.get("exactness")
            return {exactness: words(f"quote.{exactness}")} if exactness else {}
        case Kind.ORDER:
            sources = {each: option_label(SOURCE, each, words) for part in answer for each in part.get("source", ())}
            sure = {part["certainty"] for part in answer if part.get("certainty")}
            return sources | {each: option_label(CERTAINTY, each, words) for each in sorted(sure)}
        case _:
            return {}


def _text(_field: Field, answer: Any, _words: Words) -> str:
    return str(answer)


def _choice(field: Field, answer: Any, words: Words) -> str:
    return option_label(field, answer, words)


def _choices(field: Field, answer: Any, words: Words) -> str:
    return "; ".join(option_label(field, option, words) for option in answer)


def _moment(_field: Field, answer: Any, words: Words) -> str:
    moment = Moment.from_plain(answer)
    return moment_text(moment, words) if moment else ""


def _person(_field: Field, answer: Any, _words: Words) -> str:
    return str(answer.get("name", ""))


def _quote(_field: Field, answer: Any, _words: Words) -> str:
    return str(answer.get("words", ""))


def _order(_field: Field, answer: Any, _words: Words) -> str:
    return "\n".join(str(part.get("text", "")) for part in answer)


def _contact(_field: Field, answer: Any, _words: Words) -> str:
    return "\n".join(str(answer[name]) for name in ("phone", "email", "other") if answer.get(name))


def _money(_field: Field, answer: Any, _words: Words) -> str:
    return " ".join(str(answer[name]) for name in ("amount", "currency") if answer.get(name))


def _files(_field: Field, answer: Any, _words: Words) -> str:
    return "\n".join(str(each.get("name", "")) for each in answer)


def _kept_file(_field: Field, answer: Any, _words: Words) -> str:
    return str(answer.get("name", ""))


def _thing(_field: Field, answer: Any, _words: Words) -> str:
    """Where it is, how it is packed, and then one line for each who had it."""
    log = [", ".join(row[name] for name in LOG if row.get(name)) for row in answer.get("log") or ()]
    return "\n".join(text for text in (answer.get("where"), answer.get("packed"), *log) if text)


def _sketch(_field: Field, answer: Any, _words: Words) -> str:
    """The words on the sheet; how the lines go is told elsewhere (journal/guide/sketch.py)."""
    return "\n".join(sketch.own_words(answer))


def _marks(_field: Field, answer: Any, words: Words) -> str:
    return body_marks.said(answer, words)


_SAY: dict[Kind, Callable[[Field, Any, Words], str]] = {
    Kind.LINE: _text,
    Kind.LONG_TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.MOMENT: _moment,
    Kind.PERSON: _person,
    Kind.INCIDENT: _person,
    Kind.QUOTE: _quote,
    Kind.ORDER: _order,
    Kind.CONTACT: _contact,
    Kind.MONEY: _money,
    Kind.FILES: _files,
    Kind.KEPT_FILE: _kept_file,
    Kind.THING: _thing,
    Kind.SKETCH: _sketch,
    Kind.MARKS: _marks,
}
