# SPDX-License-Identifier: GPL-3.0-or-later
"""Sticks: small disks in memory, and a disk that knows neither permissions nor links nor syncs of folders."""

import contextlib
import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """A disk of this size (``12m``); skipped where none can be mounted, which only root on Linux may."""
    place.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "none", str(place)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("a small disk can be mounted by root on Linux only")
    try:
        yield place
    finally:
        pull(place)


def pull(place: Path) -> None:
    """Pull it out: whatever is open on it stays open, its names are gone. Twice is no matter."""
    subprocess.run(["umount", "--lazy", str(place)], capture_output=True, check=False)


def plain_stick(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """From now on ``place`` behaves as a stick does that was formatted for every computer (exFAT)."""
    fsync, link, symlink, chmod = os.fsync, os.link, os.symlink, os.chmod

    def on_it(path: object) -> bool:
        return isinstance(path, (str, os.PathLike)) and Path(os.fspath(path)).is_relative_to(place)  # type: ignore[arg-type]

    def no_folder_sync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no such call")
        fsync(descriptor)

    def refusing(real, number):
        def call(path, *rest, **more):
            if on_it(path) or any(on_it(each) for each in rest):
                raise OSError(number, "not here")
            return real(path, *rest, **more)

        return call

    monkeypatch.setattr(os, "fsync", no_folder_sync)
    monkeypatch.setattr(os, "link", refusing(link, errno.EPERM))
    monkeypatch.setattr(os, "symlink", refusing(symlink, errno.EPERM))
    monkeypatch.setattr(os, "chmod", refusing(chmod, errno.EPERM))
