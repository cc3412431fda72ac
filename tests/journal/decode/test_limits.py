# SPDX-License-Identifier: GPL-3.0-or-later
"""The decoder process really cannot do what it must not be able to do: it is made to try."""

import subprocess
import sys
from pathlib import Path

import pytest

from journal.decode import limits

ROOT = Path(__file__).parents[3]

# The very process: everything loaded, the walls up; then it tries. What it could do comes back through its pipe.
TRIES = """
import ctypes, json, os, sys, threading
sys.path.insert(0, sys.argv[1])
from journal.decode import limits, work
from tests.helpers import pictures

data = pictures.photo(kind="HEIF")
work.load()
libc = ctypes.CDLL(None, use_errno=True)
mine = sys.argv[2]
if sys.argv[3] == "walls":
    walls = limits.put_up()
else:
    walls = {}

def call(function, *arguments):
    if function(*arguments) < 0:
        raise OSError(ctypes.get_errno(), "no")

def fork():
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)

def raise_limits():
    import resource
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

tries = {
    "take more memory": lambda: bytearray(2 * 1024**3),
    "read a file": lambda: open(mine, "rb").close(),
    "write a file": lambda: open(mine + ".new", "wb").close(),
    "list a folder": lambda: os.listdir("/"),
    "remove a file": lambda: os.unlink(mine),
    "see a path": lambda: os.stat(mine),
    "move elsewhere": lambda: os.chdir("/tmp"),
    "open a socket": lambda: call(libc.socket, 2, 1, 0),
    "open a socket on this computer": lambda: call(libc.socket, 1, 1, 0),
    "open a pipe": lambda: os.pipe(),
    "make a process": fork,
    "signal another process": lambda: os.kill(os.getppid(), 0),
    "look into another process": lambda: open(f"/proc/{os.getppid()}/mem", "rb").close(),
    "keep a file in memory": lambda: os.memfd_create("x"),
    "change its limits": raise_limits,
}
if walls:
    tries["become another program"] = lambda: os.execv("/bin/true", ["true"])
could = {}
for name, attempt in tries.items():
    try:
        attempt()
        could[name] = True
    except (OSError, MemoryError, ValueError):
        could[name] = False
heard = []
thread = threading.Thread(target=lambda: heard.append(1))
thread.start()
thread.join()
answer, pixels = work._answered({"do": "look"}, data)
os.write(1, json.dumps([walls, could, heard, answer["ok"]]).encode())
"""


def tried(tmp_path: Path, how: str) -> tuple[dict[str, bool], dict[str, bool]]:
    import json

    mine = tmp_path / "someones file"
    mine.write_text("x")
    told = subprocess.run(
        [sys.executable, "-c", TRIES, str(ROOT), str(mine), how], capture_output=True, timeout=60, check=False, cwd=ROOT
    )
    assert told.returncode in (0, 1), told.stderr
    walls, could, heard, seen = json.loads(told.stdout)
    assert heard == [1], "a thread, which HEIC needs, can be made"
    assert seen is True, "and a picture is still seen"
    return walls, could


linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have other walls (docs/threat-model.md)")


@linux
def test_once_the_walls_stand_nothing_can_be_done_but_to_look(tmp_path):
    walls, could = tried(tmp_path, "walls")
    assert walls == {"rlimits": True, "landlock": True, "seccomp": True}
    assert [name for name, done in could.items() if done] == []
    assert (tmp_path / "someones file").exists()


@linux
@pytest.mark.ordinary_user
def test_an_ordinary_users_decoder_is_held_as_well(tmp_path):
    walls, could = tried(tmp_path, "walls")
    assert walls["rlimits"]
    assert walls["seccomp"]
    assert [name for name, done in could.items() if done] == []


@linux
def test_the_tries_themselves_work_where_there_are_no_walls(tmp_path):
    _, could = tried(tmp_path, "no walls")
    assert sum(could.values()) >= 12


@linux
@pytest.mark.parametrize("left", ["landlock", "seccomp"])
def test_either_wall_alone_keeps_every_file_shut(tmp_path, left):
    """One is there for kernels and machines that lack the other."""
    other = {"landlock": "_seccomp", "seccomp": "_landlock"}[left]
    code = (
        f"import os, sys; sys.path.insert(0, {str(ROOT)!r})\n"
        f"from journal.decode import limits\nlimits.{other} = lambda libc: False\nassert limits.put_up()[{left!r}]\n"
        "could = []\n"
        f"for path in ({str(tmp_path)!r}, '/etc/hostname', '/'):\n"
        "    try:\n        os.close(os.open(path, os.O_RDONLY))\n        could.append(path)\n"
        "    except OSError:\n        pass\n"
        "os.write(1, repr(could).encode())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=30, check=False)
    assert told.stdout == b"[]", told.stderr


@linux
def test_a_process_that_computes_for_ever_is_ended_by_the_system(tmp_path):
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom journal.decode import limits\n"
        "limits._LIMITS['RLIMIT_CPU'] = 1\nlimits.put_up()\nwhile True: pass"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=30, check=False)
    assert told.returncode < 0


def test_the_numbers_of_the_calls_are_given_for_each_machine():
    assert all(len(calls) == len(limits._NAMES) for _number, calls in limits._MACHINES.values())
    assert all(len(set(calls)) == len(calls) for _number, calls in limits._MACHINES.values())
