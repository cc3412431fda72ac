# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences that are kept inside the vault (journal/settings.py says which)."""

from typing import Any

from journal.errors import DatabaseDamaged
from journal.settings import SETTINGS, Keep, accepted, setting
from journal.store.connection import Database
from journal.store.plain import packed, unpacked


class SettingStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> Any:
        """The kept value, or the default. Raises KeyError for a setting that is not an inside one."""
        _inside(key)
        kept = self._database.value("SELECT value FROM settings WHERE key = ?", (key,))
        return setting(key).default if kept is None else accepted(key, unpacked(kept))

    def set(self, key: str, value: Any) -> None:
        self._database.write(lambda: self.put(key, value))

    def put(self, key: str, value: Any) -> None:
        """``set`` inside a transaction that has begun already."""
        _inside(key)
        self._database.do(
            "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, packed(accepted(key, value))),
        )

    def forget(self, key: str) -> None:
        """Back to the default, inside a transaction that has begun already."""
        self._database.do("DELETE FROM settings WHERE key = ?", (key,))

    def all(self) -> dict[str, Any]:
        """A setting that lies in a bad place is as if it was never set: nobody is kept out by it."""
        found = {}
        for each in SETTINGS:
            if each.keep is Keep.INSIDE:
                try:
                    found[each.key] = self.get(each.key)
                except DatabaseDamaged:
                    found[each.key] = each.default
        return found


def _inside(key: str) -> None:
    if setting(key).keep is not Keep.INSIDE:
        raise KeyError(key)
