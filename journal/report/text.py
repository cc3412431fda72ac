# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's text on its way to paper: nothing added, nothing lost. There is no markup in a report, so none to escape.

What cannot be seen or has no letter in any font is shown as its Unicode number in brackets, ``[U+0007]``.
"""

import re
import unicodedata
from collections.abc import Callable

# Stands in an outline for what was covered, wherever ``Report.bar`` has a word for it. No text has this letter by
# itself: who covers words writes one that was typed as its code, as ``visible`` does.
BAR = "\ufdd0"
_BREAK = re.compile("\r\n|[\n\u2028\u2029]")
# Cc controls, Cf invisible formatting (bidi controls among them), Cs halves of a pair, Co private, Cn unassigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Letters of category Lo or Mn that draw nothing.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
# Joiners do their work after letters that join, and breaks without a space between words that have none. Elsewhere, and
# wherever they could hide something, they are shown.
_AT_WORK = re.compile(
    "(?<=[\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff])[\u200c\u200d]"
    "|(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b"
)


def paragraphs(text: str) -> list[str]:
    """The text at its own line ends: LF, CR LF, and the line and paragraph separators of Unicode."""
    return _BREAK.split(text)


def visible(text: str, has: Callable[[str], bool]) -> str:
    """The text with every letter that cannot be shown replaced by its code. ``has``: some font has this letter."""
    at_work = {found.start() for found in _AT_WORK.finditer(text)}
    return "".join(
        [
            letter if (_is_seen(letter) and has(letter)) or place in at_work else f"[U+{ord(letter):04X}]"
            for place, letter in enumerate(text)
        ]
    )


def outline_text(text: str, bar: str = "") -> str:
    """A heading for the outline beside the pages: on one line, with nothing in it that cannot be seen.

    ``bar`` stands for each bar; without a word for them there are none.
    """
    text = text.replace(BAR, bar) if bar else text
    return visible(" ".join(paragraphs(text)), lambda _letter: True)


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN and letter not in _BLANK
