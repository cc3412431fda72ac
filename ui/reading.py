# SPDX-License-Identifier: GPL-3.0-or-later
"""What was written, as lines to read: the question as it was worded then, and the person's words apart from ours."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from journal.dates import stamp_text
from journal.guide import body_marks, sketch
from journal.guide.answers import LOG, instead
from journal.guide.known import CERTAINTY, SOURCE
from journal.guide.spoken import moment_text, option_label, say
from journal.guide.step import Field, Kind, Step
from journal.guide.steps import GUIDES, LATER
from journal.record.drawing import Drawing
from journal.record.entry import Draft, Entry
from journal.record.moment import Moment
from journal.record.pointers import EVENT_TIMES, cards
from journal.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """``role`` is a PlainLabel's: question (small), voice for the person's words, body for a chosen answer, date.

    With a ``drawing`` the text is its name.
    """

    role: str
    text: str
    drawing: Drawing | None = None


def step_of(card: Entry | Draft) -> Step | None:
    """The step as this program knows it; None for one of a newer program."""
    guide = GUIDES.get(card.wording.guide if isinstance(card, Entry) else card.guide)
    return next((step for step in guide.steps if step.id == card.step), None) if guide else None


def step_name(step: str, words: Words) -> str:
    key = f"step.{step}.name"
    return words(key) if words.has(key) else step


def addition_name(step: str, words: Words) -> str:
    """What an addition is called: by its step, unless that is the one for additions."""
    if step == LATER.id:
        return words("incident.added_later")
    return words("incident.addition", name=step_name(step, words))


def lines(card: Entry | Draft, words: Words, gone: Collection[str] = ()) -> list[Line]:
    """Every answer of an entry (asked in the words of its day) or of a draft (asked in today's).

    ``gone``: cards that are no longer kept; an answer that points to one of them says so.
    """
    if card.lost:
        return [Line("small", words("check.here.entry"))]
    step = step_of(card)
    if step is None:
        return [Line("voice", str(answer)) for answer in card.answers.values()]
    texts = card.wording.texts if isinstance(card, Entry) else {}
    found: list[Line] = []
    for field in step.fields:
        if field.id in card.answers:
            asked = texts.get(field.id) or words(f"field.{field.id}.label")
            answer = card.answers[field.id]
            found += [Line("question", asked), *_answer(field, answer, texts, words)]
            if not cards({field.id: answer}).isdisjoint(gone):
                found.append(Line("small", words("erase.gone")))
    return found


def event_time(card: Entry | Draft, words: Words) -> str:
    """When it was, as far as this card itself says so."""
    for field_id in EVENT_TIMES:
        moment = Moment.from_plain(card.answers.get(field_id))
        if moment is not None:
            return moment_text(moment, words)
    return ""


def written_time(card: Entry | Draft, words: Words) -> str:
    """When it was written, and when it was kept if it was."""
    if isinstance(card, Draft):
        key = "incident.written_at" if card.lost else "incident.still_written"
        return words(key, begun=stamp_text(card.begun, words))
    begun, kept = stamp_text(card.begun, words), stamp_text(card.kept, words)
    said = words("incident.written_at", begun=begun)
    if begun != kept:
        said = words("incident.written_and_kept", begun=begun, kept=kept)
    return f"{said} · {words('incident.clock_moved')}" if card.clock_flags else said


def _answer(field: Field, answer: Any, texts: Mapping[str, str], words: Words) -> list[Line]:
    if instead(answer):
        return [Line("body", say(field, answer, words))]
    match field.kind:
        case Kind.CHOICE | Kind.CHOICES:
            chosen = [answer] if isinstance(answer, str) else list(answer)
            said = [texts.get(f"{field.id}.{option}") or option_label(field, option, words) for option in chosen]
            return [Line("body", " · ".join(said))]
        case Kind.MOMENT:
            return [Line("date", say(field, answer, words))]
        case Kind.QUOTE:
            return _quote(answer, words)
        case Kind.ORDER:
            return [line for part in answer for line in _part(part, words)]
        case Kind.THING:
            return thing_lines(answer, words)
        case Kind.SKETCH:
            drawn = Line("drawing", words("sketch.read"), sketch.drawing(answer, words))
            return [drawn, *(Line("voice", text) for text in sketch.long_words(answer))]
        case Kind.MARKS:
            return _marks(answer, words)
        case _:
            return [Line("voice", say(field, answer, words))]


def _quote(answer: Mapping[str, str], words: Words) -> list[Line]:
    said = [Line("voice", answer["words"])] if answer.get("words") else []
    about = [words(f"quote.{answer['exactness']}")] if answer.get("exactness") else []
    about += [answer["language"]] if answer.get("language") else []
    return said + ([Line("small", " · ".join(about))] if about else [])


def thing_lines(answer: Mapping[str, Any], words: Words) -> list[Line]:
    """Where it is and how it is packed, then one line of the log below the other."""
    found: list[Line] = []
    for name in ("where", "packed"):
        if answer.get(name):
            found += [Line("question", words(f"thing.{name}")), Line("voice", answer[name])]
    log = [", ".join(row[name] for name in LOG if row.get(name)) for row in answer.get("log") or ()]
    return found + ([Line("question", words("thing.log"))] if log else []) + [Line("voice", text) for text in log]


def _marks(answer: Any, words: Words) -> list[Line]:
    """The outline, then each mark with its number and place, the person's words, and when it was."""
    found = [Line("drawing", words("marks.read"), body_marks.drawing(answer, words))]
    for number, mark in enumerate(body_marks.marks(answer), 1):
        place = body_marks.place_name(mark.side, mark.at, words)
        moment = Moment.from_plain(mark.moment)
        found.append(Line("date", words("marks.told", number=number, place=place)))
        found += [Line("voice", mark.words)] if mark.words else []
        known = [moment_text(moment, words) if moment else "", *(each.get("name", "") for each in mark.files)]
        found += [Line("small", " · ".join(text for text in known if text))] if any(known) else []
    return found


def _part(part: Mapping[str, Any], words: Words) -> list[Line]:
    moment = Moment.from_plain(part.get("moment"))
    known = [option_label(SOURCE, each, words) for each in part.get("source") or ()]
    if part.get("told_by"):
        known.append(words("report.told_by", name=part["told_by"]))
    if part.get("certainty"):
        known.append(option_label(CERTAINTY, part["certainty"], words))
    found = [Line("date", moment_text(moment, words))] if moment else []
    found += [Line("voice", part["text"])] if part.get("text") else []
    return found + ([Line("small", " · ".join(known))] if known else [])
