# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice report without a window."""

from pathlib import Path

import pypdfium2
import pytest

from journal import command_line


def test_the_practice_report_is_made_and_says_what_it_is_on_every_page(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    assert command_line.run(["--practice", "--out", str(target)]) == 0
    document = pypdfium2.PdfDocument(target.read_bytes())
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(texts) > 5
    assert target.read_bytes().count(b"/Subtype /Image") >= 3, "its files are shown"
    assert not any("could not be shown" in text for text in texts)
    assert all("PRACTICE" in text and "made up" in text for text in texts)
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_place_that_cannot_be_written_gets_its_two_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.run(["--practice", "--out", str(tmp_path / "nowhere" / "report.pdf")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count(".") >= 2
    assert str(tmp_path) not in said.err


def test_without_the_practice_record_there_is_nothing_to_print(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        command_line.run(["--out", str(tmp_path / "report.pdf")])
