# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers as words: every kind is said, and a person's own words pass through untouched."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.guide.answers import EXACTNESS, INSTEAD
from journal.guide.spoken import label, moment_text, option_label, say, searchable, wording
from journal.guide.step import Field, Kind, Step
from journal.guide.steps import GUIDES, OWN_ACCOUNT
from journal.record.entry import STEP_TITLE
from journal.record.moment import Moment, Precision
from journal.words import PSEUDO, Words
from tests.helpers.answers import answer, answers, said

ENGLISH, PSEUDO_ENGLISH = Words(), Words(PSEUDO)
_STEPS = list({step.id: step for guide in GUIDES.values() for step in guide.steps}.values())

SAID: list[tuple[Kind, tuple[str, ...], Any, str]] = [
    (Kind.LINE, (), "on the corner", "on the corner"),
    (Kind.LONG_TEXT, (), "one\ntwo", "one\ntwo"),
    (Kind.CHOICE, ("yes", "no"), "yes", "Yes"),
    (Kind.CHOICES, ("yes", "no"), ["yes", "no"], "Yes; No"),
    (
        Kind.MOMENT,
        (),
        {"precision": "about", "date": "2026-11-12", "time": "21:40"},
        "About November 12, 2026, 9:40 PM",
    ),
    (Kind.PERSON, (), {"card": "me", "name": "Me"}, "Me"),
    (Kind.QUOTE, (), {"words": "Stay here.", "exactness": "exact", "language": ""}, "Stay here."),
    (Kind.ORDER, (), [{"id": "1", "text": "first"}, {"id": "2", "text": "then"}], "first\nthen"),
    (Kind.CONTACT, (), {"phone": "555 0100", "email": "", "other": "at the shop"}, "555 0100\nat the shop"),
    (Kind.FILES, (), [{"card": "ab", "name": "one.jpg"}, {"card": "cd", "name": "two.pdf"}], "one.jpg\ntwo.pdf"),
    (Kind.KEPT_FILE, (), {"name": "IMG_1.jpg", "size": 12, "digest": "ab", "media": "image/jpeg"}, "IMG_1.jpg"),
    (
        Kind.THING,
        (),
        {"where": "top shelf", "packed": "", "log": [{"who": "me", "when": "since May", "note": ""}]},
        "top shelf\nme, since May",
    ),
    (Kind.INCIDENT, (), {"incident": "cd" * 16, "name": "The stairs"}, "The stairs"),
    (Kind.MONEY, (), {"amount": "about 40", "currency": "dollars"}, "about 40 dollars"),
    (
        Kind.SKETCH,
        (),
        {
            "shapes": [
                {"line": [[1, 1]]},
                {"label": {"at": [1, 1], "text": "the deli"}},
                {"mark": {"at": [2, 2], "who": "me"}},
            ]
        },
        "the deli",
    ),
    (
        Kind.MARKS,
        (),
        [
            {"id": "a", "side": "front", "at": [860, 450], "words": "swollen"},
            {"id": "b", "side": "back", "at": [500, 250]},
        ],
        "1, front, left forearm: swollen\n2, back, middle of the upper back",
    ),
]

MOMENTS = [
    (Moment(Precision.EXACT, "2026-11-12", "21:40"), "November 12, 2026, 9:40 PM"),
    (Moment(Precision.EXACT, "2026-11"), "November 2026"),
    (Moment(Precision.EXACT, "2026"), "2026"),
    (Moment(Precision.EXACT, time="21:40"), "9:40 PM"),
    (Moment(Precision.ABOUT, "2026-11-12"), "About November 12, 2026"),
    (Moment(Precision.ABOUT, words="in the spring"), "in the spring"),
    (
        Moment(Precision.SPAN, "2026-11-12", "21:00", "2026-11-12", "22:00"),
        "From November 12, 2026, 9:00 PM to November 12, 2026, 10:00 PM",
    ),
    (Moment(Precision.SPAN, "2026-11-12"), "November 12, 2026"),
    (Moment(Precision.SPAN, end_date="2026-11-12"), "November 12, 2026"),
    (Moment(Precision.AFTER, anchor="the car stopped"), "After the car stopped"),
    (Moment(Precision.BEFORE, "2026-11-12"), "Before November 12, 2026"),
    (Moment(Precision.AFTER), ""),
    (Moment(Precision.UNKNOWN), "Time not known"),
    (Moment(Precision.UNKNOWN, words="it was dark"), "Time not known, it was dark"),
]


@pytest.mark.parametrize(("kind", "options", "given_answer", "text"), SAID)
def test_every_kind_of_answer_is_said(kind: Kind, options: tuple[str, ...], given_answer: Any, text: str) -> None:
    assert _plain_spaces(say(Field("q", kind, options), given_answer, ENGLISH)) == text


