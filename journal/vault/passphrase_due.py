# SPDX-License-Identifier: GPL-3.0-or-later
"""When a device key is not enough: a passphrase that is never typed is forgotten, the commonest way to lose a record.

What is noted stands inside the record, where only an opening can change it. Against someone with the device key it is
no wall: that key opens the record.
"""

import contextlib
from datetime import timedelta
from typing import Any

from journal.clock import Stamp
from journal.errors import MachineError
from journal.store.settings import SettingStore

AFTER = timedelta(days=7)
_KEY = "device_key"
_TYPED, _SEEN = "typed", "seen"


def note_typed(settings: SettingStore, now: Stamp) -> None:
    """The passphrase was typed now. On a full disk it is not noted, and asked for sooner."""
    _write(settings, {_TYPED: str(now), _SEEN: str(now)})


def is_due(settings: SettingStore, now: Stamp) -> bool:
    """Whether the passphrase is to be typed before the record is shown. If not, this opening is noted.

    Also where nothing good is noted, and when the clock went back since the last opening: then nobody can tell.
    """
    noted = settings.get(_KEY)
    typed, seen = _stamp(noted, _TYPED), _stamp(noted, _SEEN)
    if typed is None or seen is None or not typed.utc <= seen.utc <= now.utc or now.utc - typed.utc >= AFTER:
        return True
    _write(settings, {_TYPED: str(typed), _SEEN: str(now)})
    return False


def forget(settings: SettingStore) -> None:
    """There is no device key any more."""
    _write(settings, None)


def _write(settings: SettingStore, value: Any) -> None:
    with contextlib.suppress(MachineError):
        settings.set(_KEY, value)


def _stamp(noted: Any, name: str) -> Stamp | None:
    try:
        return Stamp.parse(str(noted[name]))
    except (KeyError, TypeError, ValueError):
        return None
