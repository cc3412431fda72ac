# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of dates: facts as worded, times as said, safe in a spreadsheet."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.handover.chronology import COLUMNS, LONGEST, chronology, safe
from journal.handover.manifest import NOTHING, Copy
from journal.record.contents import Contents
from journal.report.choice import Choice
from journal.report.redaction import Redaction
from journal.words import Words
from tests.journal.report.kept import PRINTED, Record, rich

WORDS = Words()


def table(contents: Contents, redaction: Redaction = NOTHING, **chosen: Any) -> list[dict[str, str]]:
    """The file as a spreadsheet reads it, by the names of the columns in the code."""
    copy = Copy(contents, Choice(tuple(each.id for each in contents.incidents), **chosen), PRINTED, redaction)
    content = chronology(copy.shown(), redaction)
    assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets take it for another encoding otherwise"
    read = csv.reader(io.StringIO(content[3:].decode("utf-8"), newline=""))
    head, *rows = list(read)
    assert head == [WORDS(f"chronology.{column}") for column in COLUMNS]
    assert all(len(row) == len(COLUMNS) for row in rows)
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def one(**answers: Any) -> list[dict[str, str]]:
    record = Record()
    home = record.incident()
    record.keep(home, "day", answers)
    return table(record.contents())


def test_a_whole_day_stands_as_one_and_its_text_as_it_was_worded() -> None:
    (row,) = one(
        day_when={"precision": "exact", "date": "2026-11-13", "time": "07:15"}, day_text="Woke  at four.\n\n– So."
    )
    assert (row["date"], row["time"], row["time_is"]) == ("2026-11-13", "07:15", "exact")
    assert row["what"] == "Woke  at four.\n\n– So."
    assert (row["entry"], row["written"]) == ("#1", "2026-11-12 23:40")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ({"precision": "about", "date": "2026-11"}, "About November 2026"),
        ({"precision": "exact", "date": "2026"}, "2026"),
        ({"precision": "before", "date": "2026-11-13"}, "Before November 13, 2026"),
        ({"precision": "after", "anchor": "the car stopped"}, "After the car stopped"),
        ({"precision": "unknown", "words": "the week it snowed"}, "Time not known, the week it snowed"),
    ],
)
def test_a_time_that_is_no_sure_day_stands_in_words_only(moment: dict[str, str], words: str) -> None:
    """A spreadsheet would make the first of a month, or a day of its own, out of anything less."""
    (row,) = one(day_when=moment, day_text="It snowed.")
    assert row["when"] == words
    assert [row[name] for name in ("date", "time", "end_date", "end_time")] == ["", "", "", ""]


def test_a_span_has_two_ends_as_they_were_given() -> None:
    moment = {"precision": "span", "date": "2026-11-13", "time": "09:00", "end_date": "2026-11-14"}
    (row,) = one(day_when=moment, day_text="x")
    assert [row[name] for name in ("date", "time", "end_date", "end_time")] == ["2026-11-13", "09:00", "2026-11-14", ""]


def test_days_come_first_by_their_time_then_the_rest_as_it_was_kept() -> None:
    rows = table(rich())
    dated = [(row["date"], row["time"]) for row in rows if row["date"]]
    assert dated == sorted(dated)
    rest = [int(row["entry"][1:]) for row in rows if not row["date"] and row["page"] != "The page called order"]
    assert rest == sorted(rest)


def test_the_parts_of_an_order_stay_together_in_the_order_of_the_person() -> None:
    rows = table(rich())
    parts = [row["what"] for row in rows if row["page"] == "The page called order"][:3]
    assert parts == ["The car stopped next to me", "The tall one got out", "My bag was on the ground"]
    places = [place for place, row in enumerate(rows) if row["what"] in parts]
    assert places == list(range(places[0], places[0] + 3))
    sure = next(row for row in rows if row["what"] == "My bag was on the ground")
    assert (sure["source"], sure["sure"]) == ("I worked it out", "Not sure")


def test_people_and_what_an_addition_adds_to_are_named() -> None:
    rows = table(rich())
    addition = next(row for row in rows if "left wrist, not the right" in row["what"])
    assert addition["adds_to"] == "#6"
    assert any(row["people"] == "the tall one" for row in rows)


def test_what_is_left_out_of_the_copy_is_not_in_the_table() -> None:
    rows = table(rich(), parts=["account"], feelings=False)
    assert {row["page"] for row in rows} <= {
        f"The page called {each}" for each in ("account", "before_writing", "setting", "why")
    }


def test_who_can_be_called_is_never_in_the_table() -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "others", {"witness_who": "Ms. O", "witness_contact": {"phone": "917 555 0143"}})
    assert "0143" not in chronology(Copy(record.contents(), Choice((home,)), PRINTED).shown()).decode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_nothing_is_taken_for_a_formula(start: str) -> None:
    assert safe(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"
    assert safe(f"  {start}=1").startswith("'")
    (row,) = one(day_text=f"{start}HYPERLINK(1)")
    assert row["what"].startswith("'")


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert safe("a = b, 5 - 3 @ home") == "a = b, 5 - 3 @ home"
    assert safe("") == ""


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_comes_back_from_the_table_as_it_was(text: str) -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "day", {"day_text": f"x{text}"})
    (row,) = table(record.contents())
    said = f"x{text}".encode("utf-8", "backslashreplace").decode()
    assert row["what"] in (said, f"{said[:LONGEST]} […]")


def test_a_very_long_text_fits_into_a_cell_and_says_that_it_goes_on() -> None:
    (row,) = one(day_text="word " * 200_000)
    assert len(row["what"]) < 32_767
    assert row["what"].endswith("[…]")


def test_a_step_of_a_newer_program_is_told_as_it_was_kept() -> None:
    from dataclasses import replace

    contents = rich()
    newer = tuple(replace(each, step="step_of_tomorrow") if each.seq == 13 else each for each in contents.entries)
    rows = table(replace(contents, entries=newer))
    assert any("Woke at four" in row["what"] for row in rows if row["entry"] == "#13")


def test_what_is_covered_is_covered_in_words_and_in_figures() -> None:
    record = Record()
    home = record.incident("Walking home")
    record.keep(home, "setting", {"title": "Walking home", "place": "By the deli"})
    record.keep(home, "day", {"day_when": {"precision": "exact", "date": "2026-11-13"}, "day_text": "I met Ana."})
    rows = table(record.contents(), Redaction(words=("Ana", "November 13, 2026", "deli")))
    day = next(row for row in rows if row["entry"] == "#2")
    assert day["what"] == "I met [covered]."
    assert (day["when"], day["date"]) == ("[covered]", "")
    assert day["written"] == "", "it was written on that day too"
    assert "deli" not in str(rows)
    assert "Ana" not in str(rows)


def test_a_place_that_was_left_as_it_stands_stays_in_the_table() -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "day", {"day_text": "Ana and Ana."})
    spared = Redaction(words=("Ana",), spared=frozenset({f"{record.entries[0].id}|day_text|0|ana"}))
    (row,) = table(record.contents(), spared)
    assert row["what"] == "Ana and [covered]."
