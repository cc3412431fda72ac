# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a line may end (UAX #14, by ICU): after a space, and in Chinese, Thai or Khmer between words without one."""

import re
import unicodedata

from icu4py.breakers import LineBreaker

from journal.report.emoji import EMOJI
from journal.report.text import BAR

# ICU counts in halves of large letters and knows no bars: it sees letters that break alike, one for one. Korean words
# are kept whole, as Korean books keep them.
_WORD, _SIGN, _MARK = "x", "\u4e00", "\u0301"
_LIKE_WORDS = re.compile(f"[{BAR}\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")
_LARGE = re.compile("[\U00010000-\U0010ffff]")


def segments(text: str) -> list[str]:
    """The text in pieces between which a line may end, spaces at the end of each."""
    seen = EMOJI.sub(lambda found: _SIGN + _MARK * (len(found[0]) - 1), text)
    seen = _LIKE_WORDS.sub(_WORD, seen)
    seen = _LARGE.sub(lambda found: _SIGN if unicodedata.category(found[0]) in ("Lo", "So") else _WORD, seen)
    return [text[start:end] for start, end in LineBreaker(seen, "en").segments()]
