# SPDX-License-Identifier: GPL-3.0-or-later
"""The digest of a sealed file as it lies there goes: each of its chunks says by its own tag whether it is whole."""

from typing import Any

VERSION = 4


def apply(connection: Any) -> None:
    connection.execute("ALTER TABLE objects DROP COLUMN sealed_digest")
