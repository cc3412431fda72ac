# SPDX-License-Identifier: GPL-3.0-or-later
"""Between what Python holds and what a column holds. JSON bytes keep every letter, half an emoji included."""

import json
from typing import Any

from journal.errors import DatabaseDamaged
from journal.record.chain import canonical

_SPARED = {0: " ", 2: " ", 3: " "}  # the end of a query, and the two marks that search puts around what it found


def packed(value: Any) -> bytes:
    return canonical(value)


def unpacked(data: bytes) -> Any:
    """Raises DatabaseDamaged: SQLCipher may give zeros for a damaged page at the end of a long value, and no fault."""
    try:
        return json.loads(data)
    except ValueError as error:
        raise DatabaseDamaged from error


def settled(value: Any) -> Any:
    """The value as it will come back: tuples become lists, a split emoji becomes whole."""
    return json.loads(canonical(value))


def sayable(text: str) -> str:
    """Text for the search index, which can hold neither half letters nor NUL. What was kept is not touched by this."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").translate(_SPARED)
