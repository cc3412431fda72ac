# SPDX-License-Identifier: GPL-3.0-or-later
"""Every place of a phrase in the record: found, covered where it was kept, or left as the person decided."""

import dataclasses

import pytest

from journal.record.contents import Contents
from journal.report.covered_record import covered_contents
from journal.report.own_texts import every_text, own_texts
from journal.report.redaction import LONGEST, Places, Redaction, Spot, cut, finished
from journal.report.text import BAR
from tests.journal.report.kept import Record, rich

CONTENTS = rich()


def answers(contents: Contents) -> str:
    return finished("\n".join(text for entry in contents.entries for text in every_text(entry.answers)))


def test_a_phrase_is_gone_from_every_answer_and_nothing_else_is() -> None:
    before = "\n".join(text for entry in CONTENTS.entries for text in every_text(entry.answers))
    after = answers(covered_contents(CONTENTS, Redaction(("the TALL one",))))
    assert "tall one" in before.lower()
    assert "tall one" not in after.lower()
    pieces = after.split(BAR)
    assert len(pieces) == before.lower().count("the tall one") + 1
    assert all(piece in before for piece in pieces)


def test_a_place_that_is_spared_stays_and_only_there() -> None:
    place = next(each for each in Places(CONTENTS).occurrences("deli") if each.number == "#6")
    told = covered_contents(CONTENTS, Redaction(("deli",), spared=frozenset({place.key})))
    assert [entry.seq for entry in told.entries if "deli" in "".join(map(finished, every_text(entry.answers)))] == [6]


def test_a_piece_of_a_longer_word_stays_unless_it_is_caught() -> None:
    record = Record()
    entry = record.keep(record.incident(), "account", {"account": "Ana ate a banana. Ana's!"})
    contents = record.contents()
    places = Places(contents).occurrences("Ana")
    assert [each.whole for each in places] == [True, False, False, True]
    assert answers(covered_contents(contents, Redaction(("ana",)))) == f"account\n{BAR} ate a banana. {BAR}'s!"
    caught = Redaction(("ana",), caught=frozenset(each.key for each in places if not each.whole))
    assert answers(covered_contents(contents, caught)) == f"account\n{BAR} ate a b{BAR}. {BAR}'s!"
    assert {each.entry for each in places} == {entry.id}


def test_places_say_where_they_are_and_what_stands_around() -> None:
    place = Places(CONTENTS).occurrences("okafor")[0]
    assert (place.number, place.where, place.spot) == ("#12", "What about witness_who?", Spot.TEXT)
    assert (place.before, place.found, place.after) == ("Ms. ", "Okafor", " from the deli")


def test_a_bar_that_someone_typed_is_shown_as_its_code() -> None:
    record = Record()
    record.keep(record.incident(), "account", {"account": "a\ufdd0b\ufdd1c Ana\ufdd0"})
    told = answers(covered_contents(record.contents(), Redaction(("ana",))))
    assert told == f"account\na[U+FDD0]b[U+FDD1]c {BAR}[U+FDD0]"


def test_covers_that_overlap_or_stand_side_by_side_are_one_bar() -> None:
    record = Record()
    record.keep(record.incident(), "account", {"account": "Ana Maria Ruiz came, Ana.\nRuiz too"})
    told = answers(covered_contents(record.contents(), Redaction(("ana maria", "maria ruiz", "ana", "ruiz"))))
    assert told == f"account\n{BAR} came, {BAR}.\n{BAR} too"


@pytest.mark.parametrize("phrase", ["", " \n ", "\u200b", "x" * (LONGEST + 1)])
def test_what_is_no_phrase_covers_nothing(phrase: str) -> None:
    assert Redaction((phrase,)).keys == ()
    assert Places(CONTENTS).occurrences(phrase) == []
    assert covered_contents(CONTENTS, Redaction((phrase,))).entries == CONTENTS.entries


@pytest.mark.parametrize("phrase", [".*", "(", "[a-z]+", "\\", "x" * LONGEST, "{0}", "%s", "שלום", "a\nb", "\x00"])
def test_hostile_phrases_are_letters_like_all_others(phrase: str) -> None:
    record = Record()
    record.keep(record.incident(), "account", {"account": f"I said {phrase} and went"})
    told = answers(covered_contents(record.contents(), Redaction((phrase,))))
    assert told == f"account\nI said {BAR} and went"


def test_chosen_options_and_ids_are_never_changed() -> None:
    told = covered_contents(CONTENTS, Redaction(("yes", "saw", "sure", "me", "exact", "a")))
    for before, after in zip(CONTENTS.entries, told.entries, strict=True):
        for name in ("source", "certainty", "purpose", "asked_by_lawyer", "filmed_by_officer"):
            assert before.answers.get(name) == after.answers.get(name)
        assert (before.id, before.link, before.seq) == (after.id, after.link, after.seq)


def test_two_departments_are_not_alike_because_both_are_covered() -> None:
    record = Record()
    home = record.incident()
    for agency in ("Newton police", "Newham police", "Newton police"):
        record.keep(home, "officers", {"agency": agency})
    told = covered_contents(record.contents(), Redaction(("Newton", "Newham")))
    first, second, third = (entry.answers["agency"] for entry in told.entries)
    assert finished(first) == finished(second) == f"{BAR} police"
    assert first == third != second


def test_a_covered_file_keeps_its_number_and_nothing_else() -> None:
    record = Record()
    home = record.incident()
    card = record.keep(
        home, "file", {"kept_file": {"name": "ana.jpg", "digest": "ab" * 32, "facts": {"Place": "Rome"}}}
    )
    again = record.keep(home, "file", {"kept_file": {"name": "copy.jpg", "digest": "ab" * 32}}, adds_to=card)
    other = record.keep(home, "day", {"day_files": [{"card": card.id, "name": "ana.jpg"}]})
    told = covered_contents(record.contents(), Redaction(pictures=frozenset({card.id})))
    by_id = {entry.id: entry.answers for entry in told.entries}
    assert by_id[card.id] == by_id[again.id] == {"kept_file": {"name": BAR}}
    assert by_id[other.id] == {"day_files": [{"card": card.id, "name": BAR}]}


def test_a_covered_sketch_is_an_empty_sheet_with_a_bar() -> None:
    record = Record()
    shapes = [{"line": [[0, 0], [9, 9]]}, {"label": {"at": [5, 5], "text": "Ana"}}]
    entry = record.keep(record.incident(), "sketch", {"place_drawn": {"width": 1000, "height": 700, "shapes": shapes}})
    told = covered_contents(record.contents(), Redaction(pictures=frozenset({f"{entry.id}/place_drawn"})))
    assert [text for _way, text in own_texts(told.entries[0])] == [BAR]


def test_what_was_chosen_is_kept_and_read_back() -> None:
    chosen = Redaction(("Ana", "b\nc"), frozenset({"k"}), frozenset({"l"}), frozenset({"m"}))
    assert Redaction.from_plain(chosen.plain()) == chosen
    assert Redaction.from_plain({"words": ["a", 3], "spared": 7}) == Redaction(("a",))
    assert Redaction.from_plain(None) == Redaction()
    assert dataclasses.asdict(Redaction.from_plain([])) == dataclasses.asdict(Redaction())


def test_cut_leaves_the_rest_as_it_is() -> None:
    assert cut("abc", []) == "abc"
    assert finished(cut("abcdef", [(1, 3, True), (2, 4, True), (4, 5, False)])) == f"a{BAR}ef"
