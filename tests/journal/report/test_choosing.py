# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person can choose besides parts: dates to ask about, photos, one person only, who has copies."""

import dataclasses
import re
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest

from journal.clock import Stamp
from journal.record.copy_made import CopyMade, noted
from journal.record.entry import Entry, EntryKind
from journal.report.blocks import Block, Fact, Facts, Heading, NewPage, Note, Picture, Proofs, Report, Table
from journal.report.choice import CHOOSABLE, DATES, FULL_PAGE, NO_PHOTOS, SUMMARY, Choice, held, left_out, settled
from journal.report.closing import absent_lines
from journal.report.copied import copied
from journal.report.outline import outline
from journal.report.pdf import build
from journal.report.plain import plain_text
from journal.report.telling import Teller
from journal.support import LegalDate, read
from journal.words import Words
from tests.helpers.kept import WORDING
from tests.journal.report import test_kept_things
from tests.journal.report.kept import PRINTED, Record, rich

CONTENTS = rich()
HOME, STOP = (each.id for each in CONTENTS.incidents)
LAW = (
    LegalDate(
        "x", frozenset({"ny"}), "New York", "Telling the city", "Within 90 days", "Some Law § 50-e", "Sworn form.",
        "law.example", date(2026, 11, 22),
    ),
    LegalDate("y", frozenset({"ny"}), "Anywhere", "Court", "2 years", "28 U.S.C.", "", "code", date(2026, 11, 1)),
)  # fmt: skip
WORD = Words()
DAY = "About November 12, 2026, 9:40\u202fPM"


def made(contents=CONTENTS, incidents=(HOME, STOP), **choice) -> Report:
    return outline(contents, Choice(incidents, **choice), WORD, PRINTED)


def part(report: Report, name: str) -> list[Block]:
    return [block for each in report.parts if each.id == name for block in each.blocks]


def rows(blocks: list[Block]) -> list[Fact]:
    return [row for block in blocks if isinstance(block, Facts) for row in block.rows]


# ---------------------------------------------------------------------------------------------------------- the cover


def on_cover(**choice) -> list[tuple[str, str]]:
    asked = (WORD("report.fact.place"), WORD("report.fact.court_date"))
    return [(row.text, row.link) for row in made(**choice).cover.facts if row.label in asked]


def test_the_cover_says_where_it_was_and_each_court_date_once() -> None:
    assert on_cover() == [("Corner of Pine and 4th, by the deli", "#5"), ("December 3, 2026, 9:30\u202fAM", "#3")]
    twice = Record()
    home = twice.incident("")
    day = {"precision": "exact", "date": "2026-12-03"}
    twice.keep(home, "safe", {"charges": "yes", "court_date": day})
    twice.keep(home, "court", {"court_what": "Noise", "court_when": day, "court_next": day | {"date": "2027-01-08"}})
    told = made(twice.contents(), (home,)).cover.facts
    assert [row.text for row in told if row.label == WORD("report.fact.court_date")] == [
        "December 3, 2026",
        "January 8, 2027",
    ]


def test_what_holds_for_one_of_two_accounts_stands_below_its_name_on_the_cover() -> None:
    told = Record()
    bench, laundry = told.incident(""), told.incident("")
    for incident, place, asked in ((bench, "Larkspur Street", "no"), (laundry, "Heron Street", "yes")):
        told.keep(incident, "why", {"purpose": ["lawyer"], "asked_by_lawyer": asked})
        told.keep(incident, "setting", {"place": place} | ({"title": "The bench"} if incident == bench else {}))
    rows = [(row.label, row.text) for row in made(told.contents(), (bench, laundry)).cover.facts]
    names = [place for place, (label, _text) in enumerate(rows) if label == WORD("report.fact.about")]
    assert [rows[place][1] for place in names] == ["The bench", WORD("report.incident", place=2)]
    first, second = rows[names[0] : names[1]], rows[names[1] :]
    asked = WORD("report.fact.asked_by_lawyer")
    assert [text for label, text in first if label in (WORD("report.fact.place"), asked)] == ["Larkspur Street", "(no)"]
    assert [text for label, text in second if label in (WORD("report.fact.place"), asked)] == ["Heron Street", "(yes)"]
    alone = made(told.contents(), (bench,)).cover.facts
    assert WORD("report.fact.about") not in {row.label for row in alone}


@pytest.mark.parametrize(
    ("parts", "told"),
    [(("days",), []), (("account",), ["#5"]), ((SUMMARY,), ["#5"]), (("case",), ["#3"]), ((), [])],
)
def test_the_cover_says_nothing_that_the_parts_leave_out(parts: tuple[str, ...], told: list[str]) -> None:
    assert [link for _text, link in on_cover(parts=parts)] == told


