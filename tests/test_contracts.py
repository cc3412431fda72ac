# SPDX-License-Identifier: GPL-3.0-or-later
"""Which part may know which: the sentences of pyproject.toml, and the domain started where there is no Qt."""

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "journal").rglob("*.py")
)


def python(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, timeout=120, check=False
    )


def test_every_part_keeps_to_its_place():
    told = python("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")
    assert told.returncode == 0, told.stdout + told.stderr
    assert re.search(r"Contracts: \d\d? kept, 0 broken", told.stdout), told.stdout


def test_every_module_of_the_domain_opens_where_there_is_no_qt():
    without = "import sys; sys.modules['PySide6'] = None; sys.modules['shiboken6'] = None\n"
    told = python("-W", "error", "-c", without + "\n".join(f"import {name}" for name in MODULES))
    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize("name", ["journal.guide.steps", "journal.record.chain", "journal.words", "journal.settings"])
def test_small_ground_needs_no_heavy_library(name):
    heavy = ["sqlcipher3", "reportlab", "cryptography", "PIL", "PySide6"]
    told = python("-c", f"import {name}, sys; print([each for each in {heavy} if each in sys.modules])")
    assert told.stdout.strip() == "[]", told.stderr


def test_the_packaging_folder_does_not_shadow_the_library_of_that_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()
    found = importlib.util.find_spec("packaging")
    assert found is not None
    assert (found.origin or "").endswith("__init__.py"), "a folder without __init__.py was found first"


def nodes(*folders: str) -> Iterator[tuple[str, ast.AST]]:
    """Each node of the program's sources, with the name of its file."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield path.name, node


def test_one_dialog_asks_for_files():
    """ui/dialogs/file_dialog.py forgets what was chosen; any other would leave it in a list (docs/adr/0022)."""
    users = {
        name
        for name, node in nodes("ui")
        if isinstance(node, ast.ImportFrom) and any(each.name == "QFileDialog" for each in node.names)
    }
    assert users == {"file_dialog.py"}


def test_one_module_copies_to_the_clipboard():
    """ui/clipboard.py marks what is copied as not for a history (docs/adr/0022)."""
    copies = ("setText", "setMimeData", "setImage", "setPixmap")
    writers = {
        name
        for name, node in nodes("ui")
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in copies
        and "clipboard" in ast.unparse(node.func.value)
    }
    assert writers == {"clipboard.py"}
