# SPDX-License-Identifier: GPL-3.0-or-later
"""The page beside the PDF: every text once, in the order of the paper, and nothing in it that acts."""

import dataclasses
import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.record.drawing import Drawing
from journal.report.blocks import (
    Account,
    Answer,
    Block,
    Cover,
    Drawn,
    Event,
    Fact,
    Facts,
    Fingerprint,
    Heading,
    Level,
    NewPage,
    Note,
    Picture,
    Proofs,
    Report,
    Said,
    Table,
    Words,
)
from journal.report.choice import CHOOSABLE, Choice
from journal.report.outline import outline
from journal.report.text import BAR, paragraphs, visible
from journal.report.twin import html
from journal.words import Words as Language
from tests.journal.report.kept import PRINTED, rich
from tests.journal.report.nasty import strings
from tests.journal.report.practised import practised
from tests.journal.report.test_pdf import bare, pages

WORDS = Language()
CONTENTS = rich()
ALL = tuple(incident.id for incident in CONTENTS.incidents)
_ALONE = {"meta", "br"}


class Page(HTMLParser):
    """Reads a page as a strict reader would: every tag closed by itself, every text with the tags around it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.append((self.open[-1], data))

    def told(self) -> str:
        """All that is read aloud, without white space: a page's own line ends say nothing."""
        return bare_letters("".join(text for tag, text in self.texts if tag not in ("title", "style")))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def bare_letters(text: str) -> str:
    return "".join(text.split())


def told_of(block: Block) -> Iterator[str]:  # noqa: C901 - one case for each kind of block
    """Every text of a block in the order of the paper."""
    match block:
        case Heading(text) | Said(text) | Note(text) | Words(text) | Fingerprint(text):
            yield text
        case Answer():
            yield from (block.question, block.mark if block.own else "", block.text)
        case Facts():
            for row in block.rows:
                yield from (row.label, row.text, row.link)
        case Event():
            yield from (block.place, block.text, block.known)
        case Table():
            for cells in (block.head, *block.rows):
                yield from cells
        case Drawn():
            told = block.drawing.told if block.told or block.only_drawn else ()
            yield from (block.question, WORDS("report.twin.drawing"), block.caption, *told)
        case Picture():
            yield from (WORDS("report.twin.picture"), block.mark, block.caption)
        case Proofs():
            for each in block.pictures:
                yield from told_of(each)


def told_by(report: Report) -> str:
    cover, edge = report.cover, report.margins
    texts = [edge.across, cover.made_up, cover.legend, cover.kicker, WORDS("report.twin.about")]
    for account in cover.accounts:
        texts += [account.title, *account.lines]
    texts += told_of(Facts(cover.facts))
    blocks = [block for part in report.parts for block in part.blocks]
    texts += [report.contents, *(block.text for block in blocks if isinstance(block, Heading) and block.listed)]
    texts += [text for block in blocks for text in told_of(block)]
    texts += [edge.record, edge.fingerprint]
    return bare_letters("".join(seen(text) for text in texts))


def seen(text: str) -> str:
    """As on paper: without line ends, and codes for what cannot be seen."""
    return "".join(visible(line, lambda _letter: True) for line in paragraphs(text))


def choices() -> list[Choice]:
    everything = Choice(ALL, skipped=True)
    facts = Choice(ALL[:1], feelings=False, contacts=False, identity=False, parts=CHOOSABLE[1:])
    return [everything, Choice(ALL[:1]), facts]


@pytest.mark.parametrize("choice", choices(), ids=["everything", "one-account", "facts-only"])
@pytest.mark.parametrize("practice", [False, True])
def test_every_text_of_the_report_is_there_once_and_in_its_order(choice: Choice, practice: bool) -> None:
    report = outline(dataclasses.replace(CONTENTS, practice=practice), choice, WORDS, PRINTED)
    assert Page(html(report, WORDS)).told() == told_by(report)


def test_the_practice_record_is_told_whole() -> None:
    report = practised().report
    assert Page(html(report, WORDS)).told() == told_by(report)


def test_the_order_is_that_of_the_pages() -> None:
    """Each heading, answer and note of the page stands in the PDF's text, one after another."""
    report, pdf = practised()
    edge = report.margins
    foot = re.compile(f"Page\\d+of\\d+{re.escape(bare_letters(edge.record + edge.fingerprint))}")
    paper = foot.sub("", bare_letters("".join(pages(pdf))))
    for at_the_head in (edge.across, edge.made_up, edge.legend):
        paper = paper.replace(bare_letters(at_the_head), "") if at_the_head else paper
    paper = paper.replace("\ufffe", "-")
    at = 0
    beside = Drawn | Picture | Proofs | Facts | Table  # on paper their texts stand side by side, line beside line
    for block in (block for part in report.parts for block in part.blocks if not isinstance(block, beside)):
        for text in (bare_letters(line) for each in told_of(block) for line in paragraphs(each)):
            found = paper.find(text, at)
            assert found >= 0, text
            at = found + len(text)


