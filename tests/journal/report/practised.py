# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice record as a report, made once: all its accounts, its child's sheet, what was skipped, its pictures."""

import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from journal import practice
from journal.guide.child_steps import is_sheet
from journal.report.blocks import Report
from journal.report.choice import Choice
from journal.report.outline import outline
from journal.report.pdf import build
from journal.words import Words
from tests.journal.report.kept import PRINTED


class Practised(NamedTuple):
    report: Report
    pdf: bytes


@cache
def practised() -> Practised:
    with tempfile.TemporaryDirectory() as place, practice.build(Path(place) / "record") as vault:
        contents = vault.contents()
        incidents = tuple(each.id for each in contents.incidents if not is_sheet(each))
        sheets = tuple(each.id for each in contents.incidents if is_sheet(each))
        report = outline(contents, Choice(incidents, skipped=True, sheets=sheets), Words(), PRINTED)
        return Practised(report, build(report, now=PRINTED))
