# SPDX-License-Identifier: GPL-3.0-or-later
"""Hypothesis strategies: answers as the guide's widgets could give them, nasty texts included."""

from functools import cache
from typing import Any

from hypothesis import strategies as st

from journal.guide.answers import EXACTNESS, INSTEAD, ME
from journal.guide.known import CERTAINTY, SOURCE
from journal.guide.step import Field, Kind, Step
from journal.record.moment import Precision

texts = st.text(max_size=60) | st.sampled_from(
    ["<b>not bold</b>", "a & b", "שלום", "مرحبا", "🕯️", "¿Qué pasó?", "\u202eabc\u202c", "line\nline", " ", "{point}"]
)
said = texts.filter(bool)
_days = st.sampled_from(["", "2026", "2026-11", "2026-11-12", "the spring"])
_hours = st.sampled_from(["", "21:40", "07:05", "evening"])


def moments() -> st.SearchStrategy[dict[str, str]]:
    parts = {"date": _days, "time": _hours, "end_date": _days, "end_time": _hours, "anchor": texts, "words": texts}
    return st.fixed_dictionaries({"precision": st.sampled_from([str(each) for each in Precision])}, optional=parts)


def choices(options: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.sets(st.sampled_from(options), min_size=1).map(
        lambda chosen: [each for each in options if each in chosen]
    )


def _parts() -> st.SearchStrategy[list[dict[str, Any]]]:
    part = st.fixed_dictionaries(
        {
            "id": st.uuids().map(lambda each: each.hex),
            "text": texts,
            "moment": moments(),
            "source": choices(SOURCE.options),
            "certainty": st.sampled_from(("", *CERTAINTY.options)),
        }
    )
    return st.lists(part, min_size=1, max_size=4)


def _rows() -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({"who": said, "when": texts, "note": texts})


def sketches(words: st.SearchStrategy[str] = said) -> st.SearchStrategy[dict[str, Any]]:
    """What the sheet gives: whole units, words with at least one letter."""
    point = st.tuples(st.integers(0, 1000), st.integers(0, 700)).map(list)
    shape = (
        st.fixed_dictionaries({"line": st.lists(point, min_size=1, max_size=6)})
        | st.fixed_dictionaries({"label": st.fixed_dictionaries({"at": point, "text": words})})
        | st.fixed_dictionaries({"mark": st.fixed_dictionaries({"at": point, "who": st.just(ME) | words})})
    )
    return st.fixed_dictionaries(
        {"width": st.just(1000), "height": st.just(700), "shapes": st.lists(shape, min_size=1, max_size=5)}
    )


def body_marks(words: st.SearchStrategy[str] = said) -> st.SearchStrategy[list[dict[str, Any]]]:
    mark = st.fixed_dictionaries(
        {
            "id": st.uuids().map(lambda each: each.hex),
            "side": st.sampled_from(["front", "back"]),
            "at": st.tuples(st.integers(0, 1000), st.integers(0, 1000)).map(list),
        },
        optional={
            "words": words,
            "moment": st.just({"precision": "about", "date": "2026-11-12"}),
            "files": st.just([{"card": "ab" * 16, "name": "IMG_2041.jpg"}]),
        },
    )
    return st.lists(mark, min_size=1, max_size=3)


@cache  # a strategy made anew for each example takes longer than the example itself
def answer(field: Field) -> st.SearchStrategy[Any]:
    """An answer that says something, of the field's kind or one of the three that stand in for any."""
    given: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.LINE: said,
        Kind.LONG_TEXT: said,
        Kind.CHOICE: st.sampled_from(field.options or ("",)),
        Kind.CHOICES: choices(field.options or ("",)),
        Kind.MOMENT: moments(),
        Kind.PERSON: st.fixed_dictionaries({"card": st.sampled_from(["", ME, "ab" * 16]), "name": said}),
        Kind.QUOTE: st.fixed_dictionaries(
            {"words": said, "exactness": st.sampled_from(("", *EXACTNESS)), "language": texts}
        ),
        Kind.ORDER: _parts(),
        Kind.CONTACT: st.fixed_dictionaries({"phone": said, "email": texts, "other": texts}),
        Kind.FILES: st.lists(st.fixed_dictionaries({"card": st.just("ab" * 16), "name": said}), min_size=1, max_size=3),
        Kind.KEPT_FILE: st.fixed_dictionaries({"name": said, "size": st.integers(0, 2**40), "media": texts}),
        Kind.THING: st.fixed_dictionaries({"where": said, "packed": texts, "log": st.lists(_rows(), max_size=3)}),
        Kind.INCIDENT: st.fixed_dictionaries({"incident": st.just("cd" * 16), "name": texts}),
        Kind.MONEY: st.fixed_dictionaries({"amount": said, "currency": texts}),
        Kind.SKETCH: sketches(),
        Kind.MARKS: body_marks(),
    }
    return given[field.kind] | st.sampled_from([{"instead": each} for each in INSTEAD])


@cache
def answers(step: Step) -> st.SearchStrategy[dict[str, Any]]:
    """Answers to any of the step's fields, also to none."""
    return st.fixed_dictionaries({}, optional={field.id: answer(field) for field in step.fields})
