# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/threat-model.md promises nothing that no test holds, and never too much."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")


def test_every_test_that_is_named_is_there():
    named = set(re.findall(r"`(test_\w+)`", TEXT))
    there = {path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    assert len(named) > 20
    missing = [name for name in sorted(named) if not any(f"def {name}(" in source for source in there)]
    assert missing == []
    for path in re.findall(r"`((?:tests|docs)/[\w./-]+)`", TEXT):
        assert (ROOT / path).exists(), path


def test_every_line_of_what_we_do_names_what_holds_it():
    rows = TEXT.partition("## What we do\n")[2].partition("\n\n")[0].splitlines()[2:]
    assert len(rows) > 15
    for row in rows:
        assert "test" in row.split("|")[2], row


def test_each_of_those_who_might_come_has_what_we_do_with_its_tests_and_what_we_cannot():
    rows = TEXT.partition("## Who might come, and what holds then\n")[2].partition("\n\nThe makers")[0].splitlines()
    told = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| **")]
    assert all(len(row) == 3 and "test_" in row[1] and len(row[2]) > 20 for row in told)
    names = " ".join(row[0].lower() for row in told)
    for who in (
        "relative",
        "partner",
        "thief",
        "seizure",
        "border",
        "court order",
        "spyware",
        "cloud",
        "repair",
        "printer",
    ):
        assert who in names, who


def test_nothing_is_claimed_that_no_program_can_do():
    for path in ("docs/threat-model.md", "docs/vault-format.md", "SECURITY.md", "README.md"):
        text = (ROOT / path).read_text(encoding="utf-8").lower()
        for word in ("tamper-proof", "court-proof", "undetectable", "military", "unbreakable", "100 %", "deniable"):
            assert word not in text, (path, word)
