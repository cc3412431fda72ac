# SPDX-License-Identifier: GPL-3.0-or-later
"""How the paper looks, as data: page, margins, and one style for each kind of speech. Points, 72 to an inch.

The person's words are the largest and stand in the serif; the program's are smaller and plain. Black on white, so
that a photocopy shows who is speaking too. The wide right margin is for the reader's notes.
"""

from dataclasses import dataclass

from journal.report.blocks import Level
from journal.report.fonts import PLAIN, STRONG, VOICE, Stack

INCH = 72.0
_SIZES = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}


@dataclass(frozen=True, slots=True)
class Page:
    """``right`` is the margin for notes; head and foot stand inside ``top`` and ``bottom``."""

    width: float
    height: float
    left: float = INCH
    right: float = 2.1 * INCH
    top: float = INCH
    bottom: float = INCH
    head: float = 0.56 * INCH
    foot: float = 0.5 * INCH

    @property
    def measure(self) -> float:
        """The length of a line."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> float:
        """The height of the text on one page."""
        return self.height - self.top - self.bottom


def page_of(paper: str) -> Page:
    """Letter unless another size is known by that name."""
    width, height = _SIZES.get(paper, _SIZES["letter"])
    return Page(width, height)


@dataclass(frozen=True, slots=True)
class Style:
    """``grey``: 0 black to 1 white. ``before`` is the space above, dropped at the head of a page."""

    stack: Stack
    size: float
    leading: float
    grey: float = 0.0
    before: float = 0.0


OWN = Style(VOICE, 12, 17, before=3)
QUESTION = Style(PLAIN, 9.5, 13, grey=0.25, before=9)
MARK = Style(STRONG, 8.5, 13, grey=0.1)
CHOSEN = Style(STRONG, 9.5, 13, before=6)
SAID = Style(PLAIN, 10, 14.5, before=7)
NOTE = Style(PLAIN, 8.5, 11.5, grey=0.3, before=3)
TOLD = Style(PLAIN, 8.5, 11.5, before=1.5)
INCIDENT = Style(STRONG, 22, 28, before=0)
INCIDENT_OWN = Style(VOICE, 24, 30, before=0)
PART = Style(STRONG, 16, 20, before=30)
CARD = Style(STRONG, 11, 15, before=20)
CARD_OWN = Style(VOICE, 13, 17, before=20)
LABEL = Style(PLAIN, 9, 15, grey=0.25, before=3)
FACT = Style(PLAIN, 10, 15, before=3)
FACT_OWN = Style(VOICE, 11.5, 15, before=3)
CLOSE_LABEL = Style(PLAIN, 8.5, 12, grey=0.25, before=2)
CLOSE_FACT = Style(PLAIN, 9, 12, before=2)
CLOSE_FACT_OWN = Style(VOICE, 10.5, 12, before=2)
CELL = Style(PLAIN, 8, 11, before=1.5)
CELL_HEAD = Style(STRONG, 8, 11, before=10)
DIGEST = Style(STRONG, 12, 19, before=0)
EVENT_PLACE = Style(STRONG, 10, 17)
KICKER = Style(PLAIN, 11, 15, grey=0.25)
TITLE = Style(VOICE, 28, 35, before=14)
TITLE_OF_MANY = Style(VOICE, 20, 26, before=14)
UNDER_TITLE = Style(PLAIN, 10.5, 15)
LEGEND = Style(STRONG, 9.5, 14)
CONTENTS_INCIDENT = Style(STRONG, 10.5, 16, before=8)
CONTENTS_PART = Style(PLAIN, 10.5, 14, before=1)
CONTENTS_NUMBER = Style(PLAIN, 9, 12, grey=0.25, before=1)
IN_A_ROW, NUMBER_AT = 4, 36.0  # numbers in the contents: how many in a row, and where the page of each stands
EDGE = Style(PLAIN, 8, 10, grey=0.3)
ACROSS = Style(STRONG, 96, 96, grey=0.9)

# What has to be left of a page for a heading to stand there: some lines of what it is about.
ROOM = {Level.INCIDENT: 200.0, Level.PART: 130.0, Level.CARD: 75.0}
FIGURE_BEFORE = 10.0  # above a drawing
PROOFS, PROOF_GAP, PROOF_HEIGHT = 3, 14.0, 130.0  # small pictures: in a row, between two, and the tallest
INDENT = 14.0  # the person's words stand in from the edge, with a line at their side
BAR_AT, BAR_WIDTH, BAR_GREY = 3.0, 1.2, 0.55
HAIRLINE, HAIRLINE_GREY = 0.4, 0.75
RULE_RISE = 0.4  # of the space above a strip: how far above it its line stands
LIST_BEFORE = 9.0  # above a list of facts
LABEL_SHARE = 0.31  # of the line, for the labels of a list of facts
EVENT_INDENT = 24.0
LINK_WIDTH = 30.0
