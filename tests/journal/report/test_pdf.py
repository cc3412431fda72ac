# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages, read back with PDFium: every letter, every edge, and nothing that was not asked for."""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable

import pypdfium2
import pytest

from journal.report.bidi import runs_right
from journal.report.blocks import Cover, Heading, Level, Margins, NewPage, Note, Part, Report, Said, Words
from journal.report.choice import Choice
from journal.report.emoji import EMOJI, name
from journal.report.outline import outline
from journal.report.pdf import build
from journal.words import Words as Language
from tests.journal.report.kept import ACCOUNT, PRINTED, Record, later, rich
from tests.journal.report.nasty import on_paper, strings

CONTENTS = rich()
ALL = tuple(incident.id for incident in CONTENTS.incidents)
_FACELESS = str.maketrans(dict.fromkeys("()[]{}<>«»‹›", "|") | dict.fromkeys("“”‘’", "'"))
EDGES = Margins("Page {page} of {pages}", "RECORD", "ffff ffff ffff")


def bare(*blocks: object, paper: str = "letter") -> Report:
    part = Part("account", (Heading("Part", Level.PART, listed=True), *blocks))  # type: ignore[arg-type]
    return Report("Own Words", "en", paper, Cover("cover", (), ()), EDGES, "Contents", (part,))


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def bodies(pdf: bytes) -> str:
    """The text of all pages without what stands at their feet."""
    return "\n".join(re.sub(r"Page \d+ of \d+\s+RECORD\s+ffff ffff ffff\s*$", "", text) for text in pages(pdf))


def unbroken(text: str) -> str:
    """Without line breaks, composed (NFC), and without the spaces that an emoji has instead of the letters of its name.

    PDFium gives one space for several, and a soft hyphen for a hyphen at the end of a line. Of two directions it puts
    spaces of its own where they meet, turns brackets, and gives some stretches in another order (docs/adr/0015): there
    it is seen that each letter comes back, and nothing else; emoji as their names."""
    text = re.sub(f"({EMOJI.pattern}) *", r"\1", text)
    flat = unicodedata.normalize("NFC", re.sub("[\r\n]", "", text).replace("\ufffe", "-"))
    if not runs_right(flat):
        return re.sub(" +", " ", flat).strip(" ")
    flat = EMOJI.sub(lambda found: name(found[0]), flat)
    letters = re.sub(r"\s", "", unicodedata.normalize("NFKC", flat)).translate(_FACELESS)
    if any(unicodedata.bidirectional(letter) in ("L", "EN", "AN") for letter in letters):
        return "".join(sorted(letters))
    return letters


def differences(told: Iterable[str], pdf: bytes) -> list[tuple[str, str]]:
    found = re.split(r"QQ(\d+)QQ", bodies(pdf))
    got = {int(found[at]): found[at + 1] for at in range(1, len(found), 2)}
    pairs = [(unbroken(on_paper(text)), unbroken(got.get(place, "nothing"))) for place, text in enumerate(told)]
    return [pair for pair in pairs if pair[0] != pair[1]]


def test_a_thousand_nasty_texts_come_back_letter_for_letter() -> None:
    told = strings()
    blocks = [block for place, text in enumerate(told) for block in (Heading(f"QQ{place}QQ", Level.CARD), Words(text))]
    assert len(told) == 1000
    assert differences(told, build(bare(*blocks), now=PRINTED)) == []


def test_a_nasty_text_as_title_question_and_cell_breaks_nothing() -> None:
    record = Record()
    for text in strings(120):
        home = record.incident()
        record.keep(home, "setting", {"title": text, "place": text})
        record.keep(home, "officers", {"known_as": text, "officer_look": text})
    report = outline(record.contents(), Choice([each.id for each in record.incidents]), Language(), PRINTED)
    assert len(pages(build(report, now=PRINTED))) > 120


def test_a_non_breaking_space_stays_one() -> None:
    assert "a\u00a0b" in bodies(build(bare(Words("a\u00a0b")), now=PRINTED))


def test_every_page_says_which_of_how_many_and_of_which_record() -> None:
    pdf = build(outline(CONTENTS, Choice(ALL), Language(), PRINTED), now=PRINTED)
    told = pages(pdf)
    for number, text in enumerate(told, 1):
        assert f"Page {number} of {len(told)}" in text
        assert "Record 7K4Q-92MD" in text
        assert "Printed November 20, 2026" in text
        assert CONTENTS.head.hex()[:4] in text
        assert "Confidential. For my lawyer only." in text


