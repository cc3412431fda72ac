# SPDX-License-Identifier: GPL-3.0-or-later
"""Every number and every date says where it comes from and when it was looked at."""

import re
from pathlib import Path

import pytest
import textstat

from journal.settings import setting
from journal.support import read

ENGLISH = read()


def test_every_line_and_date_has_a_source_and_the_day_it_was_checked() -> None:
    for each in (*ENGLISH.lines, *ENGLISH.dates):
        assert each.source.strip()
        assert each.checked_on.year >= 2026
    for section in ENGLISH.sections:
        assert section.sources.strip()
        assert section.checked_on.year >= 2026


def test_each_place_that_can_be_chosen_has_its_dates_and_federal_officers_are_everywhere() -> None:
    assert ("", *(area.id for area in ENGLISH.areas)) == setting("law_area").choices
    for area in ENGLISH.areas:
        assert "federal" in [each.id for each in ENGLISH.dates_in(area.id)]
    assert {each.id for area in ENGLISH.areas for each in ENGLISH.dates_in(area.id)} == {d.id for d in ENGLISH.dates}
    assert {area for each in ENGLISH.dates for area in each.areas} == {area.id for area in ENGLISH.areas}


def test_before_a_place_is_chosen_no_rule_is_shown() -> None:
    assert ENGLISH.dates_in("") == ()


def test_a_rule_of_one_place_is_not_shown_for_another() -> None:
    assert "california" not in [each.id for each in ENGLISH.dates_in("ny_city")]
    assert {each.id for each in ENGLISH.dates_in("other")} == {"federal", "elsewhere"}


def test_ids_stand_once() -> None:
    for many in (ENGLISH.lines, ENGLISH.dates, ENGLISH.sections):
        ids = [each.id for each in many]
        assert len(set(ids)) == len(ids)


def test_every_line_says_how_to_reach_it_when_and_in_what_language() -> None:
    for line in ENGLISH.lines:
        assert all((line.name, line.what, line.how, line.hours, line.languages, line.note))


def test_988_says_plainly_that_police_may_be_sent() -> None:
    [line] = [line for line in ENGLISH.lines if line.id == "988"]
    assert "police" in line.note


def test_no_day_is_worked_out_from_a_rule() -> None:
    for each in ENGLISH.dates:
        assert not re.search(r"\{|\}|your (last|final) day|by \w+ \d", each.rule + each.note)


def test_no_address_is_a_link_that_could_be_pressed() -> None:
    for each in (*ENGLISH.lines, *ENGLISH.dates):
        assert "://" not in repr(each)


def test_the_sections_that_the_pages_name_are_there() -> None:
    for name in ("limits", "before_you_show", "video", "keep", "open_case"):
        assert ENGLISH.section(name).paragraphs
    with pytest.raises(KeyError):
        ENGLISH.section("nothing")


@pytest.mark.parametrize("section", ENGLISH.sections, ids=lambda section: section.id)
def test_each_section_reads_at_grade_six_or_lower(section) -> None:
    told = [f"{section.title}.", *section.paragraphs]
    told += [text for part in section.parts for text in (f"{part.title}.", *part.paragraphs)]
    assert textstat.flesch_kincaid_grade(" ".join(told)) <= 6


@pytest.mark.parametrize("line", ENGLISH.lines, ids=lambda line: line.id)
def test_each_line_reads_at_grade_six_or_lower(line) -> None:
    assert textstat.flesch_kincaid_grade(f"{line.what} {line.note}") <= 6


def test_a_language_without_support_data_is_given_the_english() -> None:
    assert read("ht") == ENGLISH
    assert read("ht").language == "en"


def test_an_entry_without_a_source_is_refused(tmp_path: Path) -> None:
    text = """
lines_intro = "."
dates_intro = "."
dates_ask = "."
lines = []
areas = []
dates = [{ id = "d", areas = [], place = "p", topic = "t", rule = "r", law = "l", checked_on = 2026-11-22 }]
sections = []
"""
    (tmp_path / "en.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KeyError, match="source"):
        read(folder=tmp_path)
