# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole reports as they were agreed on: what they say, what is in the file, and how the pages look.

``python -m tests.journal.report.golden`` writes them anew.
"""

from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from tests.journal.report.golden import GOLDEN, GOLDENS, SQUARE, TOLERANCE, Made, beside, farthest

REPORTS = [pytest.param(name, marks=pytest.mark.long if GOLDENS[name].every > 1 else ()) for name in GOLDENS]
AGAIN = "changed on purpose? python -m tests.journal.report.golden, then look at the diff and the pictures"


@cache
def made(name: str) -> Made:
    return GOLDENS[name].make()


@pytest.mark.parametrize("name", REPORTS)
def test_the_outline_says_what_was_agreed_on(name: str) -> None:
    kept = (GOLDEN / name / "outline.txt").read_text(encoding="utf-8")
    assert made(name).outline_text().splitlines() == kept.splitlines(), AGAIN


@pytest.mark.parametrize("name", REPORTS)
def test_the_file_holds_what_was_agreed_on(name: str) -> None:
    kept = (GOLDEN / name / "pdf.txt").read_text(encoding="utf-8")
    assert made(name).pdf_text().splitlines() == kept.splitlines(), AGAIN


@pytest.mark.parametrize("name", REPORTS)
def test_the_pages_look_as_was_agreed_on(name: str, tmp_path: Path) -> None:
    sheets = made(name).sheets()
    assert len(list((GOLDEN / name).glob("pages-*.png"))) == len(sheets), AGAIN
    for number, now in enumerate(sheets, 1):
        with Image.open(GOLDEN / name / f"pages-{number}.png") as kept:
            was = kept.convert("L")
        off = farthest(was, now)
        if off > TOLERANCE:
            shown = tmp_path / f"{name}-pages-{number}.png"
            beside(was, now).save(shown)
            pytest.fail(f"differs by {off}: was, is and where they differ side by side in {shown}; {AGAIN}")


def test_a_picture_is_another_when_a_line_moves_and_the_same_when_a_grey_does() -> None:
    page = Image.new("L", (272, 352), 255)
    page.paste(120, (40, 40, 200, 44))
    moved, paler = Image.new("L", page.size, 255), page.point(lambda grey: min(grey + 17, 255))
    moved.paste(120, (40, 40 + SQUARE, 200, 44 + SQUARE))
    assert farthest(page, moved) > TOLERANCE
    assert farthest(page, paler) <= TOLERANCE
    assert farthest(page, Image.new("L", (272, 340), 255)) == 255


def test_what_is_kept_of_the_golden_reports_is_small() -> None:
    assert sum(path.stat().st_size for path in GOLDEN.rglob("*") if path.is_file()) < 3 * 2**20
