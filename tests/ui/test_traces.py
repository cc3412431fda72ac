# SPDX-License-Identifier: GPL-3.0-or-later
"""What the system would keep of us is turned off; seen from a process of its own."""

import contextlib
import ctypes
import errno
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.ui.test_app import drive, played

ROOT = Path(__file__).parent.parent.parent

HARD = """
import ctypes, json, os, resource
from ui import traces
traces.leave_none()
before = os.umask(0)
print(json.dumps([before, resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3)]))
"""
# Holds a word in memory, in one piece only there, and waits to be looked at; or ends as a bug in a library does.
SECRET = "x".join(("beg", "ind", "the", "red", "lamp"))
HOLD = """
import os, resource, sys
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
if sys.argv[1] == "as the program":
    sys.path.insert(0, sys.argv[2])
    from ui import traces
    traces.leave_none()
else:
    import ctypes
    ctypes.CDLL(None).prctl(0x59616d61, -1, 0, 0, 0)  # PR_SET_PTRACER, any: the control must not fail for Yama
held = "x".join(("beg", "ind", "the", "red", "lamp")).encode()
print("holding", hex(id(held)), flush=True)
sys.stdin.readline()
os.abort()
"""


UP = """
    import ctypes, resource
    yield lambda: program.window.page() is not None and program.window.page().edit.line.hasFocus()
    print("walls", [ctypes.CDLL(None).prctl(3), list(resource.getrlimit(resource.RLIMIT_CORE))], flush=True)
"""


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux's own")
def test_no_core_no_dump_and_files_of_our_own_only():
    assert json.loads(run(HARD)) == [0o077, [0, 0], 0]


@contextlib.contextmanager
def holding(how: str, folder: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A process with the word in its memory, and where."""
    command = [sys.executable, "-c", HOLD, how, str(ROOT)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, int(process.stdout.readline().split()[1], 16)
        finally:
            process.kill()


def read_memory(process: "subprocess.Popen[str]", place: int) -> bytes:
    """Around this place. Raises PermissionError."""
    with Path(f"/proc/{process.pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(place)
        return memory.read(128)


def attach(process: "subprocess.Popen[str]") -> int:
    """As a debugger does; 0, or the number of the refusal."""
    library = ctypes.CDLL(None, use_errno=True)
    if library.ptrace(16, process.pid, None, None) == -1:  # PTRACE_ATTACH
        return ctypes.get_errno()
    os.waitpid(process.pid, 0)
    library.ptrace(17, process.pid, None, None)  # PTRACE_DETACH
    return 0


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the walls of Linux")


@linux
@pytest.mark.ordinary_user
def test_another_program_of_the_same_user_can_neither_read_nor_debug_it(tmp_path):
    with holding("as the program", tmp_path) as (process, place):
        with pytest.raises(PermissionError):
            read_memory(process, place)
        assert attach(process) == errno.EPERM
        with pytest.raises(PermissionError):
            Path(f"/proc/{process.pid}/environ").read_bytes()


@linux
@pytest.mark.ordinary_user
def test_without_it_another_program_reads_and_debugs(tmp_path):
    with holding("plain", tmp_path) as (process, place):
        assert SECRET.encode() in read_memory(process, place)
        assert attach(process) == 0


def end_of(how: str, folder: Path) -> tuple[bool, list[Path]]:
    """Aborts it: whether the system says that it dumped a core, and what lies in its folder then."""
    with holding(how, folder) as (process, _place):
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.close()
        _pid, status = os.waitpid(process.pid, 0)
        process.returncode = -os.WTERMSIG(status)
    assert os.WTERMSIG(status) == signal.SIGABRT
    return os.WCOREDUMP(status), list(folder.iterdir())


@linux
@pytest.mark.ordinary_user
def test_a_bug_in_a_library_leaves_no_core(tmp_path):
    assert end_of("as the program", tmp_path) == (False, [])


@linux
@pytest.mark.ordinary_user
def test_without_it_a_core_is_dumped_where_the_system_dumps_any(tmp_path):
    dumped, left = end_of("plain", tmp_path)
    pattern = Path("/proc/sys/kernel/core_pattern").read_text().strip()
    allowed = resource.getrlimit(resource.RLIMIT_CORE)[1] != 0
    if allowed and pattern and "/" not in pattern:
        assert dumped
        assert any(SECRET.encode() in core.read_bytes() for core in left)
    else:  # this system dumps none, or gives them to a program of its own: the first test shows less here
        assert left == []


@linux
def test_the_program_has_its_walls_up_before_a_passphrase_can_be_typed(tmp_path):
    """And again after a lock, which starts it anew: walls do not outlive that."""
    record = tmp_path / "record"
    Vault.create(record, PASSPHRASE, cost=CHEAP)[0].close()
    told = drive(UP, "--vault", str(record))
    assert played(told)
    assert "walls [0, [0, 0]]" in told.stdout
