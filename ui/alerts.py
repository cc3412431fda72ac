# SPDX-License-Identifier: GPL-3.0-or-later
"""A thing that went wrong, as two sentences: what happened, and what can be done."""

from journal.errors import JournalError
from journal.words import Words


def sentences(trouble: JournalError, words: Words) -> tuple[str, str]:
    """From the text files by the error's key. An error that has no words of its own gets the general ones."""
    key = trouble.key if trouble.key and words.has(f"error.{trouble.key}.what") else "other"
    return words(f"error.{key}.what"), words(f"error.{key}.do")
