# SPDX-License-Identifier: GPL-3.0-or-later
"""The outline: what is printed where, what is not, and that two times are never taken for one."""

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.record.entry import EntryKind
from journal.report.blocks import Answer, Block, Fact, Facts, Heading, Note, Report, Words
from journal.report.choice import CHOOSABLE, Choice, left_out
from journal.report.outline import outline
from journal.report.plain import plain_text
from journal.words import PSEUDO
from journal.words import Words as Language
from tests.journal.report.kept import ACCOUNT, PRINTED, Record, rich

GOLDEN = Path(__file__).parents[2] / "data" / "golden"
CONTENTS = rich()
ALL = tuple(incident.id for incident in CONTENTS.incidents)


def made(choice: Choice | None = None, **changes: object) -> Report:
    chosen = dataclasses.replace(choice or Choice(ALL), **changes)  # type: ignore[arg-type]
    return outline(CONTENTS, chosen, Language(), PRINTED)


def blocks(report: Report, part_id: str = "") -> Iterator[Block]:
    for part in report.parts:
        if part_id in ("", part.id):
            yield from part.blocks


def texts(report: Report) -> str:
    return plain_text(report)


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("everything", Choice(ALL, skipped=True)),
        ("one-account", Choice(ALL[:1])),
        ("facts-only", Choice(ALL[:1], feelings=False, contacts=False, identity=False, parts=CHOOSABLE[1:])),
    ],
)
def test_the_outline_is_as_it_was_agreed_on(name: str, choice: Choice) -> None:
    golden = GOLDEN / f"{name}.txt"
    told = plain_text(outline(CONTENTS, choice, Language(), PRINTED))
    if os.environ.get("OWN_WORDS_GOLDEN") == "write":
        golden.write_text(told, encoding="utf-8")
    assert told.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_the_first_account_stands_letter_for_letter_and_once() -> None:
    found = [block for block in blocks(made(), "account") if isinstance(block, Answer) and block.text == ACCOUNT]
    assert len(found) == 1
    assert found[0].own


def test_of_a_title_alone_there_is_no_summary() -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "setting", {"title": "Walking home"})
    report = outline(record.contents(), Choice([home]), Language(), PRINTED)
    assert next(part.id for part in report.parts) == "account"


def test_every_written_answer_of_the_record_is_somewhere_in_a_full_report() -> None:
    told = texts(made())
    for entry in CONTENTS.entries:
        for answer in entry.answers.values():
            if isinstance(answer, str) and entry.kind is EntryKind.WRITTEN and " " in answer:
                assert answer.splitlines()[0] in told


def test_what_someone_says_of_who_they_are_can_be_left_out_by_itself_and_this_is_said() -> None:
    everything, without = texts(made()), texts(made(identity=False))
    assert "A nurse and a grandmother" in everything
    assert "A nurse and a grandmother" not in without
    assert "the only one who was told to show a bag" in without
    assert Language()("report.absent.identity") in without
    assert left_out(CONTENTS, Choice(ALL, identity=False)).identity
    assert not left_out(CONTENTS, Choice(ALL)).identity


def test_the_first_page_leads_to_force_video_care_and_complaints_in_the_words_that_were_written() -> None:
    told = texts(made(parts=["summary", "force", "custody", "evidence", "injuries", "complaints"]))
    page = told[: told.index("Force and restraint\n")]
    for said in ("Two, I think", "Over the door of the deli", "Right wrist", "Dr. Amadi", "Review board; 26-88"):
        assert said in page
    assert "(no)" in page[page.index("Told of being under arrest") :].splitlines()[1]


def test_a_question_is_printed_as_it_was_worded_when_it_was_answered() -> None:
    record = Record()
    home = record.incident()
    entry = record.keep(home, "account", {"account": "x"})
    old = dataclasses.replace(entry.wording, texts={**entry.wording.texts, "account": "An older question"})
    record.entries[0] = dataclasses.replace(entry, wording=old)
    told = outline(record.contents(), Choice([home]), Language(), PRINTED)
    assert any(isinstance(block, Answer) and block.question == "An older question" for block in blocks(told))


def test_time_of_event_and_time_of_writing_stand_apart_on_the_cover_and_at_the_account() -> None:
    report = made()
    event, written = report.cover.accounts[0].lines
    assert "9:40" in event
    assert "When it happened" in event
    assert "First written" in written
    assert "9:40" not in written
    rows = [row for block in blocks(report, "account") if isinstance(block, Facts) for row in block.rows]
    assert [row.label for row in rows][:3] == ["When it happened", "Writing begun", "Kept as it stands"]


