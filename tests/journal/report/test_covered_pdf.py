# SPDX-License-Identifier: GPL-3.0-or-later
"""What is covered is nowhere in the file. The law: two records that differ only in what is covered give one file."""

import dataclasses
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal.record.acts import COPY
from journal.record.contents import Contents
from journal.record.copy_made import SAVED, CopyMade, CopyNoted
from journal.record.evidence import Evidence, EvidenceKind
from journal.report.blocks import Report
from journal.report.choice import FULL_PAGE, Choice
from journal.report.covering import covered_report
from journal.report.outline import outline
from journal.report.own_texts import with_texts
from journal.report.pdf import build
from journal.report.redaction import Redaction
from journal.report.twin import html
from journal.words import Words
from tests.helpers.pictures import photo
from tests.journal.report.kept import NIGHT, PRINTED, Record, rich

WORDS = Words()
# Letters that stand nowhere else in a report: Latin, Greek, Cyrillic, Hebrew, Chinese, and what no font has.
_LETTERS = st.text("ŽŁĐŦŊψъшזצ丂丙\U0001f98aQz7", min_size=1, max_size=30)
_PHRASE = st.lists(_LETTERS, min_size=1, max_size=3).map(lambda words: "Ž" + " ".join(words))


@cache
def _rich() -> Contents:
    """The record of the other tests, with a file, a drawing, marks, and titles; the phrase is written as PHRASE."""
    base = rich()
    record = Record()
    record.entries, record.incidents = list(base.entries), list(base.incidents)
    home = base.incidents[0].id
    shapes = [{"label": {"at": [900, 300], "text": "PHRASE's car"}}, {"mark": {"at": [100, 100], "who": "PHRASE"}}]
    record.keep(home, "sketch", {"place_drawn": {"width": 1000, "height": 700, "shapes": shapes}})
    marks = [{"id": "a", "side": "front", "at": [300, 300], "words": "where PHRASE held me"}]
    record.keep(home, "injuries", {"injury_place": "PHRASE", "injury_marks": marks})
    facts = {"Owner": "phone of PHRASE", "PHRASE": "yes"}
    known = {"name": "PHRASE.jpg", "size": 9, "digest": "ab" * 32, "width": 40, "height": 30, "facts": facts}
    card = record.keep(home, "file", {"kept_file": known})
    record.keep(home, "day", {"day_text": "PHRASE\nPHRASE", "day_files": [{"card": card.id, "name": "PHRASE.jpg"}]})
    long = "It was on the corner where somebody, I think, said to PHRASE that all of them should go. " * 40
    record.keep(home, "later", {"addition": long, "reason": "PHRASE"}, adds_to=record.entries[5])
    entries = tuple(
        dataclasses.replace(each, answers=with_texts(each, lambda _way, text: _placed(text)), link=bytes(32))
        for each in record.entries
    )
    log = _copy_for("the office of PHRASE")
    evidence = Evidence(1, card.id, home, EvidenceKind.FILE, "PHRASE.jpg", "image/jpeg", 9, NIGHT)
    return dataclasses.replace(
        record.contents(),
        copies=(log,),
        entries=entries,
        evidence=(evidence,),
        pictures={card.id: lambda: photo(size=(40, 30))},
        head=bytes(32),
    )


def _copy_for(whom: str) -> CopyNoted:
    """A copy in the print log, and for whom it was."""
    made = CopyMade(SAVED, "ab" * 32, 3, (), ())
    record = Record()
    entry = record.keep("", "day", {"day_text": "a copy"})
    entry = dataclasses.replace(entry, id="f" * 32, step=COPY, answers=made.answers(whom), link=bytes(32))
    return CopyNoted(entry, made, (entry,))


def _placed(text: str) -> str:
    for each in ("tall one", "Walking home", "City police", "Okafor"):
        text = text.replace(each, "PHRASE")
    return text


def written(phrase: str) -> Contents:
    """The record with this phrase in the place of PHRASE, in all its texts and names."""

    def put(plain: Any) -> Any:
        if isinstance(plain, str):
            return plain.replace("PHRASE", phrase)
        if isinstance(plain, dict):
            return {put(name): put(value) for name, value in plain.items()}
        return [put(each) for each in plain] if isinstance(plain, list) else plain

    contents = _rich()
    return dataclasses.replace(
        contents,
        entries=tuple(dataclasses.replace(each, answers=put(dict(each.answers))) for each in contents.entries),
        evidence=tuple(dataclasses.replace(each, name=put(each.name)) for each in contents.evidence),
        copies=tuple(_copy_for(put(each.for_whom)) for each in contents.copies),
    )


