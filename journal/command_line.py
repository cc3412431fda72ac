# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program does without a window: ``report --practice --out FILE`` makes the practice report, and
``verify PATH`` checks a bundle."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from journal.clock import Clock
from journal.errors import JournalError
from journal.words import Words


def run(argv: Sequence[str]) -> int:
    """The words after ``main.py report``. Gives the exit code; what is to be said goes to the terminal."""
    words = Words()
    parser = argparse.ArgumentParser(prog="main.py report", description=words("report.command.about"))
    parser.add_argument("--practice", action="store_true", required=True, help=words("report.command.practice"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=words("report.command.out"))
    parser.add_argument("--paper", choices=("letter", "a4"), default="letter", help=words("report.command.paper"))
    asked = parser.parse_args(argv)
    try:
        _practice_report(asked.out, asked.paper, words)
    except JournalError as trouble:
        print(words(f"error.{trouble.key}.what"), words(f"error.{trouble.key}.do"), file=sys.stderr)
        return 1
    return 0


def verify(argv: Sequence[str]) -> int:
    """The words after ``main.py verify``. One line for each finding; 0 when everything is as it was, else 1."""
    from journal.handover import checking

    words = Words()
    parser = argparse.ArgumentParser(prog="main.py verify", description=words("bundle.command.about"))
    parser.add_argument("path", metavar="PATH", help=words("bundle.command.path"))
    return checking.run([parser.parse_args(argv).path])


def _practice_report(target: Path, paper: str, words: Words) -> None:
    """Make the practice record in a temporary place, print it, and leave nothing of it behind."""
    from journal import practice
    from journal.report.choice import Choice
    from journal.report.outline import outline
    from journal.report.pdf import build
    from journal.report.target import write

    now = Clock().now()
    with tempfile.TemporaryDirectory(prefix="own-words-") as place:
        vault = practice.build(Path(place) / "record")
        try:
            contents = vault.contents()
            chosen = tuple(incident.id for incident in contents.incidents)
            report = outline(contents, Choice(chosen, paper=paper, language=words.language), words, now)
            pdf = build(report, now=now)  # pictures are read from the vault while their pages are drawn
        finally:
            vault.close()
    write(target, pdf)
