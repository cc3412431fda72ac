# SPDX-License-Identifier: GPL-3.0-or-later
"""Standard output and error: nothing at all, where no person sits in front of them.

A program that was started from a menu writes into the system's log or into ``.xsession-errors``, and so do the
libraries it stands on (Qt names files and fonts, others quote what they could not read). Nobody needs it there.
"""

import contextlib
import os
import sys
from pathlib import Path

# Set by the checks, which read what an unbuilt program says. A built one never says anything.
HEARD = "OWN_WORDS_HEARD"


def is_heard() -> bool:
    """Whether someone reads the standard error: a terminal, or a check that says so."""
    if getattr(sys, "frozen", False):
        return False
    try:
        return bool(os.environ.get(HEARD)) or os.isatty(2)
    except OSError:
        return False


def silence() -> None:
    """Let it go nowhere, for this process, what is written in C included, and for those that it starts."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    if nowhere > 2:
        os.close(nowhere)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # a built program on Windows has none, and libraries write to it
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  for good
    # Where there is no standard error, Qt writes to the system's log instead (macOS, Windows).
    from PySide6.QtCore import QLoggingCategory

    QLoggingCategory.setFilterRules("*=false")


def spare() -> None:
    """Where somebody listens: without a line of Qt's for each box that gets or loses the keyboard on Wayland. It says
    that no method of writing (as for Chinese) was at work in it, where the desktop has none. Their own rules stay."""
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.wayland.textinput.warning=false")


def say(text: str) -> None:
    """A line on the standard error, if there is one that takes it."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text + "\n")
