# SPDX-License-Identifier: GPL-3.0-or-later
"""A child's sheet on paper: only when chosen, on pages of its own behind a front page, and never in any other part."""

import dataclasses
import os
from pathlib import Path

import pypdfium2
import pytest

from journal.guide.step import Kind
from journal.guide.steps import CHILD_SHEET, GUIDES
from journal.record.contents import Contents
from journal.record.entry import EntryKind
from journal.record.evidence import Evidence, EvidenceKind
from journal.report.blocks import Facts, Heading, Level, NewPage, Report, Table
from journal.report.choice import Choice, left_out
from journal.report.outline import outline
from journal.report.pdf import build
from journal.report.plain import plain_text
from journal.words import Words as Language
from tests.journal.report.kept import PRINTED, Record

GOLDEN = Path(__file__).parents[2] / "data" / "golden"
CALLED, FULL, SAID, SEEN, LATER = "Qx.", "Quillon Xanthe", "Zebra moon, the lamp sang", "walked in circles", "a Tuesday"


def record(*, purpose: list[str] | None = None) -> tuple[Record, str, str]:
    made = Record()
    home = made.incident()
    made.keep(home, "why", {"purpose": ["lawyer"], "writer": "me", "writer_name": "R. Alvarez"})
    made.keep(home, "setting", {"title": "The stairs", "happened": {"precision": "exact", "date": "2026-11-12"}})
    made.keep(home, "account", {"account": "We came up the stairs."})
    sheet = made.incident(CALLED, guide=CHILD_SHEET)
    made.keep(sheet, "child_how", kind=EntryKind.SEEN)
    made.keep(sheet, "child_there", kind=EntryKind.SKIPPED)
    who = {
        "child_called": CALLED,
        "child_age": "six",
        "child_relation": "I am the aunt",
        "about_account": {"incident": home, "name": "The stairs"},
        "child_full_name": FULL,
        "writer_name": "R. Alvarez",
    }
    made.keep(sheet, "child_who", who | ({"purpose": purpose} if purpose else {}))
    said = made.keep(
        sheet,
        "child_said",
        {
            "child_words": {"words": SAID, "exactness": "exact", "language": "Spanish"},
            "child_said_when": {"precision": "about", "date": "2026-11-13", "time": "17:40"},
            "child_before": "putting cups away",
            "adult_first": "I said: careful.",
            "child_asked": "nobody",
            "said_known": "self",
        },
    )
    made.keep(sheet, "child_change", {"change_seen": SEEN, "child_usual": "sat and read"})
    made.keep(sheet, "later", {"addition": LATER, "reason": "came back to me"}, adds_to=said)
    made.keep(sheet, "child_questions", {"child_questions": "Who may talk with the child?"})
    return made, home, sheet


RECORD, HOME, SHEET = record()
CONTENTS = RECORD.contents()
ALL = (HOME, SHEET)  # as a caller that knows of no sheets would pass all ids


def made(contents: Contents = CONTENTS, **choice: object) -> Report:
    chosen = dataclasses.replace(Choice((HOME,)), **choice)  # type: ignore[arg-type]
    return outline(contents, chosen, Language(), PRINTED)


def on_paper(report: Report) -> str:
    document = pypdfium2.PdfDocument(build(report, now=PRINTED))
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def answers_of_the_sheet() -> list[str]:
    """Every text on the sheet that stands nowhere in the account."""
    own = " ".join(str(entry.answers) for entry in CONTENTS.entries if entry.incident == HOME)
    found = []
    for entry in CONTENTS.entries:
        if entry.incident == SHEET:
            fields = {field.id: field for field in GUIDES[entry.wording.guide].step(entry.step).fields}
            for name, answer in entry.answers.items():
                said = answer.get("words", "") if fields[name].kind is Kind.QUOTE else answer
                if isinstance(said, str) and said and said not in own and not fields[name].options:
                    found.append(said)
    return found


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("child-left-out", {}),
        ("child-chosen", {"sheets": (SHEET,)}),
        ("child-alone", {"incidents": (), "sheets": (SHEET,)}),
    ],
)
def test_the_outline_is_as_it_was_agreed_on(name: str, choice: dict[str, object]) -> None:
    golden = GOLDEN / f"{name}.txt"
    told = plain_text(made(**choice))
    if os.environ.get("OWN_WORDS_GOLDEN") == "write":
        golden.write_text(told, encoding="utf-8")
    assert told.splitlines() == golden.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("incidents", [(HOME,), ALL])