# ------------------------------------------------------------------------------------------------- dates to ask about


def test_the_dates_stand_right_after_the_summary_with_the_day_as_it_was_given_and_no_other() -> None:
    report = made(incidents=(HOME,), law=LAW)
    assert [each.id for each in report.parts][:3] == [SUMMARY, DATES, "case"]
    found = part(report, DATES)
    first = next(block for block in found if isinstance(block, Facts))
    assert [(row.label, row.text) for row in first.rows] == [
        ("Rule", "Within 90 days"),
        ("Law", "Some Law § 50-e"),
        ("For", "New York"),
        ("When it happened", DAY),
        ("Note", "Sworn form."),
        ("Checked on", "November 22, 2026"),
        ("Source", "law.example"),
    ]
    assert "lawyer" in WORD("report.dates.ask")
    assert [row.link for row in first.rows if row.link] == ["#5"], "leads to where the day was given"


def test_of_several_accounts_each_has_its_own_day_in_the_writers_measure() -> None:
    report = made(law=LAW)
    assert report.parts[0].id == DATES
    texts = [(row.label, row.text, row.own) for row in rows(part(report, DATES))]
    assert ("When it happened: Walking home", DAY, False) in texts
    assert ("When it happened: Traffic stop", WORD("moment.unknown"), False) in texts
    assert ("", "spring 2025, a school day", True) in texts


def test_of_many_accounts_the_days_stand_once() -> None:
    record = Record()
    ids = []
    for place in range(5):
        incident = record.incident(f"Account {place}")
        record.keep(incident, "account", {"account": "x"})
        ids.append(incident)
    found = rows(part(made(record.contents(), tuple(ids), law=LAW), DATES))
    assert sum(row.label.startswith("When it happened") for row in found) == 5
    assert all(row.text == WORD("report.not_given") for row in found if row.label.startswith("When it happened"))


@pytest.mark.parametrize("area", [each.id for each in read().areas])
def test_no_day_stands_among_the_dates_but_those_given_and_those_of_the_checking(area: str) -> None:
    """Whatever a rule says, nothing is worked out from it."""
    law = read().dates_in(area)
    assert law
    given = {"2026"} | {str(each.checked_on.year) for each in law}
    for row in rows(part(made(incidents=(HOME,), law=law), DATES)):
        if row.label in {"Rule", "Law", "For", "Note", "Source"}:
            continue
        assert set(re.findall(r"\b(?:19|20)\d\d\b", row.text)) <= given
        assert row.text in {DAY, "November 22, 2026", "November 25, 2026"}


def test_without_a_place_they_are_not_there_and_not_missed() -> None:
    assert part(made(), DATES) == []
    assert DATES not in left_out(CONTENTS, Choice((HOME,), parts=())).parts
    without = [each for each in CHOOSABLE if each != DATES]
    assert part(made(law=LAW, parts=without), DATES) == []
    assert left_out(CONTENTS, Choice((HOME, STOP), parts=without, law=LAW)).parts == (DATES,)


# ------------------------------------------------------------------------------------------------------------- photos


def things(**choice) -> Report:
    contents = test_kept_things.CONTENTS
    return outline(contents, Choice([each.id for each in contents.incidents], **choice), WORD, PRINTED)


def test_a_photo_can_have_a_page_of_its_own_with_who_took_it_and_its_digests() -> None:
    small, full = things(), things(photos=FULL_PAGE)
    assert not [block for block in part(small, "evidence") if isinstance(block, Picture)]
    found = part(full, "evidence")
    assert not [block for block in found if isinstance(block, Proofs)]
    places = [place for place, block in enumerate(found) if isinstance(block, Picture)]
    proofs = [each for block in part(small, "evidence") if isinstance(block, Proofs) for each in block.pictures]
    assert [found[place].key for place in places] == [each.key for each in proofs]  # type: ignore[union-attr]
    for place in places:
        fresh, heading, facts, picture = found[place - 3 : place + 1]
        assert isinstance(fresh, NewPage)
        assert isinstance(heading, Heading)
        assert isinstance(picture, Picture)
        assert heading.anchor == f"photo-{picture.mark}"
        assert isinstance(facts, Facts)
        assert [row.label for row in facts.rows][-2:] == [
            WORD("report.evidence.came"),
            WORD("report.evidence.stored"),
        ]
    first = next(block for block in found[places[0] - 1 :] if isinstance(block, Facts))
    assert ("Who took or made it", "my sister", True) in [(row.label, row.text, row.own) for row in first.rows]
    links = [block.links for block in found if isinstance(block, Note) and "page of its own" in block.text]
    assert links == [(f"photo-{found[place].mark}",) for place in places]  # type: ignore[union-attr]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_each_photo_its_name_and_its_digests_stand_on_one_sheet(paper: str) -> None:
    report = things(photos=FULL_PAGE, paper=paper)
    blocks = part(report, "evidence")
    names = [block.text for block in blocks if isinstance(block, Heading) and block.anchor.startswith("photo-")]
    document = pypdfium2.PdfDocument(build(report, now=PRINTED))
    shown = []
    for sheet in document:
        pictures = [each for each in sheet.get_objects() if each.type == pdfium_c.FPDF_PAGEOBJ_IMAGE]
        if pictures:
            text = "".join(sheet.get_textpage().get_text_range().split())
            assert len(pictures) == 1
            assert text.count("SHA-256") == 2
            shown.append(text)
    document.close()
    assert len(shown) == len(names) > 0
    assert all("".join(name.split()) in text for name, text in zip(names, shown, strict=True))


