# SPDX-License-Identifier: GPL-3.0-or-later
"""The only reader of the clock. A time is kept as UTC together with the offset the person lived in."""

import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

# How far the wall clock may drift from the machine's own counter within one session before the entry says so.
JUMP = timedelta(minutes=2)


class ClockFlag(StrEnum):
    """What was odd about the computer's clock when something was kept. Printed with the entry."""

    WENT_BACK = "went_back"
    JUMPED = "jumped"


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """A moment on the computer's clock: UTC to the millisecond, and minutes east of it where the person was."""

    utc: datetime
    offset_minutes: int = 0

    @property
    def local(self) -> datetime:
        """The time as the clock on the wall showed it."""
        return self.utc.astimezone(timezone(timedelta(minutes=self.offset_minutes)))

    def __str__(self) -> str:
        """ISO 8601 with the local offset, e.g. ``2026-11-12T21:40:05.123-05:00``: sorts only within one offset."""
        return self.local.isoformat(timespec="milliseconds")

    @classmethod
    def parse(cls, text: str) -> "Stamp":
        """The opposite of ``str()``. Raises ValueError when the text has no offset."""
        moment = datetime.fromisoformat(text)
        offset = moment.utcoffset()
        if offset is None:
            raise ValueError("a stamp has an offset")
        return cls(moment.astimezone(UTC), int(offset.total_seconds() // 60))


def file_time(seconds: float) -> Stamp | None:
    """The time that a file carries, seconds since 1970, as the clock on the wall would have shown it; None if none."""
    try:
        local = datetime.fromtimestamp(seconds, UTC).astimezone()
        utc = local.astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        return None
    offset = local.utcoffset() or timedelta()
    return Stamp(utc.replace(microsecond=utc.microsecond // 1000 * 1000), int(offset.total_seconds() // 60))


class Clock:
    """The computer's clock, and what can be told about its steadiness within one session."""

    def __init__(self) -> None:
        self._first_wall = datetime.now(UTC)
        self._first_count = self.count()

    def now(self) -> Stamp:
        local = datetime.now().astimezone()
        offset = local.utcoffset() or timedelta()
        utc = local.astimezone(UTC)
        return Stamp(utc.replace(microsecond=utc.microsecond // 1000 * 1000), int(offset.total_seconds() // 60))

    def flags(self, last: Stamp | None) -> tuple[ClockFlag, ...]:
        """What to note beside something kept now, when ``last`` is the time of the thing kept before it."""
        now = self.now()
        lived = timedelta(seconds=self.count() - self._first_count)
        found = []
        if last is not None and now.utc < last.utc:
            found.append(ClockFlag.WENT_BACK)
        if abs((now.utc - self._first_wall) - lived) > JUMP:
            found.append(ClockFlag.JUMPED)
        return tuple(found)

    @staticmethod
    def count() -> float:
        """Seconds that pass whatever the wall clock is set to, sleep included where the system counts it."""
        if sys.platform == "win32":
            return time.monotonic()
        # Linux counts sleep in CLOCK_BOOTTIME only; macOS has no such clock and counts it in CLOCK_MONOTONIC.
        return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