def test_no_word_of_a_sheet_stands_in_a_report_that_did_not_choose_it(incidents: tuple[str, ...]) -> None:
    words = answers_of_the_sheet()
    assert len(words) > 8
    told = on_paper(made(incidents=incidents, skipped=True, purpose=True))
    assert [each for each in words if each in told] == []
    assert "The page called child" not in told, "nor that a page of it was written or skipped"


def test_a_chosen_sheet_is_printed_whole_and_letter_for_letter() -> None:
    told = on_paper(made(sheets=(SHEET,), child_names=True))
    assert [each for each in answers_of_the_sheet() if each not in told] == []


def test_a_full_name_is_printed_only_if_that_is_chosen_too() -> None:
    assert FULL not in on_paper(made(sheets=(SHEET,)))
    report = made(sheets=(SHEET,), child_names=True)
    assert FULL in plain_text(report)
    front = next(part for part in report.parts if part.id == "child")
    assert any(row.text == CALLED for block in front.blocks if isinstance(block, Facts) for row in block.rows)


def test_a_sheet_has_a_front_page_and_stands_behind_everything_else() -> None:
    report = made(sheets=(SHEET,))
    ids = [part.id for part in report.parts]
    first = ids.index("child")
    assert set(ids[first:]) == {"child"}
    assert ids[first - 1] == "counsel"
    front, page = report.parts[first].blocks, report.parts[first + 1].blocks
    assert isinstance(front[0], NewPage)
    assert isinstance(front[1], Heading)
    assert (front[1].level, front[1].listed) == (Level.INCIDENT, True)
    assert isinstance(page[0], NewPage), "the front page is a page of its own"


def test_who_wrote_it_and_the_two_times_stand_on_its_front_page() -> None:
    report = made(sheets=(SHEET,))
    front = next(part for part in report.parts if part.id == "child")
    rows = {row.label: row.text for block in front.blocks if isinstance(block, Facts) for row in block.rows}
    words = Language()
    for name in ("child_called", "writer_name", "child_relation", "first_written", "printed", "about_account"):
        assert rows[words(f"report.fact.{name}")]
    assert rows[words("report.fact.about_account")] == "The stairs"


def test_nothing_of_a_sheet_is_in_the_parts_of_the_account() -> None:
    with_sheet, without = made(sheets=(SHEET,)), made()
    account = [part for part in with_sheet.parts if part.id not in ("child", "absent", "integrity")]
    assert account == [part for part in without.parts if part.id not in ("absent", "integrity")]


def test_the_integrity_sheet_lists_the_entries_of_a_sheet_only_when_it_is_printed() -> None:
    def listed(report: Report) -> set[str]:
        part = next(part for part in report.parts if part.id == "integrity")
        return {row[0] for block in part.blocks if isinstance(block, Table) for row in block.rows}

    written = {f"#{each.seq}" for each in CONTENTS.entries if each.incident == SHEET and each.kind is EntryKind.WRITTEN}
    assert written
    assert listed(made(sheets=(SHEET,))) - listed(made()) == written
    assert listed(made(incidents=ALL)) == listed(made())


