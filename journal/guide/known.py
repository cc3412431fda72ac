# SPDX-License-Identifier: GPL-3.0-or-later
"""How the person knows a statement, and how sure they are: asked in many steps, of every guide.

College of Policing 2019 (sources, uncertainty).
"""

from journal.guide.step import Answered, Field, Kind

SOURCE = Field("source", Kind.CHOICES, ("saw", "heard", "felt", "told", "video", "worked_out"))
TOLD_BY = Field("told_by", Kind.LINE, when=Answered("source", frozenset({"told"})))
CERTAINTY = Field("certainty", Kind.CHOICE, ("sure", "think_so", "not_sure"))
KNOWN = (SOURCE, TOLD_BY, CERTAINTY)
