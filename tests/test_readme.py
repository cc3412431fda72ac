# SPDX-License-Identifier: GPL-3.0-or-later
"""What README says is there, is there: each path of its map, each command, each picture."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from journal.words import Words
from tests.screens import SCREENS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = [path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")] if path.name != "CHANGELOG.md"]


def test_it_can_be_read_in_two_minutes():
    assert len(README.splitlines()) <= 90


@pytest.mark.parametrize("path", [*re.findall(r"`([\w./-]+(?:/|\.(?:py|md|toml)))`", README), "LICENSE"])
def test_each_path_it_names_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_link_and_picture_leads_somewhere(paper):
    for target in re.findall(r"\]\(([^)#]+)\)", paper.read_text(encoding="utf-8")):
        assert (paper.parent / target).exists(), target


def test_every_part_of_the_paper_has_its_line_in_the_page_about_it():
    every = Words().every()
    told = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", told, re.M)
    parts = {text for key, text in every.items() if key.startswith("report.part.")}
    assert set(rows) - {"part", "The cover", "Contents"} == parts


def test_every_screen_has_its_line_in_what_was_looked_at():
    """A line is of one picture (``name--view``), or of a screen in the views that the line names."""
    looked = (ROOT / "docs" / "looked.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| ([\w-]+) \| (.+) \| (.+) \|$", looked, re.M)
    assert {picture.partition("--")[0] for picture, _seen, _mended in lines} - {"picture"} == set(SCREENS)


def test_the_two_commands_are_the_ones_that_exist():
    commands = set(re.findall(r"packaging[/\\]dev\.py (\w+)", README))
    assert commands == {"run", "test"}
    told = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "dev.py")], capture_output=True, text=True, check=False
    )
    assert all(f"dev.py {command}" in told.stderr for command in commands)


def test_the_map_quotes_a_contract_that_exists():
    assert '"It never talks to a network"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", re.findall(r"-m (tests\.\w+)", README))
def test_each_module_it_says_can_be_run_exists(module):
    assert importlib.util.find_spec(module) is not None


def test_the_checks_of_ci_are_the_readme_command():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 packaging/dev.py test" in script
    assert "python3 packaging/dev.py test --long" in script