def test_practice_stands_across_every_page() -> None:
    practice = dataclasses.replace(CONTENTS, practice=True)
    told = pages(build(outline(practice, Choice(ALL), Language(), PRINTED), now=PRINTED))
    assert all("PRACTICE" in text and "made up" in text for text in told)
    other = pages(build(outline(CONTENTS, Choice(ALL), Language(), PRINTED), now=PRINTED))
    assert not any("PRACTICE" in text for text in other)


def test_the_contents_name_the_page_on_which_each_part_begins() -> None:
    told = pages(build(outline(CONTENTS, Choice(ALL), Language(), PRINTED), now=PRINTED))
    listed = re.findall(r"^(.+?)\s?(\d+)\s*$", told[1].replace("\r", ""), re.MULTILINE)
    found = [(title, int(page)) for title, page in listed if not title.startswith("Page")]
    assert len(found) > 15
    for title, page in found:
        assert title.strip() in told[page - 1], title


def test_contents_links_and_outline_lead_to_the_same_pages() -> None:
    pdf = build(outline(CONTENTS, Choice(ALL), Language(), PRINTED), now=PRINTED)
    document = pypdfium2.PdfDocument(pdf)
    told = document.get_metadata_dict()
    tree = [(item.level, item.get_title()) for item in document.get_toc()]
    document.close()
    assert told["Title"] == "Own Words"
    assert told["CreationDate"] == "D:20261120100500-05'00'"
    assert b"/Lang (en)" in pdf
    assert pdf.count(b"/Subtype /Link") > 30
    assert [title for level, title in tree if level == 0][:2] == ["Walking home", "Traffic stop"]
    assert tree[1] == (1, "Summary for counsel")


def test_only_embedded_fonts_are_named() -> None:
    pdf = build(outline(CONTENTS, Choice(ALL), Language(), PRINTED), now=PRINTED)
    fonts = re.findall(rb"/BaseFont /(\S+)", pdf)
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}[+].+", font) for font in fonts)
    assert pdf.count(b"/FontFile2") == len(set(fonts))


def test_the_same_report_and_time_give_the_same_bytes_and_another_time_others() -> None:
    report = outline(CONTENTS, Choice(ALL), Language(), PRINTED)
    first = build(report, now=PRINTED)
    assert first == build(report, now=PRINTED)
    assert first != build(report, now=later(PRINTED, minutes=1))


def test_no_heading_ends_a_page_and_no_paragraph_leaves_one_line_behind() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve thirteen. " * 4
    for filler in range(30):
        blocks = [Said("filler")] * filler + [Heading("HEAD", Level.CARD), Note("NOTE"), Words("FIRST " + text)]
        told = pages(build(bare(*blocks), now=PRINTED))
        page = next(text for text in told if "HEAD" in text)
        assert "NOTE" in page
        assert "FIRST" in page
        for text_of_page in told:
            own = [line for line in text_of_page.splitlines() if "eleven" in line or "four" in line]
            assert len(own) != 1


def test_words_longer_than_many_pages_lose_nothing() -> None:
    told = "word " * 20000 + "END"
    pdf = build(bare(Words(told)), now=PRINTED)
    assert bodies(pdf).count("word") == 20000
    assert "END" in bodies(pdf)


def test_a_heading_of_many_lines_does_not_hang_the_layout() -> None:
    assert len(pages(build(bare(Heading("title " * 3000, Level.CARD), Words("x")), now=PRINTED))) > 3


def test_new_pages_are_new() -> None:
    told = pages(build(bare(Words("ONE"), NewPage(), Words("TWO")), now=PRINTED))
    assert not any("ONE" in text and "TWO" in text for text in told)


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595.28, 841.89))])
def test_letter_and_a4(paper: str, size: tuple[float, float]) -> None:
    document = pypdfium2.PdfDocument(build(bare(Words("x"), paper=paper), now=PRINTED))
    assert document[0].get_size() == pytest.approx(size, abs=0.1)
    document.close()


def test_progress_rises_to_the_end_and_stop_stops_with_nothing() -> None:
    report = bare(*(Words(ACCOUNT) for _ in range(60)))
    said: list[tuple[int, int]] = []
    build(report, progress=lambda done, of: said.append((done, of)), now=PRINTED)
    assert [done for done, _of in said] == sorted({done for done, _of in said})
    assert said[-1][0] == said[-1][1]
    assert build(report, cancelled=lambda: True, now=PRINTED) == b""
    turns = iter(range(10**6))
    assert build(report, cancelled=lambda: next(turns) > 20, now=PRINTED) == b""


def test_the_writers_words_are_the_largest_and_have_a_line_at_their_side() -> None:
    from journal.report import style

    assert style.OWN.size > max(
        each.size for each in (style.QUESTION, style.SAID, style.NOTE, style.CHOSEN, style.FACT)
    )
    assert style.OWN.stack.name == "voice"
