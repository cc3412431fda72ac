# SPDX-License-Identifier: GPL-3.0-or-later
"""A small program that stands in the place of ``lp`` and keeps what it was given."""

import sys
from pathlib import Path

import pytest


def put_lp(
    place: Path, monkeypatch: pytest.MonkeyPatch, after: str = "sys.exit(0)", takes: str = "sys.stdin.buffer.read()"
) -> Path:
    """``takes`` is how it reads, ``after`` what it does then. What it took lies in the file that comes back."""
    folder, taken = place / "bin", place / "taken.json"
    folder.mkdir(exist_ok=True)
    program = folder / "lp"
    program.write_text(
        f"#!{sys.executable}\nimport hashlib, json, sys, time\nread = {takes}\n"
        f"told = json.dumps([sys.argv[1:], len(read), hashlib.sha256(read).hexdigest()])\n"
        f"open({str(taken)!r}, 'w').write(told)\n{after}\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return taken
