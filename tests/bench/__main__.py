# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure, and write what was measured into docs/performance.md: ``python -m tests.bench``."""

import json
import os
import platform
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent.parent / "docs" / "performance.md"
HEAD = """# How quick it is

Written by `python -m tests.bench`; do not edit by hand. `packaging/dev.py test --long` measures the same and fails when
a goal is missed by more than a quarter. Ratios are of paired runs, so that other work on the machine falls on both.

Measured {day} on {system}, Python {python}, {cores} cores, no screen (Xvfb or drawn in memory).

| what | goal | measured | median of one round |
|---|---|---|--:|
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        numbers = Path(folder) / "numbers.json"
        code = pytest.main(["-q", "-m", "long", str(Path(__file__).parent), f"--benchmark-json={numbers}"])
        if code:
            return int(code)
        rounds = json.loads(numbers.read_text())["benchmarks"]
    head = HEAD.format(
        day=date.today().isoformat(),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        cores=os.cpu_count(),
    )
    lines = []
    for each in sorted(rounds, key=lambda each: each["fullname"]):
        what = each["name"].removeprefix("test_").replace("_", " ").replace("[", ": ").rstrip("]")
        median = each["stats"]["median"] * 1000
        lines.append(f"| {what} | {each['extra_info']['goal']} | {each['extra_info']['value']} | {median:.1f} ms |\n")
    PAGE.write_text(head + "".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
