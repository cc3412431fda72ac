# SPDX-License-Identifier: GPL-3.0-or-later
"""What many steps are made of: how something is known, how surely, and the short way to write a condition."""

from journal.guide.step import Answered, Field, Kind

YES_NO = ("yes", "no", "not_sure")


def answered(field: str, *options: str, step: str = "") -> Answered:
    """The condition that ``field`` was answered with one of ``options``."""
    return Answered(field, frozenset(options), step)


# How the person knows a statement, and how sure they are (College of Policing 2019, as told in
# docs/sources.md, "How it is known, and how surely").
SOURCE = Field("source", Kind.CHOICES, ("saw", "heard", "felt", "told", "video", "worked_out"))
TOLD_BY = Field("told_by", Kind.LINE, when=answered("source", "told"))
CERTAINTY = Field("certainty", Kind.CHOICE, ("sure", "think_so", "not_sure"))
KNOWN = (SOURCE, TOLD_BY, CERTAINTY)
