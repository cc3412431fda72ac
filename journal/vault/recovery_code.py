# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery code: 160 random bits and a check of 40, as eight groups of five letters and digits to print and type.

The alphabet is Crockford's base 32, which has no I, L, O or U, so that what looks alike is the same.
"""

import hashlib
import os
import unicodedata

from journal.errors import MistypedRecoveryCode

SECRET_BYTES = 20
_CHECK_BYTES = 5
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LETTERS = (SECRET_BYTES + _CHECK_BYTES) * 8 // 5
_GROUP = 5


def make() -> bytes:
    return os.urandom(SECRET_BYTES)


def printed(secret: bytes) -> str:
    """E.g. ``7K4Q9-…``: eight groups of five."""
    number = int.from_bytes(secret + _check(secret), "big")
    letters = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LETTERS)))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LETTERS, _GROUP))


def parse(typed: str) -> bytes:
    """The secret out of what a person typed, however they spaced it. Raises MistypedRecoveryCode."""
    upper = unicodedata.normalize("NFKC", typed).upper().translate(_LOOKS_LIKE)
    letters = [letter for letter in upper if letter.isalnum()]
    if len(letters) != _LETTERS or not set(letters) <= set(_ALPHABET):
        raise MistypedRecoveryCode
    number = 0
    for letter in letters:
        number = number << 5 | _ALPHABET.index(letter)
    code = number.to_bytes(SECRET_BYTES + _CHECK_BYTES, "big")
    secret, check = code[:SECRET_BYTES], code[SECRET_BYTES:]
    if check != _check(secret):
        raise MistypedRecoveryCode
    return secret


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"own-words recovery code v1" + secret).digest()[:_CHECK_BYTES]
