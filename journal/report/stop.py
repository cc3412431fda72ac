# SPDX-License-Identifier: GPL-3.0-or-later
"""Stop: while a report is made, every stage looks often whether somebody pressed it, and then everything is let go.

The outline is made of sentences, so its words look; the pages are made of lines, so the typesetter looks (pdf.py).
"""

from collections.abc import Callable, Iterable, Iterator

from journal.words import Words

Cancelled = Callable[[], bool]


def never() -> bool:
    """Nobody pressed Stop."""
    return False


class Stopped(Exception):
    """Somebody pressed Stop. Whoever began the report catches it; nothing was written, so nothing is left."""


def heedful(lines: Iterable[str], cancelled: Cancelled) -> Iterator[str]:
    """The same lines; before each it looks whether to go on. Raises Stopped."""
    for line in lines:
        if cancelled():
            raise Stopped
        yield line


class HeedfulWords(Words):
    """The words of a report that is being made: each sentence that is asked for looks whether to go on."""

    def __init__(self, language: str, cancelled: Cancelled) -> None:
        super().__init__(language)
        self.cancelled = cancelled

    def __call__(self, key: str, /, **values: object) -> str:
        """As ``Words`` gives it. Raises Stopped."""
        if self.cancelled():
            raise Stopped
        return super().__call__(key, **values)


def asked_of(words: Words) -> Cancelled:
    """What long work beside these words asks: for words that look, the same as they do."""
    return words.cancelled if isinstance(words, HeedfulWords) else never
