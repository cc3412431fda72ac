# SPDX-License-Identifier: GPL-3.0-or-later
"""Records at the edges: no date, a title of 500 letters, nothing but a title, five thousand lines. Nothing is lost."""

import re
from datetime import date
from itertools import pairwise

import pypdfium2
import pytest

from journal.report.blocks import Heading
from journal.report.choice import Choice
from journal.report.outline import outline
from journal.report.pdf import build
from journal.report.plain import plain_text
from journal.support import LegalDate
from journal.words import Words
from tests.journal.report.kept import PRINTED, Record
from tests.journal.report.test_pdf import pages

WORD = Words()
LAW = (LegalDate("x", frozenset(), "New York", "Court", "3 years", "A law", "", "a source", date(2026, 11, 22)),)
PAPERS = ("letter", "a4")
# 500 letters: words, and one word that is longer than any line.
LONG = ("The corner by the deli where the lamp is broken and nobody stops " * 5 + "x" * 200 + " to the end of it.")[
    :500
]


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def told(record: Record, paper: str = "letter") -> tuple[list[str], str]:
    contents = record.contents()
    report = outline(contents, Choice([each.id for each in contents.incidents], paper=paper, law=LAW), WORD, PRINTED)
    return pages(build(report, now=PRINTED)), plain_text(report)


@pytest.mark.parametrize("paper", PAPERS)
def test_an_account_without_a_date_says_so_wherever_a_date_would_stand(paper: str) -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "account", {"account": "I do not know any more when it was."})
    sheets, text = told(record, paper)
    not_given = WORD("report.not_given")
    assert f"{WORD('report.fact.happened')}: {not_given}" in sheets[0]
    assert text.count(not_given) >= 3, "on the cover, beside the rules of law, and above the account"
    assert "after the event" not in text
    assert "None" not in text


@pytest.mark.parametrize("paper", PAPERS)
def test_a_title_of_five_hundred_letters_stands_whole_on_cover_heading_and_contents_and_cuts_nothing(
    paper: str,
) -> None:
    record = Record()
    for _ in range(2):
        incident = record.incident()
        record.keep(incident, "setting", {"title": LONG})
        record.keep(incident, "account", {"account": "short"})
    sheets, _text = told(record, paper)
    assert "".join(map(letters, sheets)).count(letters(LONG)) >= 6, (
        "twice on the cover, in the contents, and as a heading"
    )
    record.incidents.pop()
    contents = record.contents()
    pdf = build(outline(contents, Choice([contents.incidents[0].id], paper=paper), WORD, PRINTED), now=PRINTED)
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    for sheet in document:
        for each in sheet.get_objects():
            left, bottom, right, top = each.get_bounds()
            assert left >= 0
            assert right <= width
            assert bottom >= 0
            assert top <= height
    titles = [each.get_title() for each in document.get_toc()]
    document.close()
    assert titles
    assert all(0 < len(title) <= 600 for title in titles)


def test_nothing_but_a_title_makes_a_whole_report_without_an_empty_part() -> None:
    record = Record()
    home = record.incident()
    record.keep(home, "setting", {"title": "Walking home"})
    sheets, text = told(record)
    assert "Walking home" in sheets[0]
    contents = record.contents()
    report = outline(contents, Choice([home]), WORD, PRINTED)
    assert all(len(part.blocks) > 1 for part in report.parts)
    assert "None" not in text


@pytest.mark.parametrize("paper", PAPERS)
def test_of_five_thousand_lines_none_is_lost_and_no_heading_is_left_alone(paper: str) -> None:
    record = Record()
    home = record.incident()
    for place in range(5000):
        record.keep(home, "words", {"reply": f"line {place} said"})
    contents = record.contents()
    report = outline(contents, Choice([home], paper=paper), WORD, PRINTED)
    sheets = pages(build(report, now=PRINTED))
    found = re.findall(r"line (\d+) said", "\n".join(sheets))
    assert [int(each) for each in found] == list(range(5000))
    headings = {block.text for part in report.parts for block in part.blocks if isinstance(block, Heading)}
    for sheet in sheets:
        body = [line.strip() for line in sheet.splitlines() if line.strip()]
        last = [line for line in body if not re.match(r"Page \d+ of|Record |[0-9a-f]{4} [0-9a-f]{4}", line)]
        assert last[-1:] == [] or last[-1] not in headings, "a heading stands alone at the foot of a page"
    numbers = [int(each) for sheet in sheets for each in re.findall(r"Page (\d+) of", sheet)]
    assert all(after == before + 1 for before, after in pairwise(numbers))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("each", [1, 2, 5, 40])
def test_the_facts_for_a_lawyer_stay_on_one_page_and_say_how_many_more_there_are(paper: str, each: int) -> None:
    record, text = Record(), "The words go on and on, as they do when nobody was asked to be brief. " * 12
    home = record.incident("The bench")
    record.keep(home, "setting", {"title": "The bench", "place": text, "how_long": text})
    record.keep(home, "before_writing", {"charges": "yes", "charges_what": text, "court_name": text})
    cards = (
        ("officers", {"known_as": text, "officer_name": text, "badge": text, "agency": text}),
        ("others", {"witness_called": text, "witness_filmed": "yes"}),
        ("papers", {"paper_what": text, "paper_number": text}),
        ("court", {"court_what": text, "court_where": text, "court_number": text}),
        ("force", {"force_officers": text}),
        ("video", {"video_where": text, "video_until": text}),
        ("injuries", {"injury_place": text, "injury_what": text}),
        ("care", {"care_who": text}),
        ("complaints", {"complaint_office": text, "complaint_number": text}),
    )
    for step, answers in cards:
        for _ in range(each):
            record.keep(home, step, answers)
    record.keep(home, "questions", {"reach_safely": "By text, in the evening."})
    sheets, _text = told(record, paper)
    [page] = [sheet for sheet in sheets if WORD("report.intro.summary")[:40] in sheet]
    assert "By text, in the evening." in page
    injury = WORD("report.fact.injury")
    if each == 40:
        label = WORD("report.fact.and_more", title=injury, count=39)
        assert letters(label) in letters(page)
    assert page.count(injury) <= 6
