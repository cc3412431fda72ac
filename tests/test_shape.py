# SPDX-License-Identifier: GPL-3.0-or-later
"""Sizes that keep a file readable at a glance. When something grows past one, find the second idea in it.

And what a text here leans on can be looked up by whoever has this repository and nothing else.
"""

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [*sorted((ROOT / "journal").rglob("*.py")), *sorted((ROOT / "ui").rglob("*.py")), ROOT / "main.py"]
MODULE, FUNCTION, CLASS = 400, 60, 250
CLASSES = {"MainWindow": 200}

PLACES = (".ci", "docs", "journal", "packaging", "resources", "tests", "ui")
WRITTEN = frozenset({".in", ".lock", ".md", ".py", ".qss", ".sh", ".sql", ".toml", ".txt", ""})
TEXTS = sorted(
    path
    for path in [*ROOT.glob("*.*"), *(path for place in PLACES for path in (ROOT / place).rglob("*"))]
    if path.is_file() and path.suffix in WRITTEN and not path.is_relative_to(ROOT / "tests" / "data")
)
FOUNDATIONS = ROOT / "docs" / "sources.md"


def too_long(source: str) -> Iterator[str]:
    """What in this source is longer than it may be, with its length in lines."""
    lines = len(source.splitlines())
    if lines > MODULE:
        yield f"the module: {lines}"
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                most = FUNCTION
            case ast.ClassDef():
                most = CLASSES.get(node.name, CLASS)
            case _:
                continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > most:
            yield f"{node.name}: {length}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_longer_than_can_be_read_at_a_glance(path):
    assert list(too_long(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_its_licence_and_what_it_is_for(path):
    source = path.read_text(encoding="utf-8")
    assert source.startswith("# SPDX-License-Identifier: GPL-3.0-or-later\n")
    assert ast.get_docstring(ast.parse(source)), "the first lines say what the module is for"


def test_the_measure_itself_finds_what_is_too_long():
    assert list(too_long("x = 1\n" * (MODULE + 1))) == [f"the module: {MODULE + 1}"]
    assert list(too_long("def f():\n" + "    x = 1\n" * FUNCTION)) == [f"f: {FUNCTION + 1}"]
    assert list(too_long("class C:\n" + "    x = 1\n" * CLASS)) == [f"C: {CLASS + 1}"]
    assert list(too_long("class MainWindow:\n" + "    x = 1\n" * 200)) == ["MainWindow: 201"]
    assert list(too_long("class C:\n    def f():\n" + "        x = 1\n" * (FUNCTION - 1))) == []


def headings(paper: str) -> list[str]:
    return re.findall(r"^#{2,} (.+)$", paper, re.M)


def not_here(text: str, folder: Path, known: Collection[str], *, by_heading: bool = False) -> Iterator[str]:
    """What this text cites and nobody finds: a paper, a decision by its number, a heading of docs/sources.md.

    ``by_heading``: a citation of docs/sources.md has to say which.
    """
    text = re.sub(r"\s*\n[ \t]*(?:# ?)?", " ", text)  # a citation may go on in the next line, of a comment too
    for name in re.findall(r"[\w./-]+\.md\b", text):
        if not any((place / name).is_file() for place in (ROOT, folder, ROOT / "docs")):
            yield name
    for number in re.findall(r"docs/adr/(\d+)", text):
        if not list((ROOT / "docs" / "adr").glob(f"{number}-*.md")):
            yield f"docs/adr/{number}"
    for heading in re.findall(r'docs/sources\.md(?:, "([^"]+)")?', text):
        if (heading or by_heading) and heading not in known:
            yield f"docs/sources.md, {heading or 'no heading'}"


def test_what_a_text_cites_is_in_the_repository():
    known = headings(FOUNDATIONS.read_text(encoding="utf-8"))
    found = {
        str(path.relative_to(ROOT)): lost
        for path in TEXTS
        if (lost := list(not_here(path.read_text("utf-8"), path.parent, known, by_heading=path in SOURCES)))
    }
    assert len(TEXTS) > 500
    assert found == {}


def test_each_place_that_the_sources_name_is_there_and_has_what_they_name():
    """So a change of the law, or of what is known, can be followed to the code."""
    paper = FOUNDATIONS.read_text(encoding="utf-8")
    places = re.findall(r"`((?:docs|journal|resources|tests|ui)/[\w./-]+\w)`(?:\s+\(([^)]*)\))?", paper)
    assert len(places) > 50
    for place, within in places:
        text = (ROOT / place).read_text(encoding="utf-8")
        assert [name for name in re.findall(r"`([^`]+)`", within) if name not in text] == [], place
    assert len(set(headings(paper))) == len(headings(paper)), "a citation names one heading"


def test_the_look_for_citations_itself_finds_what_is_not_here():
    """The names are put together here, so that this file cites none of them."""
    end, cited = ".md", "docs/sources" + ".md"
    assert list(not_here(f"see lost{end}, docs/report{end} and report{end}", ROOT, ())) == [f"lost{end}"]
    assert list(not_here("docs/adr/" + "0001, docs/adr/" + "9999", ROOT, ())) == ["docs/adr/" + "9999"]
    known = ["The time of day"]
    assert list(not_here(f'({cited}, "The time\n# of day")', ROOT, known)) == []
    assert list(not_here(f'({cited}, "The time\n    of year")', ROOT, known)) == [f"{cited}, The time of year"]
    assert list(not_here(cited, ROOT, known)) == []
    assert list(not_here(cited, ROOT, known, by_heading=True)) == [f"{cited}, no heading"]