def test_an_empty_part_is_not_printed() -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "account", {"account": "x"})
    report = outline(record.contents(), Choice([home]), Language(), PRINTED)
    assert [part.id for part in report.parts] == ["summary", "account", "key", "integrity", "counsel"]


def test_a_record_with_nothing_in_it_makes_a_report() -> None:
    report = outline(Record().contents(), Choice([]), Language(), PRINTED)
    assert [part.id for part in report.parts] == ["key", "integrity", "counsel"]


@pytest.mark.parametrize("purpose", [["complaint"], ["myself", "not_sure"], {"instead": "rather_not"}, None])
def test_purpose_and_legend_stay_off_the_paper_unless_it_is_a_lawyers_advice(purpose: object) -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "why", {"purpose": purpose, "writer": "me"} if purpose else {"writer": "me"})
    words = Language()
    report = outline(record.contents(), Choice([home]), words, PRINTED)
    assert not report.cover.legend
    assert not report.margins.legend
    assert all(fact.label != words("report.fact.purpose") for fact in report.cover.facts)


def test_a_chosen_purpose_is_printed_with_its_date() -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "why", {"purpose": ["complaint"]})
    report = outline(record.contents(), Choice([home], purpose=True), Language(), PRINTED)
    assert any("(complaint)" in fact.text and "2026" in fact.text for fact in report.cover.facts)


def test_one_account_with_another_purpose_takes_the_legend_away() -> None:
    assert made().margins.legend
    record = Record()
    one, two = record.incident(), record.incident()
    record.keep(one, "why", {"purpose": ["lawyer"]})
    record.keep(two, "why", {"purpose": ["complaint"]})
    assert not outline(record.contents(), Choice([one, two]), Language(), PRINTED).margins.legend


def test_witness_contacts_can_be_left_out_and_this_is_said() -> None:
    told = texts(made(contacts=False))
    assert "555 0117" not in told
    assert "How witnesses can be reached is left out" in told


def test_feelings_can_be_left_out_and_facts_stay() -> None:
    told = texts(made(feelings=False))
    assert "Woke at four" not in told
    assert "Late by forty minutes" in told
    assert "how it was to live through it are left out" in told


def test_a_part_that_was_not_chosen_is_nowhere_but_in_the_list_of_what_is_left_out() -> None:
    report = made(parts=[part for part in CHOOSABLE if part not in ("officers", "witnesses")])
    told = texts(report)
    assert "Tall, grey beard" not in told
    assert "Okafor" not in told
    table = next(block for block in blocks(report, "integrity") if hasattr(block, "head"))
    assert all(row[0] not in ("#8", "#12") for row in table.rows)
    assert "Officers, cars and earlier meetings; Who else was there" in told


def test_skipped_steps_stay_off_the_paper_unless_chosen() -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "body", kind=EntryKind.SKIPPED)
    record.keep(home, "account", {"account": "x"})
    title = "The page called body"
    assert title not in texts(outline(record.contents(), Choice([home]), Language(), PRINTED))
    assert title in texts(outline(record.contents(), Choice([home], skipped=True), Language(), PRINTED))


def test_a_skipped_step_that_was_written_later_is_not_called_skipped() -> None:
    assert all(part.id != "skipped" for part in made(skipped=True).parts)


def test_drafts_are_counted_and_nothing_of_them_is_shown() -> None:
    assert "1 page was still being written" in texts(made())
    assert left_out(CONTENTS, Choice(ALL)).drafts == 1


def test_whether_the_place_was_safe_is_never_printed() -> None:
    assert "safe_place" not in texts(made())


def test_an_addition_shows_what_it_adds_to_with_both_dates_and_its_reason() -> None:
    told = list(blocks(made(), "additions"))
    notes = " ".join(block.text for block in told if isinstance(block, Note))
    assert "#6 as it stood, kept" in notes
    assert "#15 · Written" in notes
    assert any(isinstance(block, Words) and ACCOUNT.startswith(block.text) for block in told)
    assert any(isinstance(block, Answer) and block.text == "I saw the mark when I washed" for block in told)
    before, after = [block.text for block in told if isinstance(block, Answer) and "badge" in block.question]
    assert (before, after) == ("ends in 77", "ends in 77, maybe 177")


def test_an_entry_that_was_added_to_says_so() -> None:
    notes = [block.text for block in blocks(made(), "account") if isinstance(block, Note)]
    assert any(note.startswith("Added to later: see #15") for note in notes)