def test_photos_can_stay_out_and_that_is_said() -> None:
    contents = test_kept_things.CONTENTS
    choice = Choice([each.id for each in contents.incidents], photos=NO_PHOTOS)
    report = outline(contents, choice, WORD, PRINTED)
    assert not [block for each in report.parts for block in each.blocks if isinstance(block, Picture | Proofs)]
    assert WORD("report.absent.photos") in absent_lines(Teller(contents, settled(contents, choice), WORD))
    assert not left_out(CONTENTS, Choice((HOME,), photos=NO_PHOTOS)).photos, "there are none"
    no_evidence = dataclasses.replace(choice, parts=[each for each in CHOOSABLE if each != "evidence"])
    assert not left_out(contents, no_evidence).photos, "the part that has them stays out as a whole"


def test_photos_of_an_injury_stand_as_proofs_below_its_words() -> None:
    record = test_kept_things.Kept()
    home = record.incident("Home")
    photo = record.file(home, "wrist.jpg", width=400, height=300)
    mention = [{"card": photo.id, "name": "wrist.jpg"}]
    record.keep(home, "injuries", {"injury_place": "Wrist", "injury_photos": mention})
    [proofs] = [block for block in part(made(record.contents(), (home,)), "injuries") if isinstance(block, Proofs)]
    assert [each.mark for each in proofs.pictures] == ["E-1"]
    assert not [
        block
        for block in part(made(record.contents(), (home,), photos=FULL_PAGE), "injuries")
        if isinstance(block, Proofs)
    ]


# ---------------------------------------------------------------------------------------------- one person, one office

TALL = next(entry.id for entry in CONTENTS.entries if entry.answers.get("known_as") == "the tall one")
BEARD = next(entry.id for entry in CONTENTS.entries if entry.answers.get("known_as") == "the one with the beard")


@pytest.mark.parametrize("card", [TALL, BEARD])
def test_a_copy_about_one_person_has_what_is_about_them_and_nothing_else(card: str) -> None:
    report = made(about=card)
    assert report.parts[0].id == "about"
    told = plain_text(report)
    for there in ("Tall, grey beard", "Same beard, same voice", "Hands where I can see them", "You fit a description"):
        assert there in told
    for gone in ("I was walking home from the bus", "Okafor", "Woke at four", "Criminal Court", "A nurse", "112.50"):
        assert gone not in told
    [row] = [row for row in report.cover.facts if row.label == WORD("report.fact.only_about")]
    assert (row.text, row.own) == ("the tall one; the one with the beard", True)
    assert [each.title for each in report.cover.accounts] == ["Walking home", "Traffic stop"]
    assert WORD("report.absent.others") in told


def test_the_card_can_be_of_an_account_that_stays_out() -> None:
    """Whoever is meant is meant, whichever of their cards the button was on."""
    told = plain_text(made(incidents=(HOME,), about=BEARD))
    assert "Tall, grey beard" in told
    assert "Same beard" not in told
    assert "the one with the beard" not in told


def test_the_lists_at_the_end_name_no_entry_that_is_not_about_them() -> None:
    settled_ = settled(CONTENTS, Choice((HOME, STOP), about=TALL))
    [table] = [block for block in part(made(about=TALL), "integrity") if isinstance(block, Table)]
    numbers = {row[0] for row in table.rows}
    assert numbers == {f"#{entry.seq}" for entry in CONTENTS.entries if entry.id in (settled_.only or ())}
    account = next(entry for entry in CONTENTS.entries if entry.step == "account")
    assert f"#{account.seq}" not in numbers


