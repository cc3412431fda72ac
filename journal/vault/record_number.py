# SPDX-License-Identifier: GPL-3.0-or-later
"""The record's number on every printed page: short, easy to read out, and saying nothing about the person."""

from collections.abc import Callable

# Without what is taken for another (0 O, 1 I L, 2 Z, 5 S, 8 B, U V) and without vowels, so that no word comes out.
_LETTERS = "34679CDFGHJKMNPQRTWXY"
_LENGTH = 8


def make_record_number(random_bytes: Callable[[int], bytes]) -> str:
    """E.g. ``7K4Q-93MD``: 35 random bits."""
    letters = ""
    while len(letters) < _LENGTH:
        [byte] = random_bytes(1)
        if byte < 256 // len(_LETTERS) * len(_LETTERS):  # each letter as likely as the others
            letters += _LETTERS[byte % len(_LETTERS)]
    return f"{letters[:4]}-{letters[4:]}"