def test_what_a_witness_told_is_marked_as_told() -> None:
    found = [block for block in blocks(made(), "witnesses") if isinstance(block, Answer) and block.mark]
    assert [block.mark for block in found] == ["Told to me"]


def test_a_person_seen_twice_leads_to_the_first_card() -> None:
    found = [block for block in blocks(made(), "officers") if isinstance(block, Answer) and block.link]
    assert {block.link for block in found} == {"#8"}


def test_the_summary_adds_no_word_to_the_answers() -> None:
    rows = [row for block in blocks(made(), "summary") if isinstance(block, Facts) for row in block.rows]
    own = [row.text for row in rows if row.own]
    kept = " ".join(str(answer) for entry in CONTENTS.entries for answer in entry.answers.values())
    assert all(piece in kept for text in own for piece in text.split("; "))


def test_clock_flags_stand_with_the_entry_and_on_the_integrity_sheet() -> None:
    told = texts(made())
    assert "The computer's clock had moved" in told
    assert "#16: the clock stood earlier" in told


def test_the_integrity_sheet_shows_the_whole_head_and_the_foot_its_beginning() -> None:
    report = made()
    head = CONTENTS.head.hex()
    assert report.margins.fingerprint.replace(" ", "") == head[:12]
    assert head in texts(report).replace(" ", "")


def test_practice_says_so_and_other_reports_do_not() -> None:
    assert not made().margins.across
    report = outline(dataclasses.replace(CONTENTS, practice=True), Choice(ALL), Language(), PRINTED)
    assert report.margins.across == "PRACTICE"
    assert "made up" in report.margins.made_up
    assert "made up" in report.cover.made_up


def test_only_words_from_the_text_files_and_the_record_are_on_paper() -> None:
    report = outline(CONTENTS, Choice(ALL, skipped=True), Language(PSEUDO), PRINTED)
    dated = list(blocks(report, "calendar"))  # its labels are dates: they stand in no file
    for block in (each for each in blocks(report) if each not in dated or not isinstance(each, Facts)):
        told = [block.text] if isinstance(block, Heading | Note) and not getattr(block, "own", False) else []
        told += (
            [fact.label for fact in block.rows if isinstance(fact, Fact) and fact.label]
            if isinstance(block, Facts)
            else []
        )
        for text in told:
            assert text.startswith(("⟦", "#")) or any(
                text in entry.wording.texts.values() for entry in CONTENTS.entries
            )


def test_an_entry_of_a_newer_program_is_printed_as_it_was_kept() -> None:
    record = Record()
    home = record.incident()
    entry = record.keep(home, "account", {"account": "x"})
    texts_then = {"#step": "A new page", "smell": "What did you smell?"}
    newer = dataclasses.replace(
        entry, step="smells", answers={"smell": "Rain"}, wording=dataclasses.replace(entry.wording, texts=texts_then)
    )
    record.entries[0] = newer
    told = texts(outline(record.contents(), Choice([home]), Language(), PRINTED))
    assert "What did you smell?" in told
    assert "Rain" in told


def test_an_added_purpose_is_not_printed_by_the_back_door() -> None:
    record = Record()
    home = record.incident()
    first = record.keep(home, "why", {"purpose": ["lawyer"]})
    record.keep(home, "why", {"purpose": ["complaint"]}, adds_to=first)
    told = texts(outline(record.contents(), Choice([home]), Language(), PRINTED))
    assert "(complaint)" not in told
    assert "(lawyer)" not in told


def test_what_a_person_says_about_a_time_stands_in_their_own_type() -> None:
    rows = [row for block in blocks(made(), "summary") if isinstance(block, Facts) for row in block.rows]
    said = next(row for row in rows if row.text.startswith("spring 2025"))
    assert said.own
    assert not next(row for row in rows if row.text == "Time not known").own


def test_a_badge_learned_later_stands_in_the_summary_with_its_own_number() -> None:
    rows = [row for block in blocks(made(), "summary") if isinstance(block, Facts) for row in block.rows]
    [learned] = [row for row in rows if row.label == Language()("report.fact.officer_added")]
    assert (learned.text, learned.own) == ("ends in 77, maybe 177", True)
    [addition] = [entry for entry in CONTENTS.entries if entry.answers.get("badge") == learned.text]
    assert learned.link == f"#{addition.seq}"
    without = made(parts=[part for part in CHOOSABLE if part != "additions"])
    assert learned.label not in texts(without)
