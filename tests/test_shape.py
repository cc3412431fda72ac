# SPDX-License-Identifier: GPL-3.0-or-later
"""Sizes that keep a file readable at a glance. When something grows past one, find the second idea in it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [*sorted((ROOT / "journal").rglob("*.py")), *sorted((ROOT / "ui").rglob("*.py")), ROOT / "main.py"]
MODULE, FUNCTION, CLASS = 400, 60, 250
CLASSES = {"MainWindow": 200}


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
