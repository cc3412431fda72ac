# SPDX-License-Identifier: GPL-3.0-or-later
"""What programs that are not ours say of the golden reports. A program that is not there is a failure, not a skip."""

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from journal.report.plain import plain_text
from tests.journal.report.golden_records import COVERED
from tests.journal.report.said import Reader
from tests.journal.report.test_golden import REPORTS, made


@pytest.fixture
def pdf(name: str, tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(made(name).pdf)
    return path


def said_by(*command: object) -> str:
    """What the program prints; it must be content and must warn of nothing."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("name", REPORTS)
def test_pdftotext_reads_what_the_outline_says_in_its_order(name: str, pdf: Path) -> None:
    pages = said_by("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-").split("\f")[:-1]
    assert Reader(made(name).report, pages).differences() == []


@pytest.mark.parametrize("name", REPORTS)
def test_pdfium_reads_what_the_outline_says_in_its_order(name: str) -> None:
    with pypdfium2.PdfDocument(made(name).pdf) as document:
        pages = [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
    assert Reader(made(name).report, pages).differences() == []


@pytest.mark.parametrize("name", REPORTS)
def test_qpdf_finds_nothing_wrong(name: str, pdf: Path) -> None:
    told = said_by("qpdf", "--check", pdf)
    assert "No syntax or stream encoding errors found" in told
    assert "WARNING" not in told


@pytest.mark.parametrize("name", REPORTS)
def test_every_font_is_embedded_cut_to_its_letters_and_can_be_read_back(name: str, pdf: Path) -> None:
    head, line, *rows = said_by("pdffonts", pdf).splitlines()
    columns = [found.span() for found in re.finditer("-+", line)]
    fonts = [{head[a:b].strip(): row[a:b].strip() for a, b in columns} for row in rows]
    assert fonts
    for font in fonts:
        assert (font["emb"], font["sub"], font["uni"]) == ("yes", "yes", "yes"), font
        assert re.fullmatch(r"[A-Z]{6}\+.+", font["name"])
        assert "Helvetica" not in font["name"]


@pytest.mark.parametrize("name", ["redacted"])
def test_no_covered_word_is_found_by_any_of_them(name: str, pdf: Path) -> None:
    opened = pdf.with_name("opened.pdf")
    told = said_by("pdftotext", "-raw", pdf, "-") + said_by("qpdf", "--qdf", pdf, opened)
    told += opened.read_bytes().decode("latin-1")
    for word in COVERED:
        assert word in plain_text(made("practice").report)
        assert word not in told


def test_a_word_that_is_not_there_or_is_too_much_or_stands_elsewhere_is_seen() -> None:
    report = made("title-only").report
    with pypdfium2.PdfDocument(made("title-only").pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    word = next(found for found in re.findall(r"\w{7,}", pages[-1]))
    assert Reader(report, [*pages[:-1], pages[-1].replace(word, "", 1)]).differences()
    assert Reader(report, [*pages[:-1], pages[-1].replace(word, f"{word} {word}", 1)]).differences()
    assert Reader(report, [*pages[:-1], pages[-1].replace(word, word[::-1], 1)]).differences()
    assert Reader(report, pages).differences() == []
