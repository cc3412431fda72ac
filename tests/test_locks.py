# SPDX-License-Identifier: GPL-3.0-or-later
"""The locks: every file by its hash, nobody's address, the same versions for running and for checking."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "packaging"
LOCKS = ["requirements.lock", "requirements-test.lock"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")


def pins(name: str) -> dict[str, str]:
    found = map(PIN.match, (FOLDER / name).read_text(encoding="utf-8").splitlines())
    return {match[1]: match[2] for match in found if match}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("requirements*")), ids=lambda path: path.name)
def test_no_address_stands_in_a_lock(path):
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)\b", text, re.MULTILINE)


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
    locked = {each.lower().replace("_", "-") for each in pins(f"{name}.lock")}
    asked = re.findall(r"^([A-Za-z0-9._-]+)", (FOLDER / f"{name}.in").read_text(encoding="utf-8"), re.MULTILINE)
    assert {each.lower().replace("_", "-") for each in asked if not each.startswith("-")} <= locked


def test_qt_for_python_is_the_release_that_keeps_its_references():
    """6.12.0 ends the process on Python 3.11 (docs/adr/0008); test_references.py shows it."""
    assert pins("requirements.lock")["pyside6-essentials"] == pins("requirements.lock")["shiboken6"] == "6.11.3"