def test_only_the_accounts_in_which_they_are_met_stand_on_the_cover() -> None:
    record = Record()
    first, second = record.incident("First"), record.incident("Second")
    card = record.keep(first, "officers", {"known_as": "the short one", "agency": "City"})
    record.keep(second, "officers", {"known_as": "another", "agency": "City"})
    record.keep(second, "account", {"account": "a long story"})
    contents = record.contents()
    report = made(contents, (first, second), about=card.id)
    assert len(report.cover.accounts) == 1
    assert "another" not in plain_text(report)
    office = made(contents, (first, second), about=card.id, department=True)
    assert len(office.cover.accounts) == 2
    assert "a long story" not in plain_text(office)
    [row] = [row for row in office.cover.facts if row.label == WORD("report.fact.only_about")]
    assert row.text == "City"


def test_a_person_who_is_not_there_gives_an_empty_copy_and_no_stop() -> None:
    report = made(about="f" * 32)
    assert "Tall, grey beard" not in plain_text(report)
    assert {each.id for each in report.parts} <= {"absent", "key", "integrity", "counsel"}


def test_no_childs_sheet_is_in_a_copy_about_one_person() -> None:
    record = Record()
    home = record.incident("Home")
    card = record.keep(home, "officers", {"known_as": "the short one"})
    choice = settled(record.contents(), Choice((home,), sheets=("x",), about=card.id))
    assert choice.sheets == ()
    assert SUMMARY not in held(record.contents(), choice)


# ------------------------------------------------------------------------------------------------------ who has copies


def log(*copies: tuple[CopyMade, str]):
    stamp = Stamp(PRINTED.utc, PRINTED.offset_minutes)
    return noted(
        Entry(
            f"{place:032x}",
            "",
            EntryKind.WRITTEN,
            "copy",
            WORDING,
            copy.answers(for_whom),
            stamp,
            stamp,
            seq=90 + place,
        )
        for place, (copy, for_whom) in enumerate(copies)
    )


def test_who_has_copies_is_printed_only_if_it_is_chosen_and_names_no_other_account() -> None:
    first = CopyMade("printed", "ab" * 32, 12, (HOME, STOP), ("case",), covered=True, first=2, last=5, copies=3)
    contents = dataclasses.replace(CONTENTS, copies=log((first, "Ms. Oduya"), (CopyMade("saved", "x", 1, (), ()), "")))
    assert "Oduya" not in plain_text(made(contents))
    told = plain_text(made(contents, (HOME,), copies=True))
    assert (
        "Printed · Copy with words covered · 12 pages · only pages 2 to 5 · printed 3 times · Walking home · " in told
    )
    assert "1 other account or sheet" in told
    assert "Traffic stop" not in told
    assert "    | Ms. Oduya" in told
    assert "abab abab" in told
    assert WORD("report.copies.none") in plain_text(made(copies=True))
    gap = dataclasses.replace(CONTENTS, copies=log((dataclasses.replace(first, ranges="1-3,5"), "")))
    assert "only pages 1–3, 5 · " in plain_text(made(gap, copies=True))


def test_what_is_noted_of_a_copy_is_what_it_holds() -> None:
    choice = Choice((HOME,), feelings=False, contacts=False, law=LAW, parts=("account", "days", DATES, PARTLESS))
    copy = copied(CONTENTS, choice, b"%PDF", 7, "saved")
    assert (copy.parts, copy.without, copy.pages) == ((DATES, "account", "days"), ("feelings",), 7)
    assert copy.incidents == (HOME,)


PARTLESS = "no_such_part"


def test_parts_under_which_nothing_was_written_are_named_only_if_it_is_chosen() -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "account", {"account": "x"})
    contents = record.contents()
    assert "Nothing was written under" not in plain_text(made(contents, (home,)))
    told = plain_text(made(contents, (home,), skipped=True))
    assert "Nothing was written under: Charges, court dates and papers; The order of things; " in told
    [line] = [line for line in told.splitlines() if line.startswith("Nothing was written under")]
    assert WORD("report.part.account") not in line
    assert WORD("report.part.additions") not in line


def test_a_copy_about_one_person_is_the_same_whether_its_entries_were_found_before_or_not() -> None:
    known = settled(CONTENTS, Choice((HOME, STOP), about=TALL))
    assert known.only
    assert outline(CONTENTS, known, WORD, PRINTED) == made(about=TALL)


def test_what_can_no_longer_be_read_stands_in_the_lists_by_the_name_of_its_page() -> None:
    """Its wording is gone with its words: the page is called as it is now, and never by its id."""
    gone = {"answers": {}, "wording": dataclasses.replace(WORDING, texts={}), "lost": True}
    entries = [dataclasses.replace(each, **gone) if each.step == "account" else each for each in CONTENTS.entries]
    report = made(dataclasses.replace(CONTENTS, entries=tuple(entries)))
    [table] = [block for block in part(report, "integrity") if isinstance(block, Table)]
    names = {row[1] for row in table.rows}
    assert Words()("step.account.name") in names
    assert "account" not in names
