# SPDX-License-Identifier: GPL-3.0-or-later
"""Time on paper: pictures beside words that say the same, rows that lead to entries, and no date of anyone else's."""

import io

import pypdfium2

from journal.guide.step import Part as Place
from journal.report.blocks import Drawn, Event, Facts
from journal.report.choice import CALENDAR, CHOOSABLE, Choice, held, left_out
from journal.report.outline import outline
from journal.report.pdf import build
from journal.words import Words
from tests.journal.guide.test_sequence import SIX
from tests.journal.report.kept import PRINTED, Record

WORDS = Words()
HAPPENED = {"precision": "about", "date": "2026-11-12", "time": "21:40"}
COURT = {"precision": "exact", "date": "2026-12-03", "time": "09:30"}


def record() -> Record:
    made = Record()
    home = made.incident()
    made.keep(home, "safe", {"charges": "yes", "court_date": COURT})
    made.keep(home, "setting", {"title": "The bench", "happened": HAPPENED})
    made.keep(home, "account", {"account": "x"})
    made.keep(home, "order", {"parts": SIX})
    made.keep(home, "day", {"day_when": {"precision": "after", "anchor": "the hearing"}, "day_text": "secret"})
    return made


def blocks(made: Record, part: str, **choice: object) -> list[object]:
    contents = made.contents()
    chosen = Choice([each.id for each in made.incidents], **choice)  # type: ignore[arg-type]
    found = [each for each in outline(contents, chosen, WORDS, PRINTED).parts if each.id == part]
    return [block for each in found for block in each.blocks]


def rows(made: Record, **choice: object) -> list[tuple[str, str, str]]:
    facts = [block for block in blocks(made, CALENDAR, **choice) if isinstance(block, Facts)]
    return [(row.label, row.text, row.link) for block in facts for row in block.rows]


def page_texts(made: Record) -> str:
    report = outline(made.contents(), Choice([each.id for each in made.incidents]), WORDS, PRINTED)
    with pypdfium2.PdfDocument(io.BytesIO(build(report, now=PRINTED))) as pages:
        return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_the_order_has_its_picture_above_its_list() -> None:
    found = [block for block in blocks(record(), "sequence") if isinstance(block, Drawn | Event)]
    assert [type(each) for each in found] == [Drawn, *[Event] * 6]
    assert isinstance(found[0], Drawn)
    assert not found[0].told, "the list below says it"


def test_three_sure_two_after_and_one_unknown_on_paper() -> None:
    told = page_texts(record())
    for text in (
        "9:33\u202fPM · (saw) · (sure)",
        "After the hands went up",
        "After the second car came",
        "Time not known",
        WORDS("time.seat.beside"),
        WORDS("time.seat.untimed"),
        WORDS("time.legend.not_sure"),
    ):
        assert text.split(" · ")[0].replace("\u202f", " ") in told.replace("\u202f", " ")


def test_a_part_without_a_time_prints_without_one() -> None:
    events = [block for block in blocks(record(), "sequence") if isinstance(block, Event)]
    assert events[4].known.startswith("Time not known")
    assert ":" not in events[4].known


def test_long_orders_are_drawn_in_pieces_that_fit_a_page() -> None:
    made = Record()
    home = made.incident()
    made.keep(home, "order", {"parts": SIX * 4})
    drawn = [block for block in blocks(made, "sequence") if isinstance(block, Drawn)]
    assert len(drawn) == 4
    assert all(each.drawing.height * 0.7 < 640 for each in drawn)


def test_the_line_of_days_says_the_same_in_rows_that_lead_to_the_entries() -> None:
    found = rows(record())
    assert (
        "About November 12, 2026, 9:40\u202fPM",
        "What happened · “The bench” · Written November 13, 2026",
        "#2",
    ) in found
    assert ("December 3, 2026, 9:30\u202fAM", "Court date · “The bench” · Written November 13, 2026", "#1") in found
    assert ("After the hearing", "A day after · “The bench” · Written November 13, 2026", "#5") in found
    assert ("November 13, 2026", "Written: #3, #4", "#3") in found
    pictures = [block for block in blocks(record(), CALENDAR) if isinstance(block, Drawn)]
    assert [each.drawing.told[0] for each in pictures] == [
        "From October 2026 to December 2026, in the order of the days."
    ]


def test_what_a_copy_leaves_out_is_on_no_line_either() -> None:
    parts = [each for each in CHOOSABLE if each is not Place.CASE]
    assert not any("Court" in text for _label, text, _link in rows(record(), parts=parts))
    assert rows(record(), parts=[each for each in CHOOSABLE if each != CALENDAR]) == []


def test_it_can_be_left_out_and_that_is_said() -> None:
    contents = record().contents()
    ids = [each.id for each in contents.incidents]
    assert CALENDAR in held(contents, Choice(ids))
    assert left_out(contents, Choice(ids, parts=[each for each in CHOOSABLE if each != CALENDAR])).parts == (CALENDAR,)


def test_without_a_time_there_is_no_line() -> None:
    made = Record()
    home = made.incident()
    made.keep(home, "account", {"account": "x"})
    assert blocks(made, CALENDAR) == []
    assert CALENDAR not in held(made.contents(), Choice([home]))


def test_a_record_of_many_years_is_drawn_year_by_year() -> None:
    made = Record()
    home = made.incident()
    for year in range(2016, 2027):
        made.keep(home, "day", {"day_when": {"precision": "exact", "date": f"{year}-05-05"}})
    told = [block.drawing.told[0] for block in blocks(made, CALENDAR) if isinstance(block, Drawn)]
    assert told[0] == "2016, in the order of the days."
    assert len(told) == 11
