# SPDX-License-Identifier: GPL-3.0-or-later
"""Who has had a thing: each answer under its own question, with the day on which it was written."""

from journal.record.entry import Entry, EntryKind, Wording
from journal.words import Words
from tests.conftest import FixedClock
from ui.custody import custody_lines
from ui.reading import Line


def entry(clock: FixedClock, answer: dict[str, object]) -> Entry:
    worded = Wording("things", 1, "en", {})
    return Entry("e", "", EntryKind.WRITTEN, "thing", worded, {"thing_kept": answer}, clock.now(), clock.now())


def test_each_answer_stands_under_what_was_asked_and_the_lines_of_the_log_under_theirs(
    clock: FixedClock, words: Words
) -> None:
    log = [{"who": "Me", "when": "March 5", "note": ""}, {"who": "My sister", "when": "", "note": "took photos"}]
    answer = {"where": "On the shelf", "packed": "Paper bag", "log": log}
    assert list(custody_lines([entry(clock, answer)], words)) == [
        Line("date", words("thing_page.written", day="November 12, 2026")),
        Line("question", words("thing.where")),
        Line("voice", "On the shelf"),
        Line("question", words("thing.packed")),
        Line("voice", "Paper bag"),
        Line("question", words("thing.log")),
        Line("voice", "Me, March 5"),
        Line("voice", "My sister, took photos"),
    ]


def test_what_was_added_later_comes_after_it_and_what_was_not_answered_is_not_asked(
    clock: FixedClock, words: Words
) -> None:
    first, later = entry(clock, {"where": "At home"}), entry(clock, {"instead": "dont_know"})
    said = list(custody_lines([first, later], words))
    assert [line.role for line in said] == ["date", "question", "voice", "date", "body"]
    assert said[-1].text == words("instead.dont_know")
