# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever answer points to a card is found, however deep it stands; the day is never made more exact."""

from journal.record.pointers import cards, event_day


def test_cards_are_found_in_answers_in_lists_and_in_lists_within_answers() -> None:
    answers = {
        "speaker": {"card": "a", "name": "Red beard"},
        "files": [{"card": "b", "name": "IMG_1"}, {"card": "c", "name": ""}],
        "marks": [{"id": "1", "files": [{"card": "d", "name": ""}]}],
        "nobody": {"card": "", "name": "someone"},
        "text": '{"card": "e"}',
        "odd": {"card": 4},
    }
    assert cards(answers) == {"a", "b", "c", "d"}


def test_the_day_is_as_exact_as_it_was_said() -> None:
    assert event_day({"happened": {"precision": "about", "date": "2026-11"}}) == "2026-11"
    assert event_day({"day_when": {"precision": "exact", "date": "2026-11-12", "time": "21:40"}}) == "2026-11-12"
    assert event_day({"happened": {"precision": "after", "anchor": "work"}, "day_when": {"instead": "not_sure"}}) == ""
    assert event_day({"court_date": {"precision": "exact", "date": "2026-11-12"}}) == ""
