# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk with a screen, a bus and the program on it, all of them this test's own and gone when it ends."""

import mmap
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from tests.e2e.reader import Reader

ROOT = Path(__file__).parent.parent.parent
MAIN = (str(ROOT / "main.py"),)
T = TypeVar("T")
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def until(found: Callable[[], T], what: str | Callable[[], str], timeout: float = 20.0) -> T:
    """What ``found`` gives once it gives something; AssertionError naming ``what`` when it never does."""
    end = time.monotonic() + timeout
    while True:
        if result := found():
            return result
        if time.monotonic() > end:
            raise AssertionError(f"waited {timeout:.0f} s for {what() if callable(what) else what}")
        time.sleep(0.03)


class Desk:
    """A screen of 1280x860 with a bus on which a screen reader could listen.

    ``home`` is the person's home folder and ``temporary`` the system's temporary folder, as the program sees them.
    """

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._stack = stack
        self.home, self.temporary = folder / "home", folder / "tmp"
        self._output = folder / "stdout.txt"
        self.home.mkdir()
        self.temporary.mkdir()
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH") if name in os.environ}
        self.environment = kept | {
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "NO_AT_BRIDGE": "0",
            "OWN_WORDS_HEARD": "1",
        }
        self._put_screen()
        # One bus is both: what the machine's own system bus says is none of this desk's business.
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = self._bus()
        self._reader_bus()
        self.program: subprocess.Popen[bytes] | None = None

    def start(
        self, *arguments: str, program: tuple[str, ...] = MAIN, under: tuple[str, ...] = ()
    ) -> "subprocess.Popen[bytes]":
        """The program, as a person starts it; ``program`` is what Python runs, ``under`` what starts Python."""
        command = [*under, sys.executable, *program, *arguments]
        with (self.home.parent / "stderr.txt").open("ab") as errors, self._output.open("wb") as output:
            self.program = self.spawn(command, stderr=errors, stdout=output, cwd=ROOT)
        return self.program

    def also(self, module: str, *arguments: str) -> None:
        """Another program on this desk, until the end; returns once it has printed something."""
        said = self.home.parent / f"{module}.txt"
        with said.open("wb") as output:
            self.spawn([sys.executable, "-m", module, *arguments], cwd=ROOT, stdout=output)
        until(lambda: said.stat().st_size, module)

    def reader(self) -> Reader:
        """A screen reader's view of the program that was started."""
        assert self.program is not None
        made = Reader(self.environment["DBUS_SESSION_BUS_ADDRESS"], self.program.pid)
        self._stack.callback(made.close)
        return made

    def hand(self, *arguments: str) -> None:
        """A press or a click on the real screen."""
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True, capture_output=True, timeout=60)

    def asked(self, *command: str) -> str:
        """What a program on this desk writes; nothing when it finds nothing."""
        told = subprocess.run(command, env=self.environment, check=False, capture_output=True, text=True, timeout=60)
        return told.stdout

    def said(self) -> list[str]:
        """What the program wrote on its error output: nothing, when all is well.

        Qt itself notes when a reader asks for something that has just gone; that is the reader's haste.
        """
        path = self.home.parent / "stderr.txt"
        lines = path.read_text(errors="replace").splitlines() if path.exists() else []
        return [line for line in lines if "qt.accessibility.atspi: Could not find accessible" not in line]

    def printed(self) -> list[str]:
        """The whole lines that the program wrote on its output since it was started."""
        *whole, _begun = self._output.read_text(errors="replace").split("\n")
        return whole

    def plain_traces(self, words: str) -> list[str]:
        """Files below the home and temporary folders in which these words can be read."""
        wanted = [words.encode(code) for code in ("utf-8", "utf-16-le")]
        files = [each for top in (self.home, self.temporary) for each in top.rglob("*") if each.is_file()]
        return [str(each) for each in files if _has_any(each, wanted)]

    def spawn(self, command: list[str], **more: object) -> "subprocess.Popen[bytes]":
        process: subprocess.Popen[bytes] = subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            **more,  # type: ignore[call-overload]
        )
        self._stack.callback(_end, process)
        return process

    def _put_screen(self) -> None:
        self.environment |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": self._screen()}
        # Without one no window gets the keyboard back when a dialog closes.
        self.spawn(["matchbox-window-manager", "-use_titlebar", "no"], stderr=subprocess.DEVNULL)

    def _screen(self) -> str:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x860x24", "-nolisten", "tcp", "-noreset"]
        command += ["-r"]  # on a busy machine a key stays down long enough to be repeated, which nobody meant
        self.screen = self.spawn(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            return f":{pipe.readline().strip()}"

    def _bus(self) -> str:
        command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        bus = self.spawn(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert bus.stdout is not None
        with bus.stdout as pipe:
            return pipe.readline().decode().strip()

    def _reader_bus(self) -> None:
        launcher = next(path for path in _LAUNCHERS if Path(path).exists())
        self.spawn([launcher], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(folder, stack)


def _has_any(path: Path, texts: list[bytes]) -> bool:
    """Without taking the whole of it into memory."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(text) >= 0 for text in texts)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
