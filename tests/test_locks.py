# SPDX-License-Identifier: GPL-3.0-or-later
"""The locks: every file by its hash, nobody's address, the same versions for running and for checking."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "packaging"
LOCKS = ["requirements.lock", "requirements-test.lock"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")


def pins(name: str) -> dict[str, str]:
    found = map(PIN.match, (FOLDER / name).read_text(encoding="utf-8").splitlines())
    return {match[1]: match[2] for match in found if match}


def asked(name: str) -> list[str]:
    """The packages of a ``.in`` file."""
    found = re.findall(r"^([A-Za-z0-9._-]+)", (FOLDER / f"{name}.in").read_text(encoding="utf-8"), re.MULTILINE)
    return [each for each in found if not each.startswith("-")]


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("requirements*")), ids=lambda path: path.name)
def test_no_address_stands_in_a_lock(path):
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    options = {line.split()[0].split("=")[0] for line in text.splitlines() if line.lstrip().startswith("-")}
    assert options <= {"-r", "--hash"}


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_pinned_and_has_its_hashes(name):
    text = (FOLDER / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip()]
    assert lines
    for line in lines:
        assert PIN.match(line), line
        assert "--hash=sha256:" in line, line


def test_checks_run_on_the_versions_that_the_program_runs_on():
    assert pins("requirements.lock").items() <= pins("requirements-test.lock").items()


@pytest.mark.parametrize("name", ["requirements", "requirements-test"])
def test_what_is_asked_for_is_locked(name):
    assert {_plain(each) for each in asked(name)} <= {_plain(each) for each in pins(f"{name}.lock")}


def test_what_the_program_imports_is_asked_for_and_the_other_way_round():
    """Fonts and icons are read as files of their packages: there the package's name stands in a string."""
    sources = [*(ROOT / "journal").rglob("*.py"), *(ROOT / "ui").rglob("*.py"), *ROOT.glob("main.py")]
    used = set()
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            match node:
                case ast.Import():
                    used |= {alias.name.split(".")[0] for alias in node.names}
                case ast.ImportFrom(module=str(module)):
                    used.add(module.split(".")[0])
                case ast.Constant(value=str(text)) if re.fullmatch(r"fontpkg_\w+|manimgx_fonts_cjk|qtawesome", text):
                    used.add(text)
    holders = packages_distributions()
    wanted = {holders[name][0] for name in used - sys.stdlib_module_names - {"journal", "ui"} if name in holders}
    assert {_plain(each) for each in wanted} == {_plain(each) for each in asked("requirements")}


def test_qt_for_python_is_the_release_that_keeps_its_references():
    """6.12.0 ends the process on Python 3.11 (docs/adr/0008); test_references.py shows it."""
    assert pins("requirements.lock")["pyside6-essentials"] == pins("requirements.lock")["shiboken6"] == "6.11.3"
