# SPDX-License-Identifier: GPL-3.0-or-later
"""Where files live. ``OWN_WORDS_HOME`` moves everything below one folder, for a stick and for tests."""

import os
import sys
from pathlib import Path

_NAME = "own-words"

# In a record's folder from before the first byte of it is erased until the last one is gone. For ever.
BEING_ERASED = "being-erased"


def home() -> Path:
    """The program's own folder: not one that cloud services copy by default (docs/threat-model.md)."""
    if chosen := os.environ.get("OWN_WORDS_HOME"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / _NAME


def default_vault() -> Path:
    return home() / "record"


def outside_settings() -> Path:
    """The only file outside the vault: language, theme, text size and where the record is."""
    return home() / "settings.json"


def resources() -> Path:
    """Words, styles and the practice record, beside the program or inside its frozen bundle."""
    return Path(getattr(sys, "_MEIPASS", Path(__file__).parent.parent)) / "resources"
