# SPDX-License-Identifier: GPL-3.0-or-later
"""What was written, to read: the question as it was worded then, the person's words untouched and apart from ours."""

from dataclasses import replace
from typing import Any

from journal.record.entry import Answers, Draft, Entry, EntryKind, Wording
from journal.words import Words
from tests.conftest import FixedClock
from ui.reading import Line, addition_name, event_time, lines, step_name, step_of, written_time

_HARD = "a\u00a0b <b>x</b> & שלום\n\nnext"


def entry(clock: FixedClock, step: str, answers: Answers, **texts: str) -> Entry:
    worded = Wording("own_account", 1, "en", texts)
    return Entry("e", "i", EntryKind.WRITTEN, step, worded, answers, clock.now(), clock.now())


def test_questions_and_options_are_those_of_the_day_they_were_asked(clock: FixedClock, words: Words) -> None:
    answers = {"safe_place": "yes", "other_dates": _HARD}
    texts: dict[str, Any] = {"safe_place": "An older question?", "safe_place.yes": "Aye", "other_dates": "Older still?"}
    found = lines(entry(clock, "safe", answers, **texts), words)
    assert found == [
        Line("question", "An older question?"),
        Line("body", "Aye"),
        Line("question", "Older still?"),
        Line("voice", _HARD),
    ]


def test_another_answer_is_said_in_the_programs_voice(clock: FixedClock, words: Words) -> None:
    found = lines(entry(clock, "account", {"account": {"instead": "rather_not"}}), words)
    assert found[1] == Line("body", words("instead.rather_not"))


def test_a_quote_says_how_close_it_is_and_an_order_says_each_part(clock: FixedClock, words: Words) -> None:
    quote = {"words": "Halt", "exactness": "exact", "language": "German"}
    found = lines(entry(clock, "words", {"quote": quote}), words)
    assert found[1:] == [Line("voice", "Halt"), Line("small", f"{words('quote.exact')} · German")]
    part = {"id": "1", "text": "it rained", "moment": {"precision": "unknown"}, "source": ["saw"], "certainty": "sure"}
    found = lines(entry(clock, "order", {"parts": [part]}), words)
    assert [line.role for line in found] == ["question", "date", "voice", "small"]
    assert found[2].text == "it rained"


def test_times_of_the_event_and_of_writing(clock: FixedClock, words: Words) -> None:
    made = entry(clock, "setting", {"happened": {"precision": "about", "date": "2026-11"}})
    assert event_time(made, words) == "About November 2026"
    assert written_time(made, words) == words("incident.written_at", begun="November 12, 2026, 4:40\u202fPM")
    later = replace(made, kept=clock.pass_time(hours=1))
    assert "5:40" in written_time(later, words)
    draft = Draft("d", "i", "own_account", "account", clock.now(), clock.now(), {})
    assert event_time(draft, words) == ""
    assert "5:40" in written_time(draft, words)


def test_what_a_newer_program_wrote_is_shown_as_it_is(clock: FixedClock, words: Words) -> None:
    made = entry(clock, "not_known_yet", {"x": "words"})
    assert step_of(made) is None
    assert lines(made, words) == [Line("voice", "words")]
    assert step_name("not_known_yet", words) == "not_known_yet"


def test_an_addition_is_named_by_its_step_unless_that_is_the_one_for_additions(words: Words) -> None:
    assert addition_name("later", words) == words("incident.added_later")
    assert words("step.setting.name") in addition_name("setting", words)