def test_no_kind_was_left_out_of_these_tests() -> None:
    assert {kind for kind, *_ in SAID} == set(Kind)


@pytest.mark.parametrize(("moment", "text"), MOMENTS)
def test_a_time_is_said_as_surely_as_it_is_known_and_never_more(moment: Moment, text: str) -> None:
    assert _plain_spaces(moment_text(moment, ENGLISH)) == text


@given(said)
def test_the_persons_own_words_pass_through_letter_for_letter(text: str) -> None:
    assert say(Field("q", Kind.LINE), text, ENGLISH) == text
    assert say(Field("q", Kind.LONG_TEXT), text, ENGLISH) == text
    assert say(Field("q", Kind.QUOTE), {"words": text}, ENGLISH) == text


@given(said)
def test_braces_in_the_persons_own_words_are_not_placeholders(text: str) -> None:
    moment = Moment(Precision.AFTER, anchor="{" + text + "}")
    assert moment_text(moment, ENGLISH) == "After {" + text + "}"


@pytest.mark.parametrize("step", _STEPS, ids=lambda step: step.id)
@given(data=st.data())
def test_whatever_is_answered_can_be_said_and_searched(step: Step, data: st.DataObject) -> None:
    given_answers = data.draw(answers(step))
    words = ENGLISH
    found = searchable(step, given_answers, words)
    for field in step.fields:
        if field.id in given_answers:
            assert say(field, given_answers[field.id], words) in found


@pytest.mark.parametrize("step", _STEPS, ids=lambda step: step.id)
@given(data=st.data())
def test_what_is_kept_carries_the_question_and_the_chosen_options_as_they_were_read(
    step: Step, data: st.DataObject
) -> None:
    words = ENGLISH
    given_answers = data.draw(answers(step))
    kept = wording(OWN_ACCOUNT, step, given_answers, words)
    assert (kept.guide, kept.guide_version, kept.language) == (OWN_ACCOUNT.id, OWN_ACCOUNT.version, "en")
    expected = {STEP_TITLE: words(f"step.{step.id}.title")}
    for field in step.fields:
        if field.id in given_answers:
            expected[field.id] = label(field, words)
            for option, text in _read_options(field, given_answers[field.id]):
                expected[f"{field.id}.{option}"] = text
    assert dict(kept.texts) == expected


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("word", INSTEAD)
def test_not_knowing_is_said_in_words_for_every_kind(kind: Kind, word: str) -> None:
    assert say(Field("q", kind), {"instead": word}, ENGLISH) == ENGLISH(f"instead.{word}")


def test_a_fields_own_word_for_an_option_comes_before_the_shared_one() -> None:
    words = ENGLISH
    assert option_label(OWN_ACCOUNT.step("why").field("purpose"), "not_sure", words) == "Not sure yet"
    assert option_label(OWN_ACCOUNT.step("why").field("asked_by_lawyer"), "not_sure", words) == "Not sure"


def test_every_way_to_say_how_close_a_quote_is_has_words() -> None:
    for exactness in EXACTNESS:
        assert ENGLISH(f"quote.{exactness}")


@given(st.data())
def test_the_pseudo_language_brackets_the_programs_words_and_not_the_persons(data: st.DataObject) -> None:
    words = PSEUDO_ENGLISH
    field = Field("q", Kind.LINE)
    given_answer = data.draw(answer(field))
    text = say(field, given_answer, words)
    assert text.startswith("⟦") if isinstance(given_answer, dict) else text == given_answer


def _read_options(field: Field, chosen: Any) -> Iterator[tuple[str, str]]:
    """What was chosen, and the words that stood beside it, looked up one by one."""
    if isinstance(chosen, dict) and "instead" in chosen:
        yield chosen["instead"], ENGLISH(f"instead.{chosen['instead']}")
    elif field.kind in (Kind.CHOICE, Kind.CHOICES):
        for option in [chosen] if isinstance(chosen, str) else chosen:
            yield option, option_label(field, option, ENGLISH)
    elif field.kind is Kind.QUOTE and chosen["exactness"]:
        yield chosen["exactness"], ENGLISH(f"quote.{chosen['exactness']}")
    elif field.kind is Kind.ORDER:
        for part in chosen:
            for each in part["source"]:
                yield each, ENGLISH(f"field.source.{each}")
            if part["certainty"]:
                known = f"field.certainty.{part['certainty']}"
                yield part["certainty"], ENGLISH(known)


def _plain_spaces(text: str) -> str:
    """CLDR puts a narrow space before PM; which one is not our business."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")
