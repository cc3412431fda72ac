# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be known of a kept entry without opening it: which page it is, when it was written, and the times in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Glimpse:
    """``written``: the day it was kept, where the person was. ``times``: its answers that are times, by field id."""

    seq: int
    id: str
    incident: str
    step: str
    written: date
    times: Mapping[str, Any]
    adds_to: str = ""