def test_headings_pass_over_no_level_and_the_first_is_the_only_one_of_its_kind() -> None:
    for choice in choices():
        page = Page(html(outline(CONTENTS, choice, WORDS, PRINTED), WORDS))
        levels = [int(tag[1]) for tag, _attrs in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_way_leads_somewhere_and_every_place_has_one_name() -> None:
    for choice in choices():
        page = Page(html(outline(CONTENTS, choice, WORDS, PRINTED), WORDS))
        names = [attrs["id"] for _tag, attrs in page.tags if "id" in attrs]
        assert len(names) == len(set(names))
        ways = [attrs["href"] or "" for attrs in page.all("a")]
        assert len(ways) > 20
        assert {way.removeprefix("#") for way in ways} <= set(names)


def test_the_numbers_of_entries_and_things_lead_to_them() -> None:
    said = [Heading("Thing", Level.CARD, "E-4"), Heading("Page", Level.CARD, "#4"), Note("See #41 and #4.", ("#4",))]
    page = html(bare(*said, Facts((Fact("a", "b", link="E-4"), Fact("c", "d", link="#9")))), WORDS)
    assert '<a href="#E-4">E-4</a>' in page
    assert 'See #41 and <a href="#entry-4">#4</a>.' in page
    assert "#9" in page
    assert "entry-9" not in page


def test_it_names_its_language_and_side_and_loads_nothing() -> None:
    page = html(outline(CONTENTS, Choice(ALL), WORDS, PRINTED), WORDS)
    parsed = Page(page)
    assert parsed.all("html") == [{"lang": "en", "dir": "ltr"}]
    assert "default-src 'none'" in str(parsed.all("meta")[1]["content"])
    assert not {tag for tag, _attrs in parsed.tags} & {"script", "img", "link", "iframe", "object", "form"}
    assert not re.search(r"\b(src|on\w+)=|https?:|url\(|@import", page)
    arabic = Language("ar")
    assert Page(html(bare(Words("x")), arabic)).all("html")[0]["dir"] == "rtl"


def test_a_table_has_heads_for_its_columns_and_rows() -> None:
    page = Page(html(bare(Table(("a", "b"), (("1", "2"), ("3", "4")), (0.5, 0.5))), WORDS))
    assert [attrs["scope"] for attrs in page.all("th")] == ["col", "col", "row", "row"]


def test_what_only_a_drawing_says_is_told_and_what_stands_below_it_is_not_told_twice() -> None:
    drawing = Drawing(10, 10, (), ("A line at the left.", "“deli” at the right."))
    alone = Page(html(bare(Drawn(drawing, told=False, only_drawn=True)), WORDS)).told()
    assert bare_letters("".join(drawing.told)) in alone
    below = Page(html(bare(Drawn(drawing, told=False), Event("1", "deli", "seen")), WORDS)).told()
    assert below.count("deli") == 1


def test_what_was_covered_is_said_and_the_same_letter_typed_is_a_code() -> None:
    report = bare(Words(f"He said {BAR} to me"), Heading(f"{BAR}", Level.CARD, own=True, listed=True))
    covered = html(dataclasses.replace(report, bar="[covered]"), WORDS)
    assert covered.count('<span class="covered">[covered]</span>') == 3
    assert html(report, WORDS).count("[U+FDD0]") == 3
    assert BAR not in covered + html(report, WORDS)


def holding(text: str) -> Report:
    """The text wherever a person's text can stand."""
    picture = Picture("k", 1, 1, text, "E-1", text)
    blocks = (
        Heading(text, Level.CARD, "#1", own=True, listed=True), Words(text), Answer(text, text, own=True, mark=text),
        Answer(text, text, own=False, link="#1"), Facts((Fact(text, text, own=True, link="#1"), Fact("", text))),
        Event("1", text, text, "#1"), Table((text, text), ((text, text),), (0.5, 0.5)), Note(text, ("#1",)),
        Drawn(Drawing(1, 1, (), (text,)), text, question=text), picture, Proofs((picture, picture)), NewPage(),
    )  # fmt: skip
    cover = Cover(text, (Account(text, True, (text,)),), (Fact(text, text, own=True),), text, text)
    return dataclasses.replace(bare(*blocks), cover=cover, contents=text)


def tags(page: str) -> list[str]:
    """All but those that stand for line ends, paragraphs and bars, of which a text brings its own."""
    return [tag for tag, _attrs in Page(page).tags if tag not in ("br", "p", "span")]


def test_nothing_that_was_written_acts_or_is_lost() -> None:
    plain = tags(html(holding("x"), WORDS))
    for text in strings(150):
        page = html(holding(text), WORDS)
        assert Page(page).told() == told_by(holding(text))
        assert tags(page) == plain
        page.encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.characters() | st.sampled_from("<>&\"'/=\n\ufdd0\u202e"), min_size=1, max_size=60))
def test_any_text_comes_back_as_it_is_shown_on_paper(text: str) -> None:
    report = holding(text)
    assert Page(html(report, WORDS)).told() == told_by(report)


def test_spaces_and_empty_lines_of_the_writer_stay() -> None:
    page = html(bare(Words("one  two\n\nthree")), WORDS)
    assert '<p dir="auto">one  two</p><p dir="auto"><br></p><p dir="auto">three</p>' in page
    assert "white-space: pre-wrap" in page
