# SPDX-License-Identifier: GPL-3.0-or-later
"""Sticks: small disks in memory, and a disk that knows neither permissions nor links nor syncs of folders."""

import contextlib
import errno
import io
import os
import shutil
import stat
import subprocess
import sys
import time
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


def dead_stick(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """From now on ``place`` behaves as a stick does whose file system is a program (exFAT and NTFS often are) when that
    has ended: no name can be looked at, nothing opened, nothing made. What is open already is not minded."""

    def refusing(real):
        def call(path, *rest, **more):
            if isinstance(path, (str, os.PathLike)) and Path(os.fspath(path)).is_relative_to(place):
                raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
            return real(path, *rest, **more)

        return call

    names = ("stat", "lstat", "open", "listdir", "scandir", "mkdir", "unlink", "rename", "replace", "statvfs", "utime")
    for name in names:
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))
    monkeypatch.setattr(io, "open", refusing(io.open))
    monkeypatch.setattr(os, "access", lambda *_given, **_more: False)


# How a file system that sticks have is made in a file and used: by a program (FUSE) and by the system itself.
KINDS = {
    "exfat-fuse": (("mkfs.exfat",), ("mount.exfat-fuse", "-o", "noatime")),
    "ntfs-3g": (("mkfs.ntfs", "-F", "-Q"), ("mount.ntfs-3g", "-o", "windows_names,umask=0022")),
    "exfat": (("mkfs.exfat",), ("mount", "-t", "exfat", "-o", "fmask=0022,dmask=0022")),
    "vfat": (("mkfs.vfat", "-F", "32"), ("mount", "-t", "vfat", "-o", "fmask=0022,dmask=0022,shortname=mixed,utf8")),
}


@contextlib.contextmanager
def formatted(folder: Path, kind: str, size: int = 200_000_000) -> Iterator["Formatted"]:
    """A stick of this kind at ``folder / "stick"``; skipped where there is no such driver, or no root to mount it."""
    make, mount = KINDS[kind]
    if sys.platform != "linux" or os.geteuid() != 0 or not all(map(shutil.which, (make[0], mount[0], "losetup"))):
        pytest.skip(f"{kind}: to be made and mounted by root, where its programs are")
    stick = Formatted(folder, mount)
    with stick.image.open("xb") as image:
        image.truncate(size)
    subprocess.run([*make, str(stick.image)], check=True, capture_output=True)
    try:
        stick.plug_in()
        yield stick
    finally:
        stick.away()


class Formatted:
    """``place`` is where it is to be seen."""

    def __init__(self, folder: Path, mount: tuple[str, ...]) -> None:
        self.place, self.image = folder / "stick", folder / "stick.image"
        self._mount, self._device = mount, ""

    def plug_in(self, *, read_only: bool = False) -> None:
        self._let_go()
        self.place.mkdir()
        found = subprocess.run(
            ["losetup", "--show", "-f", str(self.image)], capture_output=True, text=True, check=False
        )
        self._device = found.stdout.strip()
        *mount, options = self._mount
        mount += [options + ",ro" * read_only, self._device, str(self.place)]
        if not self._device or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("this system cannot mount it")

    def pull_out(self) -> None:
        """As desktops do when one is pulled out: what is open stays open, and its folder goes. Twice is no matter."""
        pull(self.place)
        with contextlib.suppress(OSError):
            self.place.rmdir()

    def away(self) -> None:
        """Leave nothing of it in the system."""
        self.pull_out()
        self._let_go()

    def _let_go(self) -> None:
        """It is in use until whoever has it open, and then its driver, is done."""
        for _ in range(100 if self._device else 0):
            subprocess.run(["losetup", "-d", self._device], capture_output=True, check=False)
            if subprocess.run(["losetup", self._device], capture_output=True, check=False).returncode:
                break
            time.sleep(0.05)
        self._device = ""