def test_a_sheet_that_is_left_out_is_named_as_such_and_not_as_an_account() -> None:
    out = left_out(CONTENTS, Choice((HOME,)))
    assert (out.incidents, out.sheets, out.child_names) == (0, 1, False)
    assert "1 sheet about what a child said or did is left out" in plain_text(made())
    assert left_out(CONTENTS, Choice((HOME,), sheets=(SHEET,))).child_names
    assert not left_out(CONTENTS, Choice((HOME,), sheets=(SHEET,), child_names=True)).anything


def test_a_sheet_with_nothing_kept_on_it_is_neither_printed_nor_missed() -> None:
    bare = Record()
    home = bare.incident()
    bare.keep(home, "account", {"account": "x"})
    sheet = bare.incident(guide=CHILD_SHEET)
    bare.keep(sheet, "child_how", kind=EntryKind.SEEN)
    assert left_out(bare.contents(), Choice((home,))).sheets == 0
    report = outline(bare.contents(), Choice((home,), sheets=(sheet,)), Language(), PRINTED)
    assert "child" not in [part.id for part in report.parts]


def test_a_copy_of_a_sheet_alone_has_nothing_of_the_writers_own() -> None:
    both, home, sheet = record()
    both.keep("", "day", {"day_text": "my own bad night"})
    told = plain_text(outline(both.contents(), Choice((), sheets=(sheet,)), Language(), PRINTED))
    assert SAID in told
    assert "my own bad night" not in told
    assert "We came up the stairs." not in told
    assert home != sheet


def test_the_line_of_confidence_holds_only_if_the_sheet_was_written_for_a_lawyer_too() -> None:
    assert made().margins.legend
    assert not made(sheets=(SHEET,)).margins.legend
    for_lawyer, home, sheet = record(purpose=["lawyer"])
    chosen = Choice((home,), sheets=(sheet,))
    report = outline(for_lawyer.contents(), chosen, Language(), PRINTED)
    assert report.margins.legend == report.cover.legend != ""


def test_no_time_since_anything_is_worked_out_for_a_childs_words() -> None:
    parts = [part for part in made(sheets=(SHEET,)).parts if part.id == "child"]
    assert "after the event" not in plain_text(dataclasses.replace(made(), parts=tuple(parts)))


def test_two_sheets_are_two_sets_with_a_number_each() -> None:
    two, home, first = record()
    second = two.incident("Bo", guide=CHILD_SHEET)
    two.keep(second, "child_change", {"change_seen": "hums at night"})
    report = outline(two.contents(), Choice((home,), sheets=(second, first)), Language(), PRINTED)
    headings = [
        block
        for part in report.parts
        if part.id == "child"
        for block in part.blocks
        if isinstance(block, Heading) and block.level is Level.INCIDENT
    ]
    assert [each.anchor for each in headings] == ["child-1", "child-2"]
    assert len({each.text for each in headings}) == 2


def test_a_sheet_alone_comes_before_the_last_pages_which_begin_on_fresh_paper() -> None:
    report = made(incidents=(), sheets=(SHEET,))
    ids = [part.id for part in report.parts]
    assert ids[0] == "child"
    after = report.parts[ids.index("child") + ids.count("child")]
    assert isinstance(after.blocks[0], NewPage)
    assert isinstance(after.blocks[1], Heading)
    build(report, now=PRINTED)


def test_a_thing_that_belongs_to_a_sheet_is_printed_with_it_and_nowhere_else() -> None:
    kept, home, sheet = record()
    card = kept.keep(sheet, "thing", {"thing_what": "a drawing in green chalk"})
    thing = Evidence(1, card.id, sheet, EvidenceKind.THING, "a drawing", "", 0, card.kept)
    contents = dataclasses.replace(kept.contents(), evidence=(thing,))
    for incidents in ((home,), (home, sheet)):
        assert "green chalk" not in plain_text(outline(contents, Choice(incidents), Language(), PRINTED))
    report = outline(contents, Choice((home,), sheets=(sheet,)), Language(), PRINTED)
    held = [part.id for part in report.parts if "green chalk" in plain_text(dataclasses.replace(report, parts=(part,)))]
    assert held == ["child"]
