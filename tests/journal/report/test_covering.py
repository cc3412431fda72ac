# SPDX-License-Identifier: GPL-3.0-or-later
"""The covered copy: what the program says for the person is covered too, its own sentences never, and it says so."""

import dataclasses

from journal.report.blocks import Picture, Proofs, Report
from journal.report.choice import Choice
from journal.report.covered_record import covered_contents
from journal.report.covering import covered, covered_places, covered_report, occurrences, single_words
from journal.report.outline import outline
from journal.report.plain import plain_text
from journal.report.redaction import Redaction, Spot
from journal.report.text import BAR
from journal.report.touched import touched
from journal.words import Words
from tests.journal.report.kept import PRINTED, Record, rich

CONTENTS = rich()
ALL = Choice(tuple(incident.id for incident in CONTENTS.incidents), skipped=True)
WORDS = Words()


def copy(*phrases: str, **changes: frozenset[str]) -> Report:
    return covered_report(CONTENTS, ALL, WORDS, PRINTED, Redaction(phrases, **changes))


def test_a_title_is_gone_from_the_cover_the_contents_and_every_heading() -> None:
    report = copy("Walking home")
    assert report.cover.accounts[0].title == BAR
    assert "walking home" not in plain_text(report).lower()


def test_a_phrase_that_a_heading_would_cut_leaves_no_beginning_behind() -> None:
    record = Record()
    home = record.incident("")
    record.keep(home, "officers", {"known_as": "The one who stood by the door and was called Bartholomew Quixano"})
    contents, choice = record.contents(), Choice((home,))
    told = plain_text(covered_report(contents, choice, WORDS, PRINTED, Redaction(("called Bartholomew Quixano",))))
    assert "Bartholomew" in plain_text(outline(contents, choice, WORDS, PRINTED))
    assert "called" not in told.split("The one who")[1].split("\n")[0]
    assert "Bartholomew" not in told


def test_a_phrase_that_two_answers_make_together_is_covered_on_the_page() -> None:
    assert "555 0117\n    | at the deli" in plain_text(outline(CONTENTS, ALL, WORDS, PRINTED))
    told = plain_text(copy("0117 at the deli"))
    assert f"555 {BAR}, mornings" in told


def test_a_date_is_covered_wherever_the_program_writes_it() -> None:
    assert "November 12, 2026" not in plain_text(copy("november 12, 2026"))


def test_a_chosen_answer_can_be_covered() -> None:
    assert "(as_answer)" in plain_text(outline(CONTENTS, ALL, WORDS, PRINTED))
    assert "as_answer" not in plain_text(copy("as_answer"))


def test_the_sentences_of_the_program_are_never_covered() -> None:
    full = plain_text(outline(CONTENTS, ALL, WORDS, PRINTED))
    for phrase in ("the writer", "digest", "entry", "later"):
        told = plain_text(copy(phrase))
        assert WORDS("report.integrity.shows_not") in told
        assert WORDS("report.counsel.made") in told
        assert WORDS("report.part.integrity") in told
        assert told.lower().count(phrase.lower()) > 0.5 * full.lower().count(phrase.lower()) > 0


def test_numbers_of_entries_and_fingerprints_stay() -> None:
    found = occurrences(CONTENTS, ALL, WORDS, PRINTED, Redaction(("4", "ef10")))
    assert all(place.found == "4" and place.before[-1:] != "#" for place in found["4"])
    assert found["ef10"] == []


def test_every_place_that_is_listed_can_be_left_as_it_is_and_then_the_pages_are_the_full_ones() -> None:
    phrases = ("the tall one", "deli", "November 13, 2026", "555 0117\nat")
    found = occurrences(CONTENTS, ALL, WORDS, PRINTED, Redaction(phrases))
    assert {place.spot for places in found.values() for place in places} == {Spot.TEXT, Spot.PAGE}
    spared = frozenset(place.key for places in found.values() for place in places)
    full = outline(CONTENTS, ALL, WORDS, PRINTED)
    left = covered_report(CONTENTS, ALL, WORDS, PRINTED, Redaction(phrases, spared=spared))
    assert covered_places(left) == 0
    assert left.parts[0] == full.parts[0]
    assert left.cover == dataclasses.replace(full.cover, covered=WORDS("report.covered.line"))


def test_the_copy_says_that_it_is_one_and_how_much_is_covered_and_the_full_one_says_nothing() -> None:
    full, report = outline(CONTENTS, ALL, WORDS, PRINTED), copy("deli")
    line = WORDS("report.covered.line")
    assert report.cover.covered == report.margins.covered == line
    assert full.cover.covered == full.margins.covered == full.bar == ""
    bars = plain_text(report).count(BAR)
    assert covered_places(report) == bars > 5
    assert WORDS.count("report.covered.places", bars) in plain_text(report)
    assert "cover" not in plain_text(full).lower().replace("recover", "")


