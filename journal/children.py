# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes of our own for what this one must not do itself: looking into a stranger's file, asking a key store."""

import contextlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def start(script: Path, flag: str, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """One in a session of its own, with these variables and no others; nobody hears what its libraries say.

    It runs ``script``; a built program has none, and starts itself with ``flag`` (main.py). What it is told and what
    it answers goes through its pipes, never through its arguments. Raises OSError or ValueError.
    """
    if getattr(sys, "frozen", False):
        command = [sys.executable, flag]
    else:
        command = [sys.executable, "-I", "-X", "utf8", str(script)]
    return subprocess.Popen(  # noqa: S603  our own program, and no word of it from outside
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(sys.executable).anchor,
        env=environment,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def close_pipes(process: "subprocess.Popen[bytes]") -> None:
    """Our ends of them; what could not be written is let go of."""
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()
