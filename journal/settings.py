# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences as a table. OUTSIDE the vault stands only what the lock screen needs; every other one is INSIDE it."""

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from journal.disk import sync_names, sync_names_above


class Keep(StrEnum):
    OUTSIDE = "outside"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Setting:
    """``choices`` are the allowed values, in order; empty for a free value such as a folder."""

    key: str
    default: Any
    keep: Keep
    choices: tuple[Any, ...] = ()


SETTINGS = (
    Setting("language", "en", Keep.OUTSIDE),
    Setting("theme", "system", Keep.OUTSIDE, ("system", "light", "dark")),
    Setting("text_size", 100, Keep.OUTSIDE, (90, 100, 115, 130, 150, 175, 200)),
    Setting("vault", "", Keep.OUTSIDE),
    Setting("shared_computer", False, Keep.INSIDE, (False, True)),
    Setting("idle_minutes", 0, Keep.INSIDE, (0, 1, 2, 3, 5, 10, 15, 20, 30)),
    Setting("leave_key", "shift", Keep.INSIDE, ("shift", "ctrl", "f9")),
    Setting("printer_word_seen", False, Keep.INSIDE, (False, True)),
    Setting("kept_word_seen", False, Keep.INSIDE, (False, True)),
    # Where it happened, for the dates to ask a lawyer about (resources/support); chosen by the person, never found out.
    Setting("law_area", "", Keep.INSIDE, ("", "ny_city", "ny", "california", "other")),
    Setting("place", None, Keep.INSIDE),
    # Where the last copy of the record was made (ui/copying.py), and whether Home says when it was checked.
    Setting("copy_place", "", Keep.INSIDE),
    Setting("copy_on_home", True, Keep.INSIDE, (True, False)),
    # What last went into a report, and the choices that were kept by name (journal/report/kept_choice.py).
    Setting("report_choice", None, Keep.INSIDE),
    Setting("report_choices", None, Keep.INSIDE),
    # What is covered in a copy of the report (journal/report/redaction.py), so that the same copy can be made again.
    Setting("covered", None, Keep.INSIDE),
    # While a device key opens the record: when the passphrase was typed last, and the last opening
    # (journal/vault/passphrase_due.py).
    Setting("device_key", None, Keep.INSIDE),
    # The last copy of the record that was checked (journal/handover/backup.py).
    Setting("last_backup", None, Keep.INSIDE),
    # What the last check of the record found (journal/record/checked.py).
    Setting("last_check", None, Keep.INSIDE),
    # What is being written outside the record just now (journal/vault/half_written.py).
    Setting("half_written", None, Keep.INSIDE),
    # What the last search was narrowed to; not the words that were looked for.
    Setting("search", None, Keep.INSIDE),
)


def setting(key: str) -> Setting:
    """Raises KeyError for a setting that does not exist: a bug."""
    for each in SETTINGS:
        if each.key == key:
            return each
    raise KeyError(key)


def accepted(key: str, value: Any) -> Any:
    """The value if the setting allows it, else its default: a file may hold anything."""
    known = setting(key)
    if known.choices:
        allowed = any(value == choice and type(value) is type(choice) for choice in known.choices)
        return value if allowed else known.default
    return value if known.default is None or type(value) is type(known.default) else known.default


def idle_minutes(inside: Mapping[str, Any]) -> int:
    """Minutes without a key or click until it locks: the chosen ones, else 5, or 2 on a shared computer. Never 0."""
    return int(inside.get("idle_minutes") or (2 if inside.get("shared_computer") else 5))


def read_outside(path: Path) -> dict[str, Any]:
    """The outside settings; the defaults where the file is missing, unreadable or strange."""
    found: Any = {}
    with contextlib.suppress(OSError, ValueError, RecursionError):
        found = json.loads(path.read_text(encoding="utf-8"))
    given = found if isinstance(found, dict) else {}
    outside = (each for each in SETTINGS if each.keep is Keep.OUTSIDE)
    return {each.key: accepted(each.key, given.get(each.key, each.default)) for each in outside}


def write_outside(path: Path, values: Mapping[str, Any]) -> None:
    """Replace the file as a whole, on the disk when this returns: it says where the record is.

    Raises OSError; the file is then as it was.
    """
    kept = {each.key: values[each.key] for each in SETTINGS if each.keep is Keep.OUTSIDE and each.key in values}
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(json.dumps(kept, indent=1))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_names(path.parent)
    sync_names_above(path.parent)