def choice(contents: Contents) -> Choice:
    ids = tuple(each.id for each in contents.incidents)
    return Choice(ids, skipped=True, copies=True, photos=FULL_PAGE)


def copy(phrase: str) -> Report:
    contents = written(phrase)
    return covered_report(contents, choice(contents), WORDS, PRINTED, Redaction((phrase,)))


@settings(max_examples=20, deadline=None)
@given(_PHRASE, _PHRASE)
@example("Ž7", "Ž🦊")  # the key explained a name in brackets that was covered
@example("Ž7", "Ž\u0378")
def test_two_records_that_differ_only_in_what_is_covered_give_the_same_report(first: str, second: str) -> None:
    """So neither length, letters, fonts, widths, breaks, outline, sizes nor anything else can tell what it was."""
    assert copy(first) == copy(second)


def test_and_so_the_same_file_and_the_same_twin_for_a_screen_reader() -> None:
    short, long = copy("Ž"), copy(" ".join(f"Ŧŋđק{number}" for number in range(40)))
    assert short == long
    assert build(short, now=PRINTED) == build(long, now=PRINTED)
    assert html(short, WORDS) == html(long, WORDS)


def test_two_pictures_that_are_covered_give_the_same_file() -> None:
    contents = written("Ana")
    (card,) = contents.pictures
    redaction = Redaction(pictures=frozenset({card}))

    def made(picture: bytes, **facts: object) -> bytes:
        entries = tuple(
            dataclasses.replace(each, answers={"kept_file": each.answers["kept_file"] | facts})
            if each.id == card
            else each
            for each in contents.entries
        )
        one = dataclasses.replace(contents, entries=entries, pictures={card: lambda: picture})
        return build(covered_report(one, choice(one), WORDS, PRINTED, redaction), now=PRINTED)

    assert made(photo(size=(40, 30))) == made(photo(size=(11, 90)), width=11, height=90, digest="cd" * 32, size=77)
    assert b"DCTDecode" not in made(photo(size=(40, 30)))


@pytest.mark.parametrize("phrase", ["Žofie Łątka", "שרה כהן"])
def test_tools_that_read_every_stream_find_no_letter_of_it(phrase: str, tmp_path: Path) -> None:
    full, covered = tmp_path / "full.pdf", tmp_path / "covered.pdf"
    contents = written(phrase)
    full.write_bytes(build(outline(contents, choice(contents), WORDS, PRINTED), now=PRINTED))
    covered.write_bytes(build(copy(phrase), now=PRINTED))
    assert _found(phrase, full, tmp_path), "the search itself finds it where it is"
    assert _found(phrase, covered, tmp_path) == []
    rare = {letter for letter in phrase if not letter.isascii()}
    assert rare <= _mapped(full, tmp_path)
    assert not rare & _mapped(covered, tmp_path)


def _found(phrase: str, pdf: Path, folder: Path) -> list[str]:
    """Where the phrase, or a word of it, can be read: texts by two readers, and bytes of every decoded object."""
    raw = _decoded(pdf, folder)
    document = pypdfium2.PdfDocument(pdf)
    told = {
        "pdfium": "\n".join(page.get_textpage().get_text_range() for page in document),
        "outline": "\n".join(each.get_title() for each in document.get_toc()),
        "metadata": str(document.get_metadata_dict()),
        "pdftotext": subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode(),
        "latin": raw.decode("latin-1"),
        "utf-8": raw.decode("utf-8", "replace"),
        "utf-16": raw.decode("utf-16-be", "replace") + raw[1:].decode("utf-16-be", "replace"),
        "hexadecimal": _from_hex(raw),
    }
    document.close()
    words = phrase.casefold().split()
    return [name for name, text in told.items() if any(word in text.casefold() for word in words)]


def _decoded(pdf: Path, folder: Path) -> bytes:
    plain = folder / f"{pdf.stem}-plain.pdf"
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, plain], check=True)
    return plain.read_bytes()


def _from_hex(raw: bytes) -> str:
    return "\n".join(
        bytes.fromhex(each.decode()).decode("utf-16-be", "replace")
        for each in re.findall(rb"<((?:[0-9A-Fa-f]{4})+)>", raw)
    )


def _mapped(pdf: Path, folder: Path) -> set[str]:
    """Every letter that some font of the file has, by its own list (ToUnicode)."""
    lists = re.findall(rb"begincmap.*?endcmap", _decoded(pdf, folder), re.DOTALL)
    return set("".join(_from_hex(each) for each in lists))
