# SPDX-License-Identifier: GPL-3.0-or-later
"""A real CUPS of a test's own, on a socket of its own: no port, nothing of the system's, and gone when it ends.

Its printers keep what they are given. The folder is a short one, since a socket's path may be no longer than 107.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.desk import until

CUPSD = Path("/usr/sbin/cupsd")
_PROGRAMS = Path("/usr/lib/cups")

# Whoever can reach the socket may do everything: it lies in a folder that only its owner can enter.
_CONF = """Listen {place}/socket
LogLevel debug
Browsing No
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_FILES = """ServerRoot {place}
ServerBin {place}/programs
DataDir {place}/data
DocumentRoot {place}
CacheDir {place}/cache
StateDir {place}/state
RequestRoot {place}/spool
TempDir {place}/spool/tmp
ErrorLog {place}/error.log
AccessLog {place}/access.log
PageLog {place}/page.log
"""
# A printer that takes PDF as it is, on two sides if that is wished.
_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEEPS.PPD"
*Manufacturer: "Test"
*Product: "(Keeps)"
*ModelName: "Keeps"
*ShortNickName: "Keeps"
*NickName: "Keeps"
*PSVersion: "(3010.000) 0"
*cupsFilter2: "application/pdf application/pdf 0 -"
*OpenUI *PageSize: PickOne
*DefaultPageSize: Letter
*PageSize Letter: ""
*PageSize A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: Letter
*PageRegion Letter: ""
*PageRegion A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: Letter
*ImageableArea Letter: "12 12 600 780"
*ImageableArea A4: "12 12 583 830"
*DefaultPaperDimension: Letter
*PaperDimension Letter: "612 792"
*PaperDimension A4: "595 842"
*OpenUI *Duplex: PickOne
*DefaultDuplex: None
*Duplex None: ""
*Duplex DuplexNoTumble: ""
*Duplex DuplexTumble: ""
*CloseUI: *Duplex
*DefaultFont: Courier
"""
_KEEPS = """#!/bin/sh
[ $# = 0 ] && exit 0
cat "${{6:--}}" >"{place}/printed/$1.pdf"
printf '%s\\n' "$2" "$3" "$4" "$5" >"{place}/printed/$1.new"
mv "{place}/printed/$1.new" "{place}/printed/$1"
"""


class Job(NamedTuple):
    """As the printer's program is told of it."""

    user: str
    title: str
    copies: str
    wishes: dict[str, str]
    pdf: bytes


class PrintSystem:
    """``Office`` prints at once and is the first to be offered; ``Stopped`` was stopped, ``Closed`` takes nothing."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.spool = place / "spool"
        for below in ("cache", "state", "spool/tmp", "data/mime", "programs/backend", "printed"):
            (place / below).mkdir(parents=True)
        (place / "programs" / "daemon").symlink_to(_PROGRAMS / "daemon")
        (place / "data" / "mime" / "mime.types").write_text("application/pdf pdf string(0,%PDF)\n")
        (place / "data" / "mime" / "mime.convs").touch()
        keeps = place / "programs" / "backend" / "keeps"
        keeps.write_text(_KEEPS.format(place=place))
        keeps.chmod(0o700)
        (place / "cupsd.conf").write_text(_CONF.format(place=place))
        (place / "cups-files.conf").write_text(_FILES.format(place=place))
        (place / "keeps.ppd").write_text(_PPD)
        self.server = str(place / "socket")
        self.start()
        for name in ("Office", "Stopped", "Closed"):
            self._do("lpadmin", "-p", name, "-E", "-v", "keeps:/printer", "-P", str(place / "keeps.ppd"))
        self._do("lpadmin", "-d", "Office")
        self._do("cupsdisable", "Stopped")
        self._do("cupsreject", "Closed")

    def start(self) -> None:
        command = [str(CUPSD), "-f", "-c", str(self.place / "cupsd.conf"), "-s", str(self.place / "cups-files.conf")]
        with (self.place / "said.txt").open("ab") as said:
            self._daemon = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        until(self._answers, lambda: f"cupsd; it said {(self.place / 'said.txt').read_text()!r}", 60)

    def stop(self) -> None:
        self.hang(hang=False)
        self._daemon.terminate()
        try:
            self._daemon.wait(20)
        except subprocess.TimeoutExpired:
            self._daemon.kill()
            self._daemon.wait()

    def hang(self, *, hang: bool = True) -> None:
        """It is there, and answers nobody."""
        if self._daemon.poll() is None:
            self._daemon.send_signal(signal.SIGSTOP if hang else signal.SIGCONT)

    def printed(self) -> list[Job]:
        """What came out so far, in its turn."""
        done = sorted((each for each in (self.place / "printed").iterdir() if each.name.isdigit()), key=_number)
        return [self._job(each) for each in done]

    def kept(self) -> dict[str, int]:
        """Documents that lie in the spool, and the size of each. A name without the ``d`` is one that is coming in."""
        files = [each for each in self.spool.iterdir() if each.is_file() and not each.name.startswith("c")]
        return {each.name: each.stat().st_size for each in files}

    def told(self, *command: str) -> str:
        """What one of its programs says."""
        return self._run(command).stdout

    def _job(self, path: Path) -> Job:
        user, title, copies, wishes = path.read_text().split("\n")[:4]
        pairs = [each.partition("=") for each in wishes.split()]
        return Job(user, title, copies, {name: text for name, _, text in pairs}, path.with_suffix(".pdf").read_bytes())

    def _answers(self) -> bool:
        assert self._daemon.poll() is None, (self.place / "said.txt").read_text()
        return Path(self.server).exists() and "is running" in self.told("lpstat", "-r")

    def _do(self, *command: str) -> None:
        done = self._run(command)
        assert done.returncode == 0, f"{command}: {done.stderr}"

    def _run(self, command: tuple[str, ...]) -> "subprocess.CompletedProcess[str]":
        around = {"PATH": f"{os.environ['PATH']}:/usr/sbin:/usr/bin", "CUPS_SERVER": self.server, "LC_ALL": "C.UTF-8"}
        around["HOME"] = str(self.place)
        return subprocess.run(command, env=around, check=False, capture_output=True, text=True, timeout=60)


def _number(path: Path) -> int:
    return int(path.name)


@contextmanager
def print_system() -> Iterator[PrintSystem]:
    if not CUPSD.exists() or not shutil.which("lp"):
        pytest.skip("a print system of its own needs cupsd and lp (Debian: cups-daemon, cups-client)")
    place = Path(tempfile.mkdtemp(prefix="cups-"))
    try:
        made = PrintSystem(place)
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(place)
