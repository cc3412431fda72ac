# SPDX-License-Identifier: GPL-3.0-or-later
"""The two commands. Standard library only; everything it installs stays in .venv.

python3 packaging/dev.py run [...]      set up what is needed and open the program (the rest goes to main.py)
python3 packaging/dev.py test           set up what is needed and pass every check
python3 packaging/dev.py test --long    the checks that take minutes
python3 packaging/dev.py test ARGS      only pytest, with these arguments
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What a bare Debian or Ubuntu lacks: a library or a program, and the package that has it.
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0", "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0", "libglib-2.0.so.0": "libglib2.0-0", "libfontconfig.so.1": "libfontconfig1",
    "libGL.so.1": "libgl1", "libxcb-keysyms.so.1": "libxcb-keysyms1", "libEGL.so.1": "libegl1",
}  # fmt: skip
SCREEN = {
    "Xvfb": "xvfb", "matchbox-window-manager": "matchbox-window-manager", "xdotool": "xdotool", "dbus-daemon": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core", "xauth": "xauth", "age": "age", "pdftotext": "poppler-utils",
    "qpdf": "qpdf", "7zz": "7zip", "libpangoft2-1.0.so.0": "libpangoft2-1.0-0", "gnome-keyring-daemon": "gnome-keyring",
    "strace": "strace", "sway": "sway", "grim": "grim", "wl-paste": "wl-clipboard", "/usr/sbin/cupsd": "cups-daemon",
    "lp": "cups-client"}  # fmt: skip


def lacking(wanted: dict[str, str]) -> list[str]:
    """The packages without which pip is missing or Qt ends with a core dump. Only Linux leaves them to the person."""

    def found(name: str) -> bool:
        try:
            return bool(ctypes.CDLL(name) if ".so." in name else shutil.which(name))
        except OSError:
            return False

    if sys.platform != "linux":
        return []
    no_pip = importlib.util.find_spec("ensurepip") is None  # Debian keeps it in a package of its own
    return [package for name, package in wanted.items() if not found(name)] + ["python3-venv"] * no_pip


def install(packages: list[str]) -> None:
    """Root on Debian or Ubuntu: install them. Anyone else: say which ones, and stop."""
    if packages and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing what the system lacks: {' '.join(packages)}", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", "-qq", *command], check=True, env=quiet, stdout=subprocess.DEVNULL)
    elif packages:
        sys.exit(
            f"The system lacks something. On Debian or Ubuntu:\n    sudo apt install {' '.join(packages)}\n"
            "Elsewhere the packages have like names. Then run this command again. Nothing was changed."
        )


def set_up(lock: str) -> None:
    """.venv with exactly what the lock names, each file checked by its hash. Quick when nothing changed."""
    stamp = VENV / f"{lock}.stamp"
    now = hashlib.sha256((ROOT / "packaging" / lock).read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == now:
        return
    if stamp.exists() or not list(VENV.glob("*.stamp")):  # another lock, another Python, or half made
        print("Making .venv ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    print(f"Installing what packaging/{lock} names ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input"]
    pip += ["--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / "packaging" / lock)]
    subprocess.run(pip, check=True)
    stamp.write_text(now)


def run(arguments: list[str]) -> int:
    install(lacking(WINDOW))
    set_up("requirements.lock")
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and arguments[:1] not in (["report"], ["verify"]) and not any(map(os.getenv, screens)):
        sys.exit("All is set up, but there is no screen here: DISPLAY is not set. Run this where windows can be shown.")
    return subprocess.run([str(PYTHON), str(ROOT / "main.py"), *arguments], check=False).returncode


def test(arguments: list[str]) -> int:
    begun = time.perf_counter()
    install(lacking(WINDOW | SCREEN))
    set_up("requirements-test.lock")
    spent = {"set-up": time.perf_counter() - begun}
    two, more = ["-n", "2", "--dist", "loadfile"], ["-m", "long", *arguments[1:]]  # two files at a time
    timed_alone = [["tests/bench", *more], ["--ignore=tests/bench", *more, *two]]
    runs = timed_alone if arguments[:1] == ["--long"] else [arguments or two]
    left, before = 0, [] if arguments else [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]]
    for part in [*before, *(["pytest", *run] for run in runs)]:
        name, begun = " ".join(part[:2]), time.perf_counter()
        print(f"== {name}", flush=True)
        left = subprocess.run([str(PYTHON), "-m", *part], cwd=ROOT, check=False).returncode or left
        spent[name] = time.perf_counter() - begun
    print("".join(f"{seconds:8.1f} s  {name}\n" for name, seconds in spent.items()), flush=True)
    return left


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python may be asked to run
        sys.exit("Own Words needs Python 3.11 or newer.")
    command = {"run": run, "test": test}.get("".join(sys.argv[1:2])) or sys.exit(__doc__)
    try:
        sys.exit(command(sys.argv[2:]))
    except subprocess.CalledProcessError as problem:
        sys.exit(f"This step did not work, see above: {' '.join(map(str, problem.cmd))}")
    except KeyboardInterrupt:
        sys.exit(130)
