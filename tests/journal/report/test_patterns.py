# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is met in more than one account: by the writer's word, by date, with nothing that the copy leaves out."""

from collections.abc import Iterator

from journal.record.moment import Moment
from journal.report.blocks import Answer, Block, Facts, Heading, Note
from journal.report.choice import CHOOSABLE, PATTERNS, Choice, held, left_out
from journal.report.outline import outline
from journal.words import Words
from tests.journal.report.kept import PRINTED, Record

MARCH = Moment.from_plain({"precision": "exact", "date": "2026-03-05"})


def two_accounts() -> tuple[Record, str, str]:
    """The later day was written about first."""
    record = Record()
    first, second = record.incident("June"), record.incident("March")
    record.keep(first, "setting", {"title": "June", "happened": {"precision": "exact", "date": "2026-06-01"}})
    record.keep(second, "setting", {"title": "March", "happened": {"precision": "about", "date": "2026-03-05"}})
    return record, first, second


def part(record: Record, **choice: object) -> list[Block]:
    contents = record.contents()
    chosen = Choice(tuple(each.id for each in contents.incidents), **choice)  # type: ignore[arg-type]
    report = outline(contents, chosen, Words(), PRINTED)
    return [block for each in report.parts if each.id == PATTERNS for block in each.blocks]


def numbers(blocks: list[Block]) -> Iterator[str]:
    """Where each thing that was done or said stands, in the order of the paper."""
    for block in blocks:
        if isinstance(block, Facts) and not block.rows[0].own:
            yield block.rows[0].link
        elif isinstance(block, Facts) and block.rows[0].text in ("June", "March"):
            yield block.rows[0].link


def test_the_same_look_in_two_accounts_is_no_pattern_until_the_writer_says_so() -> None:
    record, first, second = two_accounts()
    one = record.keep(first, "officers", {"known_as": "the tall one", "badge": "77"})
    two = record.keep(second, "officers", {"known_as": "the tall one", "badge": "77"})
    assert part(record) == []
    record.keep(second, "officers", {"same_officer": {"card": one.id, "name": "x"}, "certainty": "think_so"}, two)
    said = [block for block in part(record) if isinstance(block, Note) and "#3" in block.text]
    assert said[0].text.startswith("The writer says that #3 and #4 are the same person: #5, kept ")
    assert said[0].text.endswith("(think_so)"), "how sure they are of it"
    assert said[0].links == ("#5",)


def test_what_they_did_and_said_stands_by_date_and_not_by_writing() -> None:
    record, first, second = two_accounts()
    one = record.keep(first, "officers", {"known_as": "the tall one", "officer_did": "Sat in the car"})
    same = {"known_as": "the beard", "same_officer": {"card": one.id, "name": "the tall one"}}
    two = record.keep(second, "officers", same)
    record.keep(first, "words", {"quote": {"words": "You again.", "exactness": "gist"}, "speaker": {"card": one.id}})
    quote = {"words": "Hands.", "exactness": "exact"}
    record.keep(second, "words", {"quote": quote, "speaker": {"card": two.id}, "certainty": "sure"})
    record.keep(second, "body", {"movement": "I stepped back.", "who_moved": {"card": "me", "name": ""}})
    found = part(record)
    assert list(numbers(found)) == ["#6", "#3", "#5"]
    [march, june] = [block for block in found if isinstance(block, Answer) and block.mark]
    assert (march.text, june.text) == ("Hands.", "You again.")
    assert (march.mark, june.mark) == (Words()("quote.exact"), Words()("quote.gist"))
    assert [block.text for block in found if isinstance(block, Heading)][1] == "the tall one; the beard"


def test_what_the_copy_leaves_out_is_left_out_here_too() -> None:
    record, first, second = two_accounts()
    one = record.keep(first, "officers", {"known_as": "one"})
    two = record.keep(second, "officers", {"known_as": "two", "same_officer": {"card": one.id, "name": "one"}})
    record.keep(second, "words", {"quote": {"words": "Hands."}, "speaker": {"card": two.id}})
    record.keep(second, "body", {"movement": "He leaned in.", "who_moved": {"card": two.id}})
    without_words = [each for each in CHOOSABLE if each != "words"]
    assert list(numbers(part(record, parts=without_words))) == ["#6"]
    assert part(record, parts=[each for each in CHOOSABLE if each != "officers"]) == []
    assert part(record, parts=[each for each in CHOOSABLE if each != PATTERNS]) == []


def test_with_one_account_chosen_nothing_of_the_other_is_told() -> None:
    record, first, second = two_accounts()
    one = record.keep(first, "officers", {"known_as": "a name from June"})
    same = {"known_as": "two", "same_officer": {"card": one.id, "name": "x"}}
    record.keep(second, "officers", same)
    contents = record.contents()
    report = outline(contents, Choice((second,)), Words(), PRINTED)
    assert PATTERNS not in [each.id for each in report.parts]
    assert PATTERNS not in held(contents, Choice((second,)))
    assert PATTERNS in held(contents, Choice((first, second)))
    assert PATTERNS not in left_out(contents, Choice((second,))).parts
    assert PATTERNS in left_out(contents, Choice((first, second), parts=("officers",))).parts


def test_departments_written_alike_stand_together_and_the_paper_says_that_the_program_did_that() -> None:
    record, first, second = two_accounts()
    one = record.keep(first, "officers", {"known_as": "one", "agency": "Bay Police"})
    record.keep(second, "officers", {"known_as": "two", "agency": "Bay Police"})
    record.keep(first, "words", {"quote": {"words": "Hands."}, "speaker": {"card": one.id}})
    found = part(record)
    assert [block.text for block in found if isinstance(block, Heading)] == [
        "People and departments in more than one account",
        "Bay Police",
    ]
    assert any(isinstance(block, Note) and "letter for letter" in block.text for block in found)
    assert list(numbers(found)) == ["#5"]


def test_what_stands_above_already_is_named_by_its_number_only() -> None:
    record, first, second = two_accounts()
    one = record.keep(first, "officers", {"known_as": "one", "agency": "Bay Police"})
    same = {"known_as": "two", "agency": "Bay Police", "same_officer": {"card": one.id, "name": "one"}}
    record.keep(second, "officers", same)
    record.keep(first, "words", {"quote": {"words": "Hands."}, "speaker": {"card": one.id}})
    found = part(record)
    assert list(numbers(found)) == ["#5", "#5"]
    assert len([block for block in found if isinstance(block, Answer)]) == 1


def test_a_card_says_where_the_writer_joined_it_to_another() -> None:
    record, first, second = two_accounts()
    one = record.keep(first, "officers", {"known_as": "one"})
    record.keep(second, "officers", {"known_as": "two", "same_officer": {"card": one.id, "name": "one"}})
    report = outline(record.contents(), Choice((first, second)), Words(), PRINTED)
    said = [
        block.text
        for each in report.parts
        if each.id == "officers"
        for block in each.blocks
        if isinstance(block, Note) and "same person" in block.text
    ]
    assert said == ["The writer says that this is the same person as in #4: see #4."]


def test_no_contact_of_anyone_is_told_here() -> None:
    record, first, second = two_accounts()
    contact = {"witness_who": "Mrs. Q", "witness_contact": {"phone": "555 0199"}, "witness_saw": "All of it"}
    one = record.keep(first, "others", contact)
    record.keep(second, "others", {"witness_who": "the owner", "same_person": {"card": one.id, "name": "Mrs. Q"}})
    told = part(record)
    assert told
    assert "555 0199" not in str(told)
    assert "All of it" in str(told)