def test_the_number_of_places_stands_in_a_part_of_its_own_where_nothing_else_is_left_out() -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "account", {"account": "Ana"})
    report = covered_report(record.contents(), Choice((home,)), WORDS, PRINTED, Redaction(("ana",)))
    assert [part.id for part in report.parts].count("absent") == 1
    assert WORDS.count("report.covered.places", 1) in plain_text(report)


def test_a_covered_picture_leaves_a_frame_without_its_shape_and_without_its_bytes() -> None:
    record = Record()
    home = record.incident()
    known = {"name": "ana.jpg", "width": 30, "height": 90, "digest": "ab" * 32, "facts": {"Place": "Rome"}}
    card = record.keep(home, "file", {"kept_file": known})
    plain = _with_file(record, card.id)
    contents = dataclasses.replace(plain, pictures={card.id: lambda: b"bytes of the picture"})
    redaction = Redaction(pictures=frozenset({card.id}))
    report = covered_report(contents, Choice((home,)), WORDS, PRINTED, redaction)
    pictures = [
        each for part in report.parts for block in part.blocks if isinstance(block, Proofs) for each in block.pictures
    ]
    assert pictures == [Picture(card.id, 0, 0, BAR, "E-1", WORDS("report.covered.picture"))]
    assert report.pictures == {}
    told = plain_text(report)
    assert not any(text in told for text in ("ana.jpg", "abab", "Rome", "30"))
    assert touched(contents, redaction, WORDS) == {card.id}


def _with_file(record: Record, card: str):  # type: ignore[no-untyped-def]
    from journal.record.evidence import Evidence, EvidenceKind
    from tests.journal.report.kept import NIGHT

    evidence = Evidence(1, card, record.incidents[0].id, EvidenceKind.FILE, "ana.jpg", "image/jpeg", 9, NIGHT)
    return dataclasses.replace(record.contents(), evidence=(evidence,))


def test_entries_are_touched_by_answers_questions_names_and_by_what_the_paper_says_for_them() -> None:
    by_number = {entry.id: entry.seq for entry in CONTENTS.entries}

    def numbers(redaction: Redaction) -> set[int]:
        return {by_number[entry] for entry in touched(CONTENTS, redaction, WORDS)}

    assert numbers(Redaction(("Okafor",))) == {12}
    assert numbers(Redaction(("the tall one",))) == {6, 7, 8, 9, 10, 20, 23, 25, 27, 36}
    assert 24 in numbers(Redaction(("about arrested",)))
    assert numbers(Redaction(("December 3, 2026",))) == {3}
    assert numbers(Redaction(("2026-12-03",))) == {3}
    assert numbers(Redaction()) == set()
    place = occurrences(CONTENTS, ALL, WORDS, PRINTED, Redaction(("Okafor",)))["Okafor"][0]
    assert numbers(Redaction(("Okafor",), spared=frozenset({place.key}))) == set()


def test_a_report_of_the_covered_record_covers_nothing_by_itself() -> None:
    redaction = Redaction(("the tall one",))
    report = outline(covered_contents(CONTENTS, redaction), ALL, WORDS, PRINTED)
    assert report.bar == ""
    assert covered(report, redaction, WORDS).bar == WORDS("report.covered.bar")


def test_only_places_of_this_copy_are_listed() -> None:
    first = Choice(ALL.incidents[:1])
    everywhere, here = (
        occurrences(CONTENTS, choice, WORDS, PRINTED, Redaction(("the tall one", "two questions")))
        for choice in (ALL, first)
    )
    assert len(here["the tall one"]) == len(everywhere["the tall one"]) - 1
    assert everywhere["two questions"]
    assert here["two questions"] == []


def test_the_single_words_of_a_name_are_offered_where_they_stand_by_themselves() -> None:
    record = Record()
    home = record.incident()
    text = "Ana Ruiz came with the dog. Later Ruiz said: the car, Anastasia! Ana-Maria Soto left; Soto too."
    record.keep(home, "account", {"account": text})
    contents, choice = record.contents(), Choice((home,))

    def offered(*phrases: str) -> dict[str, list[str]]:
        return single_words(contents, choice, Redaction(phrases))

    assert offered("Ana Ruiz") == {"Ana Ruiz": ["Ana", "Ruiz"]}
    assert offered("Ana Ruiz", "ruiz") == {"Ana Ruiz": ["Ana"]}
    assert offered("Ana", "the dog") == {}
    assert offered("Maria Soto left") == {"Maria Soto left": ["Soto"]}
